#include "kammerspiel/federation/start.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kammerspiel/graph/findings.hpp"
#include "tests/unit/agreement/drawn_federation.hpp"
#include "tests/unit/agreement/seen.hpp"

namespace kammerspiel::test {
namespace {

using federation::ServiceId;

// Left out: `grace`, which lets a run start what analysis says cannot start; the two disagree, and
// the run is right as long as repair is quicker than the grace.
constexpr Drawn without_grace{.grace = false};

model::Plan all_off_and_back(const std::string& federation, const std::string& scope) {
    return plan_of({fmt::format("strategies: {{one: {{plays: [{{name: p, after: 0h, do: "
                                "[{{shutdown: {{}}}}, {{restore: {{scope: {}}}}}]}}]}}}}\n",
                                scope),
                    federation});
}

TEST_CASE("after a full shutdown a run brings back what analysis says can start", "[agreement]") {
    std::size_t with_circle = 0;
    for (std::uint64_t number = 0; number < drawn_federations; ++number) {
        Lots lots(number);
        const std::string written = FederationByLot(lots, without_grace).write();
        CAPTURE(number, written);
        const auto plan = all_off_and_back(written, "everything");
        const auto& needs = plan.needs();
        const auto run = model::run(plan, {});
        const auto still_up = ran_on(plan, run);
        const std::vector<bool> held = federation::cannot_start(needs, still_up);
        const auto levels = levels_at_the_end(plan, run);
        for (std::size_t s = 0; s < levels.size(); ++s) {
            CAPTURE(plan.federation().services[s].name);
            REQUIRE((levels[s] == 0) == held[needs.of(ServiceId{s}).index()]);
        }
        const auto circles = federation::start_circles(needs, still_up);
        REQUIRE(run.metrics.cannot_start == circles);
        if (!circles.empty()) ++with_circle;
        if (std::count(still_up.begin(), still_up.end(), 0) != std::ssize(still_up)) continue;
        Diagnostics warnings;
        graph::warn_of_structure(plan.scenario(), plan.federation(), warnings);
        const auto all = warnings.sorted();
        const auto told = std::count_if(all.begin(), all.end(), [](const Diagnostic& one) {
            return one.message.key == "structure.warning.black_start";
        });
        REQUIRE((told > 0) == !circles.empty());
    }
    // Neither of the two cases is the odd one out.
    CHECK(with_circle > drawn_federations / 10);
    CHECK(with_circle < drawn_federations * 9 / 10);
}

TEST_CASE("restoring the scope of a service brings back all that it needs", "[agreement]") {
    for (std::uint64_t number = 0; number < drawn_federations; ++number) {
        Lots lots(number);
        const std::string written = FederationByLot(lots, without_grace).write();
        CAPTURE(number, written);
        const auto plan = all_off_and_back(written, "{service: s0}");
        const auto& needs = plan.needs();
        const auto run = model::run(plan, {});
        const std::vector<bool> held = federation::cannot_start(needs, ran_on(plan, run));
        const auto levels = levels_at_the_end(plan, run);
        for (std::size_t s = 0; s < levels.size(); ++s) {
            if (plan.federation().services[s].local_name != "s0") continue;
            CAPTURE(plan.federation().services[s].name);
            REQUIRE((levels[s] == 0) == held[needs.of(ServiceId{s}).index()]);
        }
    }
}

TEST_CASE("a grace that outlasts the repair opens a circle, in a run as in what check says",
          "[agreement][rule-41]") {
    const auto answers = [](const std::string& grace) {
        const auto plan = all_off_and_back(R"(
organisations:
  also:
    a: {template: ta, region: XX, members: 1000, staff: 10}
    b: {template: tb, region: XX, members: 1000, staff: 10}
templates:
  ta:
    host_groups:
      srv: {kind: server, count: 8, zone: z}
    links: {l: {to: b}}
    crews: {it: {people: 2, shift: round-the-clock}}
    services:
      m: {needs: [srv, b/s: {over: l}], demand: {share: 0.1, profile: always}}
      n: {needs: [srv, {m: {to_start: true}}], demand: {share: 0.1, profile: always}, start_time: 2h}
  tb:
    host_groups:
      srv: {kind: server, count: 4, zone: z}
    crews: {it: {people: 1, shift: round-the-clock}}
    services:
      s: {needs: [srv: {enough: 0.5}, a/n: {grace: )" +
                                               grace + R"(}], start_time: 1h}
)",
                                           "everything");
        const auto run = model::run(plan, {});
        Diagnostics warnings;
        graph::warn_of_structure(plan.scenario(), plan.federation(), warnings);
        const auto all = warnings.sorted();
        const bool is_warned = std::any_of(all.begin(), all.end(), [](const Diagnostic& one) {
            return one.message.key == "structure.warning.black_start";
        });
        const auto levels = levels_at_the_end(plan, run);
        const bool comes_back = std::count(levels.begin(), levels.end(), 0U) == 0;
        CHECK(run.metrics.cannot_start.empty() == comes_back);
        CHECK(is_warned == !comes_back);
        return comes_back;
    };
    CHECK(answers("100d"));
    CHECK_FALSE(answers("1h"));
}

}  // namespace
}  // namespace kammerspiel::test
