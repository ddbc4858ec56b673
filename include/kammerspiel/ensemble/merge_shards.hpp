#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

// A study that was computed in parts, put together.

namespace kammerspiel::ensemble {

struct Merged {
    std::uint64_t shards = 0;
    std::uint64_t worlds = 0;
};

/// Makes one study of all its shards, named in any order: the content is that of the same study
/// computed by one process. It is written under another name, flushed, and then takes the place of
/// what is at `into`. Throws StoreError, also where the files are not all the shards of one study,
/// each done and there once; then `into` is as it was. `command_line` is for the provenance.
/// Precondition: `into` is none of the files.
Merged merge_shards(std::span<const std::filesystem::path> files, const std::filesystem::path& into,
                    const std::string& command_line);

}  // namespace kammerspiel::ensemble
