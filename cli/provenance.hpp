#pragma once

#include <nlohmann/json.hpp>

#include "kammerspiel/report/provenance.hpp"

namespace kammerspiel::cli {

/// The beginning of what is printed with `--json`.
[[nodiscard]] inline nlohmann::ordered_json provenance(const report::Origin& origin) {
    return nlohmann::ordered_json::parse(report::provenance_as_json(origin));
}

}  // namespace kammerspiel::cli
