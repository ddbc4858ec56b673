#include "sim/model/reset.hpp"

#include <utility>

namespace kammerspiel::model {
namespace {

/// An empty vector with the memory of this one.
template <class T>
std::vector<T> emptied(std::vector<T>& vector) {
    vector.clear();
    return std::move(vector);
}

void reset_groups(OrganisationState& state, const PlanData& plan,
                  const federation::Organisation& info) {
    state.groups.resize(info.host_groups.count);
    for (std::uint32_t g = 0; g < info.host_groups.count; ++g) {
        const std::uint32_t count = plan.federation.host_groups[info.host_groups[g].index()].count;
        GroupState fresh;
        fresh.counts[static_cast<std::size_t>(Availability::works)] = count;
        fresh.untracked_in(Power::on) = count;
        fresh.record_of = emptied(state.groups[g].record_of);
        fresh.waiting = emptied(state.groups[g].waiting);
        state.groups[g] = std::move(fresh);
    }
}

void reset_services(OrganisationState& state, const PlanData& plan,
                    const federation::Organisation& info) {
    state.services.resize(info.services.count);
    for (std::uint32_t s = 0; s < info.services.count; ++s) {
        ServiceState fresh;
        fresh.since = plan.begins;
        fresh.flows_since = plan.begins;
        fresh.backlog = emptied(state.services[s].backlog);
        fresh.undecided = emptied(state.services[s].undecided);
        fresh.flows = emptied(state.services[s].flows);
        fresh.flows.resize(plan.flows[info.services[s].index()].size());
        state.services[s] = std::move(fresh);
    }
}

void reset_stages(StagesState& state, const PlanData& plan, const federation::Organisation& info) {
    const StagesPlan& stages = plan.stages;
    StagesState fresh;
    if (stages.any) {
        fresh.holds.resize(stages.holds.size());
        fresh.images_taken.resize(stages.holds.size());
        fresh.held.assign(info.host_groups.count, 0);
        fresh.images.resize(host_kinds);
        fresh.stock.resize(host_kinds);
        for (std::size_t kind = 0; kind < host_kinds; ++kind) {
            if (stages.supplies[kind]) fresh.stock[kind].pieces = stages.supplies[kind]->stock;
        }
        fresh.stage_of_view.assign(info.views, Stage::none);
    }
    state = std::move(fresh);
}

void reset_links(OrganisationState& state, const PlanData& plan,
                 const federation::Organisation& info) {
    state.links.assign(info.links.count, LinkState{});
    for (std::uint32_t l = 0; l < info.links.count; ++l) {
        state.links[l].way_offered = plan.way_offered[info.links[l].index()];
    }
}

}  // namespace

void reset(OrganisationState& state, const PlanData& plan, federation::OrganisationId id) {
    const auto& info = plan.federation.of(id);
    state.touched = true;  // until all of it is done
    reset_groups(state, plan, info);
    reset_services(state, plan, info);
    reset_links(state, plan, info);
    state.way_from_below = plan.way_from_below[id.index()];
    state.levels.assign(info.nodes(), federation::Levels::full());
    state.causes.assign(info.nodes(), Cause{});
    state.modes.assign(info.nodes(), Mode::running);
    state.view_comes_up.assign(info.views, true);
    const bool has_partners = !plan.shapes[id.index()].partners.empty();
    state.mended.assign(has_partners ? info.nodes() : 0, federation::Levels::full());
    state.returning.assign(info.views, ReturningRoots{});
    state.told_roots.assign(has_partners ? info.subscribers : 0, ReturningRoots{});
    state.told_to_come_up.assign(info.nodes(), true);
    state.grace.assign(info.grace_slots, GraceState{});
    state.hosts.clear();
    state.clocks.clear();
    state.crews.assign(info.crews.count, {});
    for (std::uint32_t c = 0; c < info.crews.count; ++c) {
        state.crews[c].free = plan.federation.crews[info.crews[c].index()].people;
    }
    state.teams.clear();
    for (const TeamPlan& team : plan.teams) {
        if (team.at != id) continue;
        TeamState fresh;
        fresh.free = team.people;
        state.teams.push_back(std::move(fresh));
    }
    state.aid.assign(plan.pools.size(), {});
    state.waiting_actions.clear();
    state.obligations.assign(plan.obligations[id.index()].size(), {});
    state.forensics.reset();
    if (plan.forensics && plan.forensics->at == id) {
        state.forensics =
            ForensicsState{.queue = {}, .under_way = {}, .free = plan.forensics->people};
    }
    state.hope = {};
    state.dirty.clear();
    state.scratch.prospects_are_known = false;
    state.realms.clear();
    state.copied.clear();
    state.struck.reset();
    state.blocked.clear();
    state.next_shift.reset();
    state.restores.ordered.clear();
    state.restores.begun.clear();
    state.work.clear();
    state.free_work.clear();
    state.watched_ends.clear();
    state.watches.clear();
    state.look_due = false;
    state.restores.awaited.clear();
    state.hunts.clear();
    state.work_due = false;
    reset_stages(state.stages, plan, info);
    state.known = {};
    state.finds_reported = 0;
    state.settle_due = false;
    state.reports.clear();
    state.touched = false;
}

void reset(DeciderState& state, const PlanData& plan, const StrategyPlan& strategy) {
    state.reported.assign(plan.federation.organisations.size(), {});
    state.reported_by_region.assign(plan.federation.regions.size(), {});
    state.reported_in_all = {};
    state.triggered.resize(strategy.plays.size());
    for (auto& subjects : state.triggered) subjects.clear();
    state.decided.assign(strategy.plays.size(), false);
    state.standings.clear();
    state.closures.clear();
    state.done.assign(strategy.plays.size(), false);
    state.done_elsewhere.assign(strategy.plays.size(), 0);
    state.outstanding.assign(strategy.plays.size(), 0);
    state.deciding.clear();
    state.decisions = 0;
    state.evaluate_due = false;
    state.repeats.clear();
    state.boards.clear();
    for (std::size_t b = 0; b < plan.stages.boards.size(); ++b) {
        BoardState board;
        board.concerned.assign(plan.federation.organisations.size(), false);
        board.on_hold = board.concerned;
        state.boards.push_back(std::move(board));
    }
    state.belief = plan.weights;
    state.channels_down.assign(plan.channels.size(), false);
}

void reset(OperationState& state, const PlanData& plan, const AttackPlan& attack) {
    state.holdings.clear();
    state.groups_held.assign(2 * plan.federation.host_groups.size(), false);
    state.realms.assign(plan.federation.realms.size(), {});
    state.hands.assign(attack.hands.size(), {});
    state.armed.assign(attack.impacts.size(), false);
    state.striking.assign(attack.impacts.size(), false);
    state.has_noticed = false;
    state.intent_is_known = false;
    state.set_aside.clear();
    state.again = {};
    state.setbacks = 0;
    state.distance.clear();
    state.links_open.assign(plan.federation.links.size(), true);
    state.way_offered = plan.way_offered;
    state.way_from_below = plan.way_from_below;
    state.look_due = false;
}

void reset(PoolState& state, const PoolPlan& plan) {
    state.free = plan.people;
    state.waiting.clear();
    state.send_due = false;
}

void reset(ProcessLog& log) {
    log.trace.clear();
    log.events.clear();
    Tally fresh;
    fresh.obligations = emptied(log.tally.obligations);
    log.tally = std::move(fresh);
}

}  // namespace kammerspiel::model
