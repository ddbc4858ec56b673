#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "analysis/report/run/loss_table.hpp"
#include "analysis/report/run/timeline_parts.hpp"

namespace kammerspiel::report {
namespace {

/// A service that was lost to most members or came back to a share of them.
struct Change {
    SimTime at;
    std::string service;
    PartsPerMillion share;  ///< that lost it, or that has it back
    bool is_loss = false;
};

/// The first moment at which fewer than half of the members had it.
std::optional<Change> loss(const std::string& service,
                           const std::vector<model::CurvePoint>& curve) {
    for (const model::CurvePoint& point : curve) {
        if (point.up >= PartsPerMillion::of(Share{0.5})) continue;
        const std::int32_t lost = PartsPerMillion::full().count() - point.up.count();
        return Change{point.at, service, PartsPerMillion::at(lost), true};
    }
    return std::nullopt;
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
    std::vector<Change> changes;
    for (const auto& named : titles) {
        // Not as [name, title]: what lambdas of C++20 may capture, clang 14 does not yet know.
        const std::string& name = named.first;
        const std::string& title = named.second;
        const auto services = services_where(
            federation, [&](const auto& service) { return service.local_name == name; });
        const LossRow row = loss_of(federation, result.metrics, services);
        const auto lost = loss(title, row.curve);
        if (!lost) continue;
        changes.push_back(*lost);
        const auto back = [&](const model::Restored& restored, const model::Restored& next,
                              double share) {
            // Of shares that are reached at one moment, the largest says it all.
            if (!restored.at || restored.at == next.at) return;
            changes.push_back({*restored.at, title, PartsPerMillion::of(Share{share}), false});
        };
        back(row.half, row.most, 0.5);
        back(row.most, row.all, 0.9);
        back(row.all, {}, 1.0);
    }
    std::stable_sort(changes.begin(), changes.end(),
                     [](const Change& a, const Change& b) { return a.at < b.at; });
    return changes;
}

struct Group {
    std::vector<std::string> services;
    SimTime last;
    PartsPerMillion share;
    bool is_loss = false;
};

std::vector<Group> grouped(const std::vector<Change>& changes, Duration gap) {
    std::vector<Group> groups;
    for (const Change& change : changes) {
        const auto joins = [&](const Group& group) {
            const bool same_share = change.is_loss || group.share == change.share;
            return group.is_loss == change.is_loss && same_share && change.at - group.last <= gap;
        };
        auto group = std::find_if(groups.rbegin(), groups.rend(), joins);
        if (group == groups.rend()) {
            groups.push_back({{}, change.at, change.share, change.is_loss});
            group = groups.rbegin();
        }
        group->services.push_back(change.service);
        group->last = change.at;
        group->share = std::min(group->share, change.share);
    }
    return groups;
}

}  // namespace

std::vector<TimelineRow> service_rows(const Teller& teller, const model::RunResult& result,
                                      Duration gap) {
    std::vector<TimelineRow> rows;
    for (const Group& group : grouped(changes_of(teller, result), gap)) {
        const bool is_all = group.share == PartsPerMillion::full();
        const char* lost =
            is_all ? "report.timeline.service_lost_all" : "report.timeline.service_lost";
        const char* back =
            is_all ? "report.timeline.service_back_all" : "report.timeline.service_back";
        // Told at the last of them: by then it is so for every one.
        rows.push_back(teller.row(
            group.last, Side::service,
            teller.text(group.is_loss ? lost : back,
                        {{"services", fmt::format("{}", fmt::join(group.services, ", "))},
                         {"share", teller.text.percent(group.share.share())}})));
    }
    return rows;
}

}  // namespace kammerspiel::report
