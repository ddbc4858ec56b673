#include "analysis/report/timeline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "analysis/report/loss_table.hpp"
#include "kammerspiel/base/calendar.hpp"

namespace kammerspiel::report {
namespace {

using model::Happening;
using model::TraceRecord;

/// Events of one kind that are no further apart than this are told as one.
constexpr Duration close_together = hours(12);

/// What belongs on the timeline; the rest stays in the trace.
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
        case Happening::link_opened:
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
        case Happening::group_restored:
        case Happening::service_down:
        case Happening::service_up:
        case Happening::service_level: return false;
    }
    unreachable();
}

/// Whether `count` of such a record counts hosts; else each record stands for one.
bool counts_hosts(Happening what) {
    switch (what) {
        case Happening::destroyed:
        case Happening::exfiltrated:
        case Happening::given_at_start:
        case Happening::users_noticed:
        case Happening::switched_off:
        case Happening::isolated:
        case Happening::hunted:
        case Happening::aid_arrived:
        case Happening::restore_begun: return true;
        default: return false;  // NOLINT: every other kind stands for one
    }
}

struct Cluster {
    TraceRecord first;
    SimTime last;
    std::int64_t count = 0;
    std::set<std::string> organisations;
};

std::vector<Cluster> clusters_of(const model::Plan& plan, const model::RunOptions& options,
                                 const std::vector<TraceRecord>& trace) {
    std::vector<Cluster> all;
    std::map<std::tuple<Happening, std::uint32_t>, std::size_t> open;
    for (const TraceRecord& record : trace) {
        if (!is_told(record.what)) continue;
        const RecordNames names = names_of(plan, options, record);
        // Hosts that fall by one route after another are one advance; plays are told apart.
        const bool by_detail =
            side_of(record.what) == Side::response || record.what == Happening::given_at_start;
        const auto key = std::make_tuple(record.what, by_detail ? record.detail : 0U);
        const auto known = open.find(key);
        const bool joins =
            known != open.end() && record.key.at() - all[known->second].last <= close_together;
        if (!joins) {
            open[key] = all.size();
            all.push_back({record, record.key.at(), 0, {}});
        }
        Cluster& cluster = all[open[key]];
        cluster.last = record.key.at();
        cluster.count += counts_hosts(record.what) ? record.count : 1;
        if (!names.organisation.empty()) cluster.organisations.insert(names.organisation);
    }
    return all;
}

class Teller {
   public:
    Teller(const model::Plan& plan, const model::RunOptions& options, const Text& text)
        : plan_(plan), options_(options), text_(text) {}

    TimelineRow row(const Cluster& cluster) const {
        const RecordNames names = names_of(plan_, options_, cluster.first);
        const bool in_one = cluster.organisations.size() <= 1;
        std::string where = in_one ? names.subject : "";
        if (!in_one) {
            where = text_("report.timeline.organisations",
                          {{"count", static_cast<std::int64_t>(cluster.organisations.size())}});
        }
        std::vector<Argument> arguments{{"count", cluster.count},
                                        {"where", where},
                                        {"detail", title_of_detail(cluster.first, names)}};
        const auto key = fmt::format("report.timeline.{}", word_of(cluster.first.what));
        std::string what = text_(key, arguments);
        const Duration lasts = cluster.last - cluster.first.key.at();
        if (lasts >= minutes(10) && cluster.count > 1) {
            what += text_("report.timeline.within", {{"span", text_.span(lasts)}});
        }
        return at(cluster.first.key.at(), side_of(cluster.first.what), std::move(what));
    }

    TimelineRow at(SimTime moment, Side side, std::string what) const {
        return {moment, text_.short_moment(plan_.calendar().local(moment)), side, std::move(what)};
    }

    std::string in_language(const scenario::Localised& words) const {
        return text_.language() == Language::de ? words.de : words.en;
    }

   private:
    const model::Plan& plan_;
    const model::RunOptions& options_;
    const Text& text_;

    std::string title_of_detail(const TraceRecord& record, const RecordNames& names) const {
        if (record.what == Happening::given_at_start) {
            return in_language(plan_.scenario().known_at_start[record.detail].text);
        }
        return names.detail;
    }
};

/// Moments at which a service was lost to most members, and when shares of them had it back.
void add_service_rows(const model::Plan& plan, const model::RunResult& result, const Text& text,
                      const Teller& teller, std::vector<TimelineRow>& rows) {
    const federation::Federation& federation = plan.federation();
    std::map<std::string, scenario::Localised> titles;
    for (const auto& service : federation.services) {
        if (service.demand) titles.emplace(service.local_name, service.title);
    }
    for (const auto& [name, title] : titles) {
        const auto services = services_where(
            federation, [&](const auto& service) { return service.local_name == name; });
        const auto curve = model::services_up(federation, result.metrics, services);
        const std::string service = teller.in_language(title);
        bool was_lost = false;
        for (const auto& point : curve) {
            const bool lost = point.up < PartsPerMillion::of(Share{0.5});
            if (lost && !was_lost) {
                rows.push_back(teller.at(
                    point.at, Side::service,
                    text("report.timeline.service_lost",
                         {{"service", service}, {"share", text.percent(1.0 - point.up.share())}})));
            }
            was_lost = was_lost || lost;
        }
        if (!was_lost) continue;
        for (const double share : {0.5, 0.9, 1.0}) {
            const auto restored =
                model::restored_for_good(federation, result.metrics, services, Share{share});
            if (!restored.at) continue;
            rows.push_back(teller.at(*restored.at, Side::service,
                                     text("report.timeline.service_back",
                                          {{"service", service}, {"share", text.percent(share)}})));
        }
    }
}

}  // namespace

std::vector<TimelineRow> make_timeline(const model::Plan& plan, const model::RunOptions& options,
                                       const model::RunResult& result, const Text& text) {
    const Teller teller(plan, options, text);
    std::vector<TimelineRow> rows;
    for (const Cluster& cluster : clusters_of(plan, options, result.trace)) {
        rows.push_back(teller.row(cluster));
    }
    add_service_rows(plan, result, text, teller, rows);
    std::stable_sort(rows.begin(), rows.end(),
                     [](const TimelineRow& a, const TimelineRow& b) { return a.at < b.at; });
    return rows;
}

}  // namespace kammerspiel::report
