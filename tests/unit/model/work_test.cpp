#include <fmt/format.h>

#include "catch.hpp"
#include "tests/support/small_world.hpp"

// Work of people: at which pace, and what is counted of it.

namespace kammerspiel {
namespace {

using model::TraceKind;
using test::Story;

constexpr Duration latency = minutes(1);

const std::string efforts =
    "recovery: {default: {inspect: 1h, clean: 2h, rebuild: 4h, test: 1h}}\n"
    "reporting_delay: 0min\n";

// The crew uses the telephone; without it, work takes three times as long.
const std::string with_telephone = R"(
organisations:
  also: {o: {template: office, region: DE-NW, members: 1000}}
templates:
  office:
    host_groups:
      app: {kind: server, count: 1, zone: core}
      pbx: {kind: telephony, count: 1, zone: voice}
    crews: {it: {people: 1, shift: round-the-clock, uses: [telephone]}}
    services:
      m: {needs: [app], demand: {share: 0.1, profile: always}}
      telephone: {needs: [pbx], demand: {share: 0.1, profile: always}}
)";
const std::string voice = "scope: {organisation: o, zone: voice}";
const std::string core = "scope: {organisation: o, zone: core}";

TEST_CASE("own crews are slowed in whatever they do", "[model][work][rule-22]") {
    const auto done_at = [](const std::string& action, TraceKind what) {
        const auto plan =
            test::plan_of({efforts + "slowed_by: {telephone: 3}\nstrategies:\n  s:\n    plays:\n" +
                               "      - {name: silent, do: [{shutdown: {" + voice + "}}]}\n" +
                               "      - {name: later, after: 1h, do: [{" + action + ": {" + core +
                               ", takes: 2h, people: 1}}]}\n",
                           with_telephone});
        return Story(plan).times(what, "o").back();
    };
    const Duration slow = hours(1) + latency + 3 * hours(2);
    CHECK(done_at("shutdown", TraceKind::switched_off) == slow);
    CHECK(done_at("hunt", TraceKind::hunted) == slow);
}

TEST_CASE("work that is under way goes on at the pace of the moment", "[model][work][rule-42]") {
    const auto plan =
        test::plan_of({efforts + "slowed_by: {telephone: 3}\nstrategies:\n  s:\n    plays:\n" +
                           "      - {name: slow, after: 1h, do: [{shutdown: {" + core +
                           ", takes: 6h, people: 1}}]}\n" +
                           "      - {name: silent, after: 4h, do: [{shutdown: {" + voice + "}}]}\n",
                       with_telephone});
    const Story story(plan);
    // Three hours at full pace, then three at a third of it.
    CHECK(story.times(TraceKind::switched_off, "o").back() == hours(4) + latency + hours(9));
    CHECK(story.result().metrics.hosts.crew_time == hours(12));
}

TEST_CASE("a repair goes on in full as soon as what the crew uses is back",
          "[model][work][rule-42]") {
    const auto plan = test::plan_of({R"(
recovery:
  default: {inspect: 1h, clean: 2h, rebuild: 4h, test: 1h}
  server: {inspect: 10h, clean: 2h, rebuild: 4h, test: 10h}
slowed_by: {telephone: 3}
strategies:
  s: {plays: [{name: p, do: [{shutdown: {}}, {restore: {order: [telephone, m]}}]}]}
)",
                                     with_telephone});
    const Story story(plan);
    // The switchboard in 3 · 2 h; the telephone starts five minutes later, of which the server has
    // been given 1 min 40 s.
    const Duration voice_back = latency + hours(6);
    CHECK(story.first(TraceKind::group_restored, "o/pbx") == voice_back);
    const Duration server_back = story.first(TraceKind::group_restored, "o/app");
    CHECK(server_back == voice_back + minutes(5) + hours(20) - seconds(100));
    CHECK(story.result().metrics.hosts.crew_time == server_back - latency);
}

// One group of two hosts of two hours each.
std::string two_hosts(const std::string& shift) {
    return R"(
organisations:
  also: {o: {template: t, region: DE-NW, members: 1000}}
templates:
  t:
    host_groups:
      g: {kind: server, count: 1, zone: core}
      h: {kind: server, count: 1, zone: other}
    crews: {it: {people: 1, shift: )" +
           shift + R"(}}
    services: {s: {needs: [g, h], demand: {share: 0.1, profile: always}}}
)";
}

TEST_CASE("work is counted as it is done", "[model][work][figures]") {
    const auto crew_time = [](const std::string& starts, const std::string& horizon,
                              const std::string& action) {
        const auto plan =
            test::plan_of({efforts + "starts: " + starts + " Europe/Berlin\nhorizon: " + horizon +
                               "\nstrategies:\n  s: {plays: [{name: p, do: [" + action + "]}]}\n",
                           two_hosts("business-hours")});
        return Story(plan).result().metrics.hosts.crew_time;
    };
    const std::string restore = "{shutdown: {}}, {restore: {rebuild: everything}}";
    // Friday evening to Sunday evening, and to Monday, 09:30.
    CHECK(crew_time("2022-06-10T18:00", "48h", restore) == Duration::zero());
    CHECK(crew_time("2022-06-10T18:00", "63h 30min", restore) == minutes(90));
    CHECK(crew_time("2022-06-13T08:00", "24h", restore) == hours(9) - latency);
    CHECK(crew_time("2022-06-13T08:00", "24h", "{shutdown: {takes: 20h, people: 1}}") ==
          hours(9) - latency);
}

