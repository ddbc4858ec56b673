#pragma once

#include <optional>
#include <string_view>

#include "kammerspiel/sheet/spreadsheet.hpp"

namespace kammerspiel::exercise {

/// The injects of an OpenAEV (OpenBAS) scenario or exercise, of a Blueprint MSEL, or of any list of
/// objects in JSON, as the table that a planner would have made of them; row i is inject i. Absent:
/// it is no JSON, or holds no list.
[[nodiscard]] std::optional<sheet::ReadSheet> sheet_of_json(std::string_view json);

/// Without the tags of HTML, paragraphs as lines.
[[nodiscard]] std::string without_tags(std::string_view html);

}  // namespace kammerspiel::exercise
