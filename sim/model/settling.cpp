#include <algorithm>

#include "sim/model/accounts.hpp"
#include "sim/model/applications.hpp"
#include "sim/model/awaited.hpp"
#include "sim/model/dependency.hpp"
#include "sim/model/fallback.hpp"
#include "sim/model/graces.hpp"
#include "sim/model/need_evaluation.hpp"
#include "sim/model/node_levels.hpp"
#include "sim/model/outer_circle.hpp"
#include "sim/model/publishing.hpp"
#include "sim/model/returning_roots.hpp"
#include "sim/model/waiting.hpp"

namespace kammerspiel::model {
namespace {

using federation::Levels;
using federation::NeedNode;
using federation::NodeIndex;
using federation::NodeMeaning;

class Settling {
   public:
    explicit Settling(OrganisationContext& org)
        : org_(org),
          shape_(org.plan.shapes[org.id.index()]),
          was_(org.state.scratch.was),
          causes_were_(org.state.scratch.causes_were),
          work_(org.state.scratch.work),
          sinking_(org.state.scratch.sinking),
          seen_(org.state.scratch.seen),
          marks_(org.state.scratch.marks) {
        was_ = org.state.levels;
        causes_were_ = org.state.causes;
        marks_.assign(was_.size(), {});
        for (const std::uint32_t node : org.state.dirty) mark(node, NodeMark::touched);
        seen_.clear();
        sinking_.clear();
    }

    /// Levels first. Then workarounds that need no time, so that nothing stops for want of what is
    /// replaced at once. Then what has fallen to nothing stops, and what has come up without
    /// something takes it into account once it is there. Each may move others, so that all is
    /// repeated until nothing changes so. What no change leads to is not looked at.
    void run() {
        OrganisationState& state = org_.state;
        do {
            forget_prospects(org_);
            for (const std::uint32_t node : shape_.excused) list_excused(node);
            lift();
            rise();
            fall();
            state.dirty.clear();
            std::sort(seen_.begin(), seen_.end());
            if (switch_workaround()) continue;
            for (const std::uint32_t node : seen_) change_mode(NodeIndex{node});
        } while (!state.dirty.empty());
        forget_prospects(org_);
        if (has_lifted_) name_causes();
        for (const std::uint32_t node : seen_) {
            if (state.levels[node] != was_[node]) {
                publish(org_, NodeIndex{node}, was_[node]);
            } else {
                state.causes[node] = causes_were_[node];
            }
        }
        foretell();
        for (const std::uint32_t node : seen_) plan_start(NodeIndex{node});
        watch_graces(org_);
        watch_outer_circle(org_);
        tell_returning_roots(org_);
        look_at_awaited(org_);
        look_at_stages();
    }

   private:
    /// A service in a circle may be up by itself only through what lives on its own workaround. So
    /// what is put away and missed at the same instant is used again, and stays.
    struct PutAway {
        WorkaroundInUse what;
        bool stays = false;
    };

    OrganisationContext& org_;
    const NeedShape& shape_;
    std::vector<Levels>& was_;
    std::vector<Cause>& causes_were_;
    std::vector<std::uint32_t>& work_;     ///< to be looked at
    std::vector<std::uint32_t>& sinking_;  ///< nodes with something above what they should have
    std::vector<std::uint32_t>& seen_;     ///< every node that was looked at
    std::vector<NodeMarks>& marks_;
    std::vector<PutAway> put_away_;
    bool has_lifted_ = false;

    bool mark(std::uint32_t node, NodeMark as) {
        if (marks_[node].contains(as)) return false;
        marks_[node].add(as);
        return true;
    }
    void list(std::uint32_t node) {
        if (mark(node, NodeMark::listed)) work_.push_back(node);
        if (mark(node, NodeMark::seen)) seen_.push_back(node);
    }

    bool is_down(NodeIndex node) const {
        const NodeMeaning what = org_.meaning(node);
        if (what.kind == NodeMeaning::Kind::service) {
            return !org_.state.services[what.position].running;
        }
        return org_.state.modes[node.index()] == Mode::stopped;
    }

