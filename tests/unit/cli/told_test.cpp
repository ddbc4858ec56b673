#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "tests/catch.hpp"
#include "tests/unit/cli/question_world.hpp"

// What reports say is what is so: small scenarios whose figures follow by hand.

namespace kammerspiel::test {
namespace {

using nlohmann::json;
using Profiles = std::map<std::string, std::string>;

const std::string idle = R"(
kind: autonomous
routes: [{name: idle, from: {}, to: itself, time: 1000d, success: 0, yields: foothold}]
)";
const std::string wiper = idle + R"(
impact: [{name: wipe, do: wipe, on: {}, when: {holding: {}}, after: 1h}]
)";

/// One office with hosts and a service that a tenth of 1,000 people always want.
std::string office(int hosts) {
    return R"(
organisations:
  also: {o: {template: office, region: DE-NW, members: 1000, staff: 10}}
templates:
  office:
    host_groups: {x: {kind: server, count: )" +
           std::to_string(hosts) + R"(, zone: z}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services: {m: {needs: [x], demand: {share: 0.1, profile: always}}}
)";
}

std::string written(const Folder& folder, const std::string& scenario,
                    const std::string& federation, const Profiles& profiles) {
    write(folder / "s/scenario.yaml", R"(kammerspiel: 1
title: T
starts: 2022-06-01T08:00 Europe/Berlin
reporting_delay: 0min
federation: federation.yaml
)" + scenario);
    write(folder / "s/federation.yaml", federation);
    for (const auto& [name, text] : profiles) write(folder / ("s/" + name + ".yaml"), text);
    return "'" + (folder / "s").string() + "'";
}

json compared(const Folder& folder, const std::string& where, const std::string& options) {
    const Ended ended =
        kammerspiel("compare " + where + " -o '" + (folder / "out").string() + "' " + options);
    REQUIRE(ended.status == 0);
    return json::parse(content_of(folder / "out/comparison.json"));
}

std::string told(const Folder& folder, const std::string& where, const std::string& options) {
    return kammerspiel("compare " + where + " -o '" + (folder / "out").string() + "' " + options)
        .out;
}

/// In one line, so that where lines are broken does not matter.
std::string joined(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

const std::string tie = R"(
horizon: 20d
attackers: {a: {weight: 0.5, use: a.yaml}, b: {weight: 0.5, use: b.yaml}}
recovery: {default: {inspect: 1h, clean: 2h, rebuild: 4h, test: 1h}}
entry: [{at: o/x, when: 1h, yields: controlled, attackers: [a]}]
detection:
  sensors: {server: 1}
  analysts: [{at: o, people: 1, shift: round-the-clock, time_per_alert: 10min}]
strategies:
  slow: {plays: [{name: p, when: {alerts: 1}, do: [{shutdown: {}}, {restore: {begins_after: 40h}}]}]}
  fast: {plays: [{name: p, when: {alerts: 1}, do: [{shutdown: {}}, {restore: {begins_after: 10h}}]}]}
)";
const Profiles tie_profiles{{"a", R"(
kind: autonomous
routes:
  - {name: r, technique: T1021, from: {}, to: {group: x}, time: 1h, success: 1, yields: controlled, evidence: 1}
)"},
                            {"b", idle}};

TEST_CASE("who does equally well is told as equal, not as better or worse", "[cli][told]") {
    const Folder folder;
    const std::string where = written(folder, tie, office(2), tie_profiles);
    const json result = compared(folder, where, "-n 20");
    const json& regret = result["decision"]["regret"];
    CHECK(regret["best_against"]["a"] == json({"fast"}));
    CHECK(regret["best_against"]["b"] == json({"fast", "slow"}));
    CHECK(regret["ranking_against"]["b"][0] == "fast");
    const json& pair =
        result["metrics"][0]["pairs"][0];  // slow less fast: 3,000 in half the weight
    CHECK_THAT(pair["mean_difference"]["value"].get<double>(), WithinAbs(1500, 1));
    CHECK_THAT(pair["share_worse"]["value"].get<double>(), WithinAbs(0.5, 1e-12));
    CHECK_THAT(pair["share_equal"]["value"].get<double>(), WithinAbs(0.5, 1e-12));
    CHECK_THAT(pair["share_better"]["value"].get<double>(), WithinAbs(0, 1e-12));
    CHECK(pair["is_clear"] == true);
    const std::string words = joined(told(folder, where, "-n 20"));
    CHECK(words.find("not the best one against each") == std::string::npos);
    CHECK_THAT(words, ContainsSubstring("Against each of the hypotheses none does better"));
    CHECK_THAT(words, ContainsSubstring("equal in 50 %"));
}

