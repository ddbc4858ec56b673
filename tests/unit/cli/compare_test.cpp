#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "kammerspiel/base/notation.hpp"
#include "kammerspiel/base/text.hpp"
#include "tests/catch.hpp"
#include "tests/unit/cli/study.hpp"

namespace kammerspiel::test {
namespace {

std::size_t widest_line(const std::string& text) {
    std::size_t widest = 0;
    std::size_t line = 0;
    for (const char c : text) {
        const bool continues = (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
        line = c == '\n' ? 0 : line + (continues ? 0 : 1);
        widest = std::max(widest, line);
    }
    return widest;
}

TEST_CASE("compare says which strategy is best and writes its files", "[cli][compare]") {
    const Folder folder;
    static_cast<void>(starter(folder));
    const Ended ended = compare(folder, "-n 30");
    CHECK(ended.status == 0);
    CHECK_THAT(ended.out, ContainsSubstring("does best") && ContainsSubstring("study.sqlite"));
    CHECK(ended.out.find('\033') == std::string::npos);
    CHECK(widest_line(ended.out) <= 100);
    for (const char* name :
         {"comparison.html", "comparison.csv", "curve.csv", "comparison.json", "study.sqlite"}) {
        CHECK(fs::file_size(folder / "out" / name) > 1000);
    }
    CHECK(files_in(folder / "out").size() == 5);
    const auto json = nlohmann::json::parse(content_of(folder / "out/comparison.json"));
    CHECK(json["worlds"] == 30);
    // The page needs nothing from elsewhere.
    const std::string page = content_of(folder / "out/comparison.html");
    CHECK(page.find("http://") == std::string::npos);
    CHECK(page.find("https://") == std::string::npos);
    CHECK(page.find("<script") == std::string::npos);
}

TEST_CASE("compare speaks German and fits the terminal with all its figures", "[cli][compare]") {
    const Folder folder;
    static_cast<void>(starter(folder));
    const Ended ended = compare(folder, "-n 20 --lang de --statistics");
    CHECK(ended.status == 0);
    CHECK_THAT(ended.out, ContainsSubstring("am besten ab"));
    CHECK(widest_line(ended.out) <= 100);
}

TEST_CASE("the study is the same at any number of threads", "[cli][compare][rule-25]") {
    const Folder one;
    const Folder two;
    static_cast<void>(starter(one));
    static_cast<void>(starter(two));
    CHECK(compare(one, "-n 40 --threads 1 -q").status == 0);
    CHECK(compare(two, "-n 40 --threads 3 -q").status == 0);
    CHECK(digest(one) == digest(two));
    CHECK(content_of(one / "out/comparison.json") == content_of(two / "out/comparison.json"));
}

TEST_CASE("a study that is killed at any moment goes on and ends in the same content",
          "[cli][compare][rule-26]") {
    const Folder whole;
    const Folder killed;
    static_cast<void>(starter(whole));
    static_cast<void>(starter(killed));
    CHECK(compare(whole, "-n 600 -q").status == 0);
    for (const char* seconds : {"0.2", "1.3"}) {
        // 137: 128 + SIGKILL
        static_cast<void>(
            compare(killed, "-n 600 -q", fmt::format("timeout --foreground -s KILL {}", seconds)));
    }
    const Ended ended = compare(killed, "-n 600 --resume");
    CHECK(ended.status == 0);
    CHECK(digest(killed) == digest(whole));
    CHECK(content_of(killed / "out/comparison.json") == content_of(whole / "out/comparison.json"));
}

TEST_CASE("the same question again goes on with the study that is there", "[cli][compare]") {
    const Folder folder;
    static_cast<void>(starter(folder));
    CHECK(compare(folder, "-n 10 -q").status == 0);
    const Ended again = compare(folder, "-n 15");
    CHECK(again.status == 0);
    CHECK_THAT(again.err, ContainsSubstring("10 worlds are done already"));
    CHECK(files_in(folder / "out").size() == 5);
}

TEST_CASE("another question keeps the old study aside", "[cli][compare]") {
    const Folder folder;
    static_cast<void>(starter(folder));
    CHECK(compare(folder, "-n 10 -q").status == 0);
    const std::string before = digest(folder);
    const Ended other = compare(folder, "-n 10 --seed 7");
    CHECK(other.status == 0);
    CHECK_THAT(other.err, ContainsSubstring("kept as"));
    CHECK(digest(folder) != before);
    const auto files = files_in(folder / "out");
    const auto aside = std::find_if(files.begin(), files.end(), [](const std::string& name) {
        return name.find("-seed1.sqlite") != std::string::npos;
    });
    REQUIRE(aside != files.end());
    CHECK(kammerspiel("results " + quoted(folder / "out" / *aside) + " --digest").out == before);
}

TEST_CASE("--resume refuses what it cannot go on with, and changes nothing",
          "[cli][compare][bad]") {
    const Folder folder;
    static_cast<void>(starter(folder));
    const Ended nothing = compare(folder, "--resume");
    CHECK(nothing.status == 1);
    CHECK_THAT(nothing.err, ContainsSubstring("no study"));
    CHECK(compare(folder, "-n 10 -q").status == 0);
    const std::string before = digest(folder);
    const Ended seed = compare(folder, "-n 10 --seed 2 --resume");
    CHECK(seed.status == 1);
    CHECK_THAT(seed.err, ContainsSubstring("seed 1"));
    std::string text = content_of(folder / "s/scenario.yaml");
    text.replace(text.find("horizon: 60d"), 12, "horizon: 50d");
    write(folder / "s/scenario.yaml", text);
    const Ended scenario = compare(folder, "-n 10 --resume");
    CHECK(scenario.status == 1);
    CHECK_THAT(scenario.err, ContainsSubstring("horizon: 8w4d → 7w1d"));
    CHECK(digest(folder) == before);
}

/// `text` with what stands there once replaced.
std::string with(std::string text, const std::string& what, const std::string& by) {
    const std::size_t at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), by);
}

TEST_CASE("comments, order and form of what is written never cost a study",
          "[cli][compare][kept]") {
    const Folder folder;
    const Folder straight;
    static_cast<void>(starter(folder));
    static_cast<void>(starter(straight));
    REQUIRE(compare(straight, "-n 12").status == 0);
    REQUIRE(compare(folder, "-n 6").status == 0);
    std::string text = content_of(folder / "s/scenario.yaml");
    text = with(text, "horizon: 60d", "horizon:   8w 4d");
    text = with(text, "  ransomware: {weight: 0.8, use: profiles/ransomware-crew.yaml}\n", "");
    text = with(text, "  worm: {weight: 0.2, use: profiles/wiper-worm.yaml}\n",
                "  worm: {use: profiles/wiper-worm.yaml, weight: 0.20}  # less likely\n"
                "  ransomware:\n    use: profiles/ransomware-crew.yaml\n    weight: 0.80\n");
    text = with(text, "kammerspiel: 1\n", "");
    text = with(text, "title: {en:", "coordination_latency: 60s  # as usual\ntitle: {en:");
    write(folder / "s/scenario.yaml", "# mine\n" + text + "kammerspiel: 1\n");
    const Ended ended = compare(folder, "-n 12 --resume");
    INFO(ended.err);
    CHECK(ended.status == 0);
    CHECK_THAT(ended.err, ContainsSubstring("goes on") || ContainsSubstring("6 worlds"));
    // Not a bit of it depends on how it was written meanwhile.
    const Ended one = kammerspiel("results " + quoted(folder / "out/study.sqlite") + " --csv");
    const Ended other = kammerspiel("results " + quoted(straight / "out/study.sqlite") + " --csv");
    CHECK(one.out == other.out);
}

TEST_CASE("a study says which key made its scenario another one", "[cli][compare][kept]") {
    const Folder folder;
    static_cast<void>(starter(folder));
    REQUIRE(compare(folder, "-n 2").status == 0);
    const std::string text = content_of(folder / "s/scenario.yaml");
    write(folder / "s/scenario.yaml",
          with(text, "after: lognormal median 4h p90 12h", "after: 6h"));
    const Ended refused = compare(folder, "-n 4 --resume");
    CHECK(refused.status == 1);
    CHECK_THAT(refused.err,
               ContainsSubstring(
                   "strategies.everything-off.plays[0].after: lognormal median 4h p90 12h → 6h"));
    const Ended anew = compare(folder, "-n 4 --lang de");
    CHECK(anew.status == 0);
    CHECK_THAT(anew.err, ContainsSubstring("Das Szenario bedeutet etwas anderes") &&
                             ContainsSubstring("plays[0].after"));
}

TEST_CASE("a metric's name of the version before is understood, and what it is called now is told",
          "[cli][compare]") {
    const Folder folder;
    static_cast<void>(starter(folder));
    const Ended ended = compare(folder, "-n 4 -m lost_member_hours");
    CHECK(ended.status == 0);
    CHECK_THAT(ended.err,
               ContainsSubstring("'lost_member_hours' is called 'member_hours_lost' now"));
    const auto json = nlohmann::json::parse(content_of(folder / "out/comparison.json"));
    CHECK(json["decides"] == "member_hours_lost");
    CHECK(json["results_version"] == 2);
    CHECK(json["metrics"].size() == 4);
    CHECK(compare(folder, "-n 4 --all-metrics -q").status == 0);
    const auto all = nlohmann::json::parse(content_of(folder / "out/comparison.json"));
    // All but money, as nothing is said of what things are worth.
    CHECK(all["metrics"].size() == 20);
    CHECK(all["decision"] == json["decision"]);
    CHECK(all["front"] == json["front"]);
}

TEST_CASE("runs of a study are listed wide and long, and each figure says why it is missing",
          "[cli][compare]") {
    const Folder folder;
    static_cast<void>(starter(folder));
    CHECK(compare(folder, "-n 3 -q").status == 0);
    const std::string study = quoted(folder / "out");
    const std::string wide = kammerspiel("results " + study + " --csv").out;
    CHECK_THAT(wide, ContainsSubstring("hours_to_all,hours_to_all_status,") &&
                         ContainsSubstring(",not_defined\n"));
    const std::string lines = kammerspiel("results " + study + " --csv --long").out;
    CHECK_THAT(lines, ContainsSubstring(",hosts_compromised,hosts,") &&
                          ContainsSubstring(",money_lost,,,not_defined\n"));
    const auto runs = std::count(wide.begin(), wide.end(), '\n') - 1;
    CHECK(std::count(lines.begin(), lines.end(), '\n') - 1 == 21 * runs);
    const std::string objects = kammerspiel("results " + study + " --json --long").out;
    const auto first = nlohmann::json::parse(objects.substr(0, objects.find('\n')));
    CHECK(first["program"] == "kammerspiel");
    CHECK(first["scenario"] == "s");
    CHECK(first["status"] == "known");
    const Ended alone = kammerspiel("results " + study + " --long");
    CHECK(alone.status == 2);
    CHECK_THAT(alone.err, ContainsSubstring("--long needs --csv or --json"));
}

TEST_CASE("what a study keeps of places is asked for once", "[cli][compare]") {
    const Folder folder;
    static_cast<void>(starter(folder));
    CHECK(compare(folder, "--keep organisations -n 2").status == 2);
    CHECK(compare(folder, "--keep places -n 3 -q").status == 0);
    // Who asks for more worlds goes on with it.
    const Ended further = compare(folder, "-n 5");
    CHECK_THAT(further.err, ContainsSubstring("3"));
    const std::string kept = digest(folder);
    CHECK(compare(folder, "--keep places -n 5 --fresh -q").status == 0);
    CHECK(digest(folder) == kept);
    CHECK(compare(folder, "-n 5 --fresh -q").status == 0);
    CHECK(digest(folder) != kept);
    // One that keeps nothing of places is not gone on with.
    const Ended refused = compare(folder, "--keep places -n 6 --resume");
    CHECK(refused.status == 1);
    CHECK_THAT(refused.err, ContainsSubstring("--keep places"));
}

TEST_CASE("numbers and names that cannot be are told before any work", "[cli][compare][bad]") {
    const Folder folder;
    static_cast<void>(starter(folder));
    for (const char* options :
         {"-n 0", "-n 1", "-n -3", "-n many", "--precision 0", "--precision 200%",
          "--precision much", "--time 0s", "--time soon", "--time -1h", "-m nothing", "-s nobody",
          "--json --csv", "--resume --fresh", "-m money_lost", "-m cost"}) {
        INFO(options);
        const Ended ended = compare(folder, options);
        CHECK(ended.status == 2);
        CHECK(!ended.err.empty());
        CHECK(ended.err.find("terminate") == std::string::npos);
        CHECK_FALSE(fs::exists(folder / "out"));
    }
    CHECK_THAT(compare(folder, "-m member_hour_lost").err,
               ContainsSubstring("did you mean 'member_hours_lost'"));
}

TEST_CASE("a precision that is not reached is told, and the study kept", "[cli][compare][bad]") {
    const Folder folder;
    static_cast<void>(rounds_world(folder));
    const Ended ended = compare(folder, "--precision 0.001% -n 100");
    CHECK_THAT(ended.err, ContainsSubstring("not to ±0.0010\u00a0%"));
    CHECK(fs::exists(folder / "out/study.sqlite"));
}

TEST_CASE("a precision is judged with few worlds, and with more than its looks", "[cli][compare]") {
    const Folder folder;
    static_cast<void>(rounds_world(folder));
    const Ended few = compare(folder, "--precision 90% -n 30");
    CHECK(few.status == 0);
    CHECK_THAT(few.err, ContainsSubstring("enough") || ContainsSubstring("are known to"));
    CHECK(compare(folder, "-n 130 -q").status == 0);
    const Ended past = compare(folder, "--precision 0.001% -n 110");
    CHECK_THAT(past.err, ContainsSubstring("more than the 110") && ContainsSubstring("known to ±"));
    CHECK(past.err.find("unknown") == std::string::npos);
}

TEST_CASE("a folder or study that cannot be written is told with what mends it",
          "[cli][compare][bad]") {
    const Folder folder;
    static_cast<void>(starter(folder));
    write(folder / "out/study.sqlite", "this is no study, but a text of somebody that is kept");
    const Ended foreign = compare(folder, "-n 10");
    CHECK(foreign.status == 1);
    CHECK_THAT(foreign.err, ContainsSubstring("not a study"));
    CHECK_THAT(content_of(folder / "out/study.sqlite"), StartsWith("this is no study"));
}

TEST_CASE("a disk that fills up loses nothing that was finished", "[cli][compare][bad]") {
    const Folder folder;
    static_cast<void>(starter(folder));
    CHECK(compare(folder, "-n 100 -q").status == 0);
    const auto worlds = [&] {
        const Ended told =
            kammerspiel("results " + quoted(folder / "out/study.sqlite") + " --json");
        CHECK(told.status == 0);
        const std::size_t last = told.out.rfind('\n', told.out.size() - 2) + 1;
        return nlohmann::json::parse(told.out.substr(last))["world"].get<int>() + 1;
    };
    // Files may grow to a quarter of a megabyte and no further. How many worlds more are finished
    // until then hangs on how many a block took.
    const Ended ended = compare(folder, "-n 3000", "ulimit -f 256;");
    CHECK(ended.status == 3);
    CHECK_THAT(ended.err, ContainsSubstring("study.sqlite"));
    const int kept = worlds();
    CHECK(kept >= 100);
    CHECK(kept < 3000);
    const std::string all = fmt::format("-n {} -q", kept + 100);
    CHECK(compare(folder, all + " --resume").status == 0);
    const Folder other;
    static_cast<void>(starter(other));
    CHECK(compare(other, all).status == 0);
    CHECK(digest(folder) == digest(other));
}

TEST_CASE("two processes do not write into one study", "[cli][compare][bad]") {
    const Folder folder;
    static_cast<void>(starter(folder));
    CHECK(compare(folder, "-n 10 -q").status == 0);
    const Ended ended =
        compare(folder, "-n 10", "flock -n " + quoted(folder / "out/study.sqlite.lock") + " ");
    CHECK(ended.status == 1);
    CHECK_THAT(ended.err, ContainsSubstring("another process"));
}

TEST_CASE("Ctrl-C keeps whole worlds and says how to go on", "[cli][compare]") {
    const Folder folder;
    static_cast<void>(starter(folder));
    const Ended ended = compare(folder, "-n 9000000", "timeout --foreground -s INT 1.5");
    CHECK_THAT(ended.err, ContainsSubstring("Interrupted") && ContainsSubstring("goes on"));
    CHECK_THAT(ended.out, ContainsSubstring("does best"));
}

TEST_CASE("results lists, exports and replays a study", "[cli][results]") {
    const Folder folder;
    static_cast<void>(starter(folder));
    CHECK(compare(folder, "-n 12 -q").status == 0);
    const std::string study = quoted(folder / "out/study.sqlite");
    const Ended by_folder = kammerspiel("results " + quoted(folder / "out") + " --digest");
    CHECK(by_folder.out == digest(folder));
    const Ended list = kammerspiel("results " + study);
    CHECK(list.status == 0);
    CHECK_THAT(list.out,
               ContainsSubstring("Made by: kammerspiel compare") && ContainsSubstring("does best"));
    const auto json = nlohmann::json::parse(content_of(folder / "out/comparison.json"));
    const std::size_t strategies = json["decision"]["ranking"].size();
    const std::size_t attackers = json["attacker_weights"].size();
    const Ended csv = kammerspiel("results " + study + " --csv");
    CHECK(lines_in(csv.out) == 1 + 12 * strategies * attackers);
    const Ended lines = kammerspiel("results " + study + " --json");
    CHECK(lines_in(lines.out) == 12 * strategies * attackers);
    const auto first = nlohmann::json::parse(lines.out.substr(0, lines.out.find('\n')));
    CHECK(first["world"] == 0);

    // The scenario's files are not needed any more: their texts are in the study.
    fs::remove_all(folder / "s");
    const Ended replay =
        kammerspiel("results " + study + " --world 0 -o " + quoted(folder / "world") + " --json");
    CHECK(replay.status == 0);
    const auto run = nlohmann::json::parse(replay.out);
    CHECK(fs::exists(folder / "world/trace.jsonl"));
    CHECK(run["world"] == 0);
    const Ended beyond = kammerspiel("results " + study + " --world 12");
    CHECK(beyond.status == 2);
    CHECK_THAT(beyond.err, ContainsSubstring("12"));
}

TEST_CASE("a world of uncertain figures says which were drawn, and they explain its result",
          "[cli][compare][rule-15]") {
    const Folder folder;
    static_cast<void>(question_world(folder));
    CHECK(compare(folder, "-n 4 --uncertain --seed 5 -s off,later -q").status == 0);
    const std::string study = quoted(folder / "out/study.sqlite");
    double before = 0;
    for (const int world : {0, 3}) {
        const Ended told = kammerspiel(fmt::format("results {} --world {} -s off -o {} --json",
                                                   study, world, quoted(folder / "world")));
        REQUIRE(told.status == 0);
        const auto run = nlohmann::json::parse(told.out);
        double lag = 0;
        for (const auto& one : run["drawn"]) {
            if (one["parameter"] != "strategies.off.off.after") continue;
            CHECK(one["written"] == "4h");
            const auto span = notation::duration(one["drawn_value"].get<std::string>());
            lag = span.value.value().in_hours();
        }
        CHECK(lag > 2);
        CHECK(lag < 6);
        CHECK(lag != before);
        before = lag;
        // 100 members from 17 minutes and the lag on, to the end of ten days.
        const double lost = 100 * (240 - 17.0 / 60 - lag);
        CHECK_THAT(run["total"]["member_hours_lost"].get<double>(), WithinAbs(lost, 1e-3));
        const std::string page = content_of(folder / "world/report.html");
        CHECK_THAT(page, ContainsSubstring("Values drawn for this world") &&
                             ContainsSubstring("strategies.off.off.after"));
    }
    const Ended plain =
        kammerspiel(fmt::format("run {} -o {} --json", quoted(folder / "s"), quoted(folder / "r")));
    CHECK(nlohmann::json::parse(plain.out)["drawn"].empty());
    CHECK(content_of(folder / "r/report.html").find("Values drawn") == std::string::npos);
}

}  // namespace
}  // namespace kammerspiel::test
