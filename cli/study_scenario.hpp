#pragma once

#include <optional>

#include "cli/commands.hpp"
#include "kammerspiel/ensemble/store.hpp"
#include "kammerspiel/scenario/draft.hpp"

namespace kammerspiel::cli {

/// The scenario that a study is of, from the texts that the study holds: its files may have been
/// changed or gone since. Complains and gives nothing where the study is not what it says.
[[nodiscard]] std::optional<scenario::Draft> draft_of(const ensemble::About& about,
                                                      const Text& text);
[[nodiscard]] std::optional<scenario::Scenario> scenario_of(const ensemble::About& about,
                                                            const Text& text);

/// Which keys of a scenario have other values than in that of a study; none where it means the
/// same. Absent where nothing is known of what the study's meant.
[[nodiscard]] std::optional<std::vector<scenario::Change>> changes_since(
    const ensemble::About& about, const scenario::Scenario& now, const Text& text);
/// horizon: 300d → 200d; the first of them, and how many more there are.
[[nodiscard]] std::string in_words(const std::optional<std::vector<scenario::Change>>& changes,
                                   const Text& text);

/// What a store will say of a study that begins now. `places`: it keeps figures of them for every
/// run.
[[nodiscard]] ensemble::About about_of(const scenario::Scenario& scenario,
                                       const std::vector<std::uint32_t>& strategies,
                                       std::uint64_t seed, bool uncertain,
                                       const std::string& command_line, bool places = false);

}  // namespace kammerspiel::cli
