#include <algorithm>

#include "analysis/graph/cut_ways.hpp"

namespace kammerspiel::graph {

using federation::HostGroupId;
using federation::LinkId;
using federation::OrganisationId;

CutParts::CutParts(const AttackRules& rules, const CutCosts& costs)
    : rules_(rules),
      links_(static_cast<std::uint32_t>(rules.federation->links.size())),
      groups_(static_cast<std::uint32_t>(rules.federation->host_groups.size())) {
    const auto add = [&](const std::vector<MemberHours>& of_kind, std::size_t size) {
        for (std::size_t i = 0; i < size; ++i) {
            cost_.push_back(i < of_kind.size() ? std::max(0.0, of_kind[i].count()) : 0.0);
        }
    };
    add(costs.links, links_);
    add(costs.host_groups, groups_);
}

std::uint32_t CutParts::part(std::uint32_t route, OrganisationId organisation) {
    const std::string& technique = rules_.written(rules_.routes[route]).technique;
    const auto [known, is_new] = number_of_block_.try_emplace(
        {technique, organisation.value}, static_cast<std::uint32_t>(cost_.size()));
    if (is_new) {
        cost_.push_back(0);
        blocks_.push_back({technique, organisation});
    }
    return known->second;
}

AttackCut CutParts::as_cut(const std::vector<std::uint32_t>& parts) const {
    AttackCut cut;
    cut.outcome = AttackCut::Outcome::found;
    for (const std::uint32_t part : parts) {
        cut.per_day = cut.per_day + MemberHours{cost_[part]};
        if (part < links_) {
            cut.links.emplace_back(part);
        } else if (part < links_ + groups_) {
            cut.host_groups.emplace_back(part - links_);
        } else {
            cut.techniques.push_back(blocks_[part - links_ - groups_]);
        }
    }
    return cut;
}

Containment CutParts::as_containment(const std::vector<std::uint32_t>& parts) const {
    Containment containment;
    containment.closed.assign(links_, false);
    containment.isolated.assign(groups_, false);
    const std::size_t organisations = rules_.federation->organisations.size();
    containment.blocked.assign(rules_.profile->routes.size(),
                               std::vector<bool>(organisations, false));
    for (const std::uint32_t part : parts) {
        if (part < links_) {
            containment.closed[part] = true;
        } else if (part < links_ + groups_) {
            containment.isolated[part - links_] = true;
        } else {
            const TechniqueBlock& block = blocks_[part - links_ - groups_];
            for (const std::uint32_t r : federation::routes_by(*rules_.profile, block.technique)) {
                containment.blocked[r][block.organisation.index()] = true;
            }
        }
    }
    return containment;
}

}  // namespace kammerspiel::graph
