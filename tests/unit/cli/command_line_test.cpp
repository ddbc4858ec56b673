#include <nlohmann/json.hpp>

#include "catch.hpp"
#include "tests/unit/cli/program.hpp"

namespace kammerspiel::test {
namespace {

TEST_CASE("without arguments the program prints its help and says that this was none",
          "[cli][commands]") {
    const Ended ended = kammerspiel("");
    CHECK(ended.status == 2);
    CHECK(ended.out.empty());
    CHECK_THAT(ended.err, ContainsSubstring("Usage: kammerspiel [OPTIONS] COMMAND"));
}

TEST_CASE("help and version are printed to standard output", "[cli][commands]") {
    CHECK_THAT(kammerspiel("--help").out, ContainsSubstring("Exit status: 0 done"));
    CHECK(kammerspiel("--help").status == 0);
    const Ended version = kammerspiel("--version");
    CHECK(version.status == 0);
    CHECK(version.out.starts_with("kammerspiel "));
    CHECK(lines_in(version.out) == 1);
}

TEST_CASE("help of every command is in both languages and fits the screen", "[cli][commands]") {
    for (const auto* command : {"", "check", "run", "init", "schema"}) {
        INFO(command);
        const Ended english = kammerspiel(std::string(command) + " --help");
        const Ended german = kammerspiel(std::string(command) + " --help --lang de");
        const Ended by_environment =
            kammerspiel(std::string(command) + " --help", "LANG=de_DE.UTF-8");
        CHECK(english.status == 0);
        CHECK_THAT(german.out, ContainsSubstring("Aufruf: kammerspiel") &&
                                   ContainsSubstring("Rückgabewert: 0 erledigt") &&
                                   !ContainsSubstring("Options:") && !ContainsSubstring("Print "));
        CHECK(by_environment.out == german.out);
        for (const auto* text : {&english.out, &german.out}) CHECK(lines_in(*text) <= 36);
    }
}

TEST_CASE("a slip on the command line is named, with what was probably meant", "[cli][commands]") {
    struct Slip {
        std::string line, words;
    };
    const auto slip = GENERATE(values<Slip>({
        {"chek x",
         "there is no command 'chek'; known are init, import, check, analyse, run, why, compare, "
         "deadline, "
         "sensitivity, evidence, improve, invest, play, report, msel, "
         "results, backtest, incident, schema"},
        {"chek x", "did you mean 'check'?"},
        {"run x --sed 4", "there is no option '--sed' here – did you mean '--seed'?"},
        {"run", "SCENARIO is missing"},
        {"run x y", "'y' is one argument too many"},
        {"run x --seed", "--seed needs a value"},
        {"run x --seed=-1", "'-1' is not a whole number"},
        {"run x --seed 1.5", "'1.5' is not a whole number"},
        {"run x --threads 5000", "from 0 to 1024"},
        {"run x --executive paralel", "did you mean 'parallel'?"},
        {"init d --template hospital", "did you mean 'hospitals'?"},
        {"schema scenarios", "did you mean 'scenario'?"},
        {"--lang fr check x", "'fr' is not known here; known are auto, de, en"},
    }));
    const Ended ended = kammerspiel(slip.line);
    INFO(ended.err);
    CHECK(ended.status == 2);
    CHECK(ended.out.empty());
    CHECK_THAT(ended.err, ContainsSubstring(slip.words));
    CHECK(lines_in(ended.err) == 2);
    CHECK_THAT(ended.err, ContainsSubstring("--help"));
}

TEST_CASE("slips are told in German, too", "[cli][commands]") {
    CHECK_THAT(kammerspiel("--lang de run x --sed 4").err,
               ContainsSubstring("die Option „--sed“ gibt es hier nicht – meinten Sie „--seed“?"));
    CHECK_THAT(kammerspiel("run --lang=de").err, ContainsSubstring("SCENARIO fehlt"));
}

TEST_CASE("a strategy or attacker that the scenario lacks is named with those it has",
          "[cli][commands]") {
    const Folder folder;
    const fs::path scenario = starter(folder);
    const std::string run = "run " + scenario.string() + " --out " + (folder / "out").string();
    const Ended strategy = kammerspiel(run + " -s everything-of");
    CHECK(strategy.status == 2);
    CHECK_THAT(strategy.err, ContainsSubstring("everything-off, rebuild-what-breaks") &&
                                 ContainsSubstring("did you mean 'everything-off'?"));
    const Ended attacker = kammerspiel(run + " -a wrm");
    CHECK(attacker.status == 2);
    CHECK_THAT(attacker.err, ContainsSubstring("ransomware, worm"));
    CHECK_FALSE(fs::exists(folder / "out"));
}

TEST_CASE("check speaks to programs as JSON", "[cli][commands]") {
    const Folder folder;
    const fs::path scenario = starter(folder);
    const Ended fine = kammerspiel("check --json " + scenario.string());
    CHECK(fine.status == 0);
    CHECK(nlohmann::json::parse(fine.out)["ok"] == true);
    std::string text = content_of(scenario / "scenario.yaml");
    write(scenario / "scenario.yaml", text.replace(text.find("horizon:"), 8, "horizn: "));
    const Ended wrong = kammerspiel("check --json " + scenario.string());
    CHECK(wrong.status == 1);
    CHECK(wrong.err.empty());
    const auto said = nlohmann::json::parse(wrong.out);
    CHECK(said["ok"] == false);
    CHECK(said["errors"].get<int>() >= 1);
    bool is_named = false;
    for (const auto& one : said["diagnostics"]) {
        CHECK((one["severity"] == "error" || one["severity"] == "warning"));
        CHECK_FALSE(one["message"].get<std::string>().empty());
        if (one["file"] == "scenario.yaml" && one["line"] == 11 && one["column"] == 1) {
            is_named = one["mend"] == "did you mean 'horizon'?";
        }
    }
    CHECK(is_named);
}

TEST_CASE("colours come only where they are asked for", "[cli][commands]") {
    const Folder folder;
    const fs::path scenario = starter(folder);
    const std::string run = "run " + scenario.string() + " --out " + (folder / "out").string();
    CHECK_THAT(kammerspiel(run).out, !ContainsSubstring("\033["));
    CHECK_THAT(kammerspiel(run + " --colour always").out, ContainsSubstring("\033[1m"));
    CHECK_THAT(kammerspiel(run + " --color never").out, !ContainsSubstring("\033["));
}

}  // namespace
}  // namespace kammerspiel::test
