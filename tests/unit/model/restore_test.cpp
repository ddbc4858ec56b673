#include <fmt/format.h>

#include "catch.hpp"
#include "tests/support/small_world.hpp"

// Which restore brings back what, in what order, and what joins one that runs.

namespace kammerspiel {
namespace {

using model::TraceKind;
using test::Story;

constexpr Duration latency = minutes(1);

// Four servers (m) behind a link and two workstations (d); one person, two hours for each host.
const std::string efforts =
    "recovery: {default: {inspect: 1h, clean: 2h, rebuild: 4h, test: 1h}}\n"
    "reporting_delay: 0min\n";
const std::string office = R"(
organisations:
  also: {o: {template: office, region: DE-NW, members: 1000}}
templates:
  office:
    host_groups:
      core: {kind: server, count: 4, zone: core}
      pc: {kind: workstation, count: 2, zone: office}
    links: {l: {to: internet}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services:
      m: {needs: [{core: {over: l}}], demand: {share: 0.1, profile: always}}
      d: {needs: [pc], demand: {share: 0.1, profile: always}}
)";

std::string play(const std::string& name, const std::string& after, const std::string& actions) {
    return fmt::format("      - {{name: {}, after: {}, do: [{}]}}\n", name, after, actions);
}

model::Plan with_plays(const std::string& plays, const std::string& federation = office) {
    return test::plan_of({efforts + "strategies:\n  s:\n    plays:\n" + plays, federation});
}

TEST_CASE("each host group follows the restore whose scope covers it, in either order",
          "[model][restore][rule-31]") {
    const std::string servers =
        "{restore: {order: [m, d], scope: {organisation: o, zone: core}, rebuild: everything}}";
    const std::string desks =
        "{restore: {order: [m, d], scope: {organisation: o, zone: office}, gate: none}}";
    for (const std::string& both : {servers + ", " + desks, desks + ", " + servers}) {
        const auto plan = with_plays(play("p", "0h", "{shutdown: {}}, " + both));
        const Story story(plan);
        CHECK(story.result().metrics.hosts.crew_time == 4 * hours(6));
        CHECK(story.first(TraceKind::group_restored, "o/pc") >= latency);
        CHECK(story.result().metrics.hosts.rebuilt == 4);
        CHECK(story.result().metrics.hosts.inspected_clean == 0);  // nobody looked at the desks
    }
}

TEST_CASE("of two restores that cover a group the narrower one holds, of equals the later",
          "[model][restore][rule-31]") {
    const auto crew_time = [](const std::string& restores) {
        const auto plan = with_plays(play("p", "0h", "{shutdown: {}}, " + restores));
        return Story(plan).result().metrics.hosts.crew_time;
    };
    const std::string all = "{restore: {}}";
    const std::string rebuilt = "{restore: {scope: {zone: core}, rebuild: everything}}";
    CHECK(crew_time(all + ", " + rebuilt) == 4 * hours(6) + 2 * hours(2));
    CHECK(crew_time(rebuilt + ", " + all) == 4 * hours(6) + 2 * hours(2));
    // As many groups, but it names the organisation.
    const std::string named = "{restore: {scope: {organisation: o}, gate: inspected}}";
    CHECK(crew_time(named + ", " + all) == 6 * hours(1));
    CHECK(crew_time("{restore: {gate: inspected}}, " + all) == 6 * hours(2));
}

TEST_CASE("hosts that are switched off while a restore runs join it", "[model][restore][rule-31]") {
    SECTION("because the shutdown takes longer") {
        const auto plan =
            with_plays(play("p", "0h", "{shutdown: {takes: 4h}}, {restore: {order: [m, d]}}"));
        const Story story(plan);
        const Duration off = hours(4) + latency;
        CHECK(story.first(TraceKind::service_up, "o/m") == off + hours(4));  // two of four
        CHECK(story.first(TraceKind::service_up, "o/d") == off + hours(8) + hours(2) + minutes(5));
    }
    SECTION("because there is a second one: what is back goes through it once more") {
        const auto plan = with_plays(play("p", "0h", "{shutdown: {}}, {restore: {order: [m, d]}}") +
                                     play("q", "5h", "{shutdown: {}}"));
        const Story story(plan);
        CHECK(story.result().metrics.hosts.crew_time == hours(16));
        CHECK(story.first(TraceKind::group_restored, "o/core") == latency + hours(12));
        CHECK(story.first(TraceKind::group_restored, "o/pc") == latency + hours(16));
    }
    SECTION("isolated ones, too") {
        const auto plan = with_plays(play("p", "0h", "{restore: {order: [m, d]}}") +
                                     play("q", "5h", "{shutdown: {isolate: true}}"));
        CHECK(Story(plan).first(TraceKind::group_restored, "o/pc") ==
              hours(5) + latency + hours(12));
    }
    SECTION("and those that only a narrower restore covers wait for that one") {
        const auto plan = with_plays(play("p", "0h",
                                          "{shutdown: {}}, {restore: {scope: {zone: core}}}, "
                                          "{restore: {scope: {zone: office}, begins_after: 20h}}"));
        const Story story(plan);
        CHECK(story.first(TraceKind::group_restored, "o/core") == latency + hours(8));
        CHECK(story.first(TraceKind::group_restored, "o/pc") == latency + hours(24));
    }
}

TEST_CASE("what was repaired first does not depend on the order of groups in the file",
          "[model][restore][rule-30]") {
    const std::string pcs =
        "      pc: {kind: workstation, count: 50, zone: office, needs: [NEED]}\n";
    const std::string directory = "      directory: {kind: identity, count: 2, zone: core}\n";
    const auto outage = [](const std::string& groups, const std::string& need) {
        std::string text = R"(
organisations:
  also: {o: {template: office, region: DE-NW, members: 1000}}
templates:
  office:
    host_groups:
)" + groups + R"(
    links: {lan: {to: internet, needs: [directory]}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services:
      names: {needs: [directory]}
      email: {needs: [{pc: {enough: 0.8}}, directory], demand: {share: 0.1, profile: always}}
)";
        text.replace(text.find("NEED"), 4, need);
        const auto plan =
            with_plays(play("p", "0h", "{shutdown: {}}, {restore: {order: [email]}}"), text);
        return Story(plan).service("o/email").down;
    };
    // Needed as hosts, as a service, and through a link.
    for (const std::string need : {"directory", "names", "{directory: {over: lan}}"}) {
        CHECK(outage(pcs + directory, need) == hours(44));
        CHECK(outage(directory + pcs, need) == hours(44));
    }
}

TEST_CASE("what is known to be destroyed is not queued behind what only has to be looked through",
          "[model][restore][rule-45]") {
    const std::string wiper = R"(
kind: operated
routes: [{name: idle, from: {}, to: itself, time: 1000d, success: 0, yields: foothold}]
goals: [{group: database}]
impact: [{name: wipe, do: wipe, on: {group: database}, when: {holding: {group: database}}}]
)";
    const auto outage = [&](const std::string& needs) {
        const auto plan = test::plan_of({R"(
starts: 2022-06-01T08:00 Europe/Berlin
entry: [{at: o/database, when: 1h, yields: controlled}]
detection: {users_notice: 30min}
strategies:
  s:
    plays:
      - name: p
        when: {destroyed_hosts: 1}
        do: [{shutdown: {}}, {restore: {order: [s], thoroughness: 1}}]
)" + efforts,
                                         fmt::format(R"(
organisations:
  also: {{o: {{template: t, region: DE-NW, members: 1000}}}}
templates:
  t:
    host_groups:
      clients: {{kind: workstation, count: 20, zone: office}}
      database: {{kind: server, count: 1, zone: core{}}}
      storage: {{kind: server, count: 1, zone: core}}
    crews: {{it: {{people: 1, shift: round-the-clock}}}}
    services:
      s: {{needs: [database, {{clients: {{enough: 0.5}}}}], demand: {{share: 0.1, profile: always}}}}
)",
                                                     needs),
                                         wiper});
        return Story(plan).service("o/s").down;
    };
    // Destroyed a minute after it was entered, known half an hour later, off and in repair after
    // two messages of a minute: 6 h for the database, then 2 h for each of five of twenty clients.
    const Duration until = minutes(30) + 2 * latency;
    CHECK(outage("") - hours(16) <= until + minutes(1));
    CHECK(outage("") >= hours(16) + minutes(30));
    // What the destroyed one needs comes before it, and before the clients.
    CHECK(outage(", needs: [storage]") == outage("") + hours(2));
}

