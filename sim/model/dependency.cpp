#include "sim/model/dependency.hpp"

#include <algorithm>

#include "kammerspiel/federation/need_level.hpp"
#include "kammerspiel/federation/start.hpp"
#include "sim/model/books.hpp"
#include "sim/model/fallback.hpp"
#include "sim/model/moves.hpp"
#include "sim/model/obligation.hpp"

namespace kammerspiel::model {
namespace {

using federation::Levels;
using federation::Moment;
using federation::NeedNode;
using federation::NodeIndex;
using federation::NodeMeaning;

/// What needs are made of in one organisation, at one moment.
class NeedsHere {
   public:
    NeedsHere(const Here& here, Moment moment) : here_(here), moment_(moment) {}

    const Levels& level(NodeIndex node) const { return here_.state.levels[node.index()]; }

    bool counts(const NeedNode& node) const { return federation::counts_at(moment_, node.counts); }

    bool is_bridged(const NeedNode& node) const {
        if (!node.grace_slot) return false;
        const GraceState& grace = here_.state.grace[*node.grace_slot];
        const bool was_used_up = grace.left <= Duration::zero();
        const bool is_used_up = grace.phase == GraceState::Phase::exhausted ||
                                (grace.phase == GraceState::Phase::recharging && was_used_up);
        return !is_used_up;
    }

   private:
    const Here& here_;
    Moment moment_;
};

/// Evaluates a compiled need lane by lane.
class Evaluation {
   public:
    Evaluation(const Here& here, Moment moment)
        : standing_(here, moment), level_(here.in.plan.federation, standing_) {}
    Evaluation(const Evaluation&) = delete;
    Evaluation& operator=(const Evaluation&) = delete;

    Levels of(federation::NeedRange range) const { return level_.of(range); }
    /// What a reference gives before its grace is taken into account.
    Levels bare(std::span<const NeedNode> nodes) const { return level_.bare(nodes); }

   private:
    NeedsHere standing_;
    federation::NeedLevel<Levels, NeedsHere> level_;
};

federation::NeedRange needs_of(const Here& here, NodeIndex node) {
    return here.in.plan.federation.needs_of(here.id, node);
}

/// A closed link is a precaution of this organisation.
Levels of_link(const LinkState& link) {
    if (link.open) return Levels::full();
    const std::int32_t full = PartsPerMillion::full().count();
    return Levels{{full, full, 0, 0, 0, 0, 0, 0, 0, 0}};
}

/// What a service that does not run gives: once it could start, the time it takes to start belongs
/// to what had taken it down.
Levels while_stopped(const ServiceState& service, const Levels& to_start) {
    Levels level = to_start.actual() > 0 ? service.held_down : to_start;
    level.lane[federation::loss_kinds - 1] = 0;
    return level;
}

/// What the service itself gives, without a workaround.
Levels of_service(const Here& here, NodeIndex node, const ServiceState& service) {
    const auto needs = needs_of(here, node);
    if (service.running && !service.starts_up) return Evaluation(here, Moment::running).of(needs);
    const Levels to_start = Evaluation(here, Moment::starting).of(needs);
    return service.running ? to_start : while_stopped(service, to_start);
}

Levels with_fallback(const Here& here, NodeIndex node, std::uint32_t position) {
    const ServiceState& service = here.state.services[position];
    const Levels own = of_service(here, node, service);
    if (service.fallback != ServiceState::Fallback::on) return own;
    const auto& info = here.in.plan.federation.services[here.info.services[position].index()];
    return max(own, Levels::all(PartsPerMillion::of(info.fallback->capacity).count()));
}

class Settling {
   public:
    explicit Settling(Here& here)
        : here_(here),
          was_(here.state.scratch.was),
          work_(here.state.scratch.work),
          sinking_(here.state.scratch.sinking),
          seen_(here.state.scratch.seen),
          marks_(here.state.scratch.marks) {
        was_ = here.state.levels;
        marks_.assign(was_.size(), 0);
        seen_.clear();
        sinking_.clear();
    }

    /// Rising comes first: what is replaced at the same instant by something that comes up then
    /// does not fall in between, nor do circles through it. A service that has fallen to nothing
    /// stops, and one that has started without something takes it into account once it is there:
    /// either may move others, so both steps are repeated until no service changes so. What no
    /// change leads to is not looked at.
    void run() {
        OrganisationState& state = here_.state;
        do {
            rise();
            fall();
            state.dirty.clear();
            std::sort(seen_.begin(), seen_.end());
            for (const std::uint32_t node : seen_) change_mode(NodeIndex{node});
        } while (!state.dirty.empty());
        for (const std::uint32_t node : seen_) {
            if (state.levels[node] != was_[node]) publish(NodeIndex{node});
        }
        for (const std::uint32_t node : seen_) plan_start(NodeIndex{node});
        if (here_.info.grace_slots > 0) watch_grace();
    }

