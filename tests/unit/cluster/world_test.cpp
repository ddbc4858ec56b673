#include <algorithm>
#include <map>

#include "tests/unit/cluster/job.hpp"
#include "tests/unit/executives/random_federation.hpp"

// One world whose organisations are on several ranks.

namespace kammerspiel::test {
namespace {

/// What `run` has written, by name.
std::map<std::string, std::string> written_in(const fs::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::directory_iterator(folder)) {
        files[entry.path().filename().string()] = content_of(entry.path());
    }
    return files;
}

std::string run_of(const fs::path& scenario, const fs::path& out, const std::string& options) {
    return fmt::format("run {} -o {} {}", quoted(scenario), quoted(out), options);
}

void check_same(const fs::path& scenario, const std::string& options,
                const std::vector<int>& all_ranks, const std::string& by_rank = {}) {
    const Folder folder;
    REQUIRE(kammerspiel(run_of(scenario, folder / "one", options + " -q")).status == 0);
    const auto one = written_in(folder / "one");
    REQUIRE(one.contains("trace.jsonl"));
    CHECK(std::count(one.at("trace.jsonl").begin(), one.at("trace.jsonl").end(), '\n') > 10);
    for (const int ranks : all_ranks) {
        INFO(fmt::format("{} {}, {} ranks", scenario.string(), options, ranks));
        const fs::path out = folder / fmt::format("ranks-{}", ranks);
        const Ended ended = job(ranks, run_of(scenario, out, options + " -q"), by_rank);
        INFO(ended.err);
        REQUIRE(ended.status == 0);
        const auto many = written_in(out);
        for (const auto& [name, bytes] : one) {
            INFO(name);
            REQUIRE(many.contains(name));
            const bool is_same = many.at(name) == bytes;
            CHECK(is_same);
        }
        CHECK(many.size() == one.size());
    }
}

fs::path shipped(const std::string& name) {
    return fs::path(KAMMERSPIEL_ROOT) / "scenarios" / name;
}

TEST_CASE("a shipped scenario's world is the same on any number of ranks, to the last byte",
          "[cluster][world]") {
    if (!has_mpirun()) return;
    for (const auto& [name, options] :
         std::map<std::string, std::string>{{"ihk-2022", "--seed 2022"},
                                            {"espionage-campaign-2022", "--world 3"},
                                            {"fuel-distributors-2022", "--world 1"},
                                            {"shared-it-provider", "--world 2"},
                                            {"worm", ""}}) {
        check_same(shipped(name), options, {1, 2, 3, 4});
    }
}

TEST_CASE("a federation of chance has the same world on any number of ranks", "[cluster][world]") {
    if (!has_mpirun()) return;
    const Folder folder;
    for (std::uint64_t number = 1; number <= 6; ++number) {
        write(random_scenario(number), folder / "s");
        // The last has more ranks than organisations.
        const std::vector<int> ranks{static_cast<int>(2 + number % 3), number == 6 ? 9 : 1};
        check_same(folder / "s", fmt::format("--seed {}", number), ranks);
    }
}

TEST_CASE("a world is the same however long its ranks take", "[cluster][world]") {
    if (!has_mpirun()) return;
    check_same(shipped("ihk-2022"), "--world 5", {3}, stutter);
}

TEST_CASE("threads within ranks change nothing of a world", "[cluster][world]") {
    if (!has_mpirun()) return;
    check_same(shipped("ihk-2022"), "--world 6 --threads 2", {2});
}

TEST_CASE("ranks need no file of the world's scenario", "[cluster][world]") {
    if (!has_mpirun()) return;
    check_same(shipped("shared-it-provider"), "--world 1", {3},
               "if [ $r -gt 0 ]; then cd /; set -- run none -o none; fi;");
}

TEST_CASE("one queue cannot be shared, and the program says so", "[cluster][world]") {
    if (!has_mpirun()) return;
    const Folder folder;
    const Ended ended =
        job(2, run_of(shipped("shared-it-provider"), folder / "out", "--executive sequential"));
    CHECK(ended.status == 0);
    CHECK_THAT(ended.err, ContainsSubstring("'run --executive sequential' runs in one process"));
}

TEST_CASE("a rank that dies ends the world with a status and without results",
          "[cluster][world][bad]") {
    if (!has_mpirun()) return;
    const Folder folder;
    // It stands still first: so the world cannot be over before it is killed.
    const Ended ended =
        job(3, run_of(shipped("ihk-2022"), folder / "out", "-q"),
            "if [ $r = 2 ]; then (sleep 0.2; kill -STOP $$; sleep 1; kill -KILL $$) & fi;");
    INFO(ended.err);
    CHECK(ended.status != 0);
    CHECK_THAT(ended.err, ContainsSubstring("signal 9"));
    CHECK_FALSE(fs::exists(folder / "out/trace.jsonl"));
}

}  // namespace
}  // namespace kammerspiel::test
