#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

#include "kammerspiel/ensemble/driver.hpp"
#include "kammerspiel/ensemble/store.hpp"

// Where a study's worlds are run: what a study asks of threads and of many machines alike.

namespace kammerspiel::ensemble {

/// What whole worlds came to, one behind the other.
struct Block {
    std::uint64_t first = 0;
    std::uint64_t worlds = 0;  ///< from `first` on
    std::vector<Row> rows;     ///< in the order of Addition
    /// Of these worlds alone, by strategy and attacker of the study. Without places where nothing
    /// was run.
    std::vector<CellSums> sums;
};

/// The runs that a study consists of. Every world can be run for itself, on any machine that has
/// the same scenario, and comes to the same.
class StudyRuns {
   public:
    /// `plan` gives the federation and, unless the parameters are uncertain, what is run; it
    /// outlives this. Attackers are all of the scenario's.
    StudyRuns(const model::Plan& plan, const Definition& definition);

    /// From now on worlds are run with plans of their own: parameters drawn in each (rule 15).
    void use(PlanOf plan_of) { plan_of_ = std::move(plan_of); }
    /// How long worlds may go on after a request to stop; see `Ensemble::patience`.
    void use_patience(std::chrono::milliseconds patience) { patience_ = patience; }
    [[nodiscard]] std::chrono::milliseconds patience() const { return patience_; }

    /// Runs of a world in which nothing is left out.
    [[nodiscard]] std::size_t cells() const { return strategies_.size() * attackers_.size(); }
    [[nodiscard]] const std::vector<Site>& sites() const { return sites_; }
    /// Worlds whose rows take no more memory than `most_rows` rows without places; at least one.
    [[nodiscard]] std::uint64_t most_worlds_of_block() const;

    /// The worlds that the round says; after a request to stop the first ones of them, as whole
    /// worlds, maybe none.
    [[nodiscard]] Block run(const Round& round, Driver& driver, std::stop_token stop) const;

   private:
    const model::Plan* plan_;
    PlanOf plan_of_;
    std::chrono::milliseconds patience_ = Ensemble{}.patience;
    std::uint64_t seed_;
    std::vector<std::uint32_t> strategies_;  ///< of the study, by place in the scenario
    std::vector<std::uint32_t> attackers_;
    std::vector<Site> sites_;
    std::vector<federation::ServiceId> demanded_;
    std::size_t kept_places_ = 0;

    [[nodiscard]] Ensemble ensemble_of(const Round& round) const;
};

/// When no more worlds are begun, though there are more.
struct RunLimits {
    std::chrono::steady_clock::time_point until = std::chrono::steady_clock::time_point::max();
    std::stop_token stop = {};
    [[nodiscard]] bool are_reached() const {
        return stop.stop_requested() || std::chrono::steady_clock::now() >= until;
    }
};

/// Takes a block that begins where the last one ended. One without worlds says that those that are
/// still under way may be long in coming.
using TakeBlock = std::function<void(Block&& block)>;

/// Runs worlds, block by block.
class Runner {
   public:
    Runner() = default;
    virtual ~Runner() = default;
    Runner(const Runner&) = delete;
    Runner& operator=(const Runner&) = delete;

    /// The round's worlds, in the order of their numbers, until all are taken or a limit is
    /// reached. `take` is called from the calling thread. Blocks may be of any size: nothing hangs
    /// on it.
    virtual void run(const StudyRuns& runs, const Round& round, const RunLimits& limits,
                     const TakeBlock& take) = 0;
};

/// On the threads of this process.
class ThreadRunner final : public Runner {
   public:
    explicit ThreadRunner(unsigned threads) : driver_(threads) {}  ///< 0: as many as there are
    void run(const StudyRuns& runs, const Round& round, const RunLimits& limits,
             const TakeBlock& take) override;

   private:
    Driver driver_;
    std::chrono::duration<double> world_takes_{0.0};

    [[nodiscard]] std::uint64_t worlds_of_block(const StudyRuns& runs) const;
};

/// Rows that wait to be written, or belong to one block, take no more memory than this many of a
/// study that keeps nothing of places.
inline constexpr std::size_t most_rows = 200'000;
/// For how many such rows one counts that has figures of so many places.
[[nodiscard]] constexpr std::size_t weight_of_row(std::size_t places) {
    return 1 + places * sizeof(PlaceFigures) / sizeof(Row);
}

}  // namespace kammerspiel::ensemble
