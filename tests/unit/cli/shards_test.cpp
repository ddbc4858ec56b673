#include <fmt/format.h>
#include <sys/wait.h>

#include <algorithm>
#include <cstdlib>

#include "kammerspiel/base/text.hpp"
#include "tests/catch.hpp"
#include "tests/unit/cli/study.hpp"

// `compare --shard` and `results merge`: a study in parts, on several machines.

namespace kammerspiel::test {
namespace {

fs::path shard_in(const Folder& folder, int number, int of) {
    return folder / fmt::format("out/shard-{}-of-{}.sqlite", number, of);
}

Ended compute_shard(const Folder& folder, int number, int of, const std::string& options) {
    return compare(folder, fmt::format("--shard {}/{} {}", number, of, options));
}

std::vector<fs::path> all_shards(const Folder& folder, int of, const std::string& options) {
    std::vector<fs::path> files;
    for (int number = 1; number <= of; ++number) {
        const Ended ended = compute_shard(
            folder, number, of, fmt::format("{} -q --threads {}", options, number % 3 + 1));
        INFO(ended.err);
        CHECK(ended.status == 0);
        CHECK(ended.out.empty());
        files.push_back(shard_in(folder, number, of));
    }
    return files;
}

Ended merge(const std::vector<fs::path>& files, const fs::path& into,
            const std::string& options = {}) {
    std::string names;
    for (const fs::path& file : files) names += quoted(file) + " ";
    return kammerspiel(fmt::format("results merge {}-o {} {}", names, quoted(into), options));
}

/// Of the study that one process computes.
std::string digest_of_whole(const std::string& options) {
    const Folder folder;
    static_cast<void>(rounds_world(folder));
    CHECK(compare(folder, options + " -q").status == 0);
    return digest(folder);
}

TEST_CASE("shards merge into the study of one process, whatever their number and order",
          "[cli][shards][rule-25]") {
    const std::string whole = digest_of_whole("-n 41");
    for (const int of : {1, 2, 3, 7}) {
        const Folder folder;
        static_cast<void>(rounds_world(folder));
        std::vector<fs::path> files = all_shards(folder, of, "-n 41");
        // No pages: nothing can be said yet.
        CHECK(files_in(folder / "out").size() == files.size());
        std::reverse(files.begin(), files.end());
        const Ended ended = merge(files, folder / "out/study.sqlite");
        INFO(ended.err);
        CHECK(ended.status == 0);
        CHECK_THAT(ended.out, ContainsSubstring("41 worlds"));
        CHECK(digest(folder) == whole);
    }
}

TEST_CASE("figures that nobody knows are drawn in shards as in one process",
          "[cli][shards][rule-15]") {
    const Folder folder;
    const Folder straight;
    static_cast<void>(question_world(folder));
    static_cast<void>(question_world(straight));
    const std::string options = "-n 9 --uncertain --seed 5 -s later,off";
    CHECK(compare(straight, options + " -q").status == 0);
    CHECK(merge(all_shards(folder, 2, options), folder / "out/study.sqlite").status == 0);
    CHECK(digest(folder) == digest(straight));
}

TEST_CASE("a merged study is shown, and gone on with", "[cli][shards]") {
    const Folder folder;
    static_cast<void>(rounds_world(folder));
    CHECK(merge(all_shards(folder, 3, "-n 20"), folder / "out/study.sqlite").status == 0);
    const Ended shown = kammerspiel("results " + quoted(folder / "out"));
    CHECK(shown.status == 0);
    CHECK_THAT(shown.out, ContainsSubstring("--shard 1/3") && ContainsSubstring("results merge"));
    const Ended more = compare(folder, "-n 41");
    CHECK(more.status == 0);
    CHECK_THAT(more.err, ContainsSubstring("20 worlds are done already"));
    CHECK(digest(folder) == digest_of_whole("-n 41"));
}

TEST_CASE("a shard says which it is, and what to do when all are there", "[cli][shards]") {
    const Folder folder;
    static_cast<void>(rounds_world(folder));
    const Ended ended = compute_shard(folder, 2, 3, "-n 20");
    CHECK(ended.status == 0);
    CHECK_THAT(ended.out, ContainsSubstring("Shard 2/3 is done, worlds 7 to 13") &&
                              ContainsSubstring("results merge") &&
                              ContainsSubstring("shard-*-of-3.sqlite"));
    const Ended german = compute_shard(folder, 2, 3, "-n 20 --lang de");
    CHECK(german.status == 0);
    CHECK_THAT(german.err, ContainsSubstring("7 Welten"));
    CHECK_THAT(german.out, ContainsSubstring("Teil 2/3 ist fertig"));
}

TEST_CASE("a shard that is killed at any moment goes on and ends in the same content",
          "[cli][shards][rule-26]") {
    const Folder whole;
    const Folder killed;
    static_cast<void>(starter(whole));
    static_cast<void>(starter(killed));
    CHECK(compare(whole, "-n 500 -q").status == 0);
    CHECK(compute_shard(killed, 1, 2, "-n 500 -q").status == 0);
    for (const char* seconds : {"0.2", "0.9"}) {
        static_cast<void>(compare(killed, "--shard 2/2 -n 500 -q",
                                  fmt::format("timeout --foreground -s KILL {}", seconds)));
    }
    const Ended ended = compute_shard(killed, 2, 2, "-n 500 --resume");
    INFO(ended.err);
    // Where not even the file was there when it was killed, there is nothing to go on with.
    CHECK((ended.status == 0 || compute_shard(killed, 2, 2, "-n 500 -q").status == 0));
    const std::vector<fs::path> files{shard_in(killed, 1, 2), shard_in(killed, 2, 2)};
    CHECK(merge(files, killed / "out/study.sqlite").status == 0);
    CHECK(digest(killed) == digest(whole));
}

TEST_CASE("shards that keep places merge into the study that keeps them", "[cli][shards]") {
    const std::string whole = digest_of_whole("-n 9 --keep places");
    CHECK(whole != digest_of_whole("-n 9"));
    const Folder folder;
    static_cast<void>(rounds_world(folder));
    const auto files = all_shards(folder, 2, "-n 9 --keep places");
    CHECK(merge(files, folder / "out/study.sqlite").status == 0);
    CHECK(digest(folder) == whole);
    // One without them is no part of it.
    CHECK(compute_shard(folder, 2, 2, "-n 9 --fresh -q").status == 0);
    const Ended mixed = merge(files, folder / "mixed.sqlite");
    CHECK(mixed.status == 1);
    CHECK_THAT(mixed.err, ContainsSubstring("--keep places"));
}

TEST_CASE("Ctrl-C keeps what a shard has, and says how to go on", "[cli][shards]") {
    const Folder folder;
    static_cast<void>(starter(folder));
    const Ended ended =
        compare(folder, "--shard 2/3 -n 9000000", "timeout --foreground -s INT 1.5");
    CHECK_THAT(ended.err, ContainsSubstring("of 3,000,000 worlds of shard 2/3 are kept"));
    const Ended early = merge({shard_in(folder, 2, 3)}, folder / "out/study.sqlite");
    CHECK(early.status == 1);
    CHECK_THAT(early.err, ContainsSubstring("missing or not done: 1, 2 (") &&
                              ContainsSubstring("/3000000), 3"));
}

TEST_CASE("merge says which shards are missing, and which is there twice", "[cli][shards][bad]") {
    const Folder folder;
    static_cast<void>(rounds_world(folder));
    const std::vector<fs::path> files = all_shards(folder, 7, "-n 41");
    const fs::path out = folder / "out/study.sqlite";
    const Ended missing = merge({files[0], files[2], files[3], files[6]}, out);
    CHECK(missing.status == 1);
    CHECK_THAT(missing.err, ContainsSubstring("Of 7 shards 3 are missing or not done: 2, 5–6") &&
                                ContainsSubstring("--worlds 41 --shard 2/7"));
    const Ended german = merge({files[0], files[2], files[3], files[6]}, out, "--lang de");
    CHECK_THAT(german.err, ContainsSubstring("Von 7 Teilen fehlen 3") &&
                               ContainsSubstring("„kammerspiel compare“"));
    std::vector<fs::path> twice = files;
    twice.push_back(files[3]);
    const Ended again = merge(twice, out);
    CHECK(again.status == 1);
    CHECK_THAT(again.err, ContainsSubstring("both shard 4/7"));
    CHECK_FALSE(fs::exists(out));
}

TEST_CASE("merge names what makes shards those of different studies", "[cli][shards][bad]") {
    const Folder folder;
    const Folder other;
    static_cast<void>(rounds_world(folder));
    static_cast<void>(rounds_world(other));
    CHECK(compute_shard(folder, 1, 2, "-n 12 -q").status == 0);
    const auto refused = [&] {
        const Ended ended =
            merge({shard_in(folder, 1, 2), shard_in(other, 2, 2)}, folder / "out/study.sqlite");
        CHECK(ended.status == 1);
        CHECK_FALSE(fs::exists(folder / "out/study.sqlite"));
        return ended.err;
    };
    CHECK(compute_shard(other, 2, 2, "-n 12 -q --seed 9").status == 0);
    CHECK_THAT(refused(), ContainsSubstring("has seed 9") && ContainsSubstring("has seed 1"));
    CHECK(compute_shard(other, 2, 2, "-n 13 -q").status == 0);
    CHECK_THAT(refused(), ContainsSubstring("--worlds 13 --shard 2/2"));
    const std::string text = content_of(other / "s/scenario.yaml");
    // Another order of things may give other luck, though it means the same.
    write(other / "s/scenario.yaml", "# mine\n" + text);
    CHECK(compute_shard(other, 2, 2, "-n 12 -q --fresh").status == 0);
    CHECK_THAT(refused(),
               ContainsSubstring("written otherwise") && ContainsSubstring("scenario.yaml"));
    std::string shorter = text;
    shorter.replace(shorter.find("horizon: 10d"), 12, "horizon: 9d ");
    write(other / "s/scenario.yaml", shorter);
    CHECK(compute_shard(other, 2, 2, "-n 12 -q").status == 0);
    CHECK_THAT(refused(), ContainsSubstring("a scenario that means something else"));
}

TEST_CASE("a lone shard is taken for a study by nobody", "[cli][shards][bad]") {
    const Folder folder;
    static_cast<void>(rounds_world(folder));
    CHECK(compute_shard(folder, 1, 2, "-n 20 -q").status == 0);
    // Under the very name of a study.
    const fs::path study = folder / "out/study.sqlite";
    fs::copy_file(shard_in(folder, 1, 2), study);
    const std::string there = content_of(study);
    const std::string file = quoted(study);
    for (const std::string& command :
         {"results " + file, "results " + file + " --digest", "results " + file + " --csv",
          "results " + file + " --json", "results " + file + " --world 3",
          "results " + quoted(folder / "out"),
          "report " + file + " -o " + quoted(folder / "papers"),
          fmt::format("report {} --study {} -o {}", quoted(folder / "s"), file,
                      quoted(folder / "papers")),
          fmt::format("compare {} -o {} -n 20 --resume", quoted(folder / "s"),
                      quoted(folder / "out")),
          fmt::format("compare {} -o {} --precision 5%", quoted(folder / "s"),
                      quoted(folder / "out"))}) {
        INFO(command);
        const Ended ended = kammerspiel(command);
        CHECK(ended.status == 1);
        CHECK_THAT(ended.err, ContainsSubstring("a part of a study's worlds") &&
                                  ContainsSubstring("kammerspiel results merge"));
        CHECK(ended.out.empty());
    }
    CHECK(content_of(study) == there);
}

TEST_CASE("a whole study is no shard", "[cli][shards][bad]") {
    const Folder folder;
    static_cast<void>(rounds_world(folder));
    CHECK(compare(folder, "-n 10 -q").status == 0);
    fs::rename(folder / "out/study.sqlite", shard_in(folder, 1, 2));
    const Ended resumed = compute_shard(folder, 1, 2, "-n 10");
    CHECK(resumed.status == 1);
    CHECK_THAT(resumed.err, ContainsSubstring("whole study"));
    const Ended merged = merge({shard_in(folder, 1, 2)}, folder / "whole.sqlite");
    CHECK(merged.status == 1);
    CHECK_THAT(merged.err, ContainsSubstring("whole study"));
}

TEST_CASE("a shard of another whole is kept aside, and refused by --resume", "[cli][shards][bad]") {
    const Folder folder;
    static_cast<void>(rounds_world(folder));
    CHECK(compute_shard(folder, 1, 2, "--resume").status == 1);
    CHECK(compute_shard(folder, 1, 2, "-n 10 -q").status == 0);
    const Ended refused = compute_shard(folder, 1, 2, "-n 12 --resume");
    CHECK(refused.status == 1);
    CHECK_THAT(refused.err, ContainsSubstring("--worlds 10 --shard 1/2"));
    const Ended anew = compute_shard(folder, 1, 2, "-n 12");
    CHECK(anew.status == 0);
    CHECK_THAT(anew.err, ContainsSubstring("kept as") && ContainsSubstring("shard-1-of-2-"));
    CHECK(files_in(folder / "out").size() == 2);
}

TEST_CASE("what does not go with a shard is told before any work", "[cli][shards][bad]") {
    const Folder folder;
    static_cast<void>(rounds_world(folder));
    for (const char* options :
         {"--shard 0/3", "--shard 4/3", "--shard 3", "--shard a/b", "--shard 1/", "--shard -1/3",
          "--shard 1/10001", "--shard 1/3x", "--shard ''", "--shard 1/3 -n 2", "--shard 1/201",
          "--shard 1/3 --precision 5%", "--shard 1/3 --time 2s", "--shard 1/3 --json",
          "--shard 1/3 --csv", "--shard 1/3 --statistics", "--shard 1/3 --set horizon=9d"}) {
        INFO(options);
        const Ended ended = compare(folder, options);
        CHECK(ended.status == 2);
        CHECK_FALSE(ended.err.empty());
        CHECK_FALSE(fs::exists(folder / "out"));
    }
    CHECK_THAT(compare(folder, "--shard 4/3").err, ContainsSubstring("3/40 for the third of 40"));
    CHECK_THAT(compare(folder, "--shard 1/3 --precision 5%").err,
               ContainsSubstring("Say --worlds") && ContainsSubstring("--precision"));
    CHECK_THAT(compare(folder, "--shard 1/3 --time 2s --lang de").err,
               ContainsSubstring("--worlds statt --time"));
    CHECK_THAT(compare(folder, "--shard 1/3 -n 2").err, ContainsSubstring("fewer shards"));
    CHECK_THAT(compare(folder, "--shard 1/3 --json").err, ContainsSubstring("results merge"));
}

TEST_CASE("merge overwrites nothing unasked, and no input ever", "[cli][shards][bad]") {
    const Folder folder;
    static_cast<void>(rounds_world(folder));
    const std::vector<fs::path> files = all_shards(folder, 2, "-n 10");
    const fs::path notes = folder / "notes";
    write(notes, "somebody's notes");
    const Ended refused = merge(files, notes);
    CHECK(refused.status == 2);
    CHECK_THAT(refused.err, ContainsSubstring("--force"));
    CHECK(content_of(notes) == "somebody's notes");
    CHECK(merge(files, files[1], "--force").status == 2);
    const Ended into_folder = merge(files, folder / "out");
    CHECK(into_folder.status == 2);
    CHECK_THAT(into_folder.err, ContainsSubstring("study.sqlite"));
    CHECK(merge(files, notes, "--force").status == 0);
    CHECK(kammerspiel("results " + quoted(notes) + " --digest").out == digest_of_whole("-n 10"));
}

TEST_CASE("results and its merge say what they lack", "[cli][shards][bad]") {
    const Ended bare = kammerspiel("results");
    CHECK(bare.status == 2);
    CHECK_THAT(bare.err, ContainsSubstring("FILE") && ContainsSubstring("results --help"));
    const Ended none = kammerspiel("results merge -o x.sqlite");
    CHECK(none.status == 2);
    CHECK_THAT(none.err, ContainsSubstring("STUDY") && ContainsSubstring("results merge --help"));
    const Ended nowhere = kammerspiel("results merge x.sqlite");
    CHECK(nowhere.status == 2);
    CHECK_THAT(nowhere.err, ContainsSubstring("--out"));
    const Ended absent = kammerspiel("results merge none.sqlite -o x.sqlite");
    CHECK(absent.status == 1);
    CHECK_THAT(absent.err, ContainsSubstring("none.sqlite"));
    const Ended help = kammerspiel("results merge --help --lang de");
    CHECK(help.status == 0);
    CHECK_THAT(help.out, ContainsSubstring("STUDY") && ContainsSubstring("Datei") &&
                             ContainsSubstring("--force"));
}

TEST_CASE("the script for Slurm computes all shards of an array and merges them",
          "[cli][shards][slurm]") {
    const Folder folder;
    static_cast<void>(rounds_world(folder));
    const auto run = [&](const std::string& setting) {
        const std::string command = fmt::format(
            "{} KAMMERSPIEL='" KAMMERSPIEL_PROGRAM "' LANG=C.UTF-8 bash '" KAMMERSPIEL_ROOT
            "/docs/examples/slurm-shards.sh' {} 41 3 {} >{} 2>&1 </dev/null",
            setting, quoted(folder / "s"), quoted(folder / "out"), quoted(folder / "told"));
        const int status = std::system(command.c_str());  // NOLINT(cert-env33-c): what is tested
        REQUIRE(WIFEXITED(status));
        return WEXITSTATUS(status);
    };
    for (const char* task : {"3", "1"}) {
        CHECK(run(fmt::format("SLURM_ARRAY_TASK_ID={} SLURM_CPUS_PER_TASK=2", task)) == 0);
    }
    // The array is not through yet.
    CHECK(run("") == 1);
    CHECK_THAT(content_of(folder / "told"), ContainsSubstring("not done: 2"));
    CHECK(run("SLURM_ARRAY_TASK_ID=2 SLURM_CPUS_PER_TASK=2") == 0);
    INFO(content_of(folder / "told"));
    CHECK(run("") == 0);
    CHECK(digest(folder) == digest_of_whole("-n 41"));
}

}  // namespace
}  // namespace kammerspiel::test
