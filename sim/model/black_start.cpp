#include "sim/model/black_start.hpp"

#include <algorithm>

namespace kammerspiel::model {
namespace {

using federation::NeedNode;
using federation::NodeIndex;
using federation::NodeMeaning;
using federation::OrganisationId;
using federation::ServiceId;

class Circles {
   public:
    Circles(const PlanData& plan, const std::vector<OrganisationState>& organisations)
        : plan_(plan), organisations_(organisations) {}

    std::vector<StartCircle> find() {
        seen_.assign(plan_.federation.services.size(), 0);
        std::uint32_t walk = 0;
        for (std::size_t s = 0; s < seen_.size(); ++s) {
            // Following one service that blocks, and the next, ends in a circle or in something
            // else that is down; every walk has its number, so that a circle is met once.
            ++walk;
            StartCircle path;
            std::optional<ServiceId> at =
                is_stopped(ServiceId{s}) ? std::optional(ServiceId{s}) : std::nullopt;
            while (at && seen_[at->index()] == 0) {
                seen_[at->index()] = walk;
                path.push_back(*at);
                at = blocker_of(*at);
            }
            if (!at || seen_[at->index()] != walk) continue;
            path.erase(path.begin(), std::find(path.begin(), path.end(), *at));
            std::rotate(path.begin(), std::min_element(path.begin(), path.end()), path.end());
            circles_.push_back(std::move(path));
        }
        return std::move(circles_);
    }

   private:
    const PlanData& plan_;
    const std::vector<OrganisationState>& organisations_;
    std::vector<std::uint32_t> seen_;
    std::vector<StartCircle> circles_;

    bool is_stopped(ServiceId id) const {
        const auto& service = plan_.federation.services[id.index()];
        const auto& info = plan_.federation.of(service.organisation);
        const auto& state = organisations_[service.organisation.index()];
        return !state.services[id.value - info.services.first].running;
    }

    /// A service that is down and without which this one cannot start.
    std::optional<ServiceId> blocker_of(ServiceId id) const {
        const auto& service = plan_.federation.services[id.index()];
        const auto needs = plan_.federation.need(service.needs);
        for (std::size_t i = 0; i < needs.size();) {
            const NeedNode& need = needs[i];
            const bool must_be_met = need.floor == 0 && need.counts != NeedNode::Counts::running;
            if (must_be_met && need.op == scenario::Need::Op::reference) {
                const auto needed = service_at(service.organisation, need.of);
                if (needed && is_stopped(*needed)) return needed;
            }
            // One of several alternatives is no obstacle: only what all of a list are is followed.
            i += must_be_met && need.op == scenario::Need::Op::all_of ? 1 : need.size;
        }
        return std::nullopt;
    }

    std::optional<ServiceId> service_at(OrganisationId id, NodeIndex node) const {
        const NodeMeaning what = plan_.federation.meaning(id, node);
        if (what.kind == NodeMeaning::Kind::service) {
            return plan_.federation.of(id).services[what.position];
        }
        if (what.kind != NodeMeaning::Kind::view) return std::nullopt;
        const auto& view = plan_.federation.views_of(id)[what.position];
        const NodeMeaning there = plan_.federation.meaning(view.organisation, view.node);
        if (there.kind != NodeMeaning::Kind::service) return std::nullopt;
        return plan_.federation.of(view.organisation).services[there.position];
    }
};

}  // namespace

std::vector<StartCircle> start_circles(const PlanData& plan,
                                       const std::vector<OrganisationState>& organisations) {
    return Circles(plan, organisations).find();
}

}  // namespace kammerspiel::model
