#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kammerspiel/base/message.hpp"

namespace kammerspiel {

/// "did you mean 'identity'?", or where nothing is like it, what there is: the first of them.
[[nodiscard]] Message close_or_known(std::string_view word,
                                     const std::vector<std::string>& candidates);

}  // namespace kammerspiel