    /// Whether it may come up without something can change though no level does.
    void list_excused(std::uint32_t node) {
        if (is_down(NodeIndex{node}) || is_coming_up(NodeIndex{node})) touch_again(node);
    }
    bool is_coming_up(NodeIndex node) const {
        const NodeMeaning what = org_.meaning(node);
        if (what.kind == NodeMeaning::Kind::service) {
            return org_.state.services[what.position].starts_up;
        }
        return org_.state.modes[node.index()] == Mode::coming_up;
    }
    void touch_again(std::uint32_t node) {
        auto& dirty = org_.state.dirty;
        if (std::find(dirty.begin(), dirty.end(), node) == dirty.end()) dirty.push_back(node);
    }

    /// Levels are the greatest that agree with all needs: a circle that a change leads to is
    /// settled from the top, as what it once had says nothing of what it can have. What is down in
    /// it stays down.
    void lift() {
        work_.clear();
        if (!shape_.has_circle) return;
        std::vector<std::uint32_t> reached = org_.state.dirty;
        for (const std::uint32_t node : reached) marks_[node].add(NodeMark::lifted);
        for (std::size_t next = 0; next < reached.size(); ++next) {
            for (const std::uint32_t d : dependents(NodeIndex{reached[next]})) {
                if (mark(d, NodeMark::lifted)) reached.push_back(d);
            }
        }
        for (const std::uint32_t node : reached) {
            marks_[node].remove(NodeMark::lifted);
            if (!shape_.in_circle[node] || is_down(NodeIndex{node})) continue;
            has_lifted_ = true;
            list(node);
            move(NodeIndex{node}, Levels::full());
            if (mark(node, NodeMark::sinking)) sinking_.push_back(node);
        }
    }

