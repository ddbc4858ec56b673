#include <fmt/format.h>

#include <map>
#include <set>
#include <tuple>

#include "analysis/report/run/timeline_parts.hpp"

namespace kammerspiel::report {
namespace {

using model::TraceKind;
using model::TraceRecord;

struct Cluster {
    TraceRecord first;
    SimTime last;
    std::int64_t count = 0;
    std::set<std::string> organisations;
};

/// Whether `count` of such records is added up; else each stands for one.
bool is_summed(TraceKind what) {
    return counted_by(what) == Counted::hosts || counted_by(what) == Counted::people ||
           counted_by(what) == Counted::parts || counted_by(what) == Counted::pieces;
}

/// Whether a confirmation only repeats what the inspection or the users' call just said.
class Repeats {
   public:
    bool operator()(const TraceRecord& record) {
        const auto at = std::make_tuple(record.process, record.subject);
        if (record.what == TraceKind::found_compromised ||
            record.what == TraceKind::users_noticed) {
            last_[at] = record.key.at();
        }
        const auto said = last_.find(at);
        return record.what == TraceKind::confirmed && said != last_.end() &&
               said->second == record.key.at();
    }

   private:
    std::map<std::tuple<std::uint32_t, std::uint32_t>, SimTime> last_;
};

/// What must be equal for two records to be one line.
using Alike = std::tuple<TraceKind, std::uint32_t, std::uint32_t>;

Alike alike(const TraceRecord& record) {
    // Hosts that fall by one route after another are one advance; footholds and full control are
    // told apart, and so are plays, and duties that were late from those that found no channel.
    if (record.what == TraceKind::compromised) return {record.what, record.count, 0};
    if (record.what == TraceKind::obligation_missed) {
        return {record.what, record.count, record.detail};
    }
    // Parts of a service are added up, whatever they are parts of, and so are crews.
    if (counted_by(record.what) == Counted::parts || record.what == TraceKind::crew_tired) {
        return {record.what, 0, 0};
    }
    const bool by_detail = side_of(record.what) == Side::response ||
                           record.what == TraceKind::given_at_start ||
                           record.what == TraceKind::indicated;
    return {record.what, 0, by_detail ? record.detail : 0U};
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
        const bool concerns_none = is_summed(record.what) && record.count == 0;
        if (!organisation.empty() && !concerns_none) cluster.organisations.insert(organisation);
    }
    return all;
}

/// Footholds and decisions have keys of their own.
std::string key_of(const Teller& teller, const TraceRecord& record) {
    const auto by = [&] {
        const scenario::Strategy& strategy =
            teller.plan.scenario().strategies[teller.options.strategy];
        return word_of(strategy.plays[record.detail].by);
    };
    if (record.what == TraceKind::compromised) {
        return fmt::format("report.timeline.compromised.{}",
                           word_of_count(Counted::integrity, record.count));
    }
    if (record.what == TraceKind::play_triggered) {
        return fmt::format("report.timeline.play_triggered.{}", by());
    }
    if (record.what == TraceKind::play_decided) {
        return fmt::format("report.timeline.play_decided.{}", by());
    }
    if (record.what == TraceKind::obligation_missed && record.count > 0) {
        return "report.timeline.obligation_not_sent";
    }
    return fmt::format("report.timeline.{}", word_of(record.what));
}

TimelineRow told(const Teller& teller, const Cluster& cluster) {
    const RecordNames names = names_of(teller.plan, teller.options, cluster.first);
    const Text& text = teller.text;
    std::string where = names.place();
    if (cluster.organisations.size() == 1 && is_summed(cluster.first.what)) {
        // Not the first record's, if that one concerned no host.
        where = cluster.organisations.contains(names.organisation) ? where
                                                                   : *cluster.organisations.begin();
    }
    if (cluster.organisations.size() > 1) {
        where = text("report.timeline.organisations",
                     {{"count", static_cast<std::int64_t>(cluster.organisations.size())}});
    } else if (cluster.count > 1 && !is_summed(cluster.first.what)) {
        where = names.organisation;
    }
    std::string detail = names.detail;
    if (cluster.first.what == TraceKind::given_at_start) {
        detail = teller.text(teller.plan.scenario().known_at_start[cluster.first.detail].text);
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

/// What is told event by event; returns are told as progress, services from their curves, and the
/// rest stays in the trace.
bool is_told(TraceKind what) {
    switch (what) {
        case TraceKind::entered:
        case TraceKind::compromised:
        case TraceKind::credentials_taken:
        case TraceKind::struck:
        case TraceKind::destroyed:
        case TraceKind::exfiltrated:
        case TraceKind::reactivated:
        case TraceKind::given_at_start:
        case TraceKind::alert:
        case TraceKind::confirmed:
        case TraceKind::users_noticed:
        case TraceKind::play_triggered:
        case TraceKind::play_decided:
        case TraceKind::switched_off:
        case TraceKind::isolated:
        case TraceKind::link_closed:
        case TraceKind::restore_begun:
        case TraceKind::default_repair_begun:
        case TraceKind::found_compromised:
        case TraceKind::missed_compromise:
        case TraceKind::indicated:
        case TraceKind::credentials_reset:
        case TraceKind::technique_blocked:
        case TraceKind::hunted:
        case TraceKind::aid_arrived:
        case TraceKind::obligation_met:
        case TraceKind::obligation_missed:
        case TraceKind::hold_begun:
        case TraceKind::hold_over:
        case TraceKind::sent_back:
        case TraceKind::goods_ordered:
        case TraceKind::goods_arrived:
        case TraceKind::image_ready:
        case TraceKind::crew_tired:
        case TraceKind::not_accepted:
        case TraceKind::released:
        case TraceKind::interim_begun:
        case TraceKind::interim_ended:
        case TraceKind::fallback_begun:
        case TraceKind::fallback_ended:
        case TraceKind::informed: return true;
        case TraceKind::accounts_issued:
        case TraceKind::waits:
        case TraceKind::cleared:
        case TraceKind::aid_asked:
        case TraceKind::aid_left:
        case TraceKind::obligation_begun:
        case TraceKind::attempt_failed:
        case TraceKind::false_alarm:
        case TraceKind::reported:
        case TraceKind::link_opened:
        case TraceKind::group_restored:
        case TraceKind::service_down:
        case TraceKind::service_up:
        case TraceKind::service_level:
        case TraceKind::people_moved: return false;
    }
    unreachable();
}

std::vector<TimelineRow> event_rows(const Teller& teller, const std::vector<TraceRecord>& trace,
                                    Duration gap) {
    std::vector<TimelineRow> rows;
    for (const Cluster& cluster : clusters_of(teller, trace, gap)) {
        rows.push_back(told(teller, cluster));
    }
    return rows;
}

}  // namespace kammerspiel::report
