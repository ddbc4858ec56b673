#pragma once

#include <stdlib.h>

#include <filesystem>
#include <string>

#include "tests/catch.hpp"

namespace kammerspiel::test {

/// A folder of a test's own, gone with the test.
class Folder {
   public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "kammerspiel-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) FAIL("no temporary folder");
        path_ = name;
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::filesystem::path operator/(const std::filesystem::path& name) const {
        return path_ / name;
    }

   private:
    std::filesystem::path path_;
};

}  // namespace kammerspiel::test
