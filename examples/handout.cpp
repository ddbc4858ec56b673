// How long a study takes on a cluster, before anybody waits for one: the model of handout.hpp with
// the constants of docs/scale.md, beside its formula.
//
//     handout WORLDS [SECONDS_OF_A_WORLD]

#include "handout.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <string>

namespace {

/// From a distribution that is as uneven as worlds are: a third takes a fifth of the mean, a sixth
/// three times as long.
std::vector<double> uneven(double mean) {
    return {0.2 * mean, 0.2 * mean, 0.8 * mean, 0.8 * mean, mean, 3 * mean};
}

}  // namespace

int main(int argc, char** argv) {
    const std::uint64_t worlds = argc > 1 ? std::stoull(argv[1]) : 100'000;
    const double mean = argc > 2 ? std::stod(argv[2]) : 0.5;
    fmt::print("{} worlds of {} s\n\n{:>6} {:>8} {:>10} {:>10} {:>10} {:>10} {:>12}\n", worlds,
               mean, "ranks", "threads", "formula s", "takes s", "of cores", "rank 0",
               "waiting MB");
    int wrong = 0;
    for (const auto& [ranks, threads] :
         {std::pair{1U, 1U}, {2U, 1U}, {4U, 16U}, {63U, 16U}, {1000U, 1U}, {1000U, 16U}}) {
        const handout::Job job{.worlds = worlds,
                               .ranks = ranks,
                               .threads = threads,
                               .world_times = uneven(mean),
                               .take_world = 1.2e-4,
                               .take_block = 5e-3,
                               .bytes_of_world = 2'000,
                               .bytes_of_block = 60'000};
        const handout::Outcome outcome = handout::simulate(job);
        fmt::print("{:>6} {:>8} {:>10.1f} {:>10.1f} {:>9.1f}% {:>9.1f}% {:>12.1f}\n", ranks,
                   threads, handout::formula(job), outcome.takes, 100 * outcome.efficiency(job),
                   100 * outcome.taking / outcome.takes, outcome.most_waiting_bytes / 1e6);
        if (outcome.takes < 0.99 * handout::formula(job)) ++wrong;
    }
    return wrong == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
