#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
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
        // Counted in whole numbers, so that the mark at zero is zero.
        const auto first = static_cast<std::int64_t>(std::ceil(low_ / step));
        for (std::int64_t n = first; static_cast<double>(n) * step <= high_; ++n) {
            all.push_back(static_cast<double>(n) * step);
        }
        return all;
    }

   private:
    double low_, high_, from_, to_;
};

}  // namespace kammerspiel::report
