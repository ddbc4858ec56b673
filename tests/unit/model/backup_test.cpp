#include <fmt/format.h>

#include "catch.hpp"
#include "kammerspiel/model/figures.hpp"
#include "tests/support/small_world.hpp"

// What backups are worth when hosts are lost.

namespace kammerspiel {
namespace {

using model::TraceKind;
using test::Story;

const std::string wiper = R"(
kind: autonomous
routes: [{name: idle, from: {}, to: itself, time: 1000d, success: 0, yields: foothold}]
impact: [{name: wipe, do: wipe, on: {}, when: {holding: {}}, after: 1h}]
)";

model::Plan losing(const std::string& entries, const std::string& backup,
                   const std::string& services) {
    return test::plan_of({"starts: 2022-06-01T08:00 Europe/Berlin\nentry: [" + entries + R"(]
detection: {users_notice: 30min}
recovery: {default: {inspect: 1h, clean: 2h, rebuild: 4h, test: 1h, from_scratch: 40h}}
strategies:
  s:
    plays:
      - {name: p, when: {destroyed_hosts: 1}, after: 2h, do: [{restore: {order: [web]}}]}
)",
                          R"(
organisations:
  also: {o: {template: t, region: DE-NW, members: 1000}}
templates:
  t:
    host_groups:
      srv: {kind: server, count: 1, zone: z}
)" + backup + R"(
    crews: {it: {people: 1, shift: round-the-clock}}
    services:
)" + services,
                          wiper});
}

const std::string srv = "{at: o/srv, when: 0h, yields: controlled}";
const std::string bak = "{at: o/bak, when: 0h, yields: controlled}";
const std::string web = "      web: {needs: [srv], demand: {share: 0.1, profile: always}}\n";

TEST_CASE("without a backup at hand a host is rebuilt from scratch", "[model][backup]") {
    // Destroyed at 1 h, noticed at 1.5 h, decided at 3.5 h, messages and delay of reports apart.
    const auto repaired_in = [](const std::string& entries, const std::string& backup) {
        const auto plan = losing(entries, backup, web);
        const Story story(plan);
        return story.first(TraceKind::group_restored, "o/srv") -
               story.first(TraceKind::restore_begun, "o");
    };
    const std::string here = "      bak: {kind: backup, count: 1, zone: vault, interval: 24h}\n";
    const std::string offline =
        "      bak: {kind: backup, count: 1, zone: vault, interval: 24h, offline: true}\n";
    const std::string two =
        "      bak: {kind: backup, count: 2, zone: vault, interval: 24h, offline: true}\n";
    CHECK(repaired_in(srv, here) == hours(6));
    CHECK(repaired_in(srv, "") == hours(42));
    CHECK(repaired_in(srv + ", " + bak, here) == hours(42));
    CHECK(repaired_in(srv + ", " + bak, offline) == hours(42));
    CHECK(repaired_in(srv + ", " + bak, two) == hours(6));  // another host reads them
}

TEST_CASE("a backup host that is rebuilt restores again what it keeps offline", "[model][backup]") {
    const std::string offline =
        "      bak: {kind: backup, count: 1, zone: vault, interval: 24h, offline: true}\n"
        "      late: {kind: server, count: 1, zone: z}\n";
    const auto plan = losing(bak + ", {at: o/late, when: 3d, yields: controlled}", offline, web);
    const Story story(plan);
    // The backup host itself from scratch; what is destroyed afterwards from it.
    CHECK(story.result().metrics.hosts.from_scratch == 1);
}

TEST_CASE("without any backup all data of a destroyed host are lost", "[model][backup]") {
    const std::string services =
        "      web: {needs: [srv], rpo: 1h, demand: {share: 0.1, profile: always}}\n";
    const auto plan = losing(srv, "", services);
    CHECK(model::data_loss(plan, Story(plan).result().metrics).nothing == 1);
}

TEST_CASE("data are lost behind services, hosts and links as well as in what is named",
          "[model][backup][figures]") {
    const std::string groups =
        "      bak: {kind: backup, count: 1, zone: vault, interval: 24h, offline: true}\n"
        "      shell: {kind: server, count: 1, zone: z, needs: [srv]}\n"
        "      free: {kind: server, count: 1, zone: z}\n"
        "    links: {lan: {to: internet, needs: [srv]}}\n";
    const std::string rest = "rpo: 1h, demand: {share: 0.1, profile: always}}\n";
    const std::string services = "      db: {needs: [srv]}\n      web: {needs: [srv], " + rest +
                                 "      behind: {needs: [db], " + rest +
                                 "      hosted: {needs: [shell], " + rest +
                                 "      linked: {needs: [{free: {over: lan}}], " + rest +
                                 "      apart: {needs: [free], " + rest;
    const auto plan = losing("{at: o/srv, when: 5h, yields: controlled}", groups, services);
    const auto outcome = model::data_loss(plan, Story(plan).result().metrics);
    CHECK(outcome.of == 5);
    CHECK(outcome.beyond == 4);
    CHECK(outcome.oldest == hours(6));
}

}  // namespace
}  // namespace kammerspiel
