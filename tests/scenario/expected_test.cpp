#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "catch.hpp"
#include "shipped.hpp"

namespace kammerspiel {
namespace {

using federation::Loss;

/// Hours with two digits, or what is so instead.
std::string hours_to(const model::Plan& plan, const model::Metrics& metrics, double share) {
    const auto back =
        model::restored_for_good(plan.federation(), metrics, test::services(plan), Share{share});
    if (back.never_below) return "never lost";
    return back.at ? fmt::format("{:.2f} h", back.at->since_start().in_hours()) : "not reached";
}

std::string headline() {
    const model::Plan& plan = test::shipped("ihk-2022");
    const auto metrics = test::play(plan, "as-happened", "espionage", 0).metrics;
    const double lost = test::lost(plan, metrics);
    const auto part = [&](Loss own, Loss dependency) {
        return 100.0 * test::lost(plan, metrics, {own, dependency}) / lost;
    };
    double outage = 0.0;
    for (const auto id : test::services(plan)) {
        outage += metrics.services[id.index()].down.in_hours();
    }
    std::string text = "ihk-2022, as-happened, espionage, seed 1, world 0\n";
    text += fmt::format("member-hours lost: {:.0f}\n", lost);
    text += fmt::format("outage, all services of all chambers: {:.2f} h\n", outage);
    for (const double share : {0.5, 0.9, 1.0}) {
        text += fmt::format("{:.0f} % back: {}\n", 100 * share, hours_to(plan, metrics, share));
    }
    text += fmt::format("hosts compromised: {}\n", metrics.hosts.compromised);
    text += fmt::format("hosts destroyed: {}\n", metrics.hosts.destroyed);
    text += fmt::format("hosts switched off: {}\n", metrics.hosts.switched_off);
    text += fmt::format("attack: {:.2f} %\n", part(Loss::attack_own, Loss::attack_dependency));
    text += fmt::format("precaution: {:.2f} %\n",
                        part(Loss::precaution_own, Loss::precaution_dependency));
    text += fmt::format("testing: {:.2f} %\n", part(Loss::testing_own, Loss::testing_dependency));
    text += fmt::format("rebuild: {:.2f} %\n", part(Loss::rebuild_own, Loss::rebuild_dependency));
    return text;
}

TEST_CASE("ihk-2022 as it happened has the headline figures that are written down",
          "[scenario][ihk-2022][expected]") {
    const char* const path = KAMMERSPIEL_ROOT "/scenarios/ihk-2022/expected.txt";
    const std::string now = headline();
    if (std::getenv("KAMMERSPIEL_WRITE_EXPECTED") != nullptr) std::ofstream(path) << now;
    std::ostringstream written;
    written << std::ifstream(path).rdbuf();
    INFO(
        "If the change is meant, run this test with KAMMERSPIEL_WRITE_EXPECTED=1 and say in the "
        "commit why the figures are others now.");
    CHECK(written.str() == now);
}

}  // namespace
}  // namespace kammerspiel
