#include <fmt/format.h>

#include "kammerspiel/graph/criticality.hpp"
#include "kammerspiel/graph/failure.hpp"
#include "tests/support/small_world.hpp"

// What structural analysis says of a lasting failure, against a run in which the same hosts are
// switched off at the start and stay off.

namespace kammerspiel::test {
namespace {

constexpr const char* federation_file = R"(
organisations:
  also:
    provider: {template: provider, region: DE-NW}
    ulm: {template: chamber, region: DE-NW, members: 1000}
    kiel: {template: chamber, region: DE-NW, members: 300}
templates:
  provider:
    host_groups:
      directory: {kind: identity, count: 2, zone: core}
      web: {kind: server, count: 3, zone: core, needs: [directory]}
      relay-1: {kind: server, count: 1, zone: core}
      relay-2: {kind: server, count: 1, zone: core}
      spare: {kind: server, count: 1, zone: core}
    services:
      portal: {needs: [web]}
      gateway: {needs: [{any_of: [relay-1, relay-2]}]}
  chamber:
    host_groups:
      desks: {kind: workstation, count: 20, zone: office}
      files: {kind: server, count: 2, zone: core}
      phones: {kind: telephony, count: 1, zone: voice}
    links: {wan: {to: provider}}
    services:
      register: {needs: [desks, {provider/portal: {over: wan}}], demand: {share: 0.1, profile: office-hours, kind: immediate}}
      mail: {needs: [{desks: {enough: 0.5}}, provider/gateway], demand: {share: 0.2, profile: always, kind: immediate}}
      telephone: {needs: [phones], demand: {share: 0.3, profile: daytime, kind: immediate}}
      archive: {needs: [{files: {floor: 0.4}}, {provider/directory: {floor: 0.7}}], demand: {share: 0.05, profile: office-hours, kind: immediate}}
)";

/// Four weeks from a Monday without a holiday; what `scope` chooses is off from the first minute.
model::Plan without(const std::string& scope) {
    return plan_of({.scenario = fmt::format("starts: 2022-01-10T00:00 UTC\nhorizon: 28d\n"
                                            "strategies: {{off: {{plays: [{{name: off, after: 0h, "
                                            "do: [{{shutdown: {{scope: {}}}}}]}}]}}}}\n",
                                            scope),
                    .federation = federation_file});
}

double lost_a_day(const model::Plan& plan) {
    const Story story(plan);
    double lost = 0;
    for (const auto& service : plan.federation().services) {
        if (service.demand) lost += story.member_hours(service.name);
    }
    return lost / 28;
}

TEST_CASE("the fault tree says what a run loses in a day while a host group is off",
          "[validation][graph]") {
    const model::Plan any = without("{organisation: ulm, group: desks}");
    const federation::Federation federation = any.federation();
    const graph::NeedGraph needs(federation);
    graph::FailureStudy study(needs);
    const auto estimates = graph::inoperability(needs);
    std::size_t above = 0;
    for (std::size_t g = 0; g < federation.host_groups.size(); ++g) {
        const federation::HostGroupId id{g};
        const auto& group = federation.host_groups[g];
        INFO(group.name);
        const double simulated = lost_a_day(
            without(fmt::format("{{organisation: {}, group: {}}}",
                                federation.of(group.organisation).id, group.local_name)));
        const graph::Element element = id;
        const double predicted = study.effect(std::span(&element, 1)).per_day.count();
        // Orders take a minute or two of the 28 days to arrive.
        CHECK(simulated == Approx(predicted).epsilon(2e-4).margin(1e-9));
        const double estimate = estimates[needs.of(id).index()].count();
        CHECK(estimate >= predicted - 1e-6);
        above += estimate > predicted * 1.001 ? 1U : 0U;
    }
    // Nothing here hangs on one group by two ways.
    CHECK(above == 0);
}

TEST_CASE("the fault tree says what a run loses in a day while an organisation is off",
          "[validation][graph]") {
    const model::Plan plan = without("{organisation: provider}");
    const federation::Federation federation = plan.federation();
    const graph::NeedGraph needs(federation);
    graph::FailureStudy study(needs);
    const graph::Element provider = federation.find_organisation("provider").value();
    const graph::Effect effect = study.effect(std::span(&provider, 1));
    CHECK(effect.members == 1300);
    CHECK(lost_a_day(plan) == Approx(effect.per_day.count()).epsilon(2e-4));
}

}  // namespace
}  // namespace kammerspiel::test
