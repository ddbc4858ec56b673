#pragma once

#include <algorithm>

#include "tests/unit/cli/program.hpp"

namespace kammerspiel::test {

/// A scenario in `folder`/s whose answers follow by hand: one house of 100 members all of whom use
/// its one service all the time, for 10 days. It is switched off for good 17 minutes (to tell the
/// crisis team, and two messages) and `off`'s lag of 4 h (`later`'s: 5 h) after the start; until
/// then it works. An hour later is 100 member-hours less. Nothing is ever restored, so figures of
/// recovery do not matter, and the attacker does nothing, so there is no luck.
[[nodiscard]] inline fs::path question_world(const Folder& folder) {
    write(folder / "s/scenario.yaml", R"(kammerspiel: 1
title: {en: one house, de: ein Haus}
starts: 2022-01-03T00:00 UTC
horizon: 10d
federation: federation.yaml
attackers: {them: {use: them.yaml}}
known_at_start: [{at: house/desks, hosts: 1, what: suspected}]
reporting_delay: {value: 15min, source: "minutes of the exercise", confidence: estimate}
recovery: {default: {inspect: {value: 1h, between: [30min, 2h], confidence: measured}, clean: 2h, rebuild: 4h, test: 30min}}
strategies:
  off:
    plays:
      - {name: off, when: {suspected_hosts: 1}, after: {value: 4h, between: [2h, 6h], tune: [1h, 9h], confidence: assumption}, do: [{shutdown: {}}]}
  later:
    plays:
      - {name: off-later, when: {suspected_hosts: 1}, after: 5h, do: [{shutdown: {}}]}
)");
    write(folder / "s/federation.yaml", R"(
organisations:
  also: {house: {template: house, region: DE-NW, members: 100}}
templates:
  house:
    host_groups: {desks: {kind: workstation, count: 20, zone: office}}
    services: {work: {needs: [desks], demand: {share: 1, profile: always}}}
)");
    write(folder / "s/them.yaml", R"(
kind: autonomous
routes:
  - {name: none, from: {}, to: {}, time: 1d, success: 0, yields: foothold}
)");
    return folder / "s";
}

/// In characters.
[[nodiscard]] inline std::size_t widest_line_of(const std::string& text) {
    std::size_t widest = 0;
    std::size_t line = 0;
    for (const char c : text) {
        const bool continues = (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
        line = c == '\n' ? 0 : line + (continues ? 0 : 1);
        widest = std::max(widest, line);
    }
    return widest;
}

}  // namespace kammerspiel::test
