#include <fmt/format.h>

#include "catch.hpp"
#include "kammerspiel/base.hpp"
#include "kammerspiel/ensemble.hpp"
#include "kammerspiel/exercise.hpp"
#include "kammerspiel/federation.hpp"
#include "kammerspiel/graph.hpp"
#include "kammerspiel/import.hpp"
#include "kammerspiel/incidents.hpp"
#include "kammerspiel/kernel.hpp"
#include "kammerspiel/live.hpp"
#include "kammerspiel/model.hpp"
#include "kammerspiel/report.hpp"
#include "kammerspiel/scenario.hpp"
#include "kammerspiel/sheet.hpp"
#include "kammerspiel/stats.hpp"
#include "kammerspiel/version.hpp"

// The headers that those outside include, all in one file.

namespace kammerspiel {
namespace {

TEST_CASE("the version that is compiled against is the one that is linked") {
    CHECK(program_version == KAMMERSPIEL_VERSION_STRING);
    CHECK(program_version == fmt::format("{}.{}.{}", KAMMERSPIEL_VERSION_MAJOR,
                                         KAMMERSPIEL_VERSION_MINOR, KAMMERSPIEL_VERSION_PATCH));
}

TEST_CASE("a version is at least itself and those before it, and no later one") {
    constexpr int major = KAMMERSPIEL_VERSION_MAJOR;
    constexpr int minor = KAMMERSPIEL_VERSION_MINOR;
    constexpr int patch = KAMMERSPIEL_VERSION_PATCH;
    CHECK(KAMMERSPIEL_VERSION_AT_LEAST(major, minor, patch));
    CHECK(KAMMERSPIEL_VERSION_AT_LEAST(major - 1, minor + 1, patch + 1));
    CHECK(KAMMERSPIEL_VERSION_AT_LEAST(major, minor - 1, patch + 1));
    CHECK(KAMMERSPIEL_VERSION_AT_LEAST(major, minor, patch - 1));
    CHECK_FALSE(KAMMERSPIEL_VERSION_AT_LEAST(major, minor, patch + 1));
    CHECK_FALSE(KAMMERSPIEL_VERSION_AT_LEAST(major, minor + 1, patch - 1));
    CHECK_FALSE(KAMMERSPIEL_VERSION_AT_LEAST(major + 1, minor - 1, patch - 1));
}

TEST_CASE("what the headers of all modules name can be named side by side") {
    CHECK_FALSE(model::simulate("").world.has_value());
    CHECK(ensemble::metrics().size() == ensemble::metric_count);
    CHECK(kernel::Draws(1, 0).seed() == 1);
}

}  // namespace
}  // namespace kammerspiel
