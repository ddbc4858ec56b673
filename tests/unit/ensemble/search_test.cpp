#include "kammerspiel/ensemble/search.hpp"

#include <algorithm>
#include <set>

#include "kammerspiel/base/atomic_file.hpp"
#include "kammerspiel/ensemble/evidence.hpp"
#include "tests/catch.hpp"
#include "tests/support/some_plan.hpp"

namespace kammerspiel::test {
namespace {

using namespace ensemble;

using scenario::Parameter;
using scenario::Unit;

/// One house that switches itself off, for good, `after` the first sign; the luck is how often the
/// attacker has destroyed something before.
scenario::Draft draft_in(const Folder& folder) {
    write_file(folder / "scenario.yaml", R"(kammerspiel: 1
title: test
starts: 2022-01-03T00:00 UTC
horizon: 10d
federation: federation.yaml
attackers: {one: {weight: {value: 1, between: [0.5, 2]}, use: them.yaml}, two: {weight: 3, use: none.yaml}}
entry: [{at: desks, when: exponential mean 1d, yields: controlled}]
known_at_start: [{at: house/desks, hosts: 1, what: suspected}]
reporting_delay: {value: 15min, confidence: estimate}
recovery: {default: {inspect: {value: 1h, confidence: measured}, clean: 2h, rebuild: 4h, test: 30min}}
strategies:
  off:
    plays:
      - {name: off, when: {suspected_hosts: 1}, after: {value: 24h, between: [12h, 36h], tune: [6h, 48h]}, do: [{shutdown: {}}]}
  later:
    plays:
      - {name: off, when: {suspected_hosts: 1}, after: {value: 30h, tune: [6h, 48h]}, do: [{shutdown: {}}]}
)");
    write_file(folder / "federation.yaml", R"(
organisations:
  also: {house: {template: house, region: DE-NW, members: 100}}
templates:
  house:
    host_groups: {desks: {kind: workstation, count: 20, zone: office}}
    services: {work: {needs: [desks], demand: {share: 1, profile: always}}}
)");
    write_file(folder / "them.yaml", R"(
kind: autonomous
routes:
  - {name: spread, from: {}, to: {}, time: exponential mean 6h, success: 0.5, yields: controlled}
impact:
  - {name: wipe, do: wipe, on: {}, when: {holding: {}}, after: 1d}
)");
    write_file(folder / "none.yaml", R"(
kind: autonomous
routes:
  - {name: none, from: {}, to: {}, time: 1d, success: 0, yields: foothold}
)");
    Diagnostics diagnostics;
    scenario::Draft draft = scenario::Draft::open(folder.path(), diagnostics);
    for (const Diagnostic& one : diagnostics.sorted()) {
        UNSCOPED_INFO(render(one, draft.lines(), Text(Language::en), false));
    }
    REQUIRE(draft.bind({}, diagnostics).has_value());
    return draft;
}

std::vector<double> outcomes(const scenario::Draft& draft, unsigned threads,
                             std::vector<Variant> variants, Aim aim = {}) {
    VariantRunner runner(draft, aim, threads);
    auto all = runner.run(variants, {});
    REQUIRE(all.has_value());
    return *all;
}

Parameter tuned_span(std::string path) {
    Parameter one;
    one.path = std::move(path);
    one.unit = Unit::span;
    one.value = "2h";
    one.tune = scenario::Range{"1h", "9h"};
    return one;
}

Parameter choice(std::string path) {
    Parameter one;
    one.path = std::move(path);
    one.unit = Unit::word;
    one.value = "tested";
    one.choices = {"tested", "inspected"};
    return one;
}

TEST_CASE("variants come out the same at any number of threads", "[ensemble][search][rule-25]") {
    const Folder folder;
    const scenario::Draft draft = draft_in(folder);
    std::vector<Variant> variants;
    for (const char* value : {"12h", "20h", "36h"}) {
        variants.push_back({{{"strategies.off.off.after", value}}, 3, 5});
    }
    const auto one = outcomes(draft, 1, variants);
    CHECK(one.size() == 15);
    CHECK(outcomes(draft, 3, variants) == one);
}

TEST_CASE("a variant's outcome is the mean over the attackers by the priors it gives them",
          "[ensemble][search]") {
    const Folder folder;
    const scenario::Draft draft = draft_in(folder);
    const auto with = [&](const char* weight) {
        return outcomes(draft, 1, {{{{"attackers.one.weight", weight}}, 0, 4}});
    };
    // m(w) = (w · one + 3 · two) / (w + 3), so (w + 3) · m(w) is linear in w.
    const auto low = with("0.5");
    const auto now = with("1");
    const auto high = with("2");
    for (std::size_t w = 0; w < 4; ++w) {
        const double slope = (4 * now[w] - 3.5 * low[w]) / 0.5;
        CHECK_THAT(5 * high[w] - 4 * now[w], WithinRel(slope, 1e-9));
    }
}

TEST_CASE("against another strategy the outcome is the difference in the same world",
          "[ensemble][search]") {
    const Folder folder;
    const scenario::Draft draft = draft_in(folder);
    const std::vector<Variant> here{{{}, 2, 3}};
    const auto off = outcomes(draft, 1, here, {.strategy = 0});
    const auto later = outcomes(draft, 1, here, {.strategy = 1});
    const auto difference = outcomes(draft, 2, here, {.strategy = 0, .against = 1});
    for (std::size_t w = 0; w < 3; ++w) CHECK(difference[w] == off[w] - later[w]);
}

TEST_CASE("a stop gives nothing half done", "[ensemble][search]") {
    const Folder folder;
    const scenario::Draft draft = draft_in(folder);
    std::stop_source source;
    source.request_stop();
    VariantRunner runner(draft, {}, 2);
    const std::vector<Variant> some(3);
    CHECK_FALSE(runner.run(some, source.get_token()).has_value());
    const auto at = at_ends(runner, {}, 8, source.get_token(), [](std::uint64_t) {});
    CHECK(at.as_written.empty());
}

TEST_CASE("only the strategy's own figures are tunable for it", "[ensemble][search]") {
    const Folder folder;
    const auto figures = tunable(draft_in(folder), "off");
    REQUIRE(figures.size() == 1);
    CHECK(figures.front().path == "strategies.off.off.after");
}

TEST_CASE("candidates are a grid with both ends where it fits", "[ensemble][search]") {
    const std::vector<Parameter> figures{tuned_span("a"), choice("b")};
    const auto all = candidates(figures, 11, 1);
    CHECK(all.front() == std::vector<std::string>{"2h", "tested"});
    // Five values of the range with each choice: 1h, 3h, 5h, 7h, 9h; 2h is none of them.
    CHECK(all.size() == 11);
    for (const char* value : {"1h", "3h", "5h", "7h", "9h"}) {
        for (const char* gate : {"tested", "inspected"}) {
            CHECK(std::count(all.begin(), all.end(), std::vector<std::string>{value, gate}) == 1);
        }
    }
}

TEST_CASE("too many figures for a grid fill their space evenly", "[ensemble][search]") {
    std::vector<Parameter> figures;
    for (const char* path : {"a", "b", "c", "d"}) figures.push_back(tuned_span(path));
    const auto all = candidates(figures, 18, 1);
    CHECK(all.size() == 18);
    for (std::size_t f = 0; f < figures.size(); ++f) {
        std::set<std::string> values;
        for (std::size_t c = 1; c < all.size(); ++c) values.insert(all[c][f]);
        // 17 levels half an hour apart: 1h, 1h 30min, …, 9h.
        CHECK(values.size() == 17);
        CHECK(values.contains("1h"));
        CHECK(values.contains("9h"));
    }
    CHECK(candidates(figures, 18, 1) == all);
    CHECK(candidates(figures, 18, 2) != all);
}

TEST_CASE("values as written are no overrides", "[ensemble][search]") {
    const std::vector<Parameter> figures{tuned_span("a"), choice("b")};
    const std::vector<std::string> values{"2h", "inspected"};
    const auto changed = overrides(figures, values);
    REQUIRE(changed.size() == 1);
    CHECK(changed.front().path == "b");
    CHECK(changed.front().value == "inspected");
}

TEST_CASE("a figure without a range is as far off as its confidence says", "[ensemble][evidence]") {
    const Folder folder;
    const scenario::Draft draft = draft_in(folder);
    const auto ends = [&](const char* path, scenario::Confidence confidence) {
        const Parameter* one = draft.find(path);
        REQUIRE(one != nullptr);
        return ends_of(draft, *one, confidence);
    };
    using scenario::Confidence;
    const auto delay = ends("reporting_delay", Confidence::estimate);
    REQUIRE(delay.has_value());
    CHECK(delay->low == "10min");
    CHECK(delay->high == "22min30s");
    // What the scenario says of it comes first.
    const auto after = ends("strategies.off.off.after", Confidence::measured);
    REQUIRE(after.has_value());
    CHECK(after->low == "12h");
    CHECK(after->high == "36h");
    const auto success = ends("attackers.one.routes.spread.success", Confidence::assumption);
    REQUIRE(success.has_value());
    CHECK(success->low == "0.25");
    CHECK(success->high == "1");
    // 0 has nowhere to go.
    CHECK_FALSE(ends("attackers.two.routes.none.success", Confidence::assumption).has_value());
    const auto count =
        ends("federation.templates.house.host_groups.desks.count", Confidence::estimate);
    REQUIRE(count.has_value());
    CHECK(count->low == "13");
    CHECK(count->high == "30");
}

}  // namespace
}  // namespace kammerspiel::test