    /// Raises what should be higher, and notes what should be lower.
    void rise() {
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

    /// Of what a node needs, the first by name whose level has changed and of which `counts` says
    /// so.
    template <class Counts>
    std::optional<NodeIndex> changed_need(NodeIndex node, Counts counts) const {
        std::optional<NodeIndex> first;
        const auto look_at = [&](NodeIndex need) {
            const bool has_changed = org_.state.levels[need.index()] != was_[need.index()];
            if (has_changed && (!first || need < *first) && counts(need)) first = need;
        };
        for (const NeedNode& need : org_.need(needs_of(org_, node))) {
            if (need.op != scenario::Need::Op::reference) continue;
            look_at(need.of);
            if (need.over) look_at(*need.over);
        }
        return first;
    }

    /// What moved it: of all it depends on, the node whose change is the latest to be recorded.
    Cause cause_of(NodeIndex node) const {
        const auto need = changed_need(node, [](NodeIndex) { return true; });
        return org_.state.causes[need ? need->index() : node.index()];
    }

    /// In a circle that was lifted and fell again, what moved a node is told once all is settled:
    /// what it needs from outside, then what it needs within.
    void name_causes() {
        std::vector<std::uint32_t> left;
        for (const std::uint32_t node : seen_) {
            if (!shape_.in_circle[node] || org_.state.levels[node] == was_[node]) continue;
            org_.state.causes[node] = causes_were_[node];
            if (marks_[node].contains(NodeMark::touched)) continue;
            const auto outside = changed_need(NodeIndex{node}, [&](NodeIndex need) {
                return shape_.rank[need.index()] != shape_.rank[node];
            });
            if (outside) {
                org_.state.causes[node] = org_.state.causes[outside->index()];
            } else {
                left.push_back(node);
            }
        }
        for (const std::uint32_t node : left) {
            org_.state.causes[node] = cause_of(NodeIndex{node});
        }
    }

    /// One at a time, those first that others need: a workaround is nothing for a service whose
    /// need has one.
    bool switch_workaround() {
        std::optional<std::uint32_t> first;
        for (const std::uint32_t node : seen_) {
            const NodeMeaning what = org_.meaning(NodeIndex{node});
            if (what.kind != NodeMeaning::Kind::service) continue;
            if (!is_to_switch(what.position)) continue;
            if (!first || shape_.rank[node] < shape_.rank[*first]) first = node;
        }
        if (!first) return false;
        switch_it(org_.meaning(NodeIndex{*first}).position);
        org_.state.dirty.push_back(*first);
        return true;
    }

    PutAway* put_away(std::uint32_t position) {
        const auto found =
            std::find_if(put_away_.begin(), put_away_.end(),
                         [&](const PutAway& one) { return one.what.position == position; });
        return found == put_away_.end() ? nullptr : &*found;
    }
    bool is_to_switch(std::uint32_t position) {
        const PutAway* before = put_away(position);
        if (before) return !before->stays && is_lost(org_, position);
        return changes_at_once(org_, position);
    }
    void switch_it(std::uint32_t position) {
        if (PutAway* before = put_away(position)) {
            use_again(org_, before->what);
            before->stays = true;
        } else if (const auto in_use = change_at_once(org_, position)) {
            put_away_.push_back({*in_use});
        }
    }

    /// True if the node's level may be another for it.
    bool change_mode_of_service(NodeIndex node, std::uint32_t position) {
        ServiceState& service = org_.state.services[position];
        if (!service.running) {
            const Levels to_start = start_level(org_, node);
            service.can_start = to_start.actual() > 0;
            service.held_down = level_while_stopped(org_, position, to_start);
            // What no longer holds it down is let go once it cannot start after all.
            return level_with_substitutes(org_, position, service.held_down) !=
                   org_.state.levels[node.index()];
        }
        // Settled, a running service without a workaround or an interim one has the level that it
        // gives itself.
        const bool has_another =
            org_.service(position).fallback.has_value() || interim_level(org_, position) > 0;
        const Levels own =
            has_another ? own_level(org_, node, service) : org_.state.levels[node.index()];
        if (own.actual() == 0) {
            service.running = false;
            service.starts_up = false;
            service.held_down = own;
            service_stopped(org_, position, org_.state.causes[node.index()]);
            return true;
        }
        if (!service.starts_up || !has_all(node)) return false;
        service.starts_up = false;
        return true;
    }

    bool has_all(NodeIndex node) const {
        return gives_something(org_, Moment::running, needs_of(org_, node));
    }

    bool change_mode_of_part(NodeIndex node, NodeMeaning what) {
        if (!shape_.in_any_circle[node.index()]) return false;
        Mode& mode = org_.state.modes[node.index()];
        switch (mode) {
            case Mode::running:
            case Mode::coming_up:
                if (org_.state.levels[node.index()].actual() == 0) {
                    mode = Mode::stopped;
                    return true;
                }
                if (mode == Mode::running || !has_all(node)) return false;
                mode = Mode::running;
                return true;
            case Mode::stopped:
                if (level_without_needs(org_, what).actual() == 0) return false;
                // What stops again for it does not come up a second time at this instant.
                if (marks_[node.index()].contains(NodeMark::came_up)) return false;
                if (!gives_something(org_, Moment::coming_up, needs_of(org_, node))) {
                    return false;
                }
                mode = Mode::coming_up;
                marks_[node.index()].add(NodeMark::came_up);
                return true;
        }
        unreachable();
    }

    void change_mode(NodeIndex node) {
        const NodeMeaning what = org_.meaning(node);
        if (what.kind == NodeMeaning::Kind::view) return;
        const bool changed = what.kind == NodeMeaning::Kind::service
                                 ? change_mode_of_service(node, what.position)
                                 : change_mode_of_part(node, what);
        if (changed) touch_again(node.value);
    }

    /// Who starts without a node of ours that is down hears when it is on its way, and when no
    /// more.
    void foretell() {
        if (shape_.foretold.empty()) return;
        const std::vector<bool> on_their_way = prospects(org_, OthersInCircles::up);
        for (const std::uint32_t node : shape_.foretold) {
            if (org_.state.told_to_come_up[node] == on_their_way[node]) continue;
            org_.state.told_to_come_up[node] = on_their_way[node];
            tell_subscribers(org_, NodeIndex{node});
        }
    }

    void look_at_stages() {
        if (!org_.plan.stages.any) return;
        issue_accounts(org_);
        load_next(org_);
        put_forward(org_);
        look_at_waiting(org_);
    }

    void plan_start(NodeIndex node) {
        const NodeMeaning what = org_.meaning(node);
        if (what.kind != NodeMeaning::Kind::service) return;
        const std::uint32_t position = what.position;
        watch_fallback(org_, position);
        watch_interim(org_, position);
        ServiceState& service = org_.state.services[position];
        if (service.running) return;
        const bool starts = service.can_start && may_start(org_, position);
        if (starts == service.starting) return;
        service.starting = starts;
        ++service.generation;
        if (!starts) return;
        const auto& info = org_.service(position);
        org_.later(org_.now() + info.start_time, Priority::hosts_and_links,
                   event::StartDone{position, service.generation}, org_.state.causes[node.index()]);
    }
};

}  // namespace

void settle(OrganisationContext& org) {
    org.state.settle_due = false;
    Settling(org).run();
}

}  // namespace kammerspiel::model
