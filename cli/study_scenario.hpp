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

/// What a store will say of a study that begins now.
[[nodiscard]] ensemble::About about_of(const scenario::Scenario& scenario,
                                       const std::vector<std::uint32_t>& strategies,
                                       std::uint64_t seed, bool uncertain,
                                       const std::string& command_line);

}  // namespace kammerspiel::cli
