#pragma once

#include <filesystem>

// Studies of earlier formats: brought to the names and tables of this one, for one version.

namespace kammerspiel::ensemble {

/// Writes the study `from`, of an earlier format, to `into` in today's; `from` stays as it is. What
/// an earlier format did not keep is not there: the study can be read and its worlds repeated, but
/// not gone on with. Throws StoreError, also where it is of this format already, or a shard.
/// Returns the format that it had.
int migrate_study(const std::filesystem::path& from, const std::filesystem::path& into);

}  // namespace kammerspiel::ensemble
