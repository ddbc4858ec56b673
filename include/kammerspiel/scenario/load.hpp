#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "kammerspiel/base/diagnostic.hpp"
#include "kammerspiel/scenario/scenario.hpp"
#include "kammerspiel/scenario/scenario_texts.hpp"

namespace kammerspiel::scenario {

/// What loading gives: the scenario unless something is wrong, and the lines that diagnostics show.
struct Loaded {
    std::optional<Scenario> scenario;   ///< absent if there were errors
    std::unique_ptr<LineSource> lines;  ///< never null
};

/// Loads a scenario from its folder (in which `scenario.yaml` stands) or from that file. Everything
/// that is wrong is reported to `out` in one pass; faults of the input never throw.
[[nodiscard]] Loaded load(const std::filesystem::path& path, Diagnostics& out);
/// Likewise one whose files are at hand as texts.
[[nodiscard]] Loaded load(const ScenarioTexts& texts, Diagnostics& out);

/// SHA-256 of what the scenario means, in hexadecimal: which scenario a result belongs to. However
/// it is written, and whatever its figures may be beside what they are.
[[nodiscard]] std::string hash(const Scenario& scenario);

/// SHA-256 over the names and texts of all files but for those that papers alone depend on: how
/// studies told scenarios apart before they knew what these mean.
[[nodiscard]] std::string hash_of_texts(const Scenario& scenario);

/// The format's JSON Schema (2020-12), made from the table that the loader checks with.
/// `part`: "scenario", "federation", "profile" or "exercise", one for each kind of file.
[[nodiscard]] std::string json_schema(std::string_view part = "scenario");

/// The format's reference as Markdown, made from the same table. `language`: "en" or "de".
[[nodiscard]] std::string reference(std::string_view language);

}  // namespace kammerspiel::scenario
