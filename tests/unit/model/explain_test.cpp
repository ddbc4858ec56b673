#include "kammerspiel/model/explain.hpp"

#include "tests/support/small_world.hpp"

// Why was this down at that time.

namespace kammerspiel {
namespace {

using model::Reason;
using model::Standing;
using model::TraceKind;

const std::string houses = R"(
organisations:
  also:
    house: {template: house, region: DE-NW, members: 100}
    provider: {template: provider, region: DE-NW}
templates:
  house:
    host_groups:
      mail: {kind: server, count: 2, zone: z}
      spare: {kind: server, count: 1, zone: spare}
      phones: {kind: telephony, count: 1, zone: v}
    links: {wan: {to: provider}}
    services:
      email: {needs: [mail, {provider/gateway: {over: wan}}, phones]}
      either: {needs: {any_of: [mail, spare]}}
  provider:
    host_groups: {relays: {kind: server, count: 1, zone: z}}
    services: {gateway: {needs: [relays]}}
)";

const std::string off = R"(
known_at_start: [{at: provider/relays, hosts: 1, what: suspected, text: strange}]
strategies:
  s:
    plays:
      - name: everything-off
        when: {suspected_hosts: 1}
        after: 3h
        do: [{shutdown: {scope: {kind: server}}}, {close_link: {link: wan}}]
)";

federation::ServiceId service(const model::Plan& plan, const std::string& name) {
    const auto& all = plan.federation().services;
    for (std::size_t s = 0; s < all.size(); ++s) {
        if (all[s].name == name) return federation::ServiceId{s};
    }
    FAIL("no service " << name);
    return {};
}

TEST_CASE("every necessary cause of an outage is named, each back to its root", "[model][causes]") {
    const auto plan = test::plan_of({off, houses});
    const auto why = model::explain(plan, {}, service(plan, "house/email"), SimTime::at(hours(10)));
    CHECK(why.reason.what.level == PartsPerMillion::none());
    // The own mail servers, the gateway (its relays), and the closed link; not the telephones.
    REQUIRE(why.reason.lacks.size() == 3);
    CHECK_FALSE(why.reason.alternatives);
    const Reason& mail = why.reason.lacks[0];
    CHECK(mail.what.kind == Standing::Kind::host_group);
    CHECK(mail.what.hosts[static_cast<std::size_t>(model::Availability::precaution)] == 2);
    const Reason& gateway = why.reason.lacks[1];
    CHECK(gateway.what.kind == Standing::Kind::service);
    REQUIRE(gateway.lacks.size() == 1);
    CHECK(gateway.lacks[0].what.kind == Standing::Kind::host_group);
    CHECK(why.reason.lacks[2].what.kind == Standing::Kind::link);
    CHECK_FALSE(why.reason.lacks[2].what.is_open);

    std::vector<TraceKind> story;
    for (const auto& record : mail.what.chain) story.push_back(record.what);
    CHECK(story == std::vector<TraceKind>{TraceKind::switched_off, TraceKind::play_decided,
                                          TraceKind::play_triggered, TraceKind::reported,
                                          TraceKind::given_at_start});
}

TEST_CASE("where one of several would have been enough, that is said", "[model][causes]") {
    const auto plan = test::plan_of({off, houses});
    const auto why =
        model::explain(plan, {}, service(plan, "house/either"), SimTime::at(hours(10)));
    CHECK(why.reason.alternatives);
    CHECK(why.reason.enough == 1);
    CHECK(why.reason.lacks.size() == 2);
}

TEST_CASE("before anything happened there is nothing to explain", "[model][causes]") {
    const auto plan = test::plan_of({off, houses});
    const auto why = model::explain(plan, {}, service(plan, "house/email"), SimTime::at(hours(2)));
    CHECK(why.reason.what.level == PartsPerMillion::full());
    CHECK(why.reason.lacks.empty());
    CHECK(why.reason.what.chain.empty());
}

}  // namespace
}  // namespace kammerspiel
