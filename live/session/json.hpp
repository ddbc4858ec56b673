#pragma once

#include <nlohmann/json.hpp>

namespace kammerspiel::live {

/// Keys are sorted, so that the same value has the same bytes.
using Json = nlohmann::json;

/// As text; what is no UTF-8 becomes `�`.
[[nodiscard]] inline std::string text_of(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace kammerspiel::live
