#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

// Small federations of chance, as planners would write them.

namespace kammerspiel::test {

struct ScenarioText {
    std::string scenario;
    std::string federation;
    std::string crew;  ///< an operated attacker
    std::string worm;  ///< an autonomous one
};

/// Two to seven organisations with services that need each other's, maybe in circles, an operated
/// and an autonomous attacker and three strategies. A function of `number` alone.
[[nodiscard]] ScenarioText random_scenario(std::uint64_t number);

/// Writes it into a folder, which is made.
void write(const ScenarioText& text, const std::filesystem::path& folder);

}  // namespace kammerspiel::test
