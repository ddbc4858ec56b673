#include <algorithm>

#include "sim/model/plan_builder.hpp"

namespace kammerspiel::model {
namespace {

using federation::Federation;
using federation::NodeIndex;
using federation::OrganisationId;

/// Place of every node in the order of a restore: of a service the place of its name; of whatever a
/// service needs, the earliest place of all that need it, through views into other organisations.
class Ranks {
   public:
    Ranks(const Federation& federation, const std::vector<scenario::Name>& order)
        : federation_(federation), last_(static_cast<std::uint16_t>(order.size())) {
        for (std::size_t o = 0; o < federation_.organisations.size(); ++o) {
            first_.push_back(ranks_.size());
            ranks_.resize(ranks_.size() + federation_.organisations[o].nodes(), last_);
        }
        for (std::size_t s = 0; s < federation_.services.size(); ++s) {
            const federation::ServiceId id{s};
            const auto& service = federation_.services[s];
            const auto at = std::find_if(order.begin(), order.end(), [&](const auto& name) {
                return name.text == service.local_name;
            });
            lower(service.organisation, federation_.of(service.organisation).node(id),
                  static_cast<std::uint16_t>(at - order.begin()));
        }
        while (spread()) {
        }
    }

    std::uint16_t of(OrganisationId organisation, NodeIndex node) const {
        return ranks_[first_[organisation.index()] + node.index()];
    }

   private:
    const Federation& federation_;
    std::uint16_t last_;
    std::vector<std::size_t> first_;
    std::vector<std::uint16_t> ranks_;

    bool lower(OrganisationId organisation, NodeIndex node, std::uint16_t rank) {
        std::uint16_t& now = ranks_[first_[organisation.index()] + node.index()];
        if (rank >= now) return false;
        now = rank;
        return true;
    }

    bool spread_need(OrganisationId organisation, NodeIndex node, federation::NeedRange needs) {
        bool changed = false;
        const std::uint16_t rank = of(organisation, node);
        for (const auto& need : federation_.need(needs)) {
            if (need.op == scenario::Need::Op::reference) {
                changed |= lower(organisation, need.of, rank);
            }
            if (need.over) changed |= lower(organisation, *need.over, rank);
        }
        return changed;
    }

    bool spread() {
        bool changed = false;
        for (std::size_t i = 0; i < federation_.services.size(); ++i) {
            const auto& service = federation_.services[i];
            const auto node = federation_.of(service.organisation).node(federation::ServiceId{i});
            changed |= spread_need(service.organisation, node, service.needs);
        }
        for (std::size_t i = 0; i < federation_.host_groups.size(); ++i) {
            const auto& group = federation_.host_groups[i];
            const auto node = federation_.of(group.organisation).node(federation::HostGroupId{i});
            changed |= spread_need(group.organisation, node, group.needs);
        }
        for (std::size_t i = 0; i < federation_.links.size(); ++i) {
            const auto& link = federation_.links[i];
            const auto node = federation_.of(link.organisation).node(federation::LinkId{i});
            changed |= spread_need(link.organisation, node, link.needs);
        }
        for (std::size_t o = 0; o < federation_.organisations.size(); ++o) {
            const OrganisationId id{o};
            const auto views = federation_.views_of(id);
            for (std::uint32_t v = 0; v < views.size(); ++v) {
                const auto rank = of(id, federation_.of(id).view_node(v));
                changed |= lower(views[v].organisation, views[v].node, rank);
            }
        }
        return changed;
    }
};

}  // namespace

RestorePlan plan_restore(const PlanData& plan, const scenario::Restore& written) {
    RestorePlan restore{.begins_after = Sampler(written.begins_after),
                        .thoroughness = written.thoroughness.value(),
                        .gate = written.gate,
                        .rebuild = written.rebuild,
                        .into_clean_zone = written.into_clean_zone,
                        .rank_of_group = {},
                        .rank_of_link = {}};
    const Federation& federation = plan.federation;
    const Ranks ranks(federation, written.order);
    for (std::size_t g = 0; g < federation.host_groups.size(); ++g) {
        const auto organisation = federation.host_groups[g].organisation;
        restore.rank_of_group.push_back(
            ranks.of(organisation, federation.of(organisation).node(federation::HostGroupId{g})));
    }
    for (std::size_t l = 0; l < federation.links.size(); ++l) {
        const auto organisation = federation.links[l].organisation;
        restore.rank_of_link.push_back(
            ranks.of(organisation, federation.of(organisation).node(federation::LinkId{l})));
    }
    return restore;
}

}  // namespace kammerspiel::model
