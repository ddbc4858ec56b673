#include <algorithm>

#include "sim/model/books.hpp"
#include "sim/model/dependency.hpp"
#include "sim/model/fallback.hpp"
#include "sim/model/moves.hpp"
#include "sim/model/need_evaluation.hpp"
#include "sim/model/obligation.hpp"
#include "sim/model/work.hpp"

namespace kammerspiel::model {
namespace {

using federation::Levels;
using federation::NeedNode;
using federation::NodeIndex;
using federation::NodeMeaning;

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
Levels of_service(const OrganisationContext& org, NodeIndex node, const ServiceState& service) {
    const auto needs = needs_of(org, node);
    if (service.running && !service.starts_up) return Evaluation(org, Moment::running).of(needs);
    const Levels to_start = Evaluation(org, Moment::starting).of(needs);
    return service.running ? to_start : while_stopped(service, to_start);
}

Levels with_fallback(const OrganisationContext& org, NodeIndex node, std::uint32_t position) {
    const ServiceState& service = org.state.services[position];
    const Levels own = of_service(org, node, service);
    if (service.fallback != ServiceState::Fallback::on) return own;
    const auto& info = org.service(position);
    return max(own, Levels::all(PartsPerMillion::of(info.fallback->capacity).count()));
}

class Settling {
   public:
    explicit Settling(OrganisationContext& org)
        : org_(org),
          was_(org.state.scratch.was),
          work_(org.state.scratch.work),
          sinking_(org.state.scratch.sinking),
          seen_(org.state.scratch.seen),
          marks_(org.state.scratch.marks) {
        was_ = org.state.levels;
        marks_.assign(was_.size(), {});
        seen_.clear();
        sinking_.clear();
    }

    /// Rising comes first: what is replaced at the same instant by something that comes up then
    /// does not fall in between, nor do circles through it. A service that has fallen to nothing
    /// stops, and one that has started without something takes it into account once it is there:
    /// either may move others, so both steps are repeated until no service changes so. What no
    /// change leads to is not looked at.
    void run() {
        OrganisationState& state = org_.state;
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
        if (org_.info.grace_slots > 0) watch_grace();
    }

   private:
    OrganisationContext& org_;
    std::vector<Levels>& was_;
    std::vector<std::uint32_t>& work_;     ///< to be looked at
    std::vector<std::uint32_t>& sinking_;  ///< nodes with something above what they should have
    std::vector<std::uint32_t>& seen_;     ///< every node that was looked at
    std::vector<NodeMarks>& marks_;

    bool mark(std::uint32_t node, NodeMark as) {
        if (marks_[node].contains(as)) return false;
        marks_[node].add(as);
        return true;
    }
    void list(std::uint32_t node) {
        if (mark(node, NodeMark::listed)) work_.push_back(node);
        if (mark(node, NodeMark::seen)) seen_.push_back(node);
    }

    /// Raises what should be higher, and notes what should be lower.
    void rise() {
        work_.clear();
        for (const std::uint32_t node : org_.state.dirty) list(node);
        for (std::size_t next = 0; next < work_.size(); ++next) {
            const std::uint32_t node = work_[next];
            marks_[node].remove(NodeMark::listed);
            const Levels wanted = wanted_level(org_, NodeIndex{node});
            const Levels& now = org_.state.levels[node];
            const Levels higher = max(now, wanted);
            if (higher != wanted && mark(node, NodeMark::sinking)) sinking_.push_back(node);
            if (higher != now) move(NodeIndex{node}, higher);
        }
    }

    void fall() {
        work_.clear();
        for (const std::uint32_t node : sinking_) {
            marks_[node].remove(NodeMark::sinking);
            list(node);
        }
        sinking_.clear();
        for (std::size_t next = 0; next < work_.size(); ++next) {
            const std::uint32_t node = work_[next];
            marks_[node].remove(NodeMark::listed);
            const Levels& now = org_.state.levels[node];
            const Levels lower = min(now, wanted_level(org_, NodeIndex{node}));
            if (lower != now) move(NodeIndex{node}, lower);
        }
    }

    void move(NodeIndex node, const Levels& to) {
        org_.state.causes[node.index()] = cause_of(node);
        org_.state.levels[node.index()] = to;
        for (const std::uint32_t d : dependents(node)) list(d);
    }

