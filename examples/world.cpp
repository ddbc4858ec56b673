// One world of a scenario, with its figures:
//
//   world SCENARIO [STRATEGY [ATTACKER [WORLD]]]
//
// The same figures as `kammerspiel run` prints for them.

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <string>

#include "kammerspiel/ensemble.hpp"
#include "kammerspiel/model.hpp"

using namespace kammerspiel;

int main(int count, char** words) {
    const auto word = [&](int i) { return i < count ? std::string(words[i]) : std::string(); };
    const model::Simulated simulated =
        model::simulate(word(1), {.strategy = word(2),
                                  .attacker = word(3),
                                  .world = std::strtoull(word(4).c_str(), nullptr, 10)});
    const Text text(Language::en);
    for (const Diagnostic& diagnostic : simulated.diagnostics.sorted()) {
        fmt::print(stderr, "{}", render(diagnostic, *simulated.lines, text, false));
    }
    if (!simulated.world) return EXIT_FAILURE;

    const auto& [plan, options, result] = *simulated.world;
    const auto& federation = plan.federation();
    const auto demanded = ensemble::services_with_demand(federation);
    const auto figures = ensemble::headline(plan, result.metrics, demanded);
    for (const ensemble::MetricInfo& metric : ensemble::metrics()) {
        fmt::print("{:<22} {:>14.1f} {}\n", metric.name, figures[metric.metric], metric.unit);
    }

    // Of single services, too: the one that its members missed longest.
    const auto& services = result.metrics.services;
    const federation::ServiceId longest = *std::max_element(
        demanded.begin(), demanded.end(), [&](federation::ServiceId a, federation::ServiceId b) {
            return services[a.index()].longest < services[b.index()].longest;
        });
    const model::ServiceFigures& its = services[longest.index()];
    fmt::print("\nlongest outage: {}, {:.1f} h, {:.0f} member-hours lost\n",
               federation.services[longest.index()].name, its.longest.in_hours(),
               model::lost_hours(federation, longest, its).count());
}
