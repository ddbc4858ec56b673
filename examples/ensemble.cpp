// Every strategy of a scenario against its first attacker, in the same worlds: what it loses in the
// mean, and how much more than the first strategy.
//
//   ensemble SCENARIO [WORLDS]

#include <fmt/format.h>

#include <cstdlib>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "kammerspiel/ensemble.hpp"
#include "kammerspiel/model.hpp"
#include "kammerspiel/scenario.hpp"
#include "kammerspiel/stats.hpp"

using namespace kammerspiel;

namespace {

std::string in_words(const stats::Estimate& estimate) {
    return fmt::format("{:>12.0f} ± {:<10.0f}", estimate.value, estimate.half_width());
}

}  // namespace

int main(int count, char** words) {
    Diagnostics diagnostics;
    auto loaded = scenario::load(count > 1 ? words[1] : "", diagnostics);
    const Text text(Language::en);
    for (const Diagnostic& diagnostic : diagnostics.sorted()) {
        fmt::print(stderr, "{}", render(diagnostic, *loaded.lines, text, false));
    }
    if (!loaded.scenario) return EXIT_FAILURE;
    const model::Plan plan(std::move(*loaded.scenario));
    const auto& strategies = plan.scenario().strategies;

    ensemble::Ensemble wanted{.strategies = std::vector<std::uint32_t>(strategies.size()),
                              .attackers = {0},
                              .worlds = count > 2 ? std::strtoull(words[2], nullptr, 10) : 100};
    std::iota(wanted.strategies.begin(), wanted.strategies.end(), 0U);

    // Worlds run side by side and end in any order; each writes to its own place.
    std::vector<std::vector<double>> lost(strategies.size(), std::vector<double>(wanted.worlds));
    const auto demanded = ensemble::services_with_demand(plan.federation());
    ensemble::Driver driver(0);
    const std::uint64_t done =
        driver.run(plan, wanted,
                   [&](std::size_t, const ensemble::Task& task, const model::Plan& its,
                       model::RunResult&& result) {
                       lost[task.strategy][task.world] = ensemble::headline(
                           its, result.metrics, demanded)[ensemble::Metric::member_hours_lost];
                   });

    fmt::print("{} worlds, attacker {}; member-hours lost, mean and 95 % confidence\n\n", done,
               plan.scenario().attackers[0].name.text);
    fmt::print("{:<22} {:>25} {:>25}\n", "strategy", "lost",
               "more than " + strategies[0].name.text);
    for (std::size_t s = 0; s < strategies.size(); ++s) {
        std::vector<double> more(wanted.worlds);
        for (std::size_t world = 0; world < more.size(); ++world) {
            more[world] = lost[s][world] - lost[0][world];
        }
        fmt::print("{:<22} {} {}\n", strategies[s].name.text,
                   in_words(stats::mean_estimate(lost[s])),
                   in_words(stats::difference_estimate(more)));
    }
}
