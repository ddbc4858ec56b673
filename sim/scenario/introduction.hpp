#pragma once

#include <string>
#include <string_view>

namespace kammerspiel::scenario {

/// What stands before the tables of the reference: the notations that the tables refer to, in
/// Markdown. The examples, in blocks of YAML whose first line names their file, are the same in
/// both languages.
/// What is enough to begin with: the least scenario that runs, and how it is written.
[[nodiscard]] std::string start_page(std::string_view language);

[[nodiscard]] std::string introduction(std::string_view language);

}  // namespace kammerspiel::scenario
