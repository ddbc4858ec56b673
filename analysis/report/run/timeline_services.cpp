#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "analysis/report/run/loss_table.hpp"
#include "analysis/report/run/timeline_parts.hpp"

namespace kammerspiel::report {
namespace {

/// A service that was lost to many members or came back to a share of them.
struct Change {
    SimTime at;
    std::string service;
    PartsPerMillion share;  ///< that have lost it, or that have it back
    bool is_loss = false;
    bool on_workaround = false;  ///< some of those who have it back
};

/// A loss or a return of fewer members than a tenth is no line of its own.
constexpr std::int32_t tenth = 100'000;

/// One up and down of a service: where it was lost to most, and how far it came back.
struct Dip {
    std::size_t lowest = 0;   ///< point of the curve
    std::size_t highest = 0;  ///< after it, up to the next dip
};

std::vector<Dip> dips_of(const std::vector<model::CurvePoint>& curve) {
    std::vector<Dip> dips;
    PartsPerMillion top = PartsPerMillion::full();
    bool is_down = false;
    for (std::size_t i = 0; i < curve.size(); ++i) {
        const PartsPerMillion up = curve[i].up;
        if (!is_down) {
            if (up > top) {
                top = up;
                if (!dips.empty()) dips.back().highest = i;
            }
            if (top.count() - up.count() < tenth) continue;
            dips.push_back({i, i});
            is_down = true;
        } else if (up < curve[dips.back().lowest].up) {
            dips.back() = {i, i};
        } else if (up.count() - curve[dips.back().lowest].up.count() >= tenth ||
                   up == PartsPerMillion::full()) {
            dips.back().highest = i;
            top = up;
            is_down = false;
        }
    }
    return dips;
}

/// When a share was reached on the way back, not to be left before the next dip.
std::optional<std::size_t> reached(const std::vector<model::CurvePoint>& curve, const Dip& dip,
                                   PartsPerMillion share) {
    if (curve[dip.lowest].up >= share || curve[dip.highest].up < share) return std::nullopt;
    std::size_t at = dip.highest;
    while (at > dip.lowest + 1 && curve[at - 1].up >= share) --at;
    return at;
}

/// Whether a service lives on its workaround, by what the trace tells of it.
class Workarounds {
   public:
    explicit Workarounds(const std::vector<model::TraceRecord>& trace) {
        for (const model::TraceRecord& record : trace) {
            const bool begins = record.what == model::TraceKind::fallback_begun;
            const bool ends =
                record.what == model::TraceKind::fallback_ended ||
                (changes_level(record.what) && record.count == PartsPerMillion::full().count());
            auto& spans = of_service_[record.subject];
            if (begins) spans.push_back({record.key.at(), SimTime::latest()});
            if (ends && !spans.empty() && spans.back().second == SimTime::latest()) {
                spans.back().second = record.key.at();
            }
        }
    }
    [[nodiscard]] bool is_on(federation::ServiceId id, SimTime at) const {
        const auto found = of_service_.find(id.value);
        if (found == of_service_.end()) return false;
        return std::any_of(found->second.begin(), found->second.end(),
                           [&](const auto& span) { return span.first <= at && at < span.second; });
    }

   private:
    std::map<std::uint32_t, std::vector<std::pair<SimTime, SimTime>>> of_service_;