TEST_CASE("where nothing differs in any world there is no best, and no luck", "[cli][told]") {
    const Folder folder;
    const std::string where = written(folder, tie, office(2), tie_profiles);
    const json result = compared(folder, where, "-n 20 -m hours_to_first_alert");
    const json& pair = result["metrics"][0]["pairs"][0];
    CHECK(pair["standing"] == "same");
    CHECK(pair["is_clear"] == false);
    CHECK_THAT(pair["share_equal"]["value"].get<double>(), WithinAbs(1, 1e-12));
    CHECK(result["decision"]["best"].size() == 2);
    for (const char* language : {"en", "de"}) {
        const std::string words = joined(
            told(folder, where, std::string("-n 20 -m hours_to_first_alert --lang ") + language));
        CHECK(words.find("luck of these worlds") == std::string::npos);
        CHECK(words.find("Zufall dieser Welten") == std::string::npos);
        CHECK(words.find("does best") == std::string::npos);
        CHECK(words.find("am besten") == std::string::npos);
    }
}

TEST_CASE("people read titles; names stand where they are needed to go on", "[cli][told]") {
    const Folder folder;
    const auto titled = [](std::string text, const std::string& name, const std::string& title) {
        const std::string begin = name + ": {";
        return text.insert(text.find(begin) + begin.size(), "title: " + title + ", ");
    };
    const std::string scenario =
        titled(titled(tie, "slow", "{en: take two days, de: zwei Tage nehmen}"), "fast",
               "{en: hurry, de: eilen}");
    const std::string federation = titled(office(2), "m", "{en: switchboard, de: Vermittlung}");
    const std::string where = written(folder, scenario, federation, tie_profiles);
    const std::string words = told(folder, where, "-n 20");
    const std::size_t names = words.find("the command line");
    REQUIRE(names != std::string::npos);
    CHECK(words.find("fast") > names);
    CHECK(words.find("slow") > names);
    CHECK_THAT(joined(words), ContainsSubstring("“hurry” does best") &&
                                  ContainsSubstring("Next comes “take two days”"));
    const std::string page = content_of(folder / "out/comparison.html");
    CHECK_THAT(page,
               ContainsSubstring(">switchboard<") && ContainsSubstring(">North Rhine-Westphalia<"));
    CHECK_THAT(joined(told(folder, where, "-n 20 --lang de")),
               ContainsSubstring("„eilen“ schneidet in diesen Welten am besten ab"));
}

const std::string certain = R"(
horizon: 100h
attackers: {wiper: {weight: 0.6, use: wiper.yaml}, quiet: {weight: 0.4, use: quiet.yaml}}
entry: [{at: o/x, when: 0h, yields: controlled}]
detection: {forensics: {at: o, time_per_host: 2h}}
recovery: {default: {inspect: 10h, clean: 0h, rebuild: 0h, test: 0h}}
strategies:
  when-certain: {plays: [{name: p, when: {certainty: {of: wiper, at_least: 0.5}}, do: [{shutdown: {}}, {restore: {order: [m], thoroughness: 1}}]}]}
  at-once: {plays: [{name: p, do: [{shutdown: {}}, {restore: {order: [m], thoroughness: 1}}]}]}
  wait: {plays: []}
)";
const Profiles wiper_or_quiet{{"wiper", wiper}, {"quiet", idle}};

