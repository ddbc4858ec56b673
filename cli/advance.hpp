#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "cli/leader.hpp"
#include "cli/progress.hpp"
#include "kammerspiel/ensemble/planned_rounds.hpp"
#include "kammerspiel/ensemble/study.hpp"
#include "kammerspiel/ensemble/uncertain.hpp"

namespace kammerspiel::cli {

/// How far a study is to be run.
struct StudyLimits {
    std::uint64_t worlds = 0;
    std::chrono::steady_clock::time_point until = std::chrono::steady_clock::time_point::max();
    std::optional<double> precision;
    /// By rounds, of which strategies leave; else every run of every world.
    bool in_rounds = false;
    /// No loss can be greater: what is said holds for finite samples.
    std::optional<double> most_loss = {};
};

/// Runs a study up to its limits; the progress line tells how far the question is.
class Advance {
   public:
    /// `store` is one that may go on like this.
    Advance(const model::Plan& plan, ensemble::Store& store, const StudyLimits& limits,
            ensemble::Metric metric, unsigned threads, std::stop_token stop, const Common& common);

    /// Each world with its own parameters.
    void draw_in(const scenario::Draft& draft, std::uint64_t seed) {
        study_.use(ensemble::uncertain_plans(draft, seed), [draft, seed](std::uint64_t world) {
            return ensemble::drawn_values(draft, seed, world);
        });
    }

    /// What ended it: settled means that one strategy is surely better than all others.
    enum class Ended { all_worlds, time, interrupted, precise, settled };
    [[nodiscard]] Ended run();

    /// Half-width of the widest difference as a share, at the last look.
    [[nodiscard]] std::optional<double> precision() const { return precision_; }
    [[nodiscard]] const StudyLimits& limits() const { return limits_; }

   private:
    ensemble::Store& store_;
    StudyLimits limits_;
    ensemble::Metric metric_;
    std::unique_ptr<ensemble::Runner> runner_;
    ensemble::Study study_;
    Leader leader_;
    ProgressLine line_;
    std::stop_token stop_;
    const Common& common_;
    const Text& text_;
    std::uint64_t first_;
    std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
    std::optional<double> precision_;
    std::string question_;                 ///< how far it is, in words, at the last look
    std::optional<std::uint64_t> wanted_;  ///< worlds that it will take, by the last look
    bool has_told_ = false;

    [[nodiscard]] Ended run_to(std::uint64_t worlds);
    [[nodiscard]] Ended run_in_rounds();
    /// By looks that double, with every run: for times, which have no mean.
    [[nodiscard]] Ended run_by_looks();
    void show(const ensemble::Study::Progress& progress);
    void take_stock(const stats::Selection& selection);
    [[nodiscard]] stats::Outcomes outcomes(std::uint64_t worlds) const;
};

}  // namespace kammerspiel::cli