    static bool changes_level(model::TraceKind what) {
        return what == model::TraceKind::service_up || what == model::TraceKind::service_level;
    }
};

/// Losses and returns of the services of one name.
void add_changes(const std::string& title, const std::vector<federation::ServiceId>& services,
                 const std::vector<model::CurvePoint>& curve, const Workarounds& workarounds,
                 std::vector<Change>& changes) {
    const auto on_workaround = [&](SimTime at) {
        return std::any_of(services.begin(), services.end(),
                           [&](federation::ServiceId id) { return workarounds.is_on(id, at); });
    };
    for (const Dip& dip : dips_of(curve)) {
        const std::int32_t lost = PartsPerMillion::full().count() - curve[dip.lowest].up.count();
        changes.push_back({curve[dip.lowest].at, title, PartsPerMillion::at(lost), true, false});
        std::optional<std::size_t> last;
        // Of shares that are reached at one moment, the largest says it all.
        for (const double share : {1.0, 0.9, 0.5}) {
            const PartsPerMillion wanted = PartsPerMillion::of(Share{share});
            const auto at = reached(curve, dip, wanted);
            if (!at || at == last) continue;
            last = at;
            changes.push_back({curve[*at].at, title, wanted, false, on_workaround(curve[*at].at)});
        }
    }
}

std::vector<Change> changes_of(const Teller& teller, const model::RunResult& result) {
    const federation::Federation& federation = teller.plan.federation();
    std::vector<std::pair<std::string, std::string>> titles;
    for (const federation::Service& service : federation.services) {
        const bool is_known = std::any_of(titles.begin(), titles.end(), [&](const auto& known) {
            return known.first == service.local_name;
        });
        if (service.demand && !is_known) {
            titles.emplace_back(service.local_name, teller.text(service.title));
        }
    }
    const Workarounds workarounds(result.trace);
    std::vector<Change> changes;
    for (const auto& named : titles) {
        // Not as [name, title]: what lambdas of C++20 may capture, clang 14 does not yet know.
        const std::string& name = named.first;
        const auto services = services_where(
            federation, [&](const auto& service) { return service.local_name == name; });
        add_changes(named.second, services, loss_of(federation, result.metrics, services).curve,
                    workarounds, changes);
    }
    std::stable_sort(changes.begin(), changes.end(),
                     [](const Change& a, const Change& b) { return a.at < b.at; });
    return changes;
}

struct Group {
    std::vector<std::string> services;
    SimTime last;
    PartsPerMillion share;  ///< of losses the least
    bool is_loss = false;
    bool on_workaround = false;
    bool is_closed = false;  ///< one of them has changed since
};

bool has(const Group& group, const std::string& service) {
    return std::find(group.services.begin(), group.services.end(), service) != group.services.end();
}

std::vector<Group> grouped(const std::vector<Change>& changes, Duration gap) {
    std::vector<Group> groups;
    for (const Change& change : changes) {
        // A line is told at its last moment, when it must still be so of all that it names.
        for (Group& group : groups) group.is_closed |= has(group, change.service);
        const auto joins = [&](const Group& group) {
            const bool is_all = change.share == PartsPerMillion::full();
            const bool same_share = change.is_loss
                                        ? (group.share == PartsPerMillion::full()) == is_all
                                        : group.share == change.share;
            return !group.is_closed && group.is_loss == change.is_loss && same_share &&
                   group.on_workaround == change.on_workaround && change.at - group.last <= gap;
        };
        auto group = std::find_if(groups.rbegin(), groups.rend(), joins);
        if (group == groups.rend()) {
            groups.push_back({.services = {},
                              .last = change.at,
                              .share = change.share,
                              .is_loss = change.is_loss,
                              .on_workaround = change.on_workaround});
            group = groups.rbegin();
        }
        group->services.push_back(change.service);
        group->last = change.at;
        group->share = std::min(group->share, change.share);
    }
    return groups;
}

std::string_view key_of(const Group& group) {
    const bool is_all = group.share == PartsPerMillion::full();
    if (group.is_loss) {
        return is_all ? "report.timeline.service_lost_all" : "report.timeline.service_lost";
    }
    if (group.on_workaround) {
        return is_all ? "report.timeline.service_back_all_workaround"
                      : "report.timeline.service_back_workaround";
    }
    return is_all ? "report.timeline.service_back_all" : "report.timeline.service_back";
}

}  // namespace

std::vector<TimelineRow> service_rows(const Teller& teller, const model::RunResult& result,
                                      Duration gap) {
    std::vector<TimelineRow> rows;
    for (const Group& group : grouped(changes_of(teller, result), gap)) {
        // Told at the last of them: by then it is so for every one.
        rows.push_back(teller.row(
            group.last, Side::service,
            teller.text(key_of(group),
                        {{"services", fmt::format("{}", fmt::join(group.services, ", "))},
                         {"share", teller.text.percent(group.share.share())}})));
    }
    return rows;
}

}  // namespace kammerspiel::report
