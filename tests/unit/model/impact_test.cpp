#include "tests/support/small_world.hpp"

// What members feel and what is owed to others: patience, turning elsewhere, duties, data.

namespace kammerspiel {
namespace {

using model::TraceKind;
using test::Story;

constexpr Duration latency = minutes(1);
constexpr Duration ordered = latency;

/// permille · µs · millionths of a person, as person-hours.
double person_hours(model::Int128 units) {
    return static_cast<double>(units) / (1e3 * 1e6 * 3.6e9);
}

std::string off_for(const std::string& span, const std::string& scope) {
    return "strategies:\n  s:\n    plays:\n      - {name: off, when: {clock: 2022-01-03T10:00}, "
           "do: [{shutdown: {scope: " +
           scope + "}}, {restore: {gate: none, begins_after: " + span + "}}]}\n";
}

TEST_CASE("requests wait as long as their patience and are then lost", "[model][rule-18]") {
    const auto plan = test::plan_of({off_for("30h", "everything"), R"(
organisations:
  also: {house: {template: house, region: DE-NW, members: 1000}}
templates:
  house:
    host_groups: {mail: {kind: server, count: 1, zone: z}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services:
      email: {needs: [mail], demand: {share: 0.5, profile: always, kind: deferrable, patience: 12h}}
)"});
    const Story story(plan);
    const double out = (hours(30) + minutes(5)).in_hours();
    const auto& figures = story.service("house/email");
    const auto hours_of = [](model::Int128 units) {
        return static_cast<double>(units) / (1e3 * 1e6 * 3.6e9);
    };
    // Units of the books: of one member who always wants it; those of the last twelve hours are
    // served late.
    CHECK_THAT(hours_of(figures.requests_delayed), WithinRel(12.0, 1e-9));
    CHECK_THAT(hours_of(figures.requests_lost), WithinRel(out - 12.0, 1e-9));
}

const std::string two_stations = R"(
organisations:
  also:
    a: {template: station, region: DE-NW, members: 1000}
    b: {template: station, region: DE-NW, members: 400}
templates:
  station:
    host_groups: {pumps: {kind: appliance, count: 1, zone: z}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services:
      fuel:
        needs: [pumps]
        demand: {share: 0.1, profile: always}
        capacity: 70
        elsewhere: {to: {region: DE-NW}, share: 0.6, after: 2h}
)";

TEST_CASE("people turn to others after a while, up to what those can take", "[model][rule-28]") {
    const auto plan = test::plan_of({off_for("20h", "{organisation: a}"), two_stations});
    const Story story(plan);
    const Duration down = hours(10) + ordered;
    const Duration up = story.first(TraceKind::service_up, "a/fuel");
    // 100 people want it at any time, 60 would turn away; b has room for 70 and 40 of its own, so
    // 30 are served, from two hours after the loss (and a latency) until it is back.
    const double served = (up - (down + hours(2) + latency)).in_hours() * 30;
    CHECK_THAT(person_hours(story.service("a/fuel").served_elsewhere), WithinRel(served, 1e-9));
    CHECK_THAT(person_hours(story.service("b/fuel").served_others), WithinRel(served, 1e-9));
    CHECK(story.service("b/fuel").served_elsewhere == 0);
}

TEST_CASE("where all are down nobody is served elsewhere", "[model][rule-28]") {
    const auto plan = test::plan_of({off_for("20h", "everything"), two_stations});
    const Story story(plan);
    // Both come back at once; what is still said to come until the message is there does not count.
    CHECK(story.service("a/fuel").served_elsewhere == 0);
    CHECK(story.service("b/fuel").served_elsewhere == 0);
}

std::string duty(const std::string& text) { return "obligations:\n  - " + text + "\n"; }

const std::string office = R"(
organisations:
  also: {house: {template: house, region: DE-NW, members: 1000}}
templates:
  house:
    host_groups: {mail: {kind: server, count: 1, zone: z}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services: {email: {needs: [mail], demand: {share: 0.5, profile: always}}}
)";

TEST_CASE("a duty is met in time, missed, or could not be sent", "[model][rule-29]") {
    const auto figures = [&](const std::string& text, const std::string& out) {
        const auto plan = test::plan_of({duty(text) + off_for(out, "everything"), office});
        return Story(plan).result().metrics.obligations.front();
    };
    const std::string when = "{name: report, when: {service: email, below: 0.5, for: 4h}, ";
    using Figures = model::ObligationFigures;
    CHECK(figures(when + "takes: 2h, within: 24h}", "30h") == Figures{.met = 1});
    CHECK(figures(when + "takes: 24h, within: 12h}", "60h") == Figures{.missed = 1});
    // Ready after six hours, but the only channel comes back after thirty: too late for 24 h.
    CHECK(figures(when + "takes: 2h, within: 24h, uses: [email]}", "30h") ==
          Figures{.not_sent = 1});
    CHECK(figures(when + "takes: 2h, within: 48h, uses: [email]}", "30h") == Figures{.met = 1});
    // Down for less than it takes to count.
    CHECK(figures(when + "within: 24h}", "3h") == Figures{});
}

TEST_CASE("a duty is sent in the moment in which a channel works again", "[model][rule-29]") {
    const auto plan = test::plan_of(
        {duty("{name: report, when: {service: email, for: 1h}, within: 72h, uses: [email]}") +
             off_for("30h", "everything"),
         office});
    const Story story(plan);
    CHECK(story.first(TraceKind::obligation_met, "house") ==
          story.first(TraceKind::service_up, "house/email"));
}

TEST_CASE("a duty counts from what staff know, not from what is so", "[model][rule-29]") {
    const auto plan = test::plan_of(
        {duty("{name: gdpr, when: {confirmed_hosts: 1}, takes: 1h, within: 72h}") + R"(
known_at_start: [{at: mail, hosts: 1, what: confirmed, text: seen}]
)",
         office});
    const Story story(plan);
    CHECK(story.first(TraceKind::obligation_met, "house") == hours(1));
    CHECK(story.result().metrics.obligations.front().met == 1);
}

const std::string wiper = R"(
kind: autonomous
routes:
  - {name: none, from: {}, to: {}, time: 300d, success: 0, yields: foothold}
impact:
  - {name: wipe, do: wipe, on: {}, when: {holding: {}}, after: 11h}
)";

std::string backed_up(const std::string& backup) {
    return R"(
organisations:
  also: {house: {template: house, region: DE-NW, members: 1000}}
templates:
  house:
    host_groups:
      files: {kind: server, count: 1, zone: servers}
      safe: {kind: backup, count: 1, zone: vault, interval: 24h)" +
           backup + R"(}
    crews: {it: {people: 1, shift: round-the-clock}}
    services: {share: {needs: [files], rpo: 12h, demand: {share: 0.5, profile: always}}}
)";
}

std::string wiped(const std::string& where) {
    return "entry:\n" + where + R"(
detection: {users_notice: 0h}
recovery: {default: {inspect: 1h, clean: 2h, rebuild: 4h, from_scratch: 40h, test: 1h}}
strategies:
  s:
    plays: [{name: rebuild, when: {destroyed_hosts: 1}, do: [{restore: {}}]}]
)";
}

