#include <fmt/format.h>

#include <map>
#include <set>
#include <tuple>

#include "analysis/report/run/timeline_parts.hpp"

namespace kammerspiel::report {
namespace {

using model::Happening;
using model::TraceRecord;

/// What is told event by event; returns are told as progress, services from their curves, and the
/// rest stays in the trace.
bool is_told(Happening what) {
    switch (what) {
        case Happening::entered:
        case Happening::compromised:
        case Happening::credentials_taken:
        case Happening::struck:
        case Happening::destroyed:
        case Happening::exfiltrated:
        case Happening::reactivated:
        case Happening::given_at_start:
        case Happening::alert:
        case Happening::confirmed:
        case Happening::users_noticed:
        case Happening::play_triggered:
        case Happening::play_decided:
        case Happening::switched_off:
        case Happening::isolated:
        case Happening::link_closed:
        case Happening::restore_begun:
        case Happening::found_compromised:
        case Happening::missed_compromise:
        case Happening::indicated:
        case Happening::credentials_reset:
        case Happening::technique_blocked:
        case Happening::hunted:
        case Happening::aid_arrived:
        case Happening::obligation_met:
        case Happening::obligation_missed:
        case Happening::fallback_begun:
        case Happening::fallback_ended:
        case Happening::informed: return true;
        case Happening::cleared:
        case Happening::aid_asked:
        case Happening::aid_left:
        case Happening::obligation_begun:
        case Happening::attempt_failed:
        case Happening::false_alarm:
        case Happening::reported:
        case Happening::link_opened:
        case Happening::group_restored:
        case Happening::service_down:
        case Happening::service_up:
        case Happening::service_level: return false;
    }
    unreachable();
}

struct Cluster {
    TraceRecord first;
    SimTime last;
    std::int64_t count = 0;
    std::set<std::string> organisations;
};

/// Whether `count` of such records is added up; else each stands for one.
bool is_summed(Happening what) {
    return counted_by(what) == Counted::hosts || counted_by(what) == Counted::people;
}

/// Whether a confirmation only repeats what the inspection or the users' call just said.
class Repeats {
   public:
    bool operator()(const TraceRecord& record) {
        const auto at = std::make_tuple(record.process, record.subject);
        if (record.what == Happening::found_compromised ||
            record.what == Happening::users_noticed) {
            last_[at] = record.key.at();
        }
        const auto said = last_.find(at);
        return record.what == Happening::confirmed && said != last_.end() &&
               said->second == record.key.at();
    }

   private:
    std::map<std::tuple<std::uint32_t, std::uint32_t>, SimTime> last_;
};

/// What must be equal for two records to be one line.
using Alike = std::tuple<Happening, std::uint32_t>;

Alike alike(const TraceRecord& record) {
    // Hosts that fall by one route after another are one advance; footholds and full control are
    // told apart, and so are plays.
    if (record.what == Happening::compromised) return {record.what, record.count};
    const bool by_detail = side_of(record.what) == Side::response ||
                           record.what == Happening::given_at_start ||
                           record.what == Happening::indicated;
    return {record.what, by_detail ? record.detail : 0U};
}

std::vector<Cluster> clusters_of(const Teller& teller, const std::vector<TraceRecord>& trace,
                                 Duration gap) {
    std::vector<Cluster> all;
    std::map<Alike, std::size_t> open;
    Repeats repeats;
    for (const TraceRecord& record : trace) {
        if (!is_told(record.what) || repeats(record)) continue;
        const auto known = open.find(alike(record));
        const bool joins = known != open.end() && record.key.at() - all[known->second].last <= gap;
        if (!joins) {
            open[alike(record)] = all.size();
            all.push_back({record, record.key.at(), 0, {}});
        }
        Cluster& cluster = all[open[alike(record)]];
        cluster.last = record.key.at();
        cluster.count += is_summed(record.what) ? record.count : 1;
        const std::string organisation = names_of(teller.plan, teller.options, record).organisation;
        if (!organisation.empty()) cluster.organisations.insert(organisation);
    }
    return all;
}

/// report.timeline.KIND; footholds and decisions have keys of their own.
std::string key_of(const Teller& teller, const TraceRecord& record) {
    std::string key = fmt::format("report.timeline.{}", word_of(record.what));
    if (record.what == Happening::compromised) {
        key += fmt::format(".{}", word_of_count(Counted::integrity, record.count));
    }
    if (record.what == Happening::play_triggered || record.what == Happening::play_decided) {
        const scenario::Strategy& strategy =
            teller.plan.scenario().strategies[teller.options.strategy];
        switch (strategy.plays[record.detail].by) {
            case scenario::Decider::federation: return key + ".federation";
            case scenario::Decider::region: return key + ".region";
            case scenario::Decider::organisation: return key + ".organisation";
        }
    }
    return key;
}

TimelineRow told(const Teller& teller, const Cluster& cluster) {
    const RecordNames names = names_of(teller.plan, teller.options, cluster.first);
    const Text& text = teller.text;
    std::string where = names.place();
    if (cluster.organisations.size() > 1) {
        where = text("report.timeline.organisations",
                     {{"count", static_cast<std::int64_t>(cluster.organisations.size())}});
    } else if (cluster.count > 1 && !is_summed(cluster.first.what)) {
        where = names.organisation;
    }
    std::string detail = names.detail;
    if (cluster.first.what == Happening::given_at_start) {
        detail =
            teller.in_language(teller.plan.scenario().known_at_start[cluster.first.detail].text);
    }
    std::string what = text(key_of(teller, cluster.first),
                            {{"count", cluster.count}, {"where", where}, {"detail", detail}});
    const Duration lasts = cluster.last - cluster.first.key.at();
    if (lasts >= minutes(10) && cluster.count > 1) {
        what += " " + text("report.timeline.within", {{"span", text.span(lasts)}});
    }
    return teller.row(cluster.first.key.at(), side_of(cluster.first.what), std::move(what));
}

}  // namespace

std::vector<TimelineRow> event_rows(const Teller& teller, const std::vector<TraceRecord>& trace,
                                    Duration gap) {
    std::vector<TimelineRow> rows;
    for (const Cluster& cluster : clusters_of(teller, trace, gap)) {
        rows.push_back(told(teller, cluster));
    }
    return rows;
}

}  // namespace kammerspiel::report
