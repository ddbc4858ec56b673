#pragma once

#include <string>
#include <vector>

#include "kammerspiel/base/text.hpp"
#include "kammerspiel/federation/federation.hpp"

// What a federation and one of its organisations look like, as SVG for a page with the style sheet
// of this folder. The same federation gives the same picture.

namespace kammerspiel::report {

/// What colours say in the picture of a federation.
struct Exposure {
    std::vector<double> of;   ///< by organisation, in [0, 1]; empty: no colours, no legend of them
    std::string what;         ///< what is measured, for the legend
    std::string least, most;  ///< what 0 and 1 mean
};

/// Organisations around those that most depend on, sorted by region and name; width by members,
/// colour by exposure. Up to a hundred are all named, of more the largest; beyond a thousand the
/// smallest are left out, which the picture says. `people`: what members are called, in the plural.
[[nodiscard]] std::string federation_picture(const federation::Federation& federation,
                                             const Exposure& exposure, const std::string& people,
                                             const Text& text);

/// The inside of one organisation: its services in the middle, the host groups that they need by
/// zone on one side, links and other organisations on the other.
[[nodiscard]] std::string inside_picture(const federation::Federation& federation,
                                         federation::OrganisationId organisation, const Text& text);

}  // namespace kammerspiel::report