   private:
    Here& here_;
    std::vector<Levels>& was_;
    std::vector<std::uint32_t>& work_;     ///< to be looked at
    std::vector<std::uint32_t>& sinking_;  ///< nodes with something above what they should have
    std::vector<std::uint32_t>& seen_;     ///< every node that was looked at
    std::vector<std::uint8_t>& marks_;
    static constexpr std::uint8_t is_listed = 1;
    static constexpr std::uint8_t is_sinking = 2;
    static constexpr std::uint8_t is_seen = 4;
    static constexpr std::uint8_t can_start = 8;  ///< a service, if it does not run

    bool mark(std::uint32_t node, std::uint8_t as) {
        if ((marks_[node] & as) != 0) return false;
        marks_[node] |= as;
        return true;
    }
    void list(std::uint32_t node) {
        if (mark(node, is_listed)) work_.push_back(node);
        if (mark(node, is_seen)) seen_.push_back(node);
    }

    /// Raises what should be higher, and notes what should be lower.
    void rise() {
        work_.clear();
        for (const std::uint32_t node : here_.state.dirty) list(node);
        for (std::size_t next = 0; next < work_.size(); ++next) {
            const std::uint32_t node = work_[next];
            marks_[node] &= static_cast<std::uint8_t>(~is_listed);
            const Levels wanted = wanted_level(here_, NodeIndex{node});
            const Levels& now = here_.state.levels[node];
            const Levels higher = max(now, wanted);
            if (higher != wanted && mark(node, is_sinking)) sinking_.push_back(node);
            if (higher != now) move(NodeIndex{node}, higher);
        }
    }

    void fall() {
        work_.clear();
        for (const std::uint32_t node : sinking_) {
            marks_[node] &= static_cast<std::uint8_t>(~is_sinking);
            list(node);
        }
        sinking_.clear();
        for (std::size_t next = 0; next < work_.size(); ++next) {
            const std::uint32_t node = work_[next];
            marks_[node] &= static_cast<std::uint8_t>(~is_listed);
            const Levels& now = here_.state.levels[node];
            const Levels lower = min(now, wanted_level(here_, NodeIndex{node}));
            if (lower != now) move(NodeIndex{node}, lower);
        }
    }

    void move(NodeIndex node, const Levels& to) {
        here_.state.causes[node.index()] = cause_of(node);
        here_.state.levels[node.index()] = to;
        for (const std::uint32_t d : dependents(node)) list(d);
    }

    std::span<const std::uint32_t> dependents(NodeIndex node) const {
        return here_.in.plan.federation.dependents_of(here_.id, node);
    }

    /// What moved it: of all it depends on, the node whose change is the latest to be recorded.
    Cause cause_of(NodeIndex node) const {
        const Cause own = here_.state.causes[node.index()];
        for (const NeedNode& need : here_.in.plan.federation.need(needs_of(here_, node))) {
            if (need.op != scenario::Need::Op::reference) continue;
            if (here_.state.levels[need.of.index()] != was_[need.of.index()]) {
                return here_.state.causes[need.of.index()];
            }
            if (need.over && here_.state.levels[need.over->index()] != was_[need.over->index()]) {
                return here_.state.causes[need.over->index()];
            }
        }
        return own;
    }

    ServiceState* service_at(NodeIndex node) {
        const NodeMeaning what = here_.in.plan.federation.meaning(here_.id, node);
        if (what.kind != NodeMeaning::Kind::service) return nullptr;
        return &here_.state.services[what.position];
    }

    Levels look_at_start(NodeIndex node, const ServiceState& service) {
        const Levels to_start = Evaluation(here_, Moment::starting).of(needs_of(here_, node));
        marks_[node.index()] &= static_cast<std::uint8_t>(~can_start);
        if (to_start.actual() > 0) marks_[node.index()] |= can_start;
        return while_stopped(service, to_start);
    }

    void change_mode(NodeIndex node) {
        const NodeMeaning what = here_.in.plan.federation.meaning(here_.id, node);
        if (what.kind != NodeMeaning::Kind::service) return;
        ServiceState& service = here_.state.services[what.position];
        const auto& info =
            here_.in.plan.federation.services[here_.info.services[what.position].index()];
        // Settled, a running service without a workaround has the level that it gives itself.
        const bool gives_level = service.running && !service.starts_up && !info.fallback;
        const Levels own = gives_level        ? here_.state.levels[node.index()]
                           : !service.running ? look_at_start(node, service)
                                              : of_service(here_, node, service);
        bool changed = info.fallback &&
                       watch_fallback(here_, what.position, own.actual() >= info.up_from.count());
        if (!service.running) {
            service.held_down = own;
        } else if (own.actual() == 0) {
            service.running = false;
            service.held_down = own;
            changed = true;
        } else if (service.starts_up &&
                   Evaluation(here_, Moment::running).of(needs_of(here_, node)).actual() > 0) {
            service.starts_up = false;
            changed = true;
        }
        if (changed) here_.state.dirty.push_back(node.value);
    }

