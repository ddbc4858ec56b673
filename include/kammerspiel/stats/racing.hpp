#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "kammerspiel/stats/estimate.hpp"

// Finding the best of many candidates: worlds are spent on those that may still win.

namespace kammerspiel::stats {

struct RaceRules {
    /// Candidate-worlds that may be run in all; each round gets an equal part.
    std::size_t budget = 10'000;
    /// Of the candidates a round starts with, one in `halving` may stay. Real number > 1.
    double halving = 2;
    /// That no candidate which is as good as the leader falls by a test in the whole race.
    double confidence = 0.95;
    /// Worlds of a candidate's first round at least, though the budget be exceeded.
    std::size_t least_worlds = 8;
};

/// Numbers of worlds: first … first + count - 1.
struct WorldRange {
    std::size_t first = 0;
    std::size_t count = 0;
    bool operator==(const WorldRange&) const = default;
};

/// Why a candidate fell.
enum class Fall { significantly_worse, beyond_quota };

struct Fallen {
    std::size_t candidate = 0;
    Fall why = Fall::beyond_quota;
    Estimate behind_leader;  ///< mean loss less the leader's, paired; unbounded where not finite
};

struct RaceRound {
    WorldRange worlds;
    std::vector<std::size_t> started;  ///< candidates, ascending
    std::size_t leader = 0;
    std::vector<Fallen> fallen;  ///< ascending by candidate
};

/// Successive halving (Jamieson and Talwalkar 2016) on shared worlds, with the paired tests of
/// racing (Maron and Moore 1994; F-race, Birattari et al. 2002). A round gives every candidate that
/// is alive the same new worlds; all its worlds so far count. Then it falls if it is significantly
/// worse than the leader (paired, each test at its Bonferroni part of the error; never by
/// differences that are the same in all worlds), or if it is not among the best alive that the
/// quota leaves; a candidate that equals the last one which stays, in every world, stays with it.
/// No randomness: equal outcomes give an equal race.
///
///     while (!race.is_over()) {
///         const auto worlds = race.worlds_of_next_round();
///         // losses[i * worlds.count + w]: candidate race.alive()[i] in world worlds.first + w
///         race.tell(losses);
///     }
class Race {
   public:
    /// Preconditions: candidates ≥ 1; halving > 1; 0 < confidence < 1; least_worlds ≥ 2.
    explicit Race(std::size_t candidates, RaceRules rules = {});

    /// Ascending.
    [[nodiscard]] std::span<const std::size_t> alive() const { return alive_; }
    [[nodiscard]] WorldRange worlds_of_next_round() const;
    /// Losses by candidate in the order of alive(), then world. +infinity makes a candidate worse
    /// than any whose losses are finite. Preconditions: !is_over(); as many as asked for; no NaN.
    void tell(std::span<const double> losses);
    /// One is left, or all rounds are run.
    [[nodiscard]] bool is_over() const;
    /// All candidates, best first: those alive by their mean, before those that fell later, before
    /// those that fell earlier. Ties: the lower number first.
    [[nodiscard]] std::vector<std::size_t> ranking() const;
    [[nodiscard]] std::span<const RaceRound> rounds() const { return rounds_; }
    /// Candidate-worlds run so far.
    [[nodiscard]] std::size_t spent() const { return spent_; }

   private:
    RaceRules rules_;
    std::size_t planned_rounds_ = 0;
    std::size_t worlds_ = 0;
    std::size_t spent_ = 0;
    std::vector<std::size_t> alive_;
    std::vector<std::vector<double>> losses_;  ///< by candidate, of its worlds so far
    std::vector<RaceRound> rounds_;

    [[nodiscard]] double mean(std::size_t candidate) const;
    [[nodiscard]] std::vector<std::size_t> by_mean(std::vector<std::size_t> candidates) const;
    [[nodiscard]] std::vector<Fallen> falling(std::span<const std::size_t> best_first) const;
};

}  // namespace kammerspiel::stats
