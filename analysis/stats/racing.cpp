#include "kammerspiel/stats/racing.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/stats/infinity.hpp"
#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/stats/paired.hpp"

namespace kammerspiel::stats {
namespace {

/// Candidates that may stay of so many.
std::size_t quota(std::size_t started, double halving) {
    return static_cast<std::size_t>(std::ceil(static_cast<double>(started) / halving - 1e-9));
}

std::size_t rounds_until_one(std::size_t candidates, double halving) {
    std::size_t rounds = 1;
    for (; candidates > 2 && quota(candidates, halving) < candidates; ++rounds) {
        candidates = quota(candidates, halving);
    }
    return rounds;
}

/// Mean of a - b over the worlds; where one is infinite only the sign is known.
Estimate behind(std::span<const double> a, std::span<const double> b, double confidence) {
    std::vector<double> differences(a.size());
    for (std::size_t w = 0; w < a.size(); ++w) {
        differences[w] = a[w] == b[w] ? 0 : a[w] - b[w];
    }
    const bool is_finite = std::all_of(differences.begin(), differences.end(),
                                       [](double x) { return std::isfinite(x); });
    if (!is_finite) return {infinity, -infinity, infinity};
    return difference_estimate(differences, confidence);
}

}  // namespace

Race::Race(std::size_t candidates, RaceRules rules)
    : rules_(rules), alive_(candidates), losses_(candidates) {
    ensure(candidates >= 1 && rules.halving > 1 && rules.confidence > 0 && rules.confidence < 1 &&
               rules.least_worlds >= 2,
           "a race of {} candidates, of which one in {} stays", candidates, rules.halving);
    std::iota(alive_.begin(), alive_.end(), std::size_t{0});
    planned_rounds_ = rounds_until_one(candidates, rules.halving);
}

WorldRange Race::worlds_of_next_round() const {
    ensure(!is_over(), "a race of {} rounds is over", rounds_.size());
    const std::size_t left = rules_.budget > spent_ ? rules_.budget - spent_ : 0;
    const std::size_t share = left / (planned_rounds_ - rounds_.size()) / alive_.size();
    const std::size_t least = rounds_.empty() ? rules_.least_worlds : 1;
    return {worlds_, std::max(share, least)};
}

void Race::tell(std::span<const double> losses) {
    const WorldRange worlds = worlds_of_next_round();
    ensure(losses.size() == worlds.count * alive_.size(), "{} losses of {} candidates in {} worlds",
           losses.size(), alive_.size(), worlds.count);
    for (std::size_t i = 0; i < alive_.size(); ++i) {
        const auto own = losses.subspan(i * worlds.count, worlds.count);
        for (const double loss : own) ensure(loss > -infinity, "a loss of {}", loss);
        auto& all = losses_[alive_[i]];
        all.insert(all.end(), own.begin(), own.end());
    }
    worlds_ += worlds.count;
    spent_ += losses.size();
    const auto best_first = by_mean(alive_);
    RaceRound round{.worlds = worlds,
                    .started = alive_,
                    .leader = best_first.front(),
                    .fallen = falling(best_first)};
    for (const Fallen& one : round.fallen) std::erase(alive_, one.candidate);
    rounds_.push_back(std::move(round));
}

bool Race::is_over() const { return alive_.size() == 1 || rounds_.size() == planned_rounds_; }

std::vector<std::size_t> Race::ranking() const {
    auto ranking = by_mean(alive_);
    for (auto round = rounds_.rbegin(); round != rounds_.rend(); ++round) {
        std::vector<std::size_t> fallen;
        for (const Fallen& one : round->fallen) fallen.push_back(one.candidate);
        const auto ordered = by_mean(std::move(fallen));
        ranking.insert(ranking.end(), ordered.begin(), ordered.end());
    }
    return ranking;
}

double Race::mean(std::size_t candidate) const {
    double sum = 0;
    for (const double loss : losses_[candidate]) sum += loss;
    return losses_[candidate].empty() ? 0 : sum / static_cast<double>(losses_[candidate].size());
}

std::vector<std::size_t> Race::by_mean(std::vector<std::size_t> candidates) const {
    std::vector<double> means(losses_.size());
    for (const std::size_t c : candidates) means[c] = mean(c);
    std::stable_sort(candidates.begin(), candidates.end(),
                     [&](std::size_t a, std::size_t b) { return means[a] < means[b]; });
    return candidates;
}

std::vector<Fallen> Race::falling(std::span<const std::size_t> best_first) const {
    const std::size_t leader = best_first.front();
    const std::size_t stay = quota(best_first.size(), rules_.halving);
    const auto& last = losses_[best_first[stay - 1]];
    // Of all tests of the race: the error is divided among the rounds, and in each among all that
    // race, as which one leads is seen in the data.
    const std::size_t pairs = best_first.size() * (best_first.size() - 1) / 2;
    const double confidence = bonferroni(rules_.confidence, planned_rounds_ * pairs);
    std::vector<Fallen> fallen;
    for (std::size_t rank = 1; rank < best_first.size(); ++rank) {
        const std::size_t candidate = best_first[rank];
        const auto distance = behind(losses_[candidate], losses_[leader], confidence);
        // Differences without any spread are what few worlds show of a cost that is sure and a gain
        // that is rare: no proof.
        if (distance.low > 0 && distance.high > distance.low) {
            fallen.push_back({candidate, Fall::significantly_worse, distance});
        } else if (rank >= stay && losses_[candidate] != last) {
            fallen.push_back({candidate, Fall::beyond_quota, distance});
        }
    }
    std::sort(fallen.begin(), fallen.end(),
              [](const Fallen& a, const Fallen& b) { return a.candidate < b.candidate; });
    return fallen;
}

}  // namespace kammerspiel::stats
