#include "kammerspiel/report/why.hpp"

#include "tests/support/small_world.hpp"

namespace kammerspiel {
namespace {

const std::string federation = R"(
organisations:
  also:
    house: {template: house, region: DE-NW, members: 100}
    provider: {template: provider, region: DE-NW}
templates:
  house:
    host_groups: {mail: {kind: server, count: 2, zone: z}}
    links: {wan: {to: provider}}
    services: {email: {needs: [mail, {provider/gateway: {over: wan}}]}}
  provider:
    host_groups: {relays: {kind: server, count: 1, zone: z}}
    services: {gateway: {needs: [relays]}}
)";

const std::string scenario = R"(
known_at_start:
  - at: provider/relays
    hosts: 1
    what: suspected
    text: {en: strange noises, de: seltsame Geräusche}
strategies:
  s:
    plays:
      - name: all-off
        when: {suspected_hosts: 1}
        after: 3h
        do: [{shutdown: {}}, {close_link: {link: wan}}]
)";

std::string told(const model::Plan& plan, SimTime at, Language language) {
    const auto why = model::explain(plan, {}, federation::ServiceId{std::size_t{0}}, at);
    return report::why_in_words(plan, {}, why, Text(language));
}

TEST_CASE("why tells what was lacking and how it came to that", "[report][why]") {
    const auto plan = test::plan_of({scenario, federation});
    CHECK(told(plan, SimTime::at(hours(10)), Language::en) ==
          R"(house/email on Mon 2022-01-03 10:00: down (0 %); it has to start again.

It lacked these, and would have needed all of them:
  - house/mail: 2 of 2 hosts switched off as a precaution
  - provider/gateway: down (0 %); it has to start again
    - provider/relays: 1 of 1 hosts switched off as a precaution
  - house/wan: closed

How it came to that (house/mail), step by step back:
  Mon 2022-01-03 03:17  2 hosts of house were switched off (“all-off”)
  Mon 2022-01-03 03:16  “all-off” was decided
  Mon 2022-01-03 00:16  the signs for “all-off” were there
  Mon 2022-01-03 00:15  provider reported to the deciders: 1 host suspected
  Mon 2022-01-03 00:00  known at the start: strange noises (provider/relays)
)");
}

TEST_CASE("why tells it in German too", "[report][why]") {
    const auto plan = test::plan_of({scenario, federation});
    const std::string words = told(plan, SimTime::at(hours(10)), Language::de);
    CHECK_THAT(words, ContainsSubstring("house/email am Mo. 03.01.2022 10:00: ausgefallen"));
    CHECK_THAT(words, ContainsSubstring("house/wan: getrennt"));
    CHECK_THAT(words, ContainsSubstring("zu Beginn bekannt: seltsame Geräusche"));
}

TEST_CASE("why says when nothing was wrong", "[report][why]") {
    const auto plan = test::plan_of({scenario, federation});
    CHECK(told(plan, SimTime::at(hours(1)), Language::en) ==
          "house/email on Mon 2022-01-03 01:00: up, nothing was missing.\n");
}

}  // namespace
}  // namespace kammerspiel
