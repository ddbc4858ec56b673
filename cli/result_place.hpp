#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cli/staged_folder.hpp"
#include "kammerspiel/base/text.hpp"

// Whether a result may be put where it is asked for: nothing of somebody else's is overwritten.

namespace kammerspiel::cli {

/// Whether a JSON file says at its beginning that this program wrote it.
[[nodiscard]] bool is_ours(const std::filesystem::path& json);

/// Whether a file may be written: it is not there, or `force` says so. Complains if not, also where
/// it is a folder, or one of `inputs`, which this call reads. An empty name is standard output.
/// `example`: what such a file could be called.
[[nodiscard]] bool may_write_file(const std::string& file, bool force, const std::string& example,
                                  const Text& text,
                                  const std::vector<std::filesystem::path>& inputs);

/// Whether the results called `names` may be put into a folder: what stands there under one of
/// these names is from this program, by its own word or by the record of what was written.
/// Complains if not, also where the folder is a file. Asked before the work, so that nobody waits
/// for a result that cannot be written.
[[nodiscard]] bool may_write_results_to(const std::filesystem::path& folder,
                                        const std::vector<std::string>& names, const Text& text);

/// Says in a line what stays although this call would have written or removed it.
void tell_of_kept(const StagedFolder::Outcome& outcome, const Text& text);

}  // namespace kammerspiel::cli
