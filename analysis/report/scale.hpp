#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

namespace kammerspiel::report {

/// Values along one side of a picture, with round marks.
class Scale {
   public:
    Scale(double low, double high, double from, double to)
        : low_(low), high_(high > low ? high : low + 1), from_(from), to_(to) {}

    [[nodiscard]] double at(double value) const {
        const double clamped = std::clamp(value, low_, high_);
        return from_ + (to_ - from_) * (clamped - low_) / (high_ - low_);
    }
    [[nodiscard]] bool holds(double value) const { return value >= low_ && value <= high_; }

    /// About five round values: 1, 2 or 5 times a power of ten apart.
    [[nodiscard]] std::vector<double> marks() const {
        constexpr double wanted = 5;
        const double rough = (high_ - low_) / wanted;
        const double power = std::pow(10.0, std::floor(std::log10(rough)));
        double step = 10 * power;
        for (const double times : {1.0, 2.0, 5.0}) {
            if (times * power >= rough) {
                step = times * power;
                break;
            }
        }
        std::vector<double> all;
        constexpr double nearly_nothing = 1e-9;
        for (double mark = std::ceil(low_ / step) * step; mark <= high_ + step * nearly_nothing;
             mark += step) {
            all.push_back(std::abs(mark) < step * nearly_nothing ? 0.0 : mark);
        }
        return all;
    }

   private:
    double low_, high_, from_, to_;
};

}  // namespace kammerspiel::report
