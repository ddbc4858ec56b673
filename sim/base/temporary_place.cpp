#include "kammerspiel/base/temporary_place.hpp"

#include <cstdlib>

#include "kammerspiel/base/atomic_file.hpp"

namespace kammerspiel {

std::filesystem::path temporary_place() {
    std::error_code error;
    std::filesystem::path place = std::filesystem::temp_directory_path(error);
    if (!error) return place;
    const char* named = std::getenv("TMPDIR");
    throw FileError(named == nullptr ? "/tmp" : named, "use for temporary files", error.value());
}

}  // namespace kammerspiel
