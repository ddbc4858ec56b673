#include <fmt/format.h>
#include <sys/wait.h>

#include <cstdlib>

#include <nlohmann/json.hpp>

#include "tests/catch.hpp"
#include "tests/unit/cluster/job.hpp"

// kammerspiel-mpi as a job of several ranks on this machine.

namespace kammerspiel::test {
namespace {

/// `compare` of the scenario in `folder`/s. `before`: what stands before mpirun.
Ended on_ranks(int ranks, const Folder& folder, const std::string& options,
               const std::string& by_rank = {}, const std::string& before = {}) {
    return job(
        ranks,
        fmt::format("compare {} -o {} {}", quoted(folder / "s"), quoted(folder / "out"), options),
        by_rank, before);
}

using World = fs::path (*)(const Folder&);

/// `of_ranks`: options of the job alone.
void check_same(World world, const std::string& options, int ranks, const std::string& by_rank = {},
                const std::string& of_ranks = {}) {
    INFO(fmt::format("{}, {} ranks, {}", options, ranks, by_rank));
    const Folder one;
    const Folder many;
    static_cast<void>(world(one));
    static_cast<void>(world(many));
    CHECK(compare(one, options + " -q --threads 1").status == 0);
    const Ended ended = on_ranks(ranks, many, fmt::format("{} {} -q", options, of_ranks), by_rank);
    INFO(ended.err);
    CHECK(ended.status == 0);
    CHECK(digest(many) == digest(one));
    const bool is_same_answer =
        content_of(many / "out/comparison.json") == content_of(one / "out/comparison.json");
    CHECK(is_same_answer);
}

TEST_CASE("a study is the same on any number of ranks", "[cluster][rule-25]") {
    if (!has_mpirun()) return;
    for (const int ranks : {1, 2, 3, 4}) check_same(rounds_world, "-n 241", ranks);
}

TEST_CASE("a study is the same on ranks of any number of threads", "[cluster][rule-25]") {
    if (!has_mpirun()) return;
    check_same(rounds_world, "-n 241", 2, {}, "--threads 3");
}

TEST_CASE("a study is the same however long its ranks take", "[cluster][rule-25]") {
    if (!has_mpirun()) return;
    const auto world = [](const Folder& folder) { return starter(folder); };
    check_same(world, "-n 150", 4, stutter);
}

TEST_CASE("rounds are decided on ranks as in one process", "[cluster][rounds][rule-25]") {
    if (!has_mpirun()) return;
    for (const int ranks : {1, 2, 4}) check_same(rounds_world, "--precision 2% -n 150", ranks);
    check_same(rounds_world, "--precision 2% -n 150", 3, stutter);
}

TEST_CASE("figures that nobody knows are drawn on ranks as in one process", "[cluster][rule-15]") {
    if (!has_mpirun()) return;
    for (const int ranks : {1, 3}) {
        check_same(question_world, "-n 29 --uncertain --seed 5 -s later,off", ranks);
    }
    check_same(question_world, "-n 29 --uncertain --seed 5", 4, stutter);
}

TEST_CASE("ranks need no file of the scenario", "[cluster]") {
    if (!has_mpirun()) return;
    const Folder one;
    const Folder many;
    static_cast<void>(question_world(one));
    static_cast<void>(question_world(many));
    CHECK(compare(one, "-n 30 --uncertain -q").status == 0);
    // All but rank 0 are started in a folder that is empty, and ask for a scenario that they have
    // not.
    const Ended ended = on_ranks(3, many, "-n 30 --uncertain -q",
                                 "if [ $r -gt 0 ]; then cd /; set -- compare none -o none; fi;");
    INFO(ended.err);
    CHECK(ended.status == 0);
    CHECK(digest(many) == digest(one));
}

TEST_CASE("a study on ranks is gone on with in one process, and the other way round",
          "[cluster][rule-26]") {
    if (!has_mpirun()) return;
    const Folder whole;
    const Folder parts;
    static_cast<void>(rounds_world(whole));
    static_cast<void>(rounds_world(parts));
    CHECK(compare(whole, "-n 300 -q").status == 0);
    CHECK(on_ranks(3, parts, "-n 90 -q").status == 0);
    CHECK(compare(parts, "-n 180 --resume -q").status == 0);
    CHECK(on_ranks(2, parts, "-n 300 --resume -q").status == 0);
    CHECK(digest(parts) == digest(whole));
}

TEST_CASE("a rank that is killed ends the job, and the study goes on to the same content",
          "[cluster][rule-26]") {
    if (!has_mpirun()) return;
    const Folder whole;
    const Folder killed;
    static_cast<void>(starter(whole));
    static_cast<void>(starter(killed));
    CHECK(compare(whole, "-n 300 -q").status == 0);
    // It stands still first: so the study cannot be done before it is killed.
    const Ended ended =
        on_ranks(3, killed, "-n 300",
                 "if [ $r = 1 ]; then (sleep 1; kill -STOP $$; sleep 2; kill -KILL $$) & fi;");
    INFO(ended.err);
    CHECK(ended.status != 0);
    CHECK_THAT(ended.err, ContainsSubstring("rank 1") && ContainsSubstring("signal 9"));
    const Ended shown = kammerspiel("results " + quoted(killed / "out/study.sqlite") + " --digest");
    CHECK(shown.status == 0);
    CHECK(on_ranks(3, killed, "-n 300 --resume -q").status == 0);
    CHECK(digest(killed) == digest(whole));
}

/// The worlds that the study in `folder` has are those of one process.
void check_whole_worlds(const Folder& folder) {
    const Ended shown = kammerspiel("results " + quoted(folder / "out") + " --json");
    CHECK(shown.status == 0);
    // A line for each run, in the order of worlds.
    const std::string last = shown.out.substr(shown.out.rfind("{\"world\""));
    const auto worlds = nlohmann::json::parse(last)["world"].get<std::uint64_t>() + 1;
    CHECK(worlds > 1);
    const Folder one;
    static_cast<void>(starter(one));
    CHECK(compare(one, fmt::format("-n {} -q", worlds)).status == 0);
    CHECK(digest(folder) == digest(one));
}

TEST_CASE("SIGTERM to mpirun keeps whole worlds", "[cluster][rule-26]") {
    if (!has_mpirun()) return;
    const Folder folder;
    static_cast<void>(starter(folder));
    const Ended ended = on_ranks(3, folder, "-n 9000000", {}, "timeout --foreground -s TERM 4");
    INFO(ended.err);
    CHECK(ended.status != 0);
    check_whole_worlds(folder);
}

TEST_CASE("Ctrl-C at rank 0 stops all ranks, keeps whole worlds and writes the pages",
          "[cluster][rule-26]") {
    if (!has_mpirun()) return;
    const Folder folder;
    static_cast<void>(starter(folder));
    const Ended ended =
        on_ranks(3, folder, "-n 9000000", "if [ $r = 0 ]; then (sleep 3; kill -INT $$) & fi;");
    INFO(ended.err);
    CHECK(ended.status == 130);
    CHECK(fs::exists(folder / "out/comparison.html"));
    check_whole_worlds(folder);
}

TEST_CASE("the script for Slurm computes on its own disk, brings the study back and goes on",
          "[cluster][slurm]") {
    if (!has_mpirun()) return;
    const Folder folder;
    const Folder whole;
    static_cast<void>(rounds_world(folder));
    static_cast<void>(rounds_world(whole));
    CHECK(compare(whole, "-n 90 -q").status == 0);
    for (const int worlds : {40, 90}) {
        const std::string command = fmt::format(
            "{} OMPI_MCA_rmaps_base_oversubscribe=1 KAMMERSPIEL_MPI='" KAMMERSPIEL_MPI_PROGRAM
            "' TMPDIR={} LANG=C.UTF-8 bash '" KAMMERSPIEL_ROOT
            "/docs/examples/slurm-mpi.sh' {} {} --worlds {} >{} 2>&1 </dev/null",
            settings, quoted(folder.path()), quoted(folder / "s"), quoted(folder / "out"), worlds,
            quoted(folder / "told"));
        // NOLINTNEXTLINE(cert-env33-c,concurrency-mt-unsafe): what is tested
        const int status = std::system(command.c_str());
        INFO(content_of(folder / "told"));
        CHECK(status == 0);
        CHECK(fs::exists(folder / "out/comparison.html"));
        // Nothing is left behind.
        for (const auto& entry : fs::directory_iterator(folder.path())) {
            CHECK_FALSE(entry.path().filename().string().starts_with("kammerspiel-"));
        }
    }
    CHECK_THAT(content_of(folder / "told"), ContainsSubstring("40 worlds are done already"));
    CHECK(digest(folder) == digest(whole));
}

TEST_CASE("a command that has no worlds to share says that it runs on one rank", "[cluster]") {
    if (!has_mpirun()) return;
    const Folder folder;
    static_cast<void>(question_world(folder));
    const Ended ended = on_ranks(2, folder, "-n 4 --set horizon=9d");
    INFO(ended.err);
    CHECK(ended.status == 0);
    CHECK_THAT(ended.err, ContainsSubstring("'compare --set' runs in one process"));
}

TEST_CASE("a scenario that is wrong ends the job with its findings", "[cluster][bad]") {
    if (!has_mpirun()) return;
    const Folder folder;
    write(folder / "s/scenario.yaml", "kammerspiel: 1\ntitle: nothing else\n");
    const Ended ended = on_ranks(3, folder, "-n 10");
    CHECK(ended.status == 1);
    CHECK_THAT(ended.err, ContainsSubstring("scenario.yaml:"));
}

}  // namespace
}  // namespace kammerspiel::test
