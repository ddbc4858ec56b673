#pragma once

#include <algorithm>
#include <cmath>

#include "kammerspiel/kernel/draws.hpp"
#include "kammerspiel/kernel/outbox.hpp"
#include "sim/model/state.hpp"

namespace kammerspiel::model {

/// What one run has chosen from the plan.
struct Setup {
    const PlanData* plan = nullptr;
    std::uint32_t strategy = 0;
    std::uint32_t attacker = 0;
    kernel::Draws draws;
    bool keep_trace = false;
    bool count_events = false;
    /// A play that does not begin by its own condition, only when it is ordered from outside.
    std::optional<std::uint32_t> withheld = {};
    std::uint32_t redrawn = 0;  ///< worlds before this one whose past was not the given one
};

/// What a process writes down as it goes.
struct ProcessLog {
    std::vector<TraceRecord> trace;
    Tally tally;
    std::vector<std::uint64_t> events;  ///< by kind, where they are counted
};

/// A span made longer or shorter, to the nearest microsecond.
[[nodiscard]] inline Duration scaled(Duration span, double factor) {
    return Duration::micros(
        static_cast<std::int64_t>(std::llround(static_cast<double>(span.count()) * factor)));
}

/// Whether anything in the strategy is decided at this level.
[[nodiscard]] inline bool decides(const StrategyPlan& strategy, scenario::Decider by) {
    return std::any_of(strategy.plays.begin(), strategy.plays.end(),
                       [&](const PlayPlan& play) { return play.by == by; });
}

/// Where a change stands among those of one instant: round by round, in each by priority (rule 3).
[[nodiscard]] constexpr kernel::Priority rank_in_round(Priority priority, unsigned round) {
    return static_cast<kernel::Priority>(round * priorities + static_cast<unsigned>(priority));
}

struct Context;
/// Of what follows the present event at its instant. Throws EndlessInstant where rounds bring
/// rounds.
[[nodiscard]] kernel::Priority rank_at_this_instant(const Context& context, Priority priority);

/// Everything a handler works with for one event, whatever its process.
struct Context {
    const PlanData& plan;
    const Setup& setup;
    kernel::Outbox<Event>& out;
    const kernel::EventKey& key;
    ProcessLog& log;
    Cause cause;  ///< of the event being handled

    [[nodiscard]] SimTime now() const { return key.at(); }
    [[nodiscard]] std::uint32_t self() const { return key.target().value; }
    [[nodiscard]] const AttackPlan& attack() const { return plan.attackers[setup.attacker]; }
    [[nodiscard]] const StrategyPlan& strategy() const { return plan.strategies[setup.strategy]; }
    [[nodiscard]] Tally& tally() const { return log.tally; }

    [[nodiscard]] const federation::HostGroup& group(federation::HostGroupId id) const {
        return plan.federation.host_groups[id.index()];
    }
    [[nodiscard]] const federation::Service& service(federation::ServiceId id) const {
        return plan.federation.services[id.index()];
    }
    [[nodiscard]] const federation::Link& link(federation::LinkId id) const {
        return plan.federation.links[id.index()];
    }
    [[nodiscard]] const federation::Crew& crew(federation::CrewId id) const {
        return plan.federation.crews[id.index()];
    }

    /// The uniform number in (0, 1) that belongs to this entity, purpose and index in this world.
    [[nodiscard]] double uniform(kernel::EntityId entity, Draw purpose, std::uint64_t index) const {
        return setup.draws.uniform(entity, kernel::Purpose{static_cast<std::uint32_t>(purpose)},
                                   index);
    }
    [[nodiscard]] Duration span(const Sampler& sampler, kernel::EntityId entity, Draw purpose,
                                std::uint64_t index) const {
        return std::max(Duration::zero(), sampler.at(uniform(entity, purpose, index)));
    }

    /// Writes a record, caused by `because`, and returns what points at it.
    Cause record(TraceRecord what, Cause because) {
        if (!setup.keep_trace) return because;
        what.key = key;
        what.process = self();
        what.number = static_cast<std::uint32_t>(log.trace.size()) + 1;
        what.cause = because;
        log.trace.push_back(what);
        return {.process = what.process, .number = what.number};
    }
    Cause record(TraceRecord what) { return record(what, cause); }