TEST_CASE("a destroyed host comes back as old as its newest backup", "[model][recovery]") {
    const auto plan = test::plan_of(
        {wiped("  - {at: files, when: 0h, yields: controlled}"), backed_up(""), wiper});
    const Story story(plan);
    // Wiped at 11:00; the backup is of midnight. Rebuilt from it: 1 + 4 + 1 hours.
    const auto& federation = plan.federation();
    REQUIRE(federation.host_groups[0].name == "house/files");
    CHECK(story.result().metrics.data[0].age == hours(11));
    CHECK_FALSE(story.result().metrics.data[0].everything);
    CHECK(story.result().metrics.hosts.from_scratch == 0);
    CHECK(story.first(TraceKind::group_restored, "house/files") -
              story.first(TraceKind::restore_begun, "house") ==
          hours(6));
}

TEST_CASE("where the backup went with it, all is lost and rebuilding takes longer",
          "[model][recovery]") {
    const std::string both =
        "  - {at: files, when: 0h, yields: controlled}\n  - {at: safe, when: 0h, yields: "
        "controlled}";
    const auto plan = test::plan_of({wiped(both), backed_up(""), wiper});
    const Story story(plan);
    CHECK(story.result().metrics.data[0].everything);
    CHECK(story.result().metrics.hosts.from_scratch >= 1);
    const auto offline = test::plan_of({wiped(both), backed_up(", offline: true"), wiper});
    CHECK_FALSE(Story(offline).result().metrics.data[0].everything);
    // The host that reads it is destroyed, too; whoever is in need does not wait for that one.
    CHECK(Story(offline).result().metrics.hosts.from_scratch == 2);
}

