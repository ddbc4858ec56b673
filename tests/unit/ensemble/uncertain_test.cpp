#include "kammerspiel/ensemble/uncertain.hpp"

#include <map>

#include "kammerspiel/base/atomic_file.hpp"
#include "kammerspiel/base/notation.hpp"
#include "tests/support/folder.hpp"

namespace kammerspiel {
namespace {

/// A house whose crisis team decides after a time that nobody knows.
scenario::Draft draft_with(const test::Folder& folder, const std::string& noticed) {
    write_file(folder / "scenario.yaml", R"(kammerspiel: 1
title: {en: Uncertain, de: Ungewiss}
starts: 2022-01-03T00:00 UTC
horizon: 30d
federation: federation.yaml
attackers: {them: {weight: {value: 0.5, between: [0.1, 0.9]}, use: them.yaml}}
entry: [{at: house/desks, when: 1h, yields: controlled}]
detection: {users_notice: )" + noticed + R"(}
recovery: {default: {inspect: 1h, clean: 1h, rebuild: 1h, test: 1h, switch_on: 5min}}
strategies:
  off:
    plays:
      - name: off
        when: {destroyed_hosts: 1}
        after: {value: 4h, between: [2h, 10h]}
        do: [{shutdown: {}}]
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
routes: [{name: spread, from: {}, to: {}, time: 6h, success: 0.5, yields: controlled}]
impact: [{name: wipe, do: wipe, on: {}, when: {holding: {}}, after: 1d}]
)");
    Diagnostics diagnostics;
    scenario::Draft draft = scenario::Draft::open(folder.path(), diagnostics);
    const auto scenario = draft.bind({}, diagnostics);
    const Text english(Language::en);
    std::string all;
    for (const Diagnostic& one : diagnostics.sorted()) {
        all += render(one, draft.lines(), english, false);
    }
    INFO(all);
    REQUIRE(scenario);
    return draft;
}

std::map<std::string, std::string> by_path(const std::vector<scenario::Override>& overrides) {
    std::map<std::string, std::string> all;
    for (const auto& one : overrides) all[one.path] = one.value;
    return all;
}

TEST_CASE("a parameter with `between` is drawn once a world, between its ends",
          "[uncertain][rule-15]") {
    const test::Folder folder;
    const auto draft = draft_with(folder, "2h");
    double least = 100;
    double most = 0;
    for (std::uint64_t world = 0; world < 200; ++world) {
        const auto values = ensemble::drawn(draft, 1, world);
        REQUIRE(values.size() == 1);
        CHECK(values[0].path == "strategies.off.off.after");
        const double lag = notation::duration(values[0].value).value.value().in_hours();
        CHECK((lag >= 2 && lag <= 10));
        least = std::min(least, lag);
        most = std::max(most, lag);
        CHECK(ensemble::drawn(draft, 1, world)[0].value == values[0].value);
    }
    // 200 draws of a uniform: within 2 % of the ends but with probability 0.04.
    CHECK(least < 2.4);
    CHECK(most > 9.6);
}

TEST_CASE("a further uncertain parameter changes the draw of no other", "[uncertain][rule-12]") {
    const test::Folder one;
    const test::Folder two;
    const auto few = draft_with(one, "2h");
    const auto more = draft_with(two, "{value: 2h, between: [1h, 3h]}");
    for (std::uint64_t world = 0; world < 20; ++world) {
        const auto a = by_path(ensemble::drawn(few, 7, world));
        const auto b = by_path(ensemble::drawn(more, 7, world));
        CHECK(b.size() == 2);
        CHECK(a.at("strategies.off.off.after") == b.at("strategies.off.off.after"));
    }
}

TEST_CASE("all strategies and attackers of a world get the same plan", "[uncertain][rule-15]") {
    const test::Folder folder;
    const auto draft = draft_with(folder, "2h");
    const auto plans = ensemble::uncertain_plans(draft, 1);
    const auto first = plans(3);
    CHECK(plans(4) != first);
    CHECK(plans(3) == first);
    const auto lag = [](const model::Plan& plan) {
        return in_words(plan.scenario().strategies[0].plays[0].after);
    };
    const auto fresh = ensemble::plan_with(draft, ensemble::drawn(draft, 1, 3));
    CHECK(lag(*fresh) == lag(*first));
    CHECK(lag(*ensemble::plan_with(draft, {})) == "4h");
}

TEST_CASE("values that do not hold together are named", "[uncertain]") {
    const test::Folder folder;
    const auto draft = draft_with(folder, "2h");
    CHECK_THROWS_WITH(ensemble::plan_with(draft, {{"strategies.off.off.after", "soon"}}),
                      ContainsSubstring("strategies.off.off.after: soon"));
}

}  // namespace
}  // namespace kammerspiel
