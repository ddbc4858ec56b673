#pragma once

#include "cluster/session.hpp"
#include "kammerspiel/model/run.hpp"

// One world on all ranks: each has some of its organisations.

namespace kammerspiel::cluster {

/// Rank 0: has all ranks run the world together, and takes what they come to; the same as if one
/// process had run it. Throws what a handler throws, whichever rank it was at; RankFailed for what
/// is a machine's fault. `threads` of the options are those of each rank.
[[nodiscard]] model::RunResult run_on_ranks(Session& session, const model::Plan& plan,
                                            const model::RunOptions& options);

/// Another rank: takes part in the world that `order`, a WorldOrder's bytes, tells of, answers with
/// what its part has come to, and then sends the part's trace as rank 0 asks for it. False if rank
/// 0 has ended everything meanwhile.
[[nodiscard]] bool take_part(Session& session, const std::string& order);

}  // namespace kammerspiel::cluster
