#include "cli/leader.hpp"

#include <algorithm>
#include <cmath>

namespace kammerspiel::cli {

Leader::Leader(ensemble::Metric metric, std::vector<std::string> strategies,
               std::vector<double> weights)
    : metric_(metric),
      strategies_(std::move(strategies)),
      weights_(std::move(weights)),
      sums_(strategies_.size(), 0.0),
      squares_(strategies_.size() * strategies_.size(), 0.0),
      loss_(strategies_.size(), 0.0) {}

void Leader::add(std::span<const ensemble::Row> rows) {
    const std::size_t count = strategies_.size();
    const std::size_t cells = count * weights_.size();
    std::size_t next = 0;
    for (std::size_t first = 0; first < rows.size(); first = next) {
        next = first;
        while (next < rows.size() && rows[next].world == rows[first].world) ++next;
        if (next - first != cells) continue;
        for (std::size_t s = 0; s < count; ++s) {
            loss_[s] = 0;
            for (std::size_t a = 0; a < weights_.size(); ++a) {
                loss_[s] += weights_[a] * rows[first + s * weights_.size() + a].figures[metric_];
            }
            sums_[s] += loss_[s];
        }
        for (std::size_t a = 0; a < count; ++a) {
            for (std::size_t b = 0; b < count; ++b) {
                const double difference = loss_[a] - loss_[b];
                squares_[a * count + b] += difference * difference;
            }
        }
        ++worlds_;
    }
}

std::string Leader::in_words(const Text& text) const {
    const std::size_t count = strategies_.size();
    if (worlds_ < 2 || count < 2) return {};
    const auto best =
        static_cast<std::size_t>(std::min_element(sums_.begin(), sums_.end()) - sums_.begin());
    std::size_t next = best == 0 ? 1 : 0;
    for (std::size_t s = 0; s < count; ++s) {
        if (s != best && sums_[s] < sums_[next]) next = s;
    }
    const double gap = (sums_[next] - sums_[best]) / worlds_;
    const double variance =
        std::max(0.0, squares_[next * count + best] / worlds_ - gap * gap) / worlds_;
    if (!std::isfinite(gap)) return {};
    constexpr double two_sided_95 = 1.959964;
    return text("cli.progress.leader", {{"strategy", strategies_[best]},
                                        {"gap", text.rough(gap)},
                                        {"margin", text.rough(two_sided_95 * std::sqrt(variance))},
                                        {"next", strategies_[next]}});
}

}  // namespace kammerspiel::cli
