#include "kammerspiel/federation/scope.hpp"

#include <fmt/format.h>

#include "tests/unit/agreement/drawn_federation.hpp"
#include "tests/unit/agreement/seen.hpp"

namespace kammerspiel::test {
namespace {

using federation::HostGroupId;

const scenario::Scope& scope_of(const model::Plan& plan, std::size_t action) {
    const auto& written = plan.scenario().strategies.front().plays.front().actions[action];
    if (const auto* off = std::get_if<scenario::Shutdown>(&written)) return off->scope;
    return std::get<scenario::Restore>(written).scope;
}

std::string at_once(const std::string& actions) {
    return fmt::format("strategies: {{one: {{plays: [{{name: p, after: 0h, do: [{}]}}]}}}}\n",
                       actions);
}

TEST_CASE("a run switches off what the scope holds, and brings back what it holds", "[agreement]") {
    for (std::uint64_t number = 0; number < drawn_federations; ++number) {
        Lots lots(number);
        FederationByLot by_lot(lots, {});
        const std::string written = by_lot.write();
        const std::string off = by_lot.scope();
        const std::string back = by_lot.scope();
        CAPTURE(number, off, back, written);
        const auto plan = plan_of(
            {at_once(fmt::format("{{shutdown: {{scope: {}}}}}", off)) + "horizon: 1d\n", written});
        const auto& federation = plan.federation();
        const auto scope = federation::resolve(federation, scope_of(plan, 0));
        std::map<federation::OrganisationId, std::uint64_t> claimed;
        for (std::size_t g = 0; g < federation.host_groups.size(); ++g) {
            const auto& group = federation.host_groups[g];
            if (scope.host_groups[g]) claimed[group.organisation] += group.count;
        }
        REQUIRE(switched_off(model::run(plan, {})) == claimed);

        const auto all_off =
            plan_of({at_once(fmt::format("{{shutdown: {{}}}}, {{restore: {{scope: {}}}}}", back)),
                     written});
        const auto claimed_back = federation::resolve(all_off.federation(), scope_of(all_off, 1));
        REQUIRE(restored(all_off, model::run(all_off, {})) == claimed_back.host_groups);
    }
}

}  // namespace
}  // namespace kammerspiel::test
