#include <fmt/format.h>

#include "kammerspiel/graph/failure.hpp"
#include "tests/unit/agreement/drawn_federation.hpp"
#include "tests/unit/agreement/seen.hpp"

namespace kammerspiel::test {
namespace {

using federation::HostGroupId;
using federation::ServiceId;

TEST_CASE("a host group that stays off leaves the levels that analysis claims", "[agreement]") {
    std::size_t lost = 0;
    for (std::uint64_t number = 0; number < drawn_federations; ++number) {
        Lots lots(number);
        FederationByLot by_lot(lots, {});
        const std::string written = by_lot.write();
        const std::string organisation = by_lot.organisation();
        const std::string group = by_lot.group();
        CAPTURE(number, organisation, group, written);
        const auto plan = plan_of(
            {fmt::format("strategies: {{one: {{plays: [{{name: p, after: 0h, do: [{{shutdown: "
                         "{{scope: {{organisation: {}, group: {}}}}}}}]}}]}}}}\n",
                         organisation, group),
             written});
        const auto& federation = plan.federation();
        const auto& needs = plan.needs();
        std::vector<graph::Element> failed;
        for (std::size_t g = 0; g < federation.host_groups.size(); ++g) {
            if (federation.host_groups[g].name == organisation + "/" + group) {
                failed.emplace_back(HostGroupId{g});
            }
        }
        REQUIRE(failed.size() == 1);
        graph::FailureStudy study(needs);
        std::vector<graph::NeedNodeId> everywhere;
        for (std::uint32_t n = 0; n < needs.size(); ++n) everywhere.emplace_back(n);
        const auto levels = levels_at_the_end(plan, model::run(plan, {}));
        for (std::size_t s = 0; s < levels.size(); ++s) {
            CAPTURE(federation.services[s].name);
            const auto claimed = study.level(needs.of(ServiceId{s}), failed, everywhere);
            REQUIRE(static_cast<std::int32_t>(levels[s]) == claimed);
            if (claimed < 1'000'000) ++lost;
        }
    }
    CHECK(lost > drawn_federations);
}

}  // namespace
}  // namespace kammerspiel::test
