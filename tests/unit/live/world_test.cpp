#include "live/world/live_world.hpp"

#include <algorithm>

#include "kammerspiel/scenario/order.hpp"
#include "live/room/option_branches.hpp"
#include "played.hpp"
#include "tests/catch.hpp"

namespace kammerspiel::live {
namespace {

using model::TraceKind;

Order ordered(SimTime at, const std::string& play, const std::string& actions = {}) {
    return {.entry = 1, .at = at, .title = "x", .play = play, .actions = actions};
}

std::vector<const Order*> list(const std::vector<Order>& orders) {
    std::vector<const Order*> all;
    for (const Order& one : orders) all.push_back(&one);
    return all;
}

std::optional<SimTime> first(const LiveWorld& world, TraceKind what) {
    for (const model::TraceRecord& record : world.result.trace) {
        if (record.what == what) return record.key.at();
    }
    return std::nullopt;
}

const Stage& stage() {
    static const Stage made(test::exercise_scenario());
    return made;
}
constexpr WorldChoice choice{0, {5, 3}};

TEST_CASE("what nobody orders does not happen", "[live][world]") {
    const auto world = make_world(stage(), choice, {});
    // The scenario's own strategy would switch everything off by itself.
    CHECK_FALSE(first(*world, TraceKind::switched_off).has_value());
    const model::Plan plan(stage().scenario());
    const auto alone = model::run(plan, {.strategy = 1, .attacker = 0, .world = {5, 3}});
    CHECK(std::any_of(alone.trace.begin(), alone.trace.end(),
                      [](const auto& record) { return record.what == TraceKind::switched_off; }));
    // When it would have, is known all the same.
    CHECK(world->plays_due.contains("off/off"));
}

TEST_CASE("an ordered play begins at its moment, without the lag", "[live][world]") {
    const SimTime at = SimTime::start() + hours(3);
    const std::vector<Order> orders{ordered(at, "off/off")};
    const auto world = make_world(stage(), choice, list(orders));
    std::vector<SimTime> decided;
    for (const model::TraceRecord& record : world->result.trace) {
        const auto& plays = world->plan->scenario().strategies.front().plays;
        const bool is_it =
            record.what == TraceKind::play_decided && plays[record.detail].name.text == "off";
        if (is_it) decided.push_back(record.key.at());
    }
    CHECK(decided == std::vector<SimTime>{at});
    const auto off = first(*world, TraceKind::switched_off);
    REQUIRE(off.has_value());
    CHECK(*off >= at);
}

TEST_CASE("until an order is given the world is the one without it", "[live][world]") {
    const SimTime at = SimTime::start() + hours(6);
    const auto before = make_world(stage(), choice, {});
    const std::vector<Order> orders{ordered(at, {}, "shutdown: {}")};
    const auto after = make_world(stage(), choice, list(orders));
    const auto until = [&](const LiveWorld& world) {
        std::vector<std::tuple<SimTime, TraceKind, std::uint32_t, std::uint32_t>> seen;
        for (const model::TraceRecord& record : world.result.trace) {
            if (record.key.at() >= at) break;
            const bool is_of_plays =
                record.what == TraceKind::play_triggered || record.what == TraceKind::play_decided;
            if (is_of_plays) continue;  // their numbers are others
            seen.emplace_back(record.key.at(), record.what, record.subject, record.host);
        }
        return seen;
    };
    CHECK(until(*before).size() > 5);
    CHECK(until(*before) == until(*after));
    CHECK(after->figures[ensemble::Metric::hosts_switched_off] > 0);
    CHECK(before->figures[ensemble::Metric::hosts_switched_off] == 0);
}

TEST_CASE("the same orders make the same world", "[live][world]") {
    const std::vector<Order> orders{ordered(SimTime::start() + hours(2), "off/off"),
                                    ordered(SimTime::start() + hours(9), {}, "shutdown: {}")};
    const auto one = make_world(stage(), choice, list(orders));
    const auto two = make_world(stage(), choice, list(orders));
    CHECK(one->result.metrics == two->result.metrics);
    CHECK(one->result.trace.size() == two->result.trace.size());
}

TEST_CASE("a play that is ordered twice is two occasions", "[live][world]") {
    const std::vector<Order> orders{ordered(SimTime::start() + hours(2), "off/off"),
                                    ordered(SimTime::start() + hours(90), "off/off")};
    const auto world = make_world(stage(), choice, list(orders));
    const auto& plays = world->plan->scenario().strategies.front().plays;
    CHECK(plays[0].name.text == "off");
    CHECK(plays[1].name.text == "off~2");
}

TEST_CASE("free orders are checked in the scenario's own words", "[live][world]") {
    const auto said = [&](const std::string& text) {
        Diagnostics found;
        const auto read = scenario::read_order(text, stage().scenario(), found);
        std::string all;
        const Text english(Language::en);
        for (const Diagnostic& one : found.sorted()) {
            if (one.severity == Severity::error) all += english(one.message) + "\n";
        }
        CHECK(read.has_value() == all.empty());
        return all;
    };
    CHECK(said("shutdown: {}").empty());
    CHECK(said("- shutdown: {scope: {organisation: ulm}}\n- restore: {order: [mail]}").empty());
    CHECK(said("shutdown: {}\nclose_link: {link: wan}").empty());
    CHECK_THAT(said("close_link: {link: lan}"), ContainsSubstring("lan"));
    CHECK_THAT(said("shutdown: {scope: {organisation: nowhere}}"), ContainsSubstring("nowhere"));
    CHECK_THAT(said("switch_off: {}"), ContainsSubstring("switch_off"));
    CHECK_FALSE(said("").empty());
    CHECK_FALSE(said("[").empty());
    CHECK_FALSE(said("just words").empty());
}

TEST_CASE("many worlds are compared one by one, and can be stopped", "[live][world]") {
    const std::vector<Order> off{ordered(SimTime::start() + hours(1), {}, "shutdown: {}")};
    ensemble::Driver driver(2);
    const auto found = many_worlds(stage(), choice, {{}, list(off), {}}, 20, driver, {});
    CHECK(found.worlds == 20);
    REQUIRE(found.choices.size() == 3);
    // The third choice is the first once more.
    CHECK(found.choices[2].tied == 1.0);
    CHECK(found.choices[2].better.value == 0.0);
    CHECK(found.choices[1].better.low <= found.choices[1].better.value);
    CHECK(found.choices[1].better.high >= found.choices[1].better.value);
    std::stop_source stop;
    stop.request_stop();
    CHECK(many_worlds(stage(), choice, {{}}, 20, driver, stop.get_token()).worlds == 0);
}

TEST_CASE("a decision branches at the moment at which it is asked", "[live][world]") {
    const auto branches = option_branches(stage(), choice);
    REQUIRE(branches.size() == 1);
    const report::DecisionBranch& branch = branches.front();
    CHECK(branch.decision == "shut");
    const SimTime asked = stage().exercise().moves.front().scenario;
    CHECK(branch.from == asked);
    REQUIRE(branch.rows.size() == 2);
    CHECK(branch.rows[0].is_played);
    // One host is suspected from the start: the play would have been ordered by then.
    const std::vector<Order> orders{ordered(asked, "off/off")};
    const auto world = make_world(stage(), choice, list(orders));
    REQUIRE(branch.rows[0].outcome.has_value());
    CHECK(branch.rows[0].outcome->member_hours_lost ==
          world->figures[ensemble::Metric::member_hours_lost]);
    const Outlook seen = outlook(*world, asked);
    CHECK(branch.rows[0].outcome->people_with_services[0] == seen.members[1]);
    CHECK(branch.rows[0].outcome->people_with_services[2] == seen.members[3]);
    // What is no strategy is not simulated.
    CHECK_FALSE(branch.rows[1].outcome.has_value());
}

TEST_CASE("an outlook counts services and members from a moment on", "[live][world]") {
    const SimTime at = SimTime::start() + hours(1);
    const std::vector<Order> orders{ordered(at, {}, "shutdown: {}")};
    const auto world = make_world(stage(), choice, list(orders));
    const Outlook before = outlook(*world, at - minutes(1));
    const Outlook after = outlook(*world, at + hours(4));
    CHECK(before.services == 2);
    CHECK(before.up[0] > 0);
    CHECK(before.members[0] > 0);
    CHECK(after.up[0] == 0);
    CHECK(after.members[0] == 0);
}

}  // namespace
}  // namespace kammerspiel::live