    void publish(NodeIndex node) {
        const Levels& level = here_.state.levels[node.index()];
        if (ServiceState* service = service_at(node)) record_service(node, *service, level);
        const auto all = here_.in.plan.federation.subscribers_of(here_.id);
        const auto first = std::lower_bound(
            all.begin(), all.end(), node,
            [](const federation::Subscriber& s, NodeIndex n) { return s.node < n; });
        for (auto it = first; it != all.end() && it->node == node; ++it) {
            here_.in.tell(here_.in.plan.organisation(it->organisation), here_.in.now(),
                          Priority::hosts_and_links,
                          event::LevelChanged{it->view, as_shared(level)},
                          here_.state.causes[node.index()]);
        }
    }

    void record_service(NodeIndex node, ServiceState& service, const Levels& level) {
        const NodeMeaning what = here_.in.plan.federation.meaning(here_.id, node);
        const auto id = here_.info.services[what.position];
        const Levels& before = was_[node.index()];
        const SimTime now = here_.in.now();
        book(here_.in.plan, id, service, before, now);
        book_flows(here_.in.plan, id, service, before.actual(), now);
        if (before.actual() == level.actual()) return;
        move_requests(here_.in.plan, id, service, before.actual(), level.actual(), now);
        const auto& info = here_.in.plan.federation.services[id.index()];
        const bool up = level.actual() >= info.up_from.count();
        const Happening what_happened = up == service.up ? Happening::service_level
                                        : up             ? Happening::service_up
                                                         : Happening::service_down;
        cross(service, up, now);
        here_.state.causes[node.index()] =
            here_.in.record({.what = what_happened,
                             .subject = id.value,
                             .count = static_cast<std::uint32_t>(level.actual())},
                            here_.state.causes[node.index()]);
        tell_of(what.position, level.actual(), node);
    }

    /// Those who use the service, wait for it or turn to others.
    void tell_of(std::uint32_t position, std::int32_t level, NodeIndex node) {
        const Cause cause = here_.state.causes[node.index()];
        people_move(here_, position, level);
        service_moved(here_, position, level, cause);
        if (here_.in.plan.seat != here_.id) return;
        const auto& channels = here_.in.plan.channels;
        for (std::uint32_t c = 0; c < channels.size(); ++c) {
            if (channels[c].position == position) tell_deciders(c, cause);
        }
    }

    void tell_deciders(std::uint32_t channel, Cause cause) {
        const PlanData& plan = here_.in.plan;
        const event::ChannelChanged changed{
            channel, here_.state.services[plan.channels[channel].position].up};
        here_.in.tell(plan.crisis_team(), here_.in.now(), Priority::knowledge, changed, cause);
        if (!decides(here_.in.strategy(), scenario::Decider::region)) return;
        for (std::size_t r = 0; r < plan.federation.regions.size(); ++r) {
            here_.in.tell(plan.region_team(federation::RegionId{r}), here_.in.now(),
                          Priority::knowledge, changed, cause);
        }
    }

    void plan_start(NodeIndex node) {
        const NodeMeaning what = here_.in.plan.federation.meaning(here_.id, node);
        if (what.kind != NodeMeaning::Kind::service) return;
        const std::uint32_t position = what.position;
        ServiceState& service = here_.state.services[position];
        if (service.running) return;
        // As it was when its mode was looked at for the last time: nothing has moved since.
        const bool starts = (marks_[node.index()] & can_start) != 0;
        if (starts == service.starting) return;
        service.starting = starts;
        ++service.generation;
        if (!starts) return;
        const auto& info = here_.in.plan.federation.services[here_.info.services[position].index()];
        here_.in.later(here_.in.now() + info.start_time, Priority::hosts_and_links,
                       event::StartDone{position, service.generation},
                       here_.state.causes[node.index()]);
    }

    /// Starts and ends the clocks of needs that have a grace.
    void watch_grace() {
        for (std::uint32_t node = 0; node < was_.size(); ++node) {
            const auto nodes = here_.in.plan.federation.need(needs_of(here_, NodeIndex{node}));
            for (std::size_t i = 0; i < nodes.size(); ++i) {
                if (nodes[i].grace_slot) watch(nodes.subspan(i));
            }
        }
    }

