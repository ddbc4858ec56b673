#pragma once

#include <optional>
#include <span>
#include <vector>

#include "kammerspiel/federation/federation.hpp"
#include "kammerspiel/kernel/draws.hpp"
#include "sim/model/event.hpp"
#include "sim/model/purpose.hpp"

// Who of many it is: drawn so that the order in which they are written decides nothing, and that
// one more of them changes a draw only where the lot falls on the new one (rule 12).

namespace kammerspiel::model {

struct PlanData;

/// Hosts of some groups, each as likely as any other.
class Lot {
   public:
    Lot() = default;
    Lot(const PlanData& plan, std::span<const federation::HostGroupId> groups);

    [[nodiscard]] std::uint64_t hosts() const { return up_to_.empty() ? 0 : up_to_.back(); }

    /// The host that draw number `index` of `entity` falls on; absent where there are none. The
    /// groups are split by the bits of their names' hashes, each time with a draw of its own, until
    /// one is left: on the way to others, one more group changes the odds and not the numbers.
    [[nodiscard]] std::optional<HostRef> host(const kernel::Draws& draws, kernel::EntityId entity,
                                              Draw purpose, std::uint64_t index) const;
    /// `count` different ones, or all.
    [[nodiscard]] std::vector<HostRef> several(const kernel::Draws& draws, kernel::EntityId entity,
                                               Draw purpose, std::uint64_t count) const;

   private:
    struct Member {
        std::uint64_t hash = 0;
        federation::HostGroupId group;
    };
    std::vector<Member> members_;       ///< ascending by hash
    std::vector<std::uint64_t> up_to_;  ///< hosts of the members up to and with each

    [[nodiscard]] std::uint64_t hosts_in(std::size_t from, std::size_t to) const;
};

}  // namespace kammerspiel::model