TEST_CASE(
    "with a strategy that waits for certainty results are not weighted anew, and that is said",
    "[cli][told]") {
    const Folder folder;
    const std::string where = written(folder, certain, office(1), wiper_or_quiet);
    const json result = compared(folder, where, "-n 20");
    CHECK(result["decision"]["best_by_weight"].is_null());
    CHECK(result["decision"]["value_of_perfect_information"].is_null());
    CHECK(result["decision"]["decide_by_weights"] == json({"when-certain"}));
    CHECK_THAT(joined(told(folder, where, "-n 20")),
               ContainsSubstring("start from these weights and wait for certainty"));
    // Without it the same worlds tell: 1,008.33 against 9,900 w, the same from 10.2 % on.
    const Folder other;
    const json free = compared(other, written(other, certain, office(1), wiper_or_quiet),
                               "-n 20 -s at-once,wait");
    const json& switches = free["decision"]["best_by_weight"]["wiper"]["switches"];
    REQUIRE(switches.size() == 1);
    CHECK_THAT(switches[0]["attacker_weight"]["value"].get<double>(),
               WithinAbs(1008.333 / 9900, 1e-4));
    CHECK(switches[0]["above"] == "at-once");
    CHECK(switches[0]["is_clear"] == true);
}

TEST_CASE("a difference that is the same in every world is clear everywhere", "[cli][told]") {
    const Folder folder;
    std::string scenario = certain;
    scenario.replace(scenario.find("0.6"), 3, "0.3");
    scenario.replace(scenario.find("0.4"), 3, "0.7");
    const std::string where = written(folder, scenario, office(1), wiper_or_quiet);
    const json result = compared(folder, where, "-n 20 -s at-once,wait");
    CHECK(result["decision"]["best_is_clear"] == true);
    CHECK(result["metrics"][0]["pairs"][0]["is_clear"] == true);
    CHECK_THAT(result["metrics"][0]["pairs"][0]["mean_difference"]["value"].get<double>(),
               WithinAbs(1008.333 - 0.3 * 9900, 0.01));
    const std::string words = joined(told(folder, where, "-n 20 -s at-once,wait"));
    CHECK(words.find("is open") == std::string::npos);
    CHECK_THAT(words, ContainsSubstring("Next comes “wait” with 1.96 k more."));
}

TEST_CASE("improve keeps what matters and says what showed no effect", "[cli][told][improve]") {
    const Folder folder;
    const std::string where = written(folder, R"(
horizon: 101h
attackers: {a: {use: a.yaml}}
recovery: {default: {inspect: 1h, clean: 2h, rebuild: 4h, test: 1h}}
strategies:
  y:
    plays:
      - name: p
        when: {clock: '2022-06-01T10:00'}
        after: {value: 4h, tune: [1h, 9h]}
        do: [{shutdown: {}}, {restore: {begins_after: {value: 5h, tune: [1h, 10h]}}}]
)",
                                      office(2), {{"a", idle}});
    const Ended ended =
        kammerspiel("improve " + where + " --budget 600 -o '" + (folder / "out").string() + "'");
    REQUIRE(ended.status == 0);
    const json result = json::parse(content_of(folder / "out/improve.json"));
    const json& values = result["finalists"][0]["chosen_values"];
    REQUIRE(result["without_effect"].size() == 1);
    CHECK(values[result["without_effect"][0].get<std::string>()] == "4h");
    CHECK_THAT(result["finalists"][0]["gain"]["value"].get<double>(), WithinAbs(400, 1e-6));
    const std::string words = joined(ended.out);
    CHECK_THAT(words, ContainsSubstring("Better: begins_after 1h"));
    CHECK_THAT(words, ContainsSubstring("showed no effect in these worlds: after"));
    CHECK_THAT(words, ContainsSubstring("At the end of its range: begins_after."));
    CHECK(words.find("after: {value: 1h, tune: [1h, 9h]}") == std::string::npos);
}

