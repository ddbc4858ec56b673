#include "sim/model/world.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "sim/model/reset.hpp"

namespace kammerspiel::model {

namespace {

/// The name of a type as the compiler tells it, without where it is declared.
template <class Type>
constexpr std::string_view name_of() {
    std::string_view name = __PRETTY_FUNCTION__;
    name = name.substr(name.find("Type = ") + 7);
    name = name.substr(0, name.find_first_of(";]"));
    return name.substr(name.rfind(':') + 1);
}

template <class... Events>
constexpr std::array<std::string_view, sizeof...(Events)> names_of(const std::variant<Events...>*) {
    return {name_of<Events>()...};
}

}  // namespace

WorldState::WorldState(const Setup& setup) { reset(setup); }

void WorldState::reset(const Setup& setup) {
    setup_ = setup;
    const PlanData& plan = *setup.plan;
    const bool is_new = serial_ != plan.serial;
    serial_ = 0;  // of no plan, should this be cut short
    organisations_.resize(plan.federation.organisations.size());
    for (std::size_t o = 0; o < organisations_.size(); ++o) {
        if (!is_new && !organisations_[o].touched) continue;
        model::reset(organisations_[o], plan, federation::OrganisationId{o});
    }
    reset_deciders();
    model::reset(operation_, plan, plan.attackers[setup.attacker]);
    pools_.resize(plan.pools.size());
    for (std::size_t p = 0; p < pools_.size(); ++p) model::reset(pools_[p], plan.pools[p]);
    logs_.resize(plan.processes());
    for (ProcessLog& log : logs_) model::reset(log);
    serial_ = plan.serial;
}

DeciderState& WorldState::state_of(Subject who) {
    switch (who.kind) {
        case Subject::Kind::federation: return crisis_team_;
        case Subject::Kind::region: return region_teams_[who.number];
        case Subject::Kind::organisation: return own_teams_[who.number];
    }
    unreachable();
}

/// Only those who decide something are given a memory: with many organisations it adds up.
void WorldState::reset_deciders() {
    const PlanData& plan = *setup_.plan;
    const StrategyPlan& strategy = plan.strategies[setup_.strategy];
    const auto reset_all = [&](std::vector<DeciderState>& deciders, std::size_t count,
                               scenario::Decider by) {
        deciders.resize(count);
        const bool has_memory = decides(strategy, by);
        for (DeciderState& decider : deciders) {
            if (has_memory) {
                model::reset(decider, plan, strategy);
            } else {
                decider = {};
            }
        }
    };
    model::reset(crisis_team_, plan, strategy);
    reset_all(region_teams_, plan.federation.regions.size(), scenario::Decider::region);
    reset_all(own_teams_, plan.federation.organisations.size(), scenario::Decider::organisation);
}

bool WorldState::contradicts_the_start() const {
    const PlanData& plan = *setup_.plan;
    if (!plan.past_is_given) return false;
    std::vector<std::uint32_t> left;  // hosts that each item speaks of, and that were not met yet
    for (const KnownPlan& item : plan.known_at_start) left.push_back(item.hosts);
    for (std::size_t o = 0; o < organisations_.size(); ++o) {
        if (!organisations_[o].touched) continue;
        for (const HostRecord& host : organisations_[o].hosts) {
            if (!host.ever_seen_destroyed) continue;
            const auto group = plan.federation.organisations[o].host_groups[host.group];
            const auto speaks_of_it = [&](std::size_t i) {
                const auto& groups = plan.known_at_start[i].groups;
                return left[i] > 0 &&
                       std::find(groups.begin(), groups.end(), group) != groups.end();
            };
            std::size_t i = 0;
            while (i < left.size() && !speaks_of_it(i)) ++i;
            if (i == left.size()) return true;
            --left[i];
        }
    }
    return false;
}

std::vector<EventCount> WorldState::events_by_kind() const {
    std::vector<EventCount> all;
    if (!setup_.count_events) return all;
    const auto names = names_of(static_cast<const Payload*>(nullptr));
    for (std::size_t kind = 0; kind < names.size(); ++kind) {
        std::uint64_t count = 0;
        for (const ProcessLog& log : logs_) count += log.events.empty() ? 0 : log.events[kind];
        if (count > 0) all.push_back({std::string(names[kind]), count});
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& a, const auto& b) { return a.count > b.count; });
    return all;
}

std::vector<TraceRecord> WorldState::take_trace() {
    std::vector<TraceRecord> all;
    for (ProcessLog& log : logs_) {
        all.insert(all.end(), log.trace.begin(), log.trace.end());
        log.trace.clear();
    }
    // Records of one event share its key and stand together, in the order they were written.
    std::stable_sort(all.begin(), all.end(),
                     [](const TraceRecord& a, const TraceRecord& b) { return a.key < b.key; });
    return all;
}

}  // namespace kammerspiel::model
