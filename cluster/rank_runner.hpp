#pragma once

#include <vector>

#include "cluster/rank_failed.hpp"
#include "cluster/session.hpp"
#include "kammerspiel/ensemble/runner.hpp"

// Rank 0: hands out worlds, and takes what they came to in the order of their numbers.

namespace kammerspiel::cluster {

/// Shares worlds among all ranks, this one too. How fast they are, and in which order they answer,
/// changes nothing of what is taken.
class RankRunner final : public ensemble::Runner {
   public:
    /// For the study that a store is about. `session`, that of rank 0, outlives this. `threads`: of
    /// each rank; 0: its share of the machine's.
    RankRunner(Session& session, const ensemble::About& about, unsigned threads);

    /// Throws what a world throws, or RankFailed.
    void run(const ensemble::StudyRuns& runs, const ensemble::Round& round,
             const ensemble::RunLimits& limits, const ensemble::TakeBlock& take) override;

   private:
    Session& session_;
    ensemble::Driver driver_;
    std::uint64_t blocks_ = 0;  ///< handed out so far
    /// By rank: what a world took in its last block; 0 at first.
    std::vector<std::chrono::duration<double>> world_takes_;
    /// To take one block; 0 at first.
    std::chrono::duration<double> taking_takes_{0.0};

    class Handout;
};

/// Tells all other ranks that nothing more will come, and waits until they have heard it.
void dismiss(Session& session);

}  // namespace kammerspiel::cluster
