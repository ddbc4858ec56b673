#include "cli/temporary_folder.hpp"

#include <cerrno>
#include <cstdlib>

#include "kammerspiel/base/atomic_file.hpp"
#include "kammerspiel/base/temporary_place.hpp"

namespace kammerspiel::cli {

namespace fs = std::filesystem;

TemporaryFolder::TemporaryFolder() {
    std::string pattern = (temporary_place() / "kammerspiel-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw FileError(pattern, "mkdir", errno);
    path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

}  // namespace kammerspiel::cli
