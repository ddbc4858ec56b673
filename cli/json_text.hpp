#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace kammerspiel::cli {

/// What stands under the key; empty where nothing does, or something that is no text.
[[nodiscard]] inline std::string text_in(const nlohmann::json& of, const char* key) {
    const auto found = of.find(key);
    return found != of.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace kammerspiel::cli
