#include "sim/model/world.hpp"

#include <algorithm>
#include <utility>

#include "sim/model/reset.hpp"

namespace kammerspiel::model {

WorldState::WorldState(const Setup& setup, ResidentsOf residents)
    : residents_(std::move(residents)) {
    reset(setup);
}

void WorldState::reset(const Setup& setup) {
    setup_ = setup;
    const PlanData& plan = *setup.plan;
    const bool is_new = serial_ != plan.serial;
    serial_ = 0;  // of no plan, should this be cut short
    organisations_.resize(residents_ == nullptr ? plan.federation.organisations.size()
                                                : residents_->organisations);
    for (std::size_t o = 0; o < organisations_.size(); ++o) {
        if (!is_new && !organisations_[o].touched) continue;
        model::reset(organisations_[o], plan, organisation_at(o));
    }
    reset_deciders();
    reset_shared();
    logs_.resize(residents_ == nullptr ? plan.processes() : residents_->here.size());
    for (ProcessLog& log : logs_) model::reset(log);
    serial_ = plan.serial;
}

void WorldState::reset_shared() {
    const PlanData& plan = *setup_.plan;
    if (is_here(plan.operation().process)) {
        model::reset(operation_, plan, plan.attackers[setup_.attacker]);
    }
    pools_.resize(plan.pools.size());
    for (std::size_t p = 0; p < pools_.size(); ++p) {
        if (is_here(plan.pool(p).process)) model::reset(pools_[p], plan.pools[p]);
    }
}

DeciderState& WorldState::state_of(Subject who) {
    switch (who.kind) {
        case Subject::Kind::federation: return crisis_team_;
        case Subject::Kind::region: return region_teams_[who.number];
        case Subject::Kind::organisation: return own_teams_[place(who.number)];
    }
    unreachable();
}

/// Only those who decide something are given a memory: with many organisations it adds up.
void WorldState::reset_deciders() {
    const PlanData& plan = *setup_.plan;
    const StrategyPlan& strategy = plan.strategies[setup_.strategy];
    const auto reset_if = [&](DeciderState& decider, bool has_memory) {
        if (has_memory) {
            model::reset(decider, plan, strategy);
        } else {
            decider = {};
        }
    };
    reset_if(crisis_team_, is_here(plan.crisis_team().process));
    const bool regions_decide = decides(strategy, scenario::Decider::region);
    region_teams_.resize(plan.federation.regions.size());
    for (std::size_t r = 0; r < region_teams_.size(); ++r) {
        const auto team = plan.region_team(federation::RegionId{r}).process;
        reset_if(region_teams_[r], regions_decide && is_here(team));
    }
    const bool own_decide = decides(strategy, scenario::Decider::organisation);
    own_teams_.resize(organisations_.size());
    for (DeciderState& decider : own_teams_) reset_if(decider, own_decide);
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
            const auto group = plan.federation.of(organisation_at(o)).host_groups[host.group];
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

std::vector<std::vector<TraceRecord>> WorldState::take_logs() {
    std::vector<std::vector<TraceRecord>> all;
    for (ProcessLog& log : logs_) {
        if (!log.trace.empty()) all.push_back(std::move(log.trace));
    }
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
