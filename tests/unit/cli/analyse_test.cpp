#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "catch.hpp"
#include "program.hpp"

namespace kammerspiel::test {
namespace {

std::string ihk() { return KAMMERSPIEL_ROOT "/scenarios/ihk-2022"; }

TEST_CASE("analyse says what everything hangs on, in German and English, and keeps the page",
          "[cli][analyse]") {
    const Folder folder;
    const std::string out = (folder.path() / "structure").string();
    const Ended english = kammerspiel("analyse " + ihk() + " -o " + out);
    CHECK(english.status == 0);
    CHECK(english.err.empty());
    CHECK(english.out.find("If the organisation gfi fails, 602 services in 79 organisations") !=
          std::string::npos);
    CHECK(english.out.find("[federation.yaml:") != std::string::npos);
    const std::string page = content_of(folder.path() / "structure" / "structure.html");
    CHECK(page.find("<h2 id=\"black-start\">") != std::string::npos);
    CHECK(page.find("scenarios/ihk-2022/federation.yaml\">federation.yaml:") != std::string::npos);

    const Ended german = kammerspiel("--lang de analyse " + ihk() + " -o " + out);
    CHECK(german.status == 0);
    CHECK(german.out.find("Fällt die Organisation gfi aus, so stehen 602 Dienste in 79") !=
          std::string::npos);
}

TEST_CASE("analyse gives all rows as data", "[cli][analyse]") {
    const Folder folder;
    const Ended ended =
        kammerspiel("analyse " + ihk() + " --json -o " + (folder.path() / "s").string());
    REQUIRE(ended.status == 0);
    const auto data = nlohmann::json::parse(ended.out);
    CHECK(data["scenario"] == "ihk-2022");
    CHECK(data["failures"][0]["name"] == "gfi");
    CHECK(data["failures"][0]["services_hit"] == 602);
    CHECK(data["black_start"]["hosts_found_clean"]["deadlocks"].empty());
    CHECK(data == nlohmann::json::parse(content_of(folder.path() / "s" / "structure.json")));
}

TEST_CASE("analyse shows the sections that are asked for, and names them when it is a wrong one",
          "[cli][analyse]") {
    const Folder folder;
    const std::string to = " -o " + (folder.path() / "s").string();
    const Ended one = kammerspiel("analyse " + ihk() + " --only black-start --rows 0" + to);
    CHECK(one.status == 0);
    CHECK(one.out.find("Black start") != std::string::npos);
    CHECK(one.out.find("What a single failure takes down") == std::string::npos);
    const Ended wrong = kammerspiel("analyse " + ihk() + " --only blackstart" + to);
    CHECK(wrong.status == 2);
    CHECK(wrong.err.find("black-start") != std::string::npos);
}

TEST_CASE("analyse works on what init makes", "[cli][analyse]") {
    for (const char* kind : {"chambers", "provider", "hospitals", "company"}) {
        const Folder folder;
        const fs::path scenario = starter(folder, fmt::format("--template {}", kind));
        const Ended ended = kammerspiel(
            fmt::format("analyse {} -o {}", scenario.string(), (folder.path() / "s").string()));
        INFO(ended.err);
        CHECK(ended.status == 0);
        CHECK(ended.out.find("Black start") != std::string::npos);
    }
}

/// A scenario in a folder of its own.
fs::path small_scenario(const Folder& folder, const std::string& rest, const std::string& inside,
                        const std::string& attacker) {
    const fs::path path = folder.path() / "small";
    fs::create_directories(path);
    write(path / "scenario.yaml",
          "kammerspiel: 1\ntitle: small\nstarts: 2022-06-06T00:00 Europe/Berlin\nhorizon: 5d\n"
          "federation: federation.yaml\nattackers: {a: {use: a.yaml}}\n"
          "recovery: {default: {inspect: 1h, clean: 2h, rebuild: 4h, test: 1h}}\n"
          "strategies: {nothing: {plays: []}}\n" +
              rest);
    write(path / "federation.yaml",
          "organisations: {also: {o: {template: t, region: DE-NW, members: 1000, staff: 10}}}\n"
          "templates:\n  t:\n" +
              inside);
    write(path / "a.yaml", attacker);
    return path;
}

TEST_CASE("the plays that analyse offers come in time where it says so", "[cli][analyse]") {
    const std::string inside = R"(    host_groups:
      ws: {kind: workstation, count: 1, zone: office}
      srv: {kind: server, count: 1, zone: core}
      dir: {kind: identity, count: 1, zone: core}
    links: {up: {to: internet}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services: {m: {needs: [srv, dir], demand: {share: 0.1, profile: always}}}
)";
    const std::string attacker = R"(kind: operated
goals: [{kind: identity}]
routes:
  - {name: lat, technique: T1, from: {kind: workstation}, to: {kind: server}, time: 1h, success: 1, yields: controlled, evidence: 1}
  - {name: up, technique: T2, from: {kind: server}, to: {kind: identity}, time: 2h, success: 1, yields: controlled, evidence: 1}
)";
    const auto analysed = [&](const Folder& folder, const std::string& when) {
        const fs::path scenario =
            small_scenario(folder, "entry: [{at: o/ws, when: " + when + ", yields: controlled}]\n",
                           inside, attacker);
        const Ended ended = kammerspiel(fmt::format(
            "analyse {} --only cuts -o {}", scenario.string(), (folder.path() / "s").string()));
        CHECK(ended.status == 0);
        return ended.out;
    };
    const Folder in_time;
    const std::string offered = analysed(in_time, "1h");
    CHECK_THAT(offered, ContainsSubstring("block-a-identity") &&
                            ContainsSubstring("in time in 20 of 20 worlds; doing nothing, 0") &&
                            !ContainsSubstring("alerts: 1"));
    const auto data = nlohmann::json::parse(content_of(in_time.path() / "s" / "structure.json"));
    CHECK(data["cuts"][0]["by_techniques"]["tried_from_the_start"]["kept"] == 20);
    CHECK(data["cuts"][0]["by_techniques"]["tried_from_the_start"]["kept_anyway"] == 0);
    // It has the directory before the start: nothing of it is offered.
    const Folder too_late;
    CHECK_THAT(analysed(too_late, "-10h"), !ContainsSubstring("block-a-identity"));
}

TEST_CASE("the exported structure, read back, needs the same", "[cli][analyse][import]") {
    const Folder folder;
    const std::string inside = R"(    host_groups:
      a: {kind: server, count: 1, zone: core}
      b: {kind: server, count: 1, zone: core}
      c: {kind: server, count: 1, zone: core}
      d: {kind: server, count: 1, zone: core}
    crews: {it: {people: 1, shift: round-the-clock}}
    services:
      s: {needs: [a, {any_of: [b, {all_of: [c, d]}]}], demand: {share: 0.1, profile: always}}
      k: {needs: {at_least: 2, of: [a, b, c]}, demand: {share: 0.1, profile: always}}
      w: {needs: {weighted: {a: 0.7, d: 0.3}}, starts_without: [d], demand: {share: 0.1, profile: always}}
)";
    const fs::path scenario = small_scenario(
        folder, "", inside,
        "kind: autonomous\nroutes: [{name: idle, from: {}, to: itself, time: 1000d, success: 0, "
        "yields: foothold}]\n");
    const std::string out = (folder.path() / "s").string();
    REQUIRE(kammerspiel("analyse " + scenario.string() + " --quiet --export graphml -o " + out)
                .status == 0);
    const Ended back = kammerspiel("import " + out + "/structure.graphml");
    CHECK(back.status == 0);
    CHECK_THAT(back.err, !ContainsSubstring("is not known"));
    CHECK_THAT(back.out, ContainsSubstring("needs: [a, {any_of: [b, {all_of: [c, d]}]}]") &&
                             ContainsSubstring("needs: [{at_least: 2, of: [a, b, c]}]") &&
                             ContainsSubstring("needs: [{weighted: {a: 0.7, d: 0.3}}]") &&
                             ContainsSubstring("starts_without: [d]"));
}

TEST_CASE("analyse writes nothing where the scenario is wrong", "[cli][analyse]") {
    const Folder folder;
    const Ended ended =
        kammerspiel("analyse /nowhere -o " + (folder.path() / "structure").string());
    CHECK(ended.status == 1);
    CHECK(files_in(folder.path()).empty());
}

}  // namespace
}  // namespace kammerspiel::test