    /// To another process, or to this one, as soon as `at` but never sooner than the lookahead.
    template <class Events, EventOf<Events> OneEvent>
    void tell(Address<Events> to, SimTime at, Priority priority, const OneEvent& event,
              Cause because) {
        send(to.process, std::max(at, now() + plan.latency), priority, Event{because, event});
    }
    template <class Events, EventOf<Events> OneEvent>
    void tell(Address<Events> to, Priority priority, const OneEvent& event) {
        tell(to, now(), priority, event, cause);
    }

   private:
    void send(kernel::ProcessId target, SimTime arrival, Priority priority, const Event& event) {
        const auto rank = static_cast<std::uint8_t>(priority);
        if (target == key.target()) {
            out.schedule(arrival, rank, event);
        } else {
            out.send(target, arrival, rank, event);
        }
    }
};

/// The same, for a process that handles `Events`.
template <class Events>
struct ProcessContext : Context {
    /// An event for this process. What takes no time comes after the present event, at the same
    /// instant: in the same round if its priority says so, else in the next (rule 43).
    template <EventOf<Events> OneEvent>
    void later(SimTime at, Priority priority, const OneEvent& event, Cause because) {
        const kernel::Priority rank =
            at > now() ? rank_in_round(priority, 0) : rank_at_this_instant(*this, priority);
        out.schedule(std::max(at, now()), rank, Event{because, event});
    }
    template <EventOf<Events> OneEvent>
    void later(SimTime at, Priority priority, const OneEvent& event) {
        later(at, priority, event, cause);
    }
};

/// An organisation that handles an event. Its host groups, services, links and crews are numbered
/// from 0 within it: their *positions*, by which its state is kept.
struct OrganisationContext : ProcessContext<OrganisationEvent> {
    OrganisationState& state;
    federation::OrganisationId id;
    const federation::Organisation& info;

    using Context::crew;
    using Context::group;
    using Context::link;
    using Context::service;

    /// To those with whom the organisation decides for itself, at this instant.
    template <EventOf<DeciderEvent> OneEvent>
    void tell_own_team(Priority priority, const OneEvent& event, Cause because) {
        out.schedule(now(), rank_at_this_instant(*this, priority), Event{because, event});
    }

    [[nodiscard]] std::uint32_t position(federation::HostGroupId group) const {
        return group.value - info.host_groups.first;
    }
    [[nodiscard]] federation::HostGroupId group_id(std::uint32_t position) const {
        return info.host_groups[position];
    }
    [[nodiscard]] federation::ServiceId service_id(std::uint32_t position) const {
        return info.services[position];
    }
    [[nodiscard]] federation::LinkId link_id(std::uint32_t position) const {
        return info.links[position];
    }
    [[nodiscard]] federation::CrewId crew_id(std::uint32_t position) const {
        return info.crews[position];
    }
    [[nodiscard]] const federation::HostGroup& group(std::uint32_t position) const {
        return group(group_id(position));
    }
    [[nodiscard]] const federation::Service& service(std::uint32_t position) const {
        return service(service_id(position));
    }
    [[nodiscard]] const federation::Link& link(std::uint32_t position) const {
        return link(link_id(position));
    }
    [[nodiscard]] federation::NodeIndex group_node(std::uint32_t position) const {
        return info.node(group_id(position));
    }
    [[nodiscard]] federation::NodeIndex service_node(std::uint32_t position) const {
        return info.node(service_id(position));
    }
    [[nodiscard]] federation::NodeIndex link_node(std::uint32_t position) const {
        return info.node(link_id(position));
    }

    [[nodiscard]] federation::NodeMeaning meaning(federation::NodeIndex node) const {
        return plan.federation.meaning(id, node);
    }
    [[nodiscard]] std::span<const federation::NeedNode> need(federation::NeedRange range) const {
        return plan.federation.need(range);
    }

    [[nodiscard]] HostRef host(const HostRecord& record) const {
        return {group_id(record.group), record.number};
    }
    [[nodiscard]] kernel::EntityId entity(const HostRecord& record) const {
        return plan.host_entity(group_id(record.group), record.number);
    }
};

}  // namespace kammerspiel::model
