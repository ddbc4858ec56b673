#pragma once

#include <cstdint>
#include <vector>

#include "kammerspiel/federation/federation.hpp"

namespace kammerspiel::federation {

/// Which organisations a chain of open links joins with the internet, and which only through which
/// others. Links carry ways in both directions. Worked out from outside inwards, so that no two
/// organisations hold each other up. Takes time in proportion to organisations and links.
class Outside {
   public:
    /// `open` by LinkId.
    Outside(const Federation& federation, const std::vector<bool>& open);

    [[nodiscard]] bool reaches(OrganisationId id) const { return is_found(id.value); }
    /// Reaches it by a chain that does not run through `other`.
    [[nodiscard]] bool reaches_without(OrganisationId id, OrganisationId other) const;

   private:
    // A depth-first tree from the internet; the numbers are organisations, the last is the
    // internet.
    std::vector<std::uint32_t> first_, ends_;  ///< neighbours, by organisation
    std::vector<std::uint32_t> order_;         ///< in which it was found, from 1; 0: it was not
    std::vector<std::uint32_t> parent_;
    std::vector<std::uint32_t> last_;     ///< highest order below it
    std::vector<std::uint32_t> highest_;  ///< lowest order that a link from below it leads to

    [[nodiscard]] bool is_found(std::uint32_t at) const { return order_[at] != 0; }
    void note_neighbours(const Federation& federation, const std::vector<bool>& open);
    void search();
};

/// By OrganisationId: those that a chain of open links joins with one of `from`, themselves
/// included; the internet joins nobody.
[[nodiscard]] std::vector<bool> joined_with(const Federation& federation,
                                            const std::vector<bool>& open,
                                            const std::vector<OrganisationId>& from);

}  // namespace kammerspiel::federation
