#pragma once

#include <optional>
#include <vector>

#include "sim/scenario/bind_parts.hpp"

namespace kammerspiel::scenario {

/// A number of hosts or people: fixed, or by members of staff.
struct Size {
    std::uint32_t fixed = 1;
    std::optional<double> per_staff;
    std::uint32_t at_least = 0;
    [[nodiscard]] std::uint32_t of(double staff) const;
};

/// A template as it reads for one choice of its parameters.
struct Inside {
    std::vector<HostGroup> host_groups;
    std::vector<Size> host_counts;
    std::vector<Link> links;
    std::vector<Service> services;
    std::vector<Crew> crews;
    std::vector<Size> crew_sizes;
    std::size_t parts = 0;  ///< what a copy of it costs, in things of about the same size
};

/// Goes on after an error, with what could be read.
[[nodiscard]] Inside read_inside(const Node& node, const Parameters& parameters, Diagnostics& out);

}  // namespace kammerspiel::scenario