TEST_CASE("hosts are counted by what was done to them", "[model][work][figures]") {
    const auto hosts = [](const std::string& restore) {
        const auto plan = test::plan_of(
            {efforts + "entry: [{at: o/g, when: 1h, yields: controlled}]\nstrategies:\n" +
                 "  s: {plays: [{name: p, after: 2h, do: [{shutdown: {}}, {restore: {" + restore +
                 "}}]}]}\n",
             two_hosts("round-the-clock"), R"(
kind: operated
routes: [{name: idle, from: {}, to: itself, time: 1000d, success: 0, yields: foothold}]
goals: [{group: g}]
)"});
        return Story(plan).result().metrics.hosts;
    };
    const auto cleaned = hosts("thoroughness: 1, rebuild: destroyed");
    CHECK(cleaned.rebuilt == 0);
    CHECK(cleaned.inspected_clean == 1);
    CHECK(cleaned.crew_time == hours(6));
    const auto rebuilt = hosts("thoroughness: 1, rebuild: everything");
    CHECK(rebuilt.rebuilt == 2);
    CHECK(rebuilt.inspected_clean == 0);
    CHECK(rebuilt.crew_time == hours(12));
    const auto unseen = hosts("gate: none");
    CHECK(unseen.rebuilt == 0);
    CHECK(unseen.inspected_clean == 0);
    CHECK(unseen.missed == 0);  // nobody looked
}

TEST_CASE("who works first does not depend on the order of crews in the file",
          "[model][work][rule-30]") {
    const auto back = [](const std::string& crews) {
        const auto plan = test::plan_of(
            {efforts + "strategies:\n  s: {plays: [{name: p, do: [{shutdown: {takes: 1h, people: "
                       "1}}, {restore: {}}]}]}\n",
             R"(
organisations:
  also: {o: {template: t, region: DE-NW, members: 1000}}
templates:
  t:
    host_groups: {g: {kind: server, count: 3, zone: core}}
    crews: {)" + crews +
                 R"(}
    services: {s: {needs: [g], demand: {share: 0.1, profile: always}}}
)"});
        return Story(plan).first(TraceKind::group_restored, "o/g");
    };
    const std::string day = "day: {people: 1, shift: business-hours}";
    const std::string night = "always: {people: 1, shift: round-the-clock}";
    CHECK(back(day + ", " + night) == back(night + ", " + day));
}

TEST_CASE("people of a pool go to who comes first by name, of those who ask at one instant",
          "[model][work][rule-30]") {
    const auto lost = [](const std::string& organisations) {
        const auto plan = test::plan_of({efforts + R"(
horizon: 200h
pools: {aid: {people: 2, shift: round-the-clock, arrives_after: 1h}}
strategies:
  s: {plays: [{name: p, do: [{shutdown: {}}, {call_in: {crew: aid, people: 2}}, {restore: {}}]}]}
)",
                                         "organisations:\n  also:\n" + organisations + R"(
templates:
  t:
    host_groups: {g: {kind: server, count: 2, zone: core}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services: {s: {needs: [g], demand: {share: 0.1, profile: always}}}
)"});
        const Story story(plan);
        return story.member_hours("o/s") + story.member_hours("q/s");
    };
    const std::string o = "    o: {template: t, region: DE-NW, members: 1000}\n";
    const std::string q = "    q: {template: t, region: DE-BY, members: 100}\n";
    // 100 · (2.0833 + 0.5 · 0.9333) + 10 · (2.0833 + 0.5 · 1.9167)
    const double right = 100 * (25.0 / 12 + 0.5 * 56.0 / 60) + 10 * (25.0 / 12 + 0.5 * 115.0 / 60);
    CHECK_THAT(lost(o + q), WithinRel(right, 1e-6));
    CHECK_THAT(lost(q + o), WithinRel(right, 1e-6));
}

TEST_CASE("helpers stay for a restore that is still to begin", "[model][work]") {
    const auto plan = test::plan_of({efforts + R"(
pools: {aid: {people: 1, shift: round-the-clock, arrives_after: 1h}}
strategies:
  s:
    plays:
      - name: p
        do:
          - shutdown: {}
          - call_in: {crew: aid, people: 1}
          - restore: {scope: {group: g}}
          - restore: {scope: {group: h}, begins_after: 100h}
)",
                                     two_hosts("round-the-clock")});
    const Story story(plan);
    CHECK(story.first(TraceKind::aid_left, "o") == hours(100) + latency);
}

TEST_CASE("who sends helpers home gets no more of those that were asked for", "[model][work]") {
    const auto plan = test::plan_of({efforts + R"(
horizon: 100h
pools: {aid: {people: 3, shift: round-the-clock, arrives_after: 1h}}
strategies:
  s:
    plays:
      - name: p
        do:
          - shutdown: {scope: {organisation: o}}
          - call_in: {crew: aid, people: 5, scope: {organisation: o}}
          - restore: {scope: {organisation: o}}
      - name: q
        when: {clock: 2022-01-03T00:30}
        do: [{call_in: {crew: aid, people: 2, scope: {organisation: q}}}]
)",
                                     R"(
organisations:
  also:
    o: {template: t, region: DE-NW, members: 1000}
    q: {template: t, region: DE-BY, members: 100}
templates:
  t:
    host_groups: {g: {kind: server, count: 2, zone: core}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services: {s: {needs: [g], demand: {share: 0.1, profile: always}}}
)"});
    const Story story(plan);
    // Of three who come one has something to do; the two others are asked for elsewhere.
    CHECK(story.times(TraceKind::aid_arrived, "o").size() == 1);
    REQUIRE(story.times(TraceKind::aid_arrived, "q").size() == 1);
    CHECK(story.first(TraceKind::aid_arrived, "q") ==
          story.first(TraceKind::aid_arrived, "o") + hours(1) + latency);
}

}  // namespace
}  // namespace kammerspiel
