#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "kammerspiel/base/text.hpp"
#include "kammerspiel/scenario/path_steps.hpp"
#include "kammerspiel/scenario/scenario.hpp"

namespace kammerspiel::report {

/// The title of what a step's label names; the label where it has none.
using TitleOfElement = std::function<std::string(const scenario::PathStep&)>;
/// Titles of a scenario's strategies and attackers. `scenario` and `text` outlive it.
[[nodiscard]] TitleOfElement titles_in(const scenario::Scenario& scenario, const Text& text);

/// What a figure of a scenario is, for somebody who does not read paths: where it stands and what
/// its key means. `Recovery, of workstations: person's time to look for a compromise`
[[nodiscard]] std::string words_of(std::string_view path, const TitleOfElement& title,
                                   const Text& text);

}  // namespace kammerspiel::report
