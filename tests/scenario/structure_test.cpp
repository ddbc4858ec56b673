#include <algorithm>

#include "catch.hpp"
#include "kammerspiel/graph/analysis.hpp"
#include "shipped.hpp"

// What planners know of August 2022 without a run: everything hangs on the shared provider.

namespace kammerspiel {
namespace {

struct Analysed {
    const model::Plan& plan = test::shipped("ihk-2022");
    graph::NeedGraph graph{plan.federation()};
    graph::NeedAnalysis needs = graph::analyse_needs(plan.scenario(), graph);

    const graph::SingleFailure& single(const std::string& name) const {
        const auto& all = needs.singles.worst_first;
        const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) {
            return graph::name_of(plan.federation(), one.element) == name;
        });
        REQUIRE(found != all.end());
        return *found;
    }
};

TEST_CASE("in ihk-2022 the provider is the single point of failure of all chambers",
          "[scenario][ihk-2022][graph]") {
    const Analysed ihk;
    const auto& worst = ihk.needs.singles.worst_first.front();
    CHECK(graph::name_of(ihk.plan.federation(), worst.element) == "gfi");
    CHECK(worst.effect.organisations == 79);
    // Seven services of nine everywhere, and the telephones of the 49 chambers that have theirs
    // there; paper keeps exams above half of their level.
    CHECK(worst.effect.services == 7 * 79 + 49);
    CHECK(ihk.single("gfi/uplink").effect == ihk.single("gfi/network").effect);
    // Mail has its own relays; nothing else needs them.
    CHECK(ihk.single("gfi/mail-relays").effect.services == 79);
    // A chamber's directory stays its own trouble.
    CHECK(ihk.single("ihk-ulm/directory").effect.organisations == 1);
}

TEST_CASE("ihk-2022 has no pairs of failures and no circle that blocks a black start",
          "[scenario][ihk-2022][graph]") {
    const Analysed ihk;
    CHECK(ihk.needs.pairs.worst_first.empty());
    CHECK(ihk.needs.pairs.is_complete);
    CHECK(ihk.needs.tested.deadlocks.empty());
    CHECK(ihk.needs.tested.order.size() == ihk.graph.size());
    CHECK(ihk.needs.rebuilt.critical_path.back().after >
          ihk.needs.tested.critical_path.back().after);
}

TEST_CASE("the services of a chamber hang on what its file says", "[scenario][ihk-2022][graph]") {
    const Analysed ihk;
    const auto& federation = ihk.plan.federation();
    const auto& all = ihk.needs.dependences.services;
    const auto website = std::find_if(all.begin(), all.end(), [&](const auto& one) {
        return federation.services[one.service.index()].local_name == "website";
    });
    REQUIRE(website != all.end());
    std::vector<std::string> names;
    for (const auto& one : website->singles) names.push_back(graph::name_of(federation, one));
    CHECK(names == std::vector<std::string>{"gfi/network", "gfi/web-servers", "gfi/uplink", "gfi"});
}

}  // namespace
}  // namespace kammerspiel
