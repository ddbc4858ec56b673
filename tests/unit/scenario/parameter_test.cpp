#include <fmt/format.h>

#include <set>
#include <thread>

#include "catch.hpp"
#include "kammerspiel/scenario/draft.hpp"
#include "tests/support/written.hpp"

// Figures with what is known about them, and scenarios with other values.

namespace kammerspiel::test {
namespace {

using namespace scenario;

/// The small scenario with its files in a folder, opened.
struct Opened {
    explicit Opened(const Written& files) : draft(open(folder, files, diagnostics)) {}
    WrittenFolder folder;
    Diagnostics diagnostics;
    Draft draft;

    static Draft open(const WrittenFolder& folder, const Written& files, Diagnostics& out) {
        for (const auto& [file, bytes] : files) folder.write(file, bytes);
        return Draft::open(folder.path(), out);
    }
};

/// A strategy in which every kind of value can be decided.
Written decided(const std::string& play) {
    return small_but("scenario.yaml", "        when: {suspected_hosts: 2}", "        " + play);
}

/// The only finding, without the file's name, or all of them.
std::string finding(const Written& files) {
    const Outcome outcome = load(files);
    INFO(outcome.english);
    CHECK_FALSE(outcome.scenario);
    CHECK(outcome.german.find("scenario.figure") == std::string::npos);
    if (outcome.findings.size() == 1) return outcome.findings.front();
    return outcome.english;
}

Parameter of(const Scenario& scenario, const std::string& path) {
    for (const Parameter& parameter : scenario.parameters) {
        if (parameter.path == path) return parameter;
    }
    FAIL("there is no " << path);
    return {};
}

TEST_CASE("what is uncertain is drawn by keys, whoever stands first in a file",
          "[scenario][parameter]") {
    const auto key_of = [](const std::string& attackers, const std::string& path) {
        const Outcome outcome =
            load(small_but("scenario.yaml", "  crew: {use: crew.yaml}\n", attackers));
        REQUIRE(outcome.scenario);
        return of(*outcome.scenario, path).key;
    };
    CHECK(key_of("  crew: {use: crew.yaml}\n", "attackers.crew.routes.rise.time") ==
          "attackers.crew.routes.rise.time");
    CHECK(key_of("  gang: {key: crew, use: crew.yaml}\n", "attackers.gang.routes.rise.time") ==
          "attackers.crew.routes.rise.time");
    // One file for two: one figure, with one luck.
    CHECK(key_of("  b: {use: crew.yaml}\n  a: {use: crew.yaml}\n",
                 "attackers.b.routes.rise.time") == "attackers.a.routes.rise.time");
    CHECK(key_of("  a: {use: crew.yaml}\n  b: {use: crew.yaml}\n",
                 "attackers.a.routes.rise.time") == "attackers.a.routes.rise.time");
    const auto of_action = [](const std::string& actions, const std::string& path) {
        const Outcome outcome =
            load(small_but("scenario.yaml", "          - shutdown: {}\n", actions));
        REQUIRE(outcome.scenario);
        return of(*outcome.scenario, path).key;
    };
    const std::string hour = "          - shutdown: {takes: 1h}\n";
    const std::string day = "          - shutdown: {takes: 1d}\n";
    CHECK(of_action(hour + day, "strategies.off.off.shutdown.takes") ==
          of_action(day + hour, "strategies.off.off.shutdown#2.takes"));
}

TEST_CASE("two of a kind with one key are told, as they would have one luck", "[scenario][key]") {
    const Outcome twice =
        load(small_but("crew.yaml", "  - {name: spread,", "  - {name: spread, key: rise,"));
    CHECK_FALSE(twice.scenario);
    CHECK(twice.says("'spread' goes by the key 'rise', as 'rise' does"));
    CHECK(load(small_but("crew.yaml", "  - {name: spread,", "  - {name: spread, key: other,"))
              .scenario);
}

TEST_CASE("every figure is listed by its path, plain ones too", "[scenario][parameter]") {
    const Outcome outcome = load(small());
    REQUIRE(outcome.scenario);
    std::vector<std::string> paths;
    for (const Parameter& parameter : outcome.scenario->parameters) {
        CHECK(parameter.is_plain);
        CHECK_FALSE(parameter.confidence);
        paths.push_back(parameter.path);
    }
    // By hand from the files of the small scenario; the version, names, words, and the figures of
    // the table are none of these.
    const std::string inside = "federation.templates.";
    CHECK(paths == std::vector<std::string>{
                       "horizon",
                       "federation.organisations.also.gfi.staff",
                       inside + "chamber.host_groups.workstations.per_staff",
                       inside + "chamber.host_groups.servers.count",
                       inside + "chamber.crews.staff.per_staff",
                       inside + "chamber.crews.staff.at_least",
                       inside + "chamber.services.mail.needs.else.gfi/servers.grace",
                       inside + "chamber.services.mail.demand.share",
                       inside + "provider.host_groups.servers.count",
                       inside + "provider.crews.staff.people",
                       "attackers.crew.routes.rise.time",
                       "attackers.crew.routes.rise.success",
                       "attackers.crew.routes.spread.time",
                       "attackers.crew.routes.spread.success",
                       "attackers.crew.routes.hop.time",
                       "attackers.crew.routes.hop.success",
                       "entry.gfi/servers.when",
                       "recovery.default.inspect",
                       "recovery.default.clean",
                       "recovery.default.rebuild",
                       "recovery.default.test",
                       "strategies.off.off.when.suspected_hosts",
                   });
    const Parameter success = of(*outcome.scenario, "attackers.crew.routes.spread.success");
    CHECK(success.unit == Unit::share);
    CHECK(success.value == "0.3");
    CHECK(success.place.name() == "crew.yaml");
    CHECK(success.place.line == 4);
    CHECK(success.place.column == 69);
}

TEST_CASE("what is said of a figure is kept, and its value counts", "[scenario][parameter]") {
    Written files = small_but("scenario.yaml", "inspect: 1h,",
                              "inspect: {value: 1h, between: [30min, 3h], source: report p. 4, "
                              "confidence: derived},");
    const Outcome outcome = load(files);
    INFO(outcome.english);
    REQUIRE(outcome.scenario);
    CHECK(outcome.scenario->recovery.begin()->second.inspect == Distribution{Fixed{hours(1)}});
    const Parameter inspect = of(*outcome.scenario, "recovery.default.inspect");
    CHECK(inspect == Parameter{.path = "recovery.default.inspect",
                               .unit = Unit::distribution,
                               .value = "1h",
                               .is_plain = false,
                               .between = Range{"30min", "3h"},
                               .source = "report p. 4",
                               .confidence = Confidence::derived});
    CHECK(inspect.place.line == 11);
    CHECK(inspect.place.column == 30);
    CHECK_FALSE(inspect.is_tunable());
}

TEST_CASE("factors of names are figures each", "[scenario][parameter]") {
    const Outcome outcome =
        load(small_but("scenario.yaml",
                       "recovery:", "slowed_by: {mail: {value: 1.5, between: [1, 3]}}\nrecovery:"));
    INFO(outcome.english);
    REQUIRE(outcome.scenario);
    CHECK(outcome.scenario->slowed_by == std::map<std::string, double>{{"mail", 1.5}});
    CHECK(of(*outcome.scenario, "slowed_by.mail").between == Range{"1", "3"});
    CHECK(finding(small_but("scenario.yaml", "recovery:",
                            "slowed_by: {mail: {value: 1.5, between: [0.5, 3]}}\nrecovery:"))
              .starts_with("scenario.yaml:10:42 'slowed_by' wants a number from 1 to 100"));
}

TEST_CASE("words and figures of a strategy can be decided", "[scenario][parameter]") {
    Written files = decided("after: {value: 4h, tune: [1h, 1d], between: [2h, 8h]}");
    std::string& text = files["scenario.yaml"];
    const std::string restore = "restore: {order: [mail]}";
    text.replace(
        text.find(restore), restore.size(),
        "restore: {order: [mail], gate: {value: inspected, choices: [tested, inspected]},\n"
        "              thoroughness: {value: 0.9, choices: [0.5, 0.9, 0.99]}}");
    const Outcome outcome = load(files);
    INFO(outcome.english);
    REQUIRE(outcome.scenario);
    const Play& play = outcome.scenario->strategies[1].plays[0];
    CHECK(play.after == Distribution{Fixed{hours(4)}});
    CHECK(std::get<Restore>(play.actions[1]).gate == Restore::Gate::inspected);
    const Parameter after = of(*outcome.scenario, "strategies.off.off.after");
    CHECK(after.tune == Range{"1h", "1d"});
    CHECK(after.between == Range{"2h", "8h"});
    const Parameter gate = of(*outcome.scenario, "strategies.off.off.restore.gate");
    CHECK(gate.unit == Unit::word);
    CHECK(gate.choices == std::vector<std::string>{"tested", "inspected"});
    CHECK(of(*outcome.scenario, "strategies.off.off.restore.thoroughness").is_tunable());
}

TEST_CASE("a position between two values is taken number by number", "[scenario][parameter]") {
    const auto between = [](Unit unit, const char* low, const char* high, double position) {
        Parameter parameter;
        parameter.unit = unit;
        parameter.between = Range{low, high};
        return parameter.at(position);
    };
    CHECK(between(Unit::share, "0.2", "0.6", 0.25) == "0.3");  // 0.2 + 0.25 · 0.4
    CHECK(between(Unit::share, "0.2", "0.6", 1.0) == "0.6");
    CHECK(between(Unit::whole, "1", "4", 0.5) == "3");  // 2.5, away from zero
    CHECK(between(Unit::whole, "1", "4", 0.45) == "2");
    CHECK(between(Unit::span, "1h", "3h", 0.25) == "1h30min");
    CHECK(between(Unit::distribution, "-10d", "-2d", 0.5) == "-6d");
    CHECK(between(Unit::distribution, "lognormal median 2h p90 4h", "lognormal median 4h p90 12h",
                  0.5) == "lognormal median 3h p90 8h");
    CHECK(between(Unit::distribution, "pert 1h 2h 3h", "pert 3h 4h 9h", 0.5) == "pert 2h 3h 6h");
    CHECK(between(Unit::distribution, "uniform -3d to -1d", "uniform -1d to 1d", 0.5) ==
          "uniform -2d to 0h");
    CHECK(between(Unit::distribution, "exponential mean 1h", "exponential mean 2h", 0.5) ==
          "exponential mean 1h30min");
    CHECK(between(Unit::bytes, "1 GB", "2 GB", 0.5) == "1500000000 B");
    CHECK(between(Unit::money, "0.5 EUR", "1 EUR", 0.5) == "0.75 EUR");
}

TEST_CASE("each of n choices has the same share of the positions", "[scenario][parameter]") {
    Parameter parameter;
    parameter.unit = Unit::word;
    parameter.choices = {"tested", "inspected", "none"};
    CHECK(parameter.tuned(0.0) == "tested");
    CHECK(parameter.tuned(0.33) == "tested");
    CHECK(parameter.tuned(0.34) == "inspected");
    CHECK(parameter.tuned(0.67) == "none");
    CHECK(parameter.tuned(1.0) == "none");
    CHECK_THROWS_AS(parameter.at(0.5), BrokenModel);
    CHECK_THROWS_AS(parameter.tuned(1.1), BrokenModel);
}

TEST_CASE("what is wrong with a figure's map is pointed at", "[scenario][parameter][bad]") {
    const auto test_is = [](const std::string& map) {
        return finding(small_but("scenario.yaml", "test: 30min}", "test: " + map + "}"));
    };
    // "  default: {inspect: 1h, clean: 2h, rebuild: 4h, test: " is 55 characters long.
    CHECK(test_is("{between: [1h, 2h]}") ==
          "scenario.yaml:11:56 'test' wants a single value, found: a group of keys");
    CHECK(test_is("{value: 1h, betwen: [1h, 2h]}")
              .starts_with("scenario.yaml:11:68 unknown key 'betwen' in 'uncertain figure'"));
    CHECK(test_is("{value: 1h, between: 2h}") ==
          "scenario.yaml:11:77 'between' of 'test' wants two values, the low and the high end");
    CHECK(test_is("{value: 1h, between: [1h]}") ==
          "scenario.yaml:11:77 'between' of 'test' wants two values, the low and the high end");
    CHECK(test_is("{value: 1h, between: [1h, [2h]]}") ==
          "scenario.yaml:11:77 'between' of 'test' wants two values, the low and the high end");
    CHECK(test_is("{value: 1h, between: [1, 2h]}").starts_with("scenario.yaml:11:78 'test': "));
    CHECK(test_is("{value: 1h, between: [-1h, 2h]}")
              .starts_with("scenario.yaml:11:78 'test' cannot be negative"));
    CHECK(test_is("{value: 1h, between: [2h, 1h]}") ==
          "scenario.yaml:11:78 'between' of 'test' falls: 2h is more than 1h");
    CHECK(test_is("{value: 1h, between: [2h, 4h]}") ==
          "scenario.yaml:11:64 the value of 'test', 1h, lies outside of its 'between': 2h to 4h");
    CHECK(test_is("{value: 1h, between: [30min, pert 1h 2h 3h]}") ==
          "scenario.yaml:11:85 'between' of 'test' is not of the form of its value, '1h'");
    CHECK(test_is("{value: pert 1h 2h 3h, between: [pert 2h 3h 4h, pert 4h 5h 6h]}")
              .starts_with("scenario.yaml:11:64 the value of 'test', pert 1h 2h 3h, lies outside"));
    CHECK(test_is("{value: 1h, tune: [1h, 2h]}") ==
          "scenario.yaml:11:68 'tune' of 'test' stands where nothing is decided");
    CHECK(test_is("{value: 1h, choices: [1h, 2h]}") ==
          "scenario.yaml:11:68 'choices' of 'test' stands where nothing is decided");
    CHECK(test_is("{value: 1h, confidence: guess}")
              .starts_with("scenario.yaml:11:80 'confidence' cannot be 'guess'"));
    CHECK(test_is("{value: 1h, source: [a]}")
              .starts_with("scenario.yaml:11:76 'source' wants a single value"));
    CHECK(test_is("{value: soon}").starts_with("scenario.yaml:11:64 'test': "));
    CHECK(test_is("{value: [1h]}") ==
          "scenario.yaml:11:64 'test' wants a single value, found: a list");
}

TEST_CASE("what is wrong with a choice is pointed at", "[scenario][parameter][bad]") {
    // "        " is 8 characters long.
    CHECK(finding(decided("after: {value: 1h, choices: [2h]}")) ==
          "scenario.yaml:17:37 'choices' of 'after' wants a list of at least two values");
    CHECK(finding(decided("after: {value: 1h, choices: [2h, 4h]}")) ==
          "scenario.yaml:17:24 the value of 'after', 1h, is not among its choices");
    CHECK(finding(decided("after: {value: 1h, choices: [1h, 60min]}")) ==
          "scenario.yaml:17:42 '60min' stands twice among the choices of 'after'");
    CHECK(finding(decided("after: {value: 1h, choices: [1h, soon]}"))
              .starts_with("scenario.yaml:17:42 'after': "));
    CHECK(finding(decided("after: {value: 1h, tune: [1h, 2h], choices: [1h, 2h]}")) ==
          "scenario.yaml:17:44 'after' has 'tune' and 'choices'");
    CHECK(finding(decided("by: {value: region, tune: [region, federation]}")) ==
          "scenario.yaml:17:29 'by' is a word and has no 'tune'");
    CHECK(finding(decided("by: {value: region, between: [region, federation]}")) ==
          "scenario.yaml:17:29 'by' is a word and has no 'between'");
    CHECK(finding(decided("by: {value: region, choices: [region, king]}"))
              .starts_with("scenario.yaml:17:47 'by' cannot be 'king'"));
}

TEST_CASE("another value is as if the file said so", "[scenario][draft]") {
    struct Case {
        const char* file;
        const char* was;
        const char* is;
        Override value;
    };
    const auto [file, was, is, value] = GENERATE(values<Case>({
        {"scenario.yaml",
         "inspect: 1h",
         "inspect: pert 1h 2h 6h",
         {"recovery.default.inspect", "pert 1h 2h 6h"}},
        {"scenario.yaml", "when: -2d", "when: -3d", {"entry.gfi/servers.when", "-3d"}},
        {"scenario.yaml",
         "suspected_hosts: 2",
         "suspected_hosts: 5",
         {"strategies.off.off.when.suspected_hosts", "5"}},
        {"federation.yaml",
         "per_staff: 1.5",
         "per_staff: 3",
         {"federation.templates.chamber.host_groups.workstations.per_staff", "3"}},
        {"federation.yaml",
         "grace: 2h",
         "grace: 8h",
         {"federation.templates.chamber.services.mail.needs.else.gfi/servers.grace", "8h"}},
        {"crew.yaml",
         "success: 0.5",
         "success: 0.25",
         {"attackers.crew.routes.rise.success", "0.25"}},
    }));
    Opened as_it_stands(small());
    auto bound = as_it_stands.draft.bind(std::vector{value}, as_it_stands.diagnostics);
    REQUIRE(bound);
    Outcome written = load(small_but(file, was, is));
    REQUIRE(written.scenario);
    CHECK_FALSE(bound->sources == written.scenario->sources);
    CHECK(bound->overrides == std::vector<Scenario::Overridden>{
                                  {value.path, value.value, bound->overrides.at(0).written}});
    bound->overrides.clear();
    bound->sources = written.scenario->sources;
    bound->meaning = written.scenario->meaning;  // of the files, as they are
    bound->id = written.scenario->id;
    CHECK(*bound == *written.scenario);
}

TEST_CASE("a draft stays as it is, whatever was made of it", "[scenario][draft]") {
    const Opened opened(small());
    Diagnostics out;
    const std::vector<Override> other{{"recovery.default.inspect", "9h"},
                                      {"recovery.default.clean", "8h"}};
    const auto before = opened.draft.bind({}, out);
    const auto changed = opened.draft.bind(other, out);
    const auto after = opened.draft.bind({}, out);
    REQUIRE((before && changed && after));
    CHECK(*before == *after);
    CHECK_FALSE(*before == *changed);
    CHECK(changed->recovery.begin()->second.clean == Distribution{Fixed{hours(8)}});
    CHECK(hash(*before) == hash(*changed));
    CHECK(opened.draft.find("recovery.default.inspect")->value == "1h");
    CHECK(opened.draft.find("recovery.default") == nullptr);
}

TEST_CASE("a value that does not fit is an error, and a path that leads nowhere",
          "[scenario][draft][bad]") {
    const Opened opened(small());
    const Text english(Language::en);
    const auto finding = [&](const Override& value) {
        Diagnostics out;
        CHECK_FALSE(opened.draft.bind(std::vector{value}, out));
        REQUIRE(out.sorted().size() == 1);
        const Diagnostic d = out.sorted().front();
        return fmt::format("{}:{}:{} {}{}", d.place.name(), d.place.line, d.place.column,
                           english(d.message), hint_of(d, english));
    };
    CHECK(finding({"attackers.crew.routes.rise.success", "1.5"})
              .starts_with("crew.yaml:3:59 'success' wants"));
    CHECK(finding({"recovery.defualt.test", "1h"}) ==
          ":0:0 'recovery.defualt.test': there is no 'defualt' in recovery"
          "did you mean 'default'?");
    CHECK(finding({"recovry.default.test", "1h"}) ==
          ":0:0 the scenario has no figure 'recovry.default.test'did you mean 'recovery'?");
}

TEST_CASE("a path goes the way a reader would: through files, lists and actions",
          "[scenario][draft]") {
    const Opened opened(small());
    const auto with = [&](const std::string& path, const std::string& value) {
        Diagnostics out;
        const std::vector<Override> change{{path, value}};
        auto scenario = opened.draft.bind(change, out);
        const Text english(Language::en);
        for (const Diagnostic& d : out.sorted()) UNSCOPED_INFO(english(d.message));
        REQUIRE(scenario);
        return *std::move(scenario);
    };
    const auto house = [](const Scenario& scenario, std::string_view id) {
        return *std::find_if(scenario.organisations.begin(), scenario.organisations.end(),
                             [&](const Organisation& one) { return one.id.text == id; });
    };
    // A key that stands there, is added, or is all of a map.
    CHECK(house(with("federation.templates.provider.crews.staff.shift", "round-the-clock"), "gfi")
              .crews[0]
              .shift == Shift::round_the_clock);
    CHECK(house(with("federation.templates.chamber.crews.staff.shift", "round-the-clock"), "ulm")
              .crews[0]
              .shift == Shift::round_the_clock);
    CHECK(house(with("federation.templates.provider.crews.night",
                     "{people: 3, shift: round-the-clock}"),
                "gfi")
              .crews.size() == 2);
    CHECK(with("strategies.off.plays.off.do.restore.gate", "tested").strategies[1] ==
          with("strategies.off.off.restore.gate", "tested").strategies[1]);
    CHECK_FALSE(with("strategies.off.off.restore.gate", "inspected").strategies[1] ==
                with("strategies.off.off.restore.gate", "tested").strategies[1]);
    CHECK(with("attackers.crew.use.routes.rise.yields", "foothold").attackers[0].routes[0].yields ==
          Integrity::foothold);
}

TEST_CASE("what is wrong with the files leaves nothing to bind", "[scenario][draft][bad]") {
    const Opened opened(small_but("crew.yaml", "kind: operated", "kind: [operated"));
    CHECK(opened.diagnostics.has_errors());
    Diagnostics out;
    CHECK_FALSE(opened.draft.bind({}, out));
    const WrittenFolder empty;
    const Draft none = Draft::open(empty.path(), out);
    CHECK_FALSE(none.bind({}, out));
    CHECK(none.parameters().empty());
}

TEST_CASE("several threads bind one draft", "[scenario][draft]") {
    const Opened opened(small());
    std::vector<Distribution> read(4);
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < read.size(); ++t) {
        threads.emplace_back([&opened, &read, t] {
            for (int again = 0; again < 20; ++again) {
                Diagnostics out;
                const std::vector<Override> value{
                    {"recovery.default.inspect", fmt::format("{}h", t + 1)}};
                const auto bound = opened.draft.bind(value, out);
                if (bound) read[t] = bound->recovery.begin()->second.inspect;
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    for (std::size_t t = 0; t < read.size(); ++t) {
        CHECK(read[t] == Distribution{Fixed{hours(static_cast<std::int64_t>(t) + 1)}});
    }
}

TEST_CASE("paths stay unique where names come twice", "[scenario][parameter]") {
    const Opened opened(small_but("scenario.yaml", "  - {at: gfi/servers, when: -2d}",
                                  "  - {at: gfi/servers, when: -2d}\n"
                                  "  - {at: gfi/servers, when: -1d}\n"
                                  "  - {at: {kind: server}, when: -1d}"));
    CHECK(opened.draft.find("entry.gfi/servers.when")->value == "-2d");
    CHECK(opened.draft.find("entry.gfi/servers#2.when")->value == "-1d");
    CHECK(opened.draft.find("entry.3.when") != nullptr);
    std::set<std::string> paths;
    for (const Parameter& parameter : opened.draft.parameters()) paths.insert(parameter.path);
    CHECK(paths.size() == opened.draft.parameters().size());
}

TEST_CASE("what really happened is no figure to be varied", "[scenario][parameter]") {
    const std::string observed =
        "observed:\n  - {service: mail, after: 3d, confidence: inferred}\n";
    const Outcome outcome =
        load(small_but("scenario.yaml", "strategies:", observed + "strategies:"));
    INFO(outcome.english);
    REQUIRE(outcome.scenario);
    for (const Parameter& parameter : outcome.scenario->parameters) {
        CHECK_FALSE(parameter.path.starts_with("observed"));
    }
    CHECK(load(small_but("scenario.yaml",
                         "strategies:", "observed:\n  - {after: {value: 3d}}\nstrategies:"))
              .says("'after' wants a single value"));
}

}  // namespace
}  // namespace kammerspiel::test