    std::span<const std::uint32_t> dependents(NodeIndex node) const {
        return org_.plan.federation.dependents_of(org_.id, node);
    }

    /// What moved it: of all it depends on, the node whose change is the latest to be recorded.
    Cause cause_of(NodeIndex node) const {
        const Cause own = org_.state.causes[node.index()];
        for (const NeedNode& need : org_.need(needs_of(org_, node))) {
            if (need.op != scenario::Need::Op::reference) continue;
            if (org_.state.levels[need.of.index()] != was_[need.of.index()]) {
                return org_.state.causes[need.of.index()];
            }
            if (need.over && org_.state.levels[need.over->index()] != was_[need.over->index()]) {
                return org_.state.causes[need.over->index()];
            }
        }
        return own;
    }

    ServiceState* service_at(NodeIndex node) {
        const NodeMeaning what = org_.meaning(node);
        if (what.kind != NodeMeaning::Kind::service) return nullptr;
        return &org_.state.services[what.position];
    }

    Levels look_at_start(NodeIndex node, const ServiceState& service) {
        const Levels to_start = Evaluation(org_, Moment::starting).of(needs_of(org_, node));
        NodeMarks& marks = marks_[node.index()];
        marks.remove(NodeMark::can_start);
        if (to_start.actual() > 0) marks.add(NodeMark::can_start);
        return while_stopped(service, to_start);
    }

    void change_mode(NodeIndex node) {
        const NodeMeaning what = org_.meaning(node);
        if (what.kind != NodeMeaning::Kind::service) return;
        ServiceState& service = org_.state.services[what.position];
        const auto& info = org_.service(what.position);
        // Settled, a running service without a workaround has the level that it gives itself.
        const bool gives_level = service.running && !service.starts_up && !info.fallback;
        const Levels own = gives_level        ? org_.state.levels[node.index()]
                           : !service.running ? look_at_start(node, service)
                                              : of_service(org_, node, service);
        bool changed = info.fallback &&
                       watch_fallback(org_, what.position, own.actual() >= info.up_from.count());
        if (!service.running) {
            service.held_down = own;
        } else if (own.actual() == 0) {
            service.running = false;
            service.held_down = own;
            changed = true;
        } else if (service.starts_up &&
                   Evaluation(org_, Moment::running).of(needs_of(org_, node)).actual() > 0) {
            service.starts_up = false;
            changed = true;
        }
        if (changed) org_.state.dirty.push_back(node.value);
    }

    void publish(NodeIndex node) {
        const Levels& level = org_.state.levels[node.index()];
        if (ServiceState* service = service_at(node)) record_service(node, *service, level);
        const auto all = org_.plan.federation.subscribers_of(org_.id);
        const auto first = std::lower_bound(
            all.begin(), all.end(), node,
            [](const federation::Subscriber& s, NodeIndex n) { return s.node < n; });
        for (auto it = first; it != all.end() && it->node == node; ++it) {
            org_.tell(org_.plan.organisation(it->organisation), org_.now(),
                      Priority::hosts_and_links, event::LevelChanged{it->view, as_shared(level)},
                      org_.state.causes[node.index()]);
        }
    }

    void record_service(NodeIndex node, ServiceState& service, const Levels& level) {
        const NodeMeaning what = org_.meaning(node);
        const auto id = org_.service_id(what.position);
        const Levels& before = was_[node.index()];
        const SimTime now = org_.now();
        book(org_.plan, id, service, before, now);
        book_flows(org_.plan, id, service, before.actual(), now);
        if (before.actual() == level.actual()) return;
        move_requests(org_.plan, id, service, before.actual(), level.actual(), now);
        const auto& info = org_.service(id);
        const bool up = level.actual() >= info.up_from.count();
        const TraceKind what_happened = up == service.up ? TraceKind::service_level
                                        : up             ? TraceKind::service_up
                                                         : TraceKind::service_down;
        cross(service, up, now);
        org_.state.causes[node.index()] =
            org_.record({.what = what_happened,
                         .subject = id.value,
                         .count = static_cast<std::uint32_t>(level.actual())},
                        org_.state.causes[node.index()]);
        tell_of(what.position, level.actual(), node);
    }

