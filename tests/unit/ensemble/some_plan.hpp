#pragma once

#include <filesystem>

#include "kammerspiel/ensemble/study.hpp"
#include "tests/unit/model/small_world.hpp"

namespace kammerspiel::test {

/// Two strategies against two attackers (weights 0.25 and 0.75) in one house of 20 workstations
/// and 100 members, over 30 days.
[[nodiscard]] const model::Plan& some_plan();

/// What a store of that plan says of itself.
[[nodiscard]] ensemble::About about_of(const model::Plan& plan, std::uint64_t seed = 3);

/// A folder of a test's own, removed at its end.
class Folder {
   public:
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] std::filesystem::path operator/(const char* name) const { return path_ / name; }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

   private:
    std::filesystem::path path_;
};

}  // namespace kammerspiel::test