TEST_CASE("a play that names what its decider does not reach is a warning", "[cli][told]") {
    const std::string federation = R"(
organisations:
  also:
    o: {template: t, region: DE-NW, members: 1000, staff: 10}
    q: {template: t, region: DE-BY, members: 100, staff: 10}
templates:
  t:
    host_groups: {x: {kind: server, count: 2, zone: z}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services: {m: {needs: [x], demand: {share: 0.1, profile: always}}}
)";
    const auto warned = [&](const std::string& by, const std::string& scope,
                            const std::string& within) {
        const Folder folder;
        const std::string where =
            written(folder,
                    "horizon: 101h\nattackers: {a: {use: a.yaml}}\n"
                    "recovery: {default: {inspect: 1h, clean: 2h, rebuild: 4h, test: 1h}}\n"
                    "strategies: {s: {plays: [{name: p, by: " +
                        by + ", when: {confirmed_hosts: 1" + within +
                        "}, do: [{shutdown: {scope: {" + scope + "}}}, {restore: {}}]}]}}\n",
                    federation, {{"a", idle}});
        const Ended ended = kammerspiel("check " + where);
        CHECK(ended.status == 0);
        return ended.err.find("acts on its own hosts only") != std::string::npos ||
               ended.err.find("hears only of its own") != std::string::npos ||
               ended.err.find("it is never decided") != std::string::npos;
    };
    CHECK_FALSE(warned("federation", "region: DE-BY", ""));
    CHECK(warned("region", "region: DE-BY", ""));
    CHECK(warned("region", "organisation: q", ""));
    CHECK_FALSE(warned("region", "region: affected", ", within: region"));
    CHECK(warned("organisation", "organisation: q", ""));
    CHECK(warned("organisation", "region: affected", ", within: organisation"));
    CHECK(warned("organisation", "", ", within: region"));
    CHECK_FALSE(warned("organisation", "", ", within: organisation"));
}

TEST_CASE("squares of the largest losses are summed exactly", "[cli][told]") {
    const Folder folder;
    std::string federation = "organisations:\n  also:\n";
    for (int o = 0; o < 10; ++o) {
        federation += "    o" + std::to_string(o) +
                      ": {template: t, region: DE-NW, members: 10000000000, staff: 10}\n";
    }
    federation += R"(
templates:
  t:
    host_groups: {x: {kind: server, count: 2, zone: z}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services: {m: {needs: [x], demand: {share: 1, profile: always}}}
)";
    const std::string where = written(folder, R"(
horizon: 3650d
attackers: {a: {use: a.yaml}}
recovery: {default: {inspect: 1h, clean: 2h, rebuild: 4h, test: 1h}}
strategies: {'off': {plays: [{name: p, do: [{shutdown: {}}]}]}, none: {plays: []}}
)",
                                      federation, {{"a", idle}});
    const json result = compared(folder, where, "-n 4");
    for (const json& place : result["places"]) {
        if (place["kind"] != "region") continue;
        // The same in every world: 10^11 people x 87,600 h, and an interval without width.
        const json& lost = place["member_hours_lost"]["off"];
        CHECK_THAT(lost["value"].get<double>(), WithinRel(1e11 * 87600, 1e-4));
        CHECK_THAT(lost["high"].get<double>() - lost["low"].get<double>(),
                   WithinAbs(0, 1e-4 * 1e11 * 87600));
    }
}

