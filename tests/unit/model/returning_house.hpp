#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "catch.hpp"
#include "tests/support/small_world.hpp"

// A house whose services come back stage by stage, computed by hand.

namespace kammerspiel {

using model::Stage;
using model::TraceKind;
using test::Story;

inline constexpr Duration latency = minutes(1);
inline constexpr Duration start_time = minutes(5);
/// Monday, 3 January 2022, 10:00, and a message to those who do it.
inline constexpr Duration switched_off = hours(10) + latency;

struct House {
    std::string stages;    ///< of the scenario
    std::string recovery;  ///< of the service `web`
    std::string crews = "apps: {people: 1, shift: round-the-clock}";
    std::string begins_after = "3d";
    std::string actions;  ///< beside shutdown and restore, each followed by a comma
    std::string groups = "srv: {kind: server, count: 1, zone: z}";
    std::string needs = "[srv]";
    std::string rebuild = "controlled";
    std::string more_services;
};

/// Everything is switched off at 10:01 and brought back after `begins_after`, at once.
inline model::Plan plan_of(const House& house) {
    return test::plan_of({house.stages + R"(
horizon: 90d
recovery: {default: {inspect: 0h, clean: 0h, rebuild: 1h, test: 0h}}
strategies:
  off:
    plays:
      - name: switch
        when: {clock: 2022-01-03T10:00}
        do: [)" + house.actions +
                              "{shutdown: {}}, {restore: {rebuild: " + house.rebuild +
                              ", begins_after: " + house.begins_after + "}}]\n",
                          R"(
organisations:
  also:
    house: {template: house, region: DE-NW, members: 100, staff: 200}
templates:
  house:
    host_groups: {)" + house.groups +
                              R"(}
    crews: {it: {people: 1, shift: round-the-clock}, )" +
                              house.crews + R"(}
    services:
)" + house.more_services + R"(
      web: {needs: )" + house.needs +
                              ", demand: {share: 1, profile: always}, " + house.recovery + "}\n"});
}

inline Duration up_at(const House& house) {
    const auto plan = plan_of(house);
    return Story(plan).first(TraceKind::service_up, "house/web");
}

/// After so long, in parts per million.
inline std::vector<std::pair<Duration, std::uint32_t>> levels(const Story& story) {
    std::vector<std::pair<Duration, std::uint32_t>> all;
    for (const auto& record : story.result().trace) {
        if (record.what != TraceKind::service_up && record.what != TraceKind::service_level &&
            record.what != TraceKind::service_down) {
            continue;
        }
        all.emplace_back(record.key.at().since_start(), record.count);
    }
    return all;
}

}  // namespace kammerspiel
