#pragma once

#include <kainjow/mustache.hpp>
#include <string>

namespace kammerspiel::report {

/// For a part of a template that is left out where there are no words: an empty text would not
/// leave it out, and a name that is not set would be looked for further out.
[[nodiscard]] kainjow::mustache::data if_any(const std::string& words);

}  // namespace kammerspiel::report
