#include <cmath>

#include "catch.hpp"
#include "kammerspiel/model/figures.hpp"
#include "tests/support/small_world.hpp"

// What is not yet so at the end is not never; who was served elsewhere has lost nothing.

namespace kammerspiel {
namespace {

using federation::ServiceId;
using model::TraceKind;
using test::Story;

constexpr Duration latency = minutes(1);

const std::string one = R"(
organisations:
  also: {o: {template: office, region: DE-NW, members: 1000}}
templates:
  office:
    host_groups: {x: {kind: server, count: 1, zone: z}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services: {m: {needs: [x], demand: {share: 0.1, profile: always}}}
)";

TEST_CASE("a duty that still runs at the end has arisen", "[model][obligation][rule-19]") {
    const auto figures = [](const std::string& horizon) {
        const auto plan = test::plan_of(
            {"reporting_delay: 0min\nhorizon: " + horizon +
                 "\nknown_at_start: [{at: x, hosts: 1, what: confirmed}]\n"
                 "obligations: [{name: report, when: {confirmed_hosts: 1}, takes: 70h, within: "
                 "72h}]\n",
             one});
        return Story(plan).result().metrics.obligations.at(0);
    };
    using Figures = model::ObligationFigures;
    CHECK(figures("60h") == Figures{.running = 1});
    CHECK(figures("71h") == Figures{.met = 1});
}

TEST_CASE("a date that ends after the run is not known, unless it was missed before",
          "[model][dates][rule-19]") {
    const auto outcome = [](const std::string& date, const std::string& plays) {
        const auto plan = test::plan_of({"horizon: 101h\ndates: [{service: m, " + date +
                                             "}]\nstrategies: {s: {plays: [" + plays + "]}}\n",
                                         one});
        const Story story(plan);
        const auto all = model::dates(plan, story.result().metrics);
        return std::pair(all.at(0).missed.size(), all.at(0).not_known.size());
    };
    const std::string before = "on: 2022-01-05T08:00 to 12:00, people: 10";
    const std::string across = "on: 2022-01-07T00:00 to 23:00, people: 10";
    const std::string after = "on: 2022-02-01T08:00 to 12:00, people: 10";
    const std::string off = "{name: p, do: [{shutdown: {}}]}";
    using Pair = std::pair<std::size_t, std::size_t>;
    CHECK(outcome(before, "") == Pair(0, 0));
    CHECK(outcome(before, off) == Pair(1, 0));
    CHECK(outcome(across, "") == Pair(0, 1));
    CHECK(outcome(across, off) == Pair(1, 0));
    CHECK(outcome(after, "") == Pair(0, 1));
    CHECK(outcome(after, off) == Pair(0, 1));
}

TEST_CASE("requests that still wait at the end are neither served late nor lost",
          "[model][books][rule-19]") {
    const auto plan =
        test::plan_of({"horizon: 48h\nstrategies: {s: {plays: [{name: p, do: "
                       "[{shutdown: {}}]}]}}\n",
                       R"(
organisations:
  also: {o: {template: office, region: DE-NW, members: 1000}}
templates:
  office:
    host_groups: {x: {kind: server, count: 1, zone: z}}
    services: {m: {needs: [x], demand: {share: 0.1, profile: always, kind: deferrable, patience: 12h}}}
)"});
    const Story story(plan);
    const auto hours_of = [](model::Int128 sum) { return static_cast<double>(sum) / 1e9 / 3.6e9; };
    const auto& figures = story.service("o/m");
    CHECK(figures.requests_delayed == 0);
    CHECK_THAT(hours_of(figures.requests_waiting), WithinRel(12.0, 1e-9));
    CHECK_THAT(hours_of(figures.requests_lost), WithinRel((hours(36) - latency).in_hours(), 1e-9));
}

TEST_CASE("interruptions of three minutes and less are in none of SAIDI, SAIFI and CAIDI",
          "[model][figures]") {
    // The link is closed for two minutes twice; then, in the second scenario, for four hours.
    const auto indices = [](const std::string& more) {
        const auto close = [](const std::string& name, const std::string& from,
                              const std::string& to) {
            return "{name: " + name + ", when: {clock: 2022-01-03T" + from +
                   "}, do: [{close_link: {link: wan}}]}, {name: " + name +
                   "-end, when: {clock: 2022-01-03T" + to + "}, do: [{open_link: {link: wan}}]}";
        };
        const auto plan =
            test::plan_of({"horizon: 2d\nstrategies: {s: {plays: [" + close("a", "01:00", "01:02") +
                               ", " + close("b", "02:00", "02:02") +
                               (more.empty() ? "" : ", " + close("c", "03:00", more)) + "]}}\n",
                           R"(
organisations:
  also:
    o: {template: office, region: DE-NW, members: 1000}
    q: {template: other, region: DE-NW, members: 500}
templates:
  office:
    host_groups: {x: {kind: server, count: 1, zone: z}}
    links: {wan: {to: internet}}
    services: {m: {needs: [{x: {over: wan, floor: 0.1}}], demand: {share: 0.1, profile: always}}}
  other:
    host_groups: {x: {kind: server, count: 1, zone: z}}
    services: {m: {needs: [x], demand: {share: 0.1, profile: always}}}
)"});
        const Story story(plan);
        const std::vector<ServiceId> both{ServiceId{0U}, ServiceId{1U}};
        CHECK(story.service("o/m").down >= minutes(4));
        return model::indices(plan.federation(), story.result().metrics, both);
    };
    const model::Indices none = indices("");
    CHECK(none.saidi_hours == 0.0);
    CHECK(none.saifi == 0.0);
    CHECK_FALSE(none.caidi_hours);
    const model::Indices some = indices("07:00");
    CHECK_THAT(some.saidi_hours, WithinRel(4 * 2.0 / 3, 1e-9));
    CHECK_THAT(some.saifi, WithinRel(2.0 / 3, 1e-9));
    REQUIRE(some.caidi_hours);
    CHECK_THAT(*some.caidi_hours, WithinRel(4.0, 1e-9));
}

TEST_CASE("a service that nobody wants is in nobody's outage", "[model][figures]") {
    const auto plan = test::plan_of(
        {"horizon: 101h\nstrategies: {s: {plays: [{name: p, do: [{shutdown: {}}, {restore: {scope: "
         "{organisation: o, group: x}}}]}]}}\n",
         R"(
organisations:
  also: {o: {template: office, region: DE-NW, members: 1000}}
templates:
  office:
    host_groups:
      x: {kind: server, count: 1, zone: z}
      "y": {kind: server, count: 1, zone: z}
    crews: {it: {people: 1, shift: round-the-clock}}
    services:
      m: {needs: [x], demand: {share: 0.1, profile: always}}
      never: {needs: ["y"], demand: {share: 0, profile: always}}
)"});
    const Story story(plan);
    const std::vector<ServiceId> both{ServiceId{0U}, ServiceId{1U}};
    const auto& metrics = story.result().metrics;
    const auto back = model::restored_for_good(plan.federation(), metrics, both, Share{1.0});
    const Duration down = hours(1) + minutes(35);
    REQUIRE(back.at);
    CHECK(back.at->since_start() == down + latency);
    CHECK_THAT(model::indices(plan.federation(), metrics, both).saidi_hours,
               WithinRel(down.in_hours(), 1e-9));
}

std::string fuel(const std::string& plays) {
    return "horizon: 5d\nvaluation: {member_hour: 1 EUR}\nstrategies: {s: {plays: [" + plays +
           "]}}\n";
}

const std::string two_stations = R"(
organisations:
  also:
    o: {template: a, region: DE-NW, members: 1000}
    p: {template: b, region: DE-NW, members: 500}
templates:
  a:
    host_groups: {x: {kind: server, count: 1, zone: z}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services: {s: {needs: [x], demand: {share: 0.1, profile: always}, elsewhere: {to: {organisation: p}, share: 1, after: 0h}}}
  b:
    host_groups: {x: {kind: server, count: 1, zone: z}}
    services: {s: {needs: [x], capacity: 400, demand: {share: 0.1, profile: always}}}
)";

TEST_CASE("who is served elsewhere has lost nothing but the minute of the message",
          "[model][elsewhere][rule-28]") {
    const auto plan = test::plan_of(
        {fuel("{name: p, do: [{shutdown: {scope: {organisation: o}}}]}"), two_stations});
    const Story story(plan);
    const auto lost = [&](const Story& of, std::size_t s) {
        return model::lost_hours(plan.federation(), ServiceId{s}, of.result().metrics.services[s])
            .count();
    };
    const double minute = 100.0 / 60;
    CHECK_THAT(lost(story, 0), WithinAbs(minute, 1e-6));
    CHECK(lost(story, 1) == 0.0);
    const auto worth = model::worth(plan, story.result().metrics);
    REQUIRE(worth);
    CHECK_THAT(worth->member_hours, WithinAbs(minute, 1e-6));
    // The tables say the same as the sum of the run.
    const std::vector<ServiceId> all{ServiceId{0U}, ServiceId{1U}};
    const auto in_tables = model::worth(plan, story.result().metrics, all, {});
    REQUIRE(in_tables);
    CHECK_THAT(in_tables->member_hours, WithinAbs(minute, 1e-6));
    // Causes still add up, and are made less in proportion.
    CHECK_THAT(
        model::lost_hours(plan.federation(), ServiceId{0U}, story.result().metrics.services[0],
                          federation::Loss::precaution_own)
            .count(),
        WithinAbs(minute, 1e-6));
}

TEST_CASE("who goes home again is not served elsewhere while the message is on its way",
          "[model][elsewhere][rule-28]") {
    const auto plan = test::plan_of(
        {fuel("{name: p, do: [{shutdown: {scope: {organisation: o}}}, {restore: {}}]}"),
         two_stations});
    const Story story(plan);
    CHECK_THAT(
        model::lost_hours(plan.federation(), ServiceId{0U}, story.result().metrics.services[0])
            .count(),
        WithinAbs(100.0 / 60, 1e-6));
}

TEST_CASE("who has a service back and misses it again waits anew before turning to others",
          "[model][elsewhere][rule-28]") {
    std::string stations = two_stations;
    stations.replace(stations.find("after: 0h"), 9, "after: 4h");
    const auto off = [](const std::string& name, const std::string& after,
                        const std::string& more) {
        return "{name: " + name + ", after: " + after +
               ", do: [{shutdown: {scope: {organisation: o}}}" + more + "]}";
    };
    const auto served = [&](const std::string& plays) {
        const auto plan = test::plan_of({fuel(plays), stations});
        const Story story(plan);
        return static_cast<double>(story.service("o/s").served_elsewhere) / 1e9 / 3.6e9;
    };
    const std::string back = ", {restore: {gate: none, begins_after: 1h}}";
    // Off for an hour at 0 h, and for minutes at 3 h 59 min and 5 h: never for four hours.
    CHECK(served(off("a", "0h", back) + ", " + off("b", "3h 58min", "") + ", " +
                 off("c", "5h", "")) == 0.0);
    // From 2 h on for good: 100 people turn to others four hours and a message later.
    const std::string once = off("a", "2h", "");
    CHECK_THAT(served(once), WithinAbs(100 * ((5 * 24 - 6) - 2.0 / 60), 1e-6));
}

TEST_CASE("of those who miss a part of a service each turns to others after its own time",
          "[model][elsewhere][rule-28]") {
    std::string stations = two_stations;
    stations.replace(stations.find("after: 0h"), 9, "after: 4h");
    stations.replace(stations.find("host_groups: {x:"), 16,
                     "host_groups: {w: {kind: server, count: 1, zone: z}, x:");
    stations.replace(stations.find("needs: [x]"), 10, "needs: {weighted: {x: 0.5, w: 0.5}}");
    const auto off = [](const std::string& name, const std::string& after,
                        const std::string& group) {
        return "{name: " + name + ", after: " + after +
               ", do: [{shutdown: {scope: {organisation: o, group: " + group + "}}}]}";
    };
    const auto plan =
        test::plan_of({fuel(off("a", "0h", "x") + ", " + off("b", "3h", "w")), stations});
    const Story story(plan);
    const double hours_served =
        static_cast<double>(story.service("o/s").served_elsewhere) / 1e9 / 3.6e9;
    // Fifty from 4 h on, the other fifty from 7 h on; a minute for each message.
    const double end = 5 * 24;
    CHECK_THAT(hours_served,
               WithinAbs(50 * (end - 4 - 2.0 / 60) + 50 * (end - 7 - 2.0 / 60), 1e-6));
}

TEST_CASE("those who come are served by the hours of the clock, from whatever minute on",
          "[model][elsewhere][rule-18]") {
    // Everybody wants it in hours of even number, twice as much; others have room for half of it.
    const auto served = [](const std::string& starts) {
        const std::string even =
            "[1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0]";
        const auto plan = test::plan_of(
            {"starts: 2022-06-01T" + starts + " UTC\nhorizon: 2d\nprofiles: {even: {weekday: " +
                 even + ", saturday: " + even + ", sunday: " + even +
                 "}}\nstrategies: {s: {plays: [{name: p, do: [{shutdown: {scope: {organisation: "
                 "o}}}]}]}}\n",
             R"(
organisations:
  also:
    o: {template: a, region: DE-NW, members: 1000}
    p: {template: b, region: DE-NW, members: 1}
templates:
  a:
    host_groups: {x: {kind: server, count: 1, zone: z}}
    services: {s: {needs: [x], demand: {share: 0.1, profile: even}, elsewhere: {to: {organisation: p}, share: 1, after: 0h}}}
  b:
    host_groups: {x: {kind: server, count: 1, zone: z}}
    services: {s: {needs: [x], capacity: 100, demand: {share: 0, profile: even}}}
)"});
        const Story story(plan);
        return static_cast<double>(story.service("o/s").served_elsewhere) / 1e9 / 3.6e9;
    };
    CHECK_THAT(served("08:00"), WithinAbs(24 * 100 - 100.0 / 30, 0.1));
    CHECK_THAT(served("08:07"), WithinAbs(24 * 100 - 100.0 / 30, 0.1));
    CHECK_THAT(served("08:52"), WithinAbs(24 * 100 - 100.0 / 30, 0.1));
}

}  // namespace
}  // namespace kammerspiel