TEST_CASE("a backup is out of reach of zones that are not named", "[model][attack]") {
    const std::string hunter = R"(
kind: autonomous
routes:
  - {name: reach, from: {}, to: safe, time: 3h, success: 1, yields: controlled}
)";
    const auto falls = [&](const std::string& zones) {
        const auto plan = test::plan_of(
            {"entry: [{at: files, when: 0h, yields: controlled}]\n", backed_up(zones), hunter});
        return Story(plan).count(TraceKind::compromised);
    };
    CHECK(falls("") == 1);
    CHECK(falls(", reachable_from: [servers]") == 1);
    CHECK(falls(", reachable_from: [vault]") == 0);
}

TEST_CASE("what was left behind survives cleaning and not rebuilding", "[model][recovery]") {
    const std::string stayer = R"(
kind: autonomous
persistence: 1
returns_after: 3d
routes:
  - {name: grow, from: {}, to: itself, time: 1h, success: 1, yields: controlled}
)";
    const auto comes_back = [&](const std::string& rebuild) {
        const auto plan = test::plan_of({R"(
entry: [{at: files, when: 0h}]
strategies:
  s:
    plays:
      - name: off
        when: {clock: 2022-01-03T10:00}
        do: [{shutdown: {}}, {restore: {thoroughness: 1, rebuild: )" +
                                             rebuild + "}}]\n",
                                         backed_up(""), stayer});
        const Story story(plan);
        CHECK(story.count(TraceKind::found_compromised) == 1);
        if (story.result().metrics.hosts.persisted == 0) return Duration::zero();
        return story.first(TraceKind::reactivated, "house/files") -
               story.first(TraceKind::group_restored, "house/files");
    };
    CHECK(comes_back("controlled") == Duration::zero());
    CHECK(comes_back("destroyed") == spans_of_24h(3));
    CHECK(comes_back("everything") == Duration::zero());
}

TEST_CASE("an impact by the clock strikes then, where a host is held then", "[model][attack]") {
    const auto bomb = [](const std::string& kind, const std::string& goals) {
        return "kind: " + kind + goals + R"(
routes:
  - {name: grow, from: files, to: itself, time: 1h, success: 1, yields: controlled}
impact:
  - {name: bomb, do: wipe, on: {group: files}, when: {holding: {group: files}, clock: 2022-01-05T00:00}}
)";
    };
    const std::string federation = R"(
organisations:
  also: {house: {template: house, region: DE-NW, members: 1000}}
templates:
  house:
    host_groups: {files: {kind: server, count: 1, zone: servers}}
    links: {uplink: {to: internet}}
)";
    const auto alone =
        test::plan_of({"entry: [{at: files, when: 0h}]\n", federation, bomb("autonomous", "")});
    CHECK(Story(alone).first(TraceKind::destroyed, "house/files") == hours(48));
    const auto by_hand = test::plan_of({"entry: [{at: files, when: 0h}]\n", federation,
                                        bomb("operated", "\ngoals: [{group: files}]")});
    // The operation gives the word at the moment; it travels a latency and takes no time.
    CHECK(Story(by_hand).first(TraceKind::destroyed, "house/files") == hours(48) + latency);
}

TEST_CASE("services that wait for each other in a circle are named at the end", "[model][rule-7]") {
    const auto plan = test::plan_of({off_for("1h", "everything"), R"(
organisations:
  also: {house: {template: house, region: DE-NW}}
templates:
  house:
    host_groups: {servers: {kind: server, count: 1, zone: z}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services:
      files: {needs: [identity]}
      identity: {needs: [servers, dns]}
      dns: {needs: [servers, identity]}
)"});
    const Story story(plan);
    const auto& circles = story.result().metrics.cannot_start;
    REQUIRE(circles.size() == 1);
    REQUIRE(circles.front().size() == 2);
    CHECK(plan.needs().name(circles.front()[0]) == "house/identity");
    CHECK(plan.needs().name(circles.front()[1]) == "house/dns");
}

}  // namespace
}  // namespace kammerspiel