    /// Those who use the service, wait for it or turn to others.
    void tell_of(std::uint32_t position, std::int32_t level, NodeIndex node) {
        const Cause cause = org_.state.causes[node.index()];
        people_move(org_, position, level);
        service_moved(org_, position, level, cause);
        pace_changed(org_, position);
        if (org_.plan.seat != org_.id) return;
        const auto& channels = org_.plan.channels;
        for (std::uint32_t c = 0; c < channels.size(); ++c) {
            if (channels[c].position == position) tell_deciders(c, cause);
        }
    }

    void tell_deciders(std::uint32_t channel, Cause cause) {
        const PlanData& plan = org_.plan;
        const event::ChannelChanged changed{
            channel, org_.state.services[plan.channels[channel].position].up};
        org_.tell(plan.crisis_team(), org_.now(), Priority::knowledge, changed, cause);
        if (!decides(org_.strategy(), scenario::Decider::region)) return;
        for (std::size_t r = 0; r < plan.federation.regions.size(); ++r) {
            org_.tell(plan.region_team(federation::RegionId{r}), org_.now(), Priority::knowledge,
                      changed, cause);
        }
    }

    void plan_start(NodeIndex node) {
        const NodeMeaning what = org_.meaning(node);
        if (what.kind != NodeMeaning::Kind::service) return;
        const std::uint32_t position = what.position;
        ServiceState& service = org_.state.services[position];
        if (service.running) return;
        // As it was when its mode was looked at for the last time: nothing has moved since.
        const bool starts = marks_[node.index()].contains(NodeMark::can_start);
        if (starts == service.starting) return;
        service.starting = starts;
        ++service.generation;
        if (!starts) return;
        const auto& info = org_.service(position);
        org_.later(org_.now() + info.start_time, Priority::hosts_and_links,
                   event::StartDone{position, service.generation}, org_.state.causes[node.index()]);
    }

    /// Starts and ends the clocks of needs that have a grace.
    void watch_grace() {
        for (std::uint32_t node = 0; node < was_.size(); ++node) {
            const auto nodes = org_.need(needs_of(org_, NodeIndex{node}));
            for (std::size_t i = 0; i < nodes.size(); ++i) {
                if (nodes[i].grace_slot) watch(nodes.subspan(i));
            }
        }
    }

    void watch(std::span<const NeedNode> nodes) {
        const NeedNode& need = nodes.front();
        const std::uint32_t slot = *need.grace_slot;
        GraceState& grace = org_.state.grace[slot];
        const bool met = Evaluation(org_, Moment::running).bare(nodes).actual() >=
                         PartsPerMillion::full().count();
        const SimTime now = org_.now();
        using Phase = GraceState::Phase;
        if (!met && (grace.phase == Phase::charged || grace.phase == Phase::recharging)) {
            if (grace.phase == Phase::charged) grace.left = need.grace;
            grace.phase = grace.left > Duration::zero() ? Phase::draining : Phase::exhausted;
            grace.since = now;
            ++grace.generation;
            if (grace.phase == Phase::draining) {
                org_.later(now + grace.left, Priority::hosts_and_links,
                           event::GraceOver{slot, grace.generation});
            }
        } else if (met && (grace.phase == Phase::draining || grace.phase == Phase::exhausted)) {
            grace.left = grace.phase == Phase::draining ? grace.left - (now - grace.since)
                                                        : Duration::zero();
            grace.phase = Phase::recharging;
            grace.since = now;
            ++grace.generation;
            org_.later(now + need.grace, Priority::hosts_and_links,
                       event::GraceFull{slot, grace.generation});
        }
    }
};

}  // namespace

federation::Levels wanted_level(const OrganisationContext& org, NodeIndex node) {
    const NodeMeaning what = org.meaning(node);
    switch (what.kind) {
        case NodeMeaning::Kind::host_group: {
            const Levels hosts = share_working(org.state.groups[what.position].counts);
            return min(hosts, Evaluation(org, Moment::running).of(needs_of(org, node)));
        }
        case NodeMeaning::Kind::service: return with_fallback(org, node, what.position);
        case NodeMeaning::Kind::link:
            return min(of_link(org.state.links[what.position]),
                       Evaluation(org, Moment::running).of(needs_of(org, node)));
        case NodeMeaning::Kind::view: return org.state.levels[node.index()];
    }
    unreachable();
}

void settle(OrganisationContext& org) {
    org.state.settle_due = false;
    Settling(org).run();
}

}  // namespace kammerspiel::model
