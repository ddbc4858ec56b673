#include "sim/model/lot.hpp"

#include <algorithm>

#include "sim/model/plan_data.hpp"

namespace kammerspiel::model {

Lot::Lot(const PlanData& plan, std::span<const federation::HostGroupId> groups) {
    for (const auto group : groups) {
        if (plan.federation.host_groups[group.index()].count == 0) continue;
        members_.push_back({plan.host_prefix[group.index()].id().value, group});
    }
    std::sort(members_.begin(), members_.end(),
              [](const Member& a, const Member& b) { return a.hash < b.hash; });
    std::uint64_t hosts = 0;
    for (const Member& member : members_) {
        hosts += plan.federation.host_groups[member.group.index()].count;
        up_to_.push_back(hosts);
    }
}

std::uint64_t Lot::hosts_in(std::size_t from, std::size_t to) const {
    if (from == to) return 0;
    return up_to_[to - 1] - (from == 0 ? 0 : up_to_[from - 1]);
}

std::optional<HostRef> Lot::host(const kernel::Draws& draws, kernel::EntityId entity, Draw purpose,
                                 std::uint64_t index) const {
    if (members_.empty()) return std::nullopt;
    const kernel::Purpose why{static_cast<std::uint32_t>(purpose)};
    const auto uniform = [&](std::uint64_t of) {
        return static_cast<double>(draws.uniform(kernel::EntityId{entity.value + of}, why, index));
    };
    std::size_t from = 0;
    std::size_t to = members_.size();
    for (unsigned bit = 63; to - from > 1; --bit) {
        const std::uint64_t mask = std::uint64_t{1} << bit;
        const auto split =
            std::partition_point(members_.begin() + static_cast<std::ptrdiff_t>(from),
                                 members_.begin() + static_cast<std::ptrdiff_t>(to),
                                 [&](const Member& member) { return (member.hash & mask) == 0; });
        const auto middle = static_cast<std::size_t>(split - members_.begin());
        if (middle != from && middle != to) {
            // Named by where it stands among all hashes there could be.
            const std::uint64_t place = (members_[from].hash & ~(mask | (mask - 1))) | mask;
            const double odds = static_cast<double>(hosts_in(from, middle)) /
                                static_cast<double>(hosts_in(from, to));
            (uniform(place) < odds ? to : from) = middle;
        }
        // Two names of one hash do not meet among any that people write.
        ensure(bit > 0 || to - from <= 1, "two host groups have names of one hash");
    }
    const auto hosts = static_cast<double>(hosts_in(from, to));
    const auto number =
        static_cast<std::uint32_t>(std::min(uniform(members_[from].hash) * hosts, hosts - 1.0));
    return HostRef{members_[from].group, number};
}

std::vector<HostRef> Lot::several(const kernel::Draws& draws, kernel::EntityId entity, Draw purpose,
                                  std::uint64_t count) const {
    std::vector<HostRef> all;
    if (count >= hosts()) {
        for (std::size_t m = 0; m < members_.size(); ++m) {
            const auto these = static_cast<std::uint32_t>(hosts_in(m, m + 1));
            for (std::uint32_t h = 0; h < these; ++h) all.push_back({members_[m].group, h});
        }
        return all;
    }
    for (std::uint64_t index = 0; all.size() < count; ++index) {
        const HostRef one = *host(draws, entity, purpose, index);
        if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
    }
    return all;
}

}  // namespace kammerspiel::model