TEST_CASE("with a valuation each table has its money", "[cli][told]") {
    const Folder folder;
    const std::string where = written(folder, R"(
horizon: 101h
attackers: {a: {use: a.yaml}}
recovery: {default: {inspect: 1h, clean: 2h, rebuild: 4h, test: 1h}}
valuation: {member_hour: 2 EUR, crew_hour: 50 EUR}
strategies: {'off': {plays: [{name: p, do: [{shutdown: {}}, {restore: {begins_after: 10h}}]}]}}
)",
                                      R"(
organisations:
  also:
    o: {template: t, region: AU-NSW, members: 1000, staff: 10}
    q: {template: t, region: DE-BY, members: 100, staff: 10}
templates:
  t:
    host_groups: {g: {kind: server, count: 2, zone: core}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services: {s: {needs: [g], demand: {share: 0.1, profile: always}}}
)",
                                      {{"a", idle}});
    const Ended ended = kammerspiel("run " + where + " -o '" + (folder / "out").string() + "'");
    REQUIRE(ended.status == 0);
    const json run = json::parse(content_of(folder / "out/run.json"));
    const auto money = [](const json& row) { return row["money_lost"].get<double>(); };
    // o: 1,304.17 hours at 2 EUR and 4 h of work at 50 EUR; q: a tenth of the hours, as much work.
    CHECK_THAT(money(run["organisations"][0]), WithinAbs(2608.33 + 200, 0.01));
    CHECK_THAT(money(run["organisations"][1]), WithinAbs(260.83 + 200, 0.01));
    CHECK_THAT(money(run["total"]), WithinAbs(3269.17, 0.01));
    CHECK_THAT(money(run["service_names"][0]), WithinAbs(2869.17, 0.01));
    CHECK_THAT(money(run["regions"][0]) + money(run["regions"][1]), WithinAbs(3269.17, 0.01));
    CHECK_THAT(content_of(folder / "out/metrics.csv"),
               ContainsSubstring("total,total,money_lost,EUR,3269.1"));
    CHECK_THAT(content_of(folder / "out/services.csv"),
               ContainsSubstring("money_of_lost_hours,currency"));
    CHECK_THAT(content_of(folder / "out/report.html"), ContainsSubstring("Money, EUR"));
    const json result = compared(folder, where, "-n 2");
    for (const json& place : result["places"]) {
        if (place["name"] != "o") continue;
        CHECK_THAT(place["money_of_lost_hours"]["off"]["value"].get<double>(),
                   WithinAbs(2608.33, 0.01));
    }
}

TEST_CASE("a deadline says less where waiting loses less", "[cli][told]") {
    const Folder folder;
    const std::string where = written(folder, R"(
horizon: 60d
attackers: {a: {use: a.yaml}}
recovery: {default: {inspect: 1h, clean: 1h, rebuild: 10h, test: 0h}}
strategies: {s: {plays: [{name: p, when: {clock: '2022-06-01T10:00'}, do: [{shutdown: {}}, {restore: {begins_after: 58d}}]}]}}
)",
                                      office(1), {{"a", idle}});
    const auto words = [&](const std::string& language) {
        return joined(kammerspiel("deadline " + where + " -p p --at 0h,59d -n 3 --lang " +
                                  language + " -o '" + (folder / "out").string() + "'")
                          .out);
    };
    // Switched off for one day instead of 58.
    CHECK_THAT(words("en"), ContainsSubstring("less than deciding at the first moment"));
    CHECK(words("en").find("loses -") == std::string::npos);
    CHECK_THAT(words("de"), ContainsSubstring("bei Entscheidung zum ersten Zeitpunkt"));
}

TEST_CASE("a regional play ordered when it would begin by itself does the same", "[cli][told]") {
    const Folder folder;
    const std::string where = written(folder, R"(
horizon: 20d
attackers: {a: {use: a.yaml}}
entry: [{at: b1/x, when: 0h, yields: controlled}]
detection: {users_notice: 0min}
recovery: {default: {inspect: 1h, clean: 2h, rebuild: 4h, test: 1h}}
strategies:
  x:
    plays:
      - name: p
        when: {destroyed_hosts: 1, within: region}
        after: lognormal median 24h p90 72h
        do: [{shutdown: {scope: {region: affected}}}, {restore: {order: [m]}}]
)",
                                      R"(
organisations:
  also:
    b1: {template: office, region: DE-BY, members: 1000, staff: 10}
    b2: {template: office, region: DE-BY, members: 1000, staff: 10}
    c: {template: office, region: DE-NW, members: 1000, staff: 10}
templates:
  office:
    host_groups: {x: {kind: server, count: 1, zone: z}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services: {m: {needs: [x], demand: {share: 0.1, profile: always}}}
)",
                                      {{"a", wiper}});
    const double by_itself =
        compared(folder, where, "-n 8")["metrics"][0]["strategies"]["x"]["mean"]["value"];
    const json ordered =
        json::parse(kammerspiel("deadline " + where + " -p p --at 61min -n 8 --json -o '" +
                                (folder / "d").string() + "'")
                        .out);
    CHECK_THAT(ordered["all"]["moments"][0]["loss"]["value"].get<double>(),
               WithinRel(by_itself, 1e-9));
}

}  // namespace
}  // namespace kammerspiel::test
