#include "sim/model/prospects.hpp"

#include "sim/model/need_evaluation.hpp"

namespace kammerspiel::model {
namespace {

using federation::NeedNode;
using federation::NodeIndex;
using federation::NodeMeaning;

/// Needs where each node is either up or not.
struct UpOrNot {
    const OrganisationContext& org;
    Moment moment;
    const std::vector<bool>& up;
    const std::vector<bool>& comes_up;

    std::int32_t level(NodeIndex node) const {
        return up[node.index()] ? PartsPerMillion::full().count() : 0;
    }
    bool counts(const NeedNode& need) const { return federation::counts_at(moment, need.counts); }
    bool may_be_missing(const NeedNode& need) const {
        return federation::is_excused_at(moment, need.counts) &&
               federation::is_on_its_way(
                   need, [&](NodeIndex part) { return up[part.index()]; },
                   [&](NodeIndex part) { return comes_up[part.index()]; });
    }
    bool is_bridged(const NeedNode& need) const { return has_grace_left(org, need); }
};

class Reach {
   public:
    Reach(const OrganisationContext& org, OthersInCircles others, const std::vector<bool>& comes_up)
        : org_(org), others_(others), comes_up_(comes_up), up_(org.state.levels.size(), false) {}

    /// What runs and has what it needs goes on; then what can come up does.
    std::vector<bool> found() {
        for (std::uint32_t n = 0; n < up_.size(); ++n) up_[n] = runs(NodeIndex{n});
        repeat([&](NodeIndex node) { return up_[node.index()] && !goes_on(node); }, false);
        repeat([&](NodeIndex node) { return !up_[node.index()] && can_come_up(node); }, true);
        return std::move(up_);
    }

   private:
    const OrganisationContext& org_;
    OthersInCircles others_;
    const std::vector<bool>& comes_up_;
    std::vector<bool> up_;

    template <class Changes>
    void repeat(Changes changes, bool to) {
        for (bool any = true; any;) {
            any = false;
            for (std::uint32_t n = 0; n < up_.size(); ++n) {
                if (!changes(NodeIndex{n})) continue;
                up_[n] = to;
                any = true;
            }
        }
    }

    bool runs(NodeIndex node) const {
        const NodeMeaning what = org_.meaning(node);
        switch (what.kind) {
            case NodeMeaning::Kind::service: return org_.state.services[what.position].running;
            case NodeMeaning::Kind::view:
                if (others_ == OthersInCircles::up && is_in_circle(node)) return true;
                return org_.state.levels[node.index()].actual() > 0 ||
                       org_.state.view_comes_up[what.position];
            case NodeMeaning::Kind::host_group:
            case NodeMeaning::Kind::link: return org_.state.modes[node.index()] != Mode::stopped;
        }
        unreachable();
    }

    bool is_in_circle(NodeIndex node) const {
        return org_.plan.shapes[org_.id.index()].in_any_circle[node.index()];
    }

    bool works_itself(NodeIndex node) const {
        const NodeMeaning what = org_.meaning(node);
        switch (what.kind) {
            case NodeMeaning::Kind::host_group:
                return share_working(org_.state.groups[what.position].counts).actual() > 0;
            case NodeMeaning::Kind::link: return org_.state.links[what.position].open;
            case NodeMeaning::Kind::service:
            case NodeMeaning::Kind::view: return true;
        }
        unreachable();
    }

    bool has_needs(NodeIndex node, Moment moment) const {
        const UpOrNot world{org_, moment, up_, comes_up_};
        const federation::NeedLevel<std::int32_t, UpOrNot> needs(org_.plan.federation, world);
        return needs.of(needs_of(org_, node)) > 0;
    }

    bool goes_on(NodeIndex node) const {
        const NodeMeaning what = org_.meaning(node);
        if (what.kind == NodeMeaning::Kind::view) return true;
        const bool is_service = what.kind == NodeMeaning::Kind::service;
        const bool comes_up = is_service ? org_.state.services[what.position].starts_up
                                         : org_.state.modes[node.index()] == Mode::coming_up;
        return works_itself(node) &&
               has_needs(node, comes_up ? Moment::coming_up : Moment::running);
    }

    bool can_come_up(NodeIndex node) const {
        const NodeMeaning what = org_.meaning(node);
        if (what.kind == NodeMeaning::Kind::view) return false;
        if (what.kind == NodeMeaning::Kind::service) {
            using Phase = ServiceState::Fallback;
            if (org_.state.services[what.position].fallback == Phase::on) return true;
            if (!has_needs(node, Moment::starting)) return false;
        }
        return works_itself(node) && has_needs(node, Moment::coming_up);
    }
};

}  // namespace

std::vector<bool> prospects(const OrganisationContext& org, OthersInCircles others) {
    // At first all is held to come up, until no more turns out not to.
    std::vector<bool> comes_up(org.state.levels.size(), true);
    while (true) {
        const std::vector<bool> reached = Reach(org, others, comes_up).found();
        bool any_less = false;
        for (std::size_t node = 0; node < reached.size(); ++node) {
            if (!comes_up[node] || reached[node]) continue;
            comes_up[node] = false;
            any_less = true;
        }
        if (!any_less) return comes_up;
    }
}

bool comes_up(const OrganisationContext& org, NodeIndex node) {
    SettleScratch& scratch = org.state.scratch;
    if (!scratch.prospects_are_known) {
        scratch.prospects = prospects(org, OthersInCircles::as_told);
        scratch.prospects_are_known = true;
    }
    return scratch.prospects[node.index()];
}

void forget_prospects(OrganisationContext& org) { org.state.scratch.prospects_are_known = false; }

}  // namespace kammerspiel::model
