#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <vector>

namespace kammerspiel::bench {

/// Seconds that `work` takes by the wall clock.
template <class Work>
double seconds_of(Work&& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

[[nodiscard]] inline double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// Two ways to do the same, in turn: on a machine where others work too, only what was measured
/// close together can be compared.
struct Compared {
    double first;   ///< median of its rates
    double second;  ///< likewise
    double ratio;   ///< second / first: the median over the rounds
};

/// Each of the two does one round's work and returns its rate. `warm_up` rounds before count for
/// nothing.
template <class First, class Second>
Compared interleaved(std::size_t rounds, First&& first, Second&& second, std::size_t warm_up = 1) {
    std::vector<double> firsts;
    std::vector<double> seconds;
    std::vector<double> ratios;
    for (std::size_t round = 0; round < warm_up + rounds; ++round) {
        const double a = first();
        const double b = second();
        if (round < warm_up) continue;
        firsts.push_back(a);
        seconds.push_back(b);
        ratios.push_back(b / a);
    }
    return {median(firsts), median(seconds), median(ratios)};
}

/// The most memory that the program holds at once from here on, beyond what it holds now.
class PeakMemory {
   public:
    PeakMemory();
    [[nodiscard]] double bytes() const;

   private:
    double before_;
};

}  // namespace kammerspiel::bench
