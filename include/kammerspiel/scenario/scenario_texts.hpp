#pragma once

#include <map>
#include <string>

namespace kammerspiel::scenario {

/// A scenario whose files are at hand as texts, as a study keeps them.
struct ScenarioTexts {
    std::string id;                            ///< the name that its folder would have
    std::string main = "scenario.yaml";        ///< the file to begin with
    std::map<std::string, std::string> files;  ///< by path within the folder, with `/`
};

}  // namespace kammerspiel::scenario
