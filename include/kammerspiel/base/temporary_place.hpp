#pragma once

#include <filesystem>

namespace kammerspiel {

/// The folder for what nobody keeps: TMPDIR or /tmp. Throws FileError where it is no folder.
[[nodiscard]] std::filesystem::path temporary_place();

}  // namespace kammerspiel