TEST_CASE("a host that the attacker holds unnoticed is not looked at earlier than others",
          "[model][restore][rule-45]") {
    const auto first_found = [](const std::string& sensors, const std::string& evidence) {
        const auto plan =
            test::plan_of({"entry: [{at: pc, when: 0h, yields: controlled}]\n"
                           "strategies:\n  s:\n    plays:\n" +
                               play("p", "1h", "{shutdown: {}}, {restore: {thoroughness: 1}}") +
                               efforts + sensors,
                           R"(
organisations:
  also: {o: {template: office, region: DE-NW, members: 1000}}
templates:
  office:
    host_groups: {pc: {kind: workstation, count: 1000, zone: office}}
    crews: {it: {people: 1, shift: round-the-clock}}
)",
                           fmt::format(R"(
kind: autonomous
routes: [{{name: idle, from: {{}}, to: itself, time: 30min, success: 0, yields: foothold, evidence: {}}}]
)",
                                       evidence)});
        Duration sum;
        for (std::uint64_t world = 0; world < 40; ++world) {
            const Story story(plan, {.world = {.seed = 2, .replication = world}});
            const auto found = story.times(TraceKind::found_compromised, "o/pc");
            sum += found.empty() ? spans_of_24h(30) : found.front();
        }
        return sum;
    };
    // Somewhere among a thousand hosts of two hours each; 30 days are enough for 360.
    CHECK(first_found("", "0") > 40 * spans_of_24h(15));
    // Known, it comes first.
    CHECK(first_found("detection: {sensors: {workstation: 1}, alert_delay: 0h, analysts: [{at: o, "
                      "people: 1, shift: round-the-clock, time_per_alert: 1min}]}\n",
                      "1") < 40 * hours(5));
}

TEST_CASE("a host that is known to be bad is found whatever the gate", "[model][restore]") {
    const auto plan =
        test::plan_of({"entry: [{at: pc, when: 0h, yields: controlled}]\n"
                       "detection: {sensors: {workstation: 1}, alert_delay: 0h, "
                       "analysts: [{at: o, people: 1, shift: round-the-clock, "
                       "time_per_alert: 1min}]}\n"
                       "strategies:\n  s:\n    plays:\n" +
                           play("p", "3h", "{shutdown: {}}, {restore: {gate: none}}") + efforts,
                       office, R"(
kind: autonomous
routes: [{name: idle, from: {}, to: itself, time: 30min, success: 0, yields: foothold, evidence: 1}]
)"});
    const Story story(plan);
    CHECK(story.result().metrics.hosts.rebuilt == 1);
    CHECK(story.result().metrics.hosts.missed == 0);
    CHECK(story.result().metrics.hosts.crew_time == hours(4));
}

}  // namespace
}  // namespace kammerspiel
