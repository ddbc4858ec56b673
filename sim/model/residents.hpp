#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "kammerspiel/kernel/distributed.hpp"

namespace kammerspiel::model {

/// The processes that one part of a world has. As organisations are the first processes, they are
/// the first here.
struct Residents {
    static constexpr std::uint32_t elsewhere = UINT32_MAX;
    std::vector<std::uint32_t> place;  ///< by process: among those here, or `elsewhere`
    std::vector<std::uint32_t> here;   ///< processes, ascending
    std::size_t organisations = 0;     ///< of these

    Residents(const kernel::Ownership& ownership, std::size_t part, std::size_t all_organisations) {
        for (std::size_t p = 0; p < ownership.size(); ++p) {
            const bool is_here = ownership[p] == part;
            place.push_back(is_here ? static_cast<std::uint32_t>(here.size()) : elsewhere);
            if (!is_here) continue;
            here.push_back(static_cast<std::uint32_t>(p));
            if (p < all_organisations) ++organisations;
        }
    }
};

/// Null: all processes of the world are here.
using ResidentsOf = std::shared_ptr<const Residents>;

}  // namespace kammerspiel::model
