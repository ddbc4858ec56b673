#pragma once

#include <string>

#include "cli/commands.hpp"
#include "kammerspiel/model/run.hpp"

// One world, told with its full trace: what `run` does, and `results` with a world of a study.

namespace kammerspiel::cli {

/// Complains where results must not go: the folder holds files that are not ours.
[[nodiscard]] bool may_write_world_to(const std::string& folder, const Text& text);

/// Has `run` run it, writes its files into `folder` (all or none) and prints it as text or, with
/// `json`, as JSON. Throws FileError.
[[nodiscard]] Status tell_world(const model::Plan& plan, const model::RunOptions& options,
                                const std::string& folder, bool json, const Common& common,
                                const Executable::RunWorld& run);

/// In this process.
[[nodiscard]] Executable::RunWorld run_here();

}  // namespace kammerspiel::cli