    void watch(std::span<const NeedNode> nodes) {
        const NeedNode& need = nodes.front();
        const std::uint32_t slot = *need.grace_slot;
        GraceState& grace = here_.state.grace[slot];
        const bool met = Evaluation(here_, Moment::running).bare(nodes).actual() >=
                         PartsPerMillion::full().count();
        const SimTime now = here_.in.now();
        using Phase = GraceState::Phase;
        if (!met && (grace.phase == Phase::charged || grace.phase == Phase::recharging)) {
            if (grace.phase == Phase::charged) grace.left = need.grace;
            grace.phase = grace.left > Duration::zero() ? Phase::draining : Phase::exhausted;
            grace.since = now;
            ++grace.generation;
            if (grace.phase == Phase::draining) {
                here_.in.later(now + grace.left, Priority::hosts_and_links,
                               event::GraceOver{slot, grace.generation});
            }
        } else if (met && (grace.phase == Phase::draining || grace.phase == Phase::exhausted)) {
            grace.left = grace.phase == Phase::draining ? grace.left - (now - grace.since)
                                                        : Duration::zero();
            grace.phase = Phase::recharging;
            grace.since = now;
            ++grace.generation;
            here_.in.later(now + need.grace, Priority::hosts_and_links,
                           event::GraceFull{slot, grace.generation});
        }
    }
};

/// The node whose need holds this grace slot.
std::optional<NodeIndex> holder_of_grace(const Here& here, std::uint32_t slot) {
    for (std::uint32_t node = 0; node < here.state.levels.size(); ++node) {
        for (const NeedNode& need : here.in.plan.federation.need(needs_of(here, NodeIndex{node}))) {
            if (need.grace_slot == slot) return NodeIndex{node};
        }
    }
    return std::nullopt;
}

}  // namespace

federation::Levels wanted_level(const Here& here, NodeIndex node) {
    const NodeMeaning what = here.in.plan.federation.meaning(here.id, node);
    switch (what.kind) {
        case NodeMeaning::Kind::host_group: {
            const Levels hosts = share_working(here.state.groups[what.position].counts);
            return min(hosts, Evaluation(here, Moment::running).of(needs_of(here, node)));
        }
        case NodeMeaning::Kind::service: return with_fallback(here, node, what.position);
        case NodeMeaning::Kind::link:
            return min(of_link(here.state.links[what.position]),
                       Evaluation(here, Moment::running).of(needs_of(here, node)));
        case NodeMeaning::Kind::view: return here.state.levels[node.index()];
    }
    unreachable();
}

void touch(Here& here, NodeIndex node, Cause cause) {
    OrganisationState& state = here.state;
    state.causes[node.index()] = cause;
    if (std::find(state.dirty.begin(), state.dirty.end(), node.value) == state.dirty.end()) {
        state.dirty.push_back(node.value);
    }
    if (state.settle_due) return;
    state.settle_due = true;
    here.in.later(here.in.now(), Priority::levels, event::Settle{}, cause);
}

void settle(Here& here) {
    here.state.settle_due = false;
    Settling(here).run();
}

void level_changed(Here& here, const event::LevelChanged& event) {
    here.state.levels[event.view.index()] = as_dependency(event.levels);
    const auto dependents = here.in.plan.federation.dependents_of(here.id, event.view);
    here.state.causes[event.view.index()] = here.in.cause;
    for (const std::uint32_t node : dependents) touch(here, NodeIndex{node}, here.in.cause);
}

void start_done(Here& here, const event::StartDone& event) {
    ServiceState& service = here.state.services[event.service];
    if (service.generation != event.generation) return;
    service.starting = false;
    service.running = true;
    service.starts_up = true;
    touch(here, here.info.node(here.info.services[event.service]), here.in.cause);
}

void grace_over(Here& here, const event::GraceOver& event) {
    GraceState& grace = here.state.grace[event.slot];
    if (grace.generation != event.generation) return;
    grace.phase = GraceState::Phase::exhausted;
    grace.left = Duration::zero();
    if (const auto node = holder_of_grace(here, event.slot)) touch(here, *node, here.in.cause);
}

void grace_full(Here& here, const event::GraceFull& event) {
    GraceState& grace = here.state.grace[event.slot];
    if (grace.generation != event.generation) return;
    grace.phase = GraceState::Phase::charged;
}

void close_books(const PlanData& plan, OrganisationState& state,
                 const federation::Organisation& info, SimTime end) {
    for (std::uint32_t s = 0; s < state.services.size(); ++s) {
        ServiceState& service = state.services[s];
        const auto id = info.services[s];
        const federation::Levels& level = state.levels[info.node(id).index()];
        book(plan, id, service, level, end);
        book_flows(plan, id, service, level.actual(), end);
        move_requests(plan, id, service, level.actual(), PartsPerMillion::full().count(), end);
        if (!service.up) {
            // Still down at the end: the outage so far counts, the transition back does not exist.
            const std::size_t transitions = service.figures.transitions.size();
            cross(service, true, end);
            service.figures.transitions.resize(transitions);
        }
    }
}

}  // namespace kammerspiel::model
