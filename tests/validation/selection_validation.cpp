#include "kammerspiel/stats/selection.hpp"

#include <array>
#include <cmath>
#include <numeric>

#include "catch.hpp"
#include "tests/unit/stats/luck.hpp"

// Studies in rounds whose truth is known: how often the best strategy is sent away, and how often
// the one that is chosen is worse by more than is said. The figures in docs/statistics.md
// ("Rounds") are those of these studies, whose seeds are fixed; `-s` prints them.

namespace kammerspiel::stats {
namespace {

constexpr std::size_t strategies = 4;
constexpr double mean_loss = 10;
constexpr double precision = 0.05;

/// What luck adds to a loss, with mean 0 and deviation about 3.5.
struct Shape {
    const char* name;
    double (*luck)(const Luck& luck, std::uint64_t world, std::uint32_t purpose);
};

double normal(const Luck& luck, std::uint64_t world, std::uint32_t purpose) {
    return 3.5 * luck.normal(world, purpose);
}
/// Of mean 0 and deviation 3.5.
double lognormal(const Luck& luck, std::uint64_t world, std::uint32_t purpose, double sigma) {
    const double mean = std::exp(sigma * sigma / 2);
    const double deviation = mean * std::sqrt(std::expm1(sigma * sigma));
    return 3.5 * (luck.lognormal(world, sigma, purpose) - mean) / deviation;
}
double skewed(const Luck& luck, std::uint64_t world, std::uint32_t purpose) {
    return lognormal(luck, world, purpose, 0.752);  // skewness 3.3
}
double very_skewed(const Luck& luck, std::uint64_t world, std::uint32_t purpose) {
    return lognormal(luck, world, purpose, 1);  // skewness 6.2
}
double catastrophe(const Luck& luck, std::uint64_t world, std::uint32_t purpose) {
    constexpr double chance = 0.02;
    constexpr double size = 25;
    return (luck.uniform(world, purpose) < chance ? size : 0.0) - chance * size;
}
constexpr std::array shapes{Shape{"normal", normal}, Shape{"skewness 3.3", skewed},
                            Shape{"skewness 6.2", very_skewed},
                            Shape{"catastrophe in one world of fifty", catastrophe}};

/// What strategies lose more than the best in truth, as shares of its loss.
struct Gaps {
    const char* name;
    std::array<double, strategies> shares;
};
constexpr std::array gaps{Gaps{"equal", {0, 0, 0, 0}},
                          Gaps{"gap of the precision", {0, 0.05, 0.05, 0.05}},
                          Gaps{"graded", {0, 0.025, 0.1, 0.4}}};

struct Ended {
    std::size_t worlds = 0;
    std::size_t runs = 0;  ///< of all strategies and attackers
    std::size_t best = 0;
    double claimed = 0;  ///< no more behind the best than this
    bool lost_the_best = false;
    bool any_left = false;
};

/// One study: losses are drawn as they are asked for, in two attackers' worlds of which the second
/// is dear and seldom.
Ended study_of(const Shape& shape, const Gaps& gap, std::uint64_t number) {
    const Luck luck(number);
    const std::vector<double> weights{0.8, 0.2};
    const std::vector<double> costs{1, 9};
    constexpr std::size_t most = 3000;
    std::vector<std::vector<double>> values(strategies * 2);
    const auto value = [&](std::size_t s, std::size_t w, std::size_t a) {
        std::vector<double>& column = values[s * 2 + a];
        while (column.size() <= w) {
            const auto purpose = static_cast<std::uint32_t>(s * 2 + a + 1);
            column.push_back(mean_loss * (1 + gap.shares[s]) +
                             shape.luck(luck, column.size(), purpose));
        }
        return column[w];
    };
    const SelectionRules rules{.precision = precision, .strategies = strategies};
    // Values and marks grow by world; Outcomes want them by strategy.
    std::vector<std::vector<double>> rows(strategies);
    std::vector<Ran> ran(strategies);
    std::vector<std::size_t> in(strategies);
    std::iota(in.begin(), in.end(), std::size_t{0});
    std::vector<std::uint32_t> of_batch(2, static_cast<std::uint32_t>(batch_size));
    Ended ended;
    std::size_t end = rules.pilot;
    while (true) {
        for (std::size_t w = ended.worlds; w < end; ++w) {
            for (std::size_t s = 0; s < strategies; ++s) {
                const bool stays = std::find(in.begin(), in.end(), s) != in.end();
                for (std::size_t a = 0; a < 2; ++a) {
                    const bool is_run = stays && w % batch_size < of_batch[a];
                    rows[s].push_back(is_run ? value(s, w, a) : 0.0);
                    ran[s].push_back(is_run ? 1 : 0);
                    ended.runs += is_run ? 1U : 0U;
                }
            }
        }
        ended.worlds = end;
        std::vector<double> all;
        Ran marks;
        for (std::size_t s = 0; s < strategies; ++s) {
            all.insert(all.end(), rows[s].begin(), rows[s].end());
            marks.insert(marks.end(), ran[s].begin(), ran[s].end());
        }
        const Outcomes outcomes(strategies, end, weights, std::move(all), Weighed::by_mean,
                                std::move(marks));
        const Selection selection = select(outcomes, in, costs, rules);
        ended.best = selection.best;
        ended.claimed = selection.at_most_behind();
        ended.any_left |= !selection.leave.empty();
        in = selection.stay;
        // Of equal ones it is lost only when all of them are.
        const bool has_best =
            std::any_of(in.begin(), in.end(), [&](std::size_t s) { return gap.shares[s] == 0; });
        ended.lost_the_best |= !has_best;
        if (selection.is_enough || selection.next > most) return ended;
        of_batch = selection.of_batch;
        end = selection.next;
    }
}

TEST_CASE("a study in rounds keeps the best strategy, and its choice is as good as it says",
          "[validation][stats][rule-16]") {
    constexpr int studies = 2000;
    for (const Shape& shape : shapes) {
        for (const Gaps& gap : gaps) {
            int lost = 0;
            int wrong = 0;
            int left = 0;
            double worlds = 0;
            double runs = 0;
            for (int study = 0; study < studies; ++study) {
                const Ended ended = study_of(shape, gap, static_cast<std::uint64_t>(study));
                lost += ended.lost_the_best;
                left += ended.any_left;
                wrong += mean_loss * gap.shares[ended.best] > ended.claimed;
                worlds += static_cast<double>(ended.worlds) / studies;
                runs += static_cast<double>(ended.runs) / studies;
            }
            INFO(shape.name << ", " << gap.name << ": best lost " << 100.0 * lost / studies
                            << " %, worse than said " << 100.0 * wrong / studies << " %, any left "
                            << 100.0 * left / studies << " %, " << worlds << " worlds, " << runs
                            << " runs");
            const auto within = [&](int count, double most) {
                return count / double{studies} <= most + 4 * std::sqrt(most * (1 - most) / studies);
            };
            CHECK(within(lost, 0.025));
            CHECK(within(wrong, 0.05));
            // Where nothing differs, whoever leaves was sent away by luck.
            const bool is_equal = gap.shares.back() == 0;
            CHECK((!is_equal || within(left, 0.05)));
        }
    }
}

}  // namespace
}  // namespace kammerspiel::stats
