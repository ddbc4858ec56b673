#include "analysis/stats/resample.hpp"

#include <algorithm>
#include <cmath>

namespace kammerspiel::stats {
namespace {

constexpr std::size_t most_groups = 500;

}  // namespace

Resampled::Resampled(const std::vector<std::vector<double>>& columns) : columns_(columns.size()) {
    const std::size_t rows = columns.front().size();
    const std::size_t groups = std::min(rows, most_groups);
    counts_.assign(groups, 0.0);
    sums_.assign(groups * columns_, 0.0);
    means_.assign(columns_, 0.0);
    for (std::size_t row = 0; row < rows; ++row) {
        const std::size_t group = row * groups / rows;
        counts_[group] += 1;
        for (std::size_t c = 0; c < columns_; ++c) {
            sums_[group * columns_ + c] += columns[c][row];
        }
    }
    for (std::size_t i = 0; i < sums_.size(); ++i) means_[i % columns_] += sums_[i];
    for (double& mean : means_) mean /= static_cast<double>(rows);
}

void Resampled::each(std::size_t replicates, const kernel::Draws& draws,
                     const std::function<void(std::span<const double>)>& use) const {
    const auto entity = kernel::EntityId::of("bootstrap");
    const std::size_t groups = counts_.size();
    std::vector<double> means(columns_);
    for (std::size_t r = 0; r < replicates; ++r) {
        const kernel::Purpose replicate{static_cast<std::uint32_t>(r)};
        std::fill(means.begin(), means.end(), 0.0);
        double count = 0;
        for (std::size_t i = 0; i < groups; i += 4) {
            const auto luck = draws.four(entity, replicate, i / 4);
            for (std::size_t j = 0; j < 4 && i + j < groups; ++j) {
                const auto group = static_cast<std::size_t>(luck[j] * static_cast<double>(groups));
                count += counts_[group];
                for (std::size_t c = 0; c < columns_; ++c) means[c] += sums_[group * columns_ + c];
            }
        }
        for (double& mean : means) mean /= count;
        use(means);
    }
}

Estimate percentile_interval(double value, std::vector<double> samples, double confidence) {
    std::sort(samples.begin(), samples.end());
    const auto last = static_cast<double>(samples.size() - 1);
    const double error = (1 - confidence) / 2;
    const auto at = [&](double position) { return samples[static_cast<std::size_t>(position)]; };
    return {value, std::min(value, at(std::floor(error * last))),
            std::max(value, at(std::ceil((1 - error) * last)))};
}

}  // namespace kammerspiel::stats
