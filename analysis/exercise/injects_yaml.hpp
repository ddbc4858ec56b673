#pragma once

#include <string>
#include <vector>

#include "kammerspiel/base/calendar.hpp"
#include "kammerspiel/scenario/exercise.hpp"

namespace kammerspiel::exercise {

/// A key of an inject and its value, on one line as YAML.
struct YamlEntry {
    std::string key;
    std::string value;
    bool operator==(const YamlEntry&) const = default;
};

/// In the order in which they are usually written; what is as usual is left out.
[[nodiscard]] std::vector<YamlEntry> inject_entries(const scenario::Inject& inject,
                                                    const Calendar& calendar);

}  // namespace kammerspiel::exercise
