#pragma once

#include <fmt/format.h>

#include "tests/catch.hpp"
#include "tests/unit/cli/program.hpp"
#include "tests/unit/cli/question_world.hpp"

// Studies of the scenario in `folder`/s, with their results in `folder`/out.

namespace kammerspiel::test {

[[nodiscard]] inline std::string quoted(const fs::path& path) {
    return fmt::format("'{}'", path.string());
}

/// `before`: what stands before the program's name, as for `kammerspiel`.
inline Ended compare(const Folder& folder, const std::string& options,
                     const std::string& before = {}) {
    return kammerspiel(
        fmt::format("compare {} -o {} {}", quoted(folder / "s"), quoted(folder / "out"), options),
        before);
}

[[nodiscard]] inline std::string digest(const Folder& folder) {
    const Ended ended = kammerspiel("results " + quoted(folder / "out/study.sqlite") + " --digest");
    CHECK(ended.status == 0);
    return ended.out;
}

/// Worlds that take next to no time, with luck in them: two strategies that are nearly as good, and
/// one that is surely worse.
[[nodiscard]] inline fs::path rounds_world(const Folder& folder) {
    const fs::path scenario = question_world(folder);
    std::string text = content_of(scenario / "scenario.yaml");
    const auto put = [&](const std::string& what, const std::string& by) {
        const std::size_t at = text.find(what);
        REQUIRE(at != std::string::npos);
        text.replace(at, what.size(), by);
    };
    put("after: {value: 4h, between: [2h, 6h], tune: [1h, 9h], confidence: assumption}",
        "after: lognormal median 40h p90 90h");
    put("after: 5h", "after: lognormal median 41h p90 90h");
    text +=
        "  early:\n    plays:\n      - {name: off-early, when: {suspected_hosts: 1}, after: "
        "lognormal median 2h p90 9h, do: [{shutdown: {}}]}\n";
    write(scenario / "scenario.yaml", text);
    return scenario;
}

}  // namespace kammerspiel::test
