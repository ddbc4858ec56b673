#pragma once

#include <optional>
#include <vector>

#include "kammerspiel/base/time.hpp"
#include "kammerspiel/stats/estimate.hpp"
#include "kammerspiel/stats/outcomes.hpp"

// Until when a decision still pays.

namespace kammerspiel::stats {

/// The decision made at one moment.
struct DecidedAt {
    SimTime at;
    Estimate loss;  ///< mean
    /// Mean loss of never deciding less that of deciding now, in the same worlds: positive while it
    /// pays.
    Estimate gain;
    Estimate pays;   ///< share of worlds in which it loses less than never deciding
    Estimate equal;  ///< share of worlds in which it makes no difference
    Estimate later;  ///< mean loss more than deciding at the first moment, in the same worlds
    /// What each hour since the moment before costs: mean loss more than there, by hours between;
    /// nothing at the first one.
    Estimate each_hour;
};

/// Against one attacker, or over all of them weighted by their priors.
struct DeadlineCurve {
    std::vector<DecidedAt> moments;
    Estimate never;  ///< mean loss without the decision
    /// The last moment up to which deciding has paid at every earlier moment too: in the mean, and
    /// surely (the lower end of the 95 % interval is above zero). Absent: not even the first one.
    std::optional<SimTime> last_paying, last_surely_paying;
    /// The moment of least mean loss; absent where never deciding loses least.
    std::optional<SimTime> best;
};

struct Deadline {
    DeadlineCurve all;
    std::vector<DeadlineCurve> against;  ///< by attacker
};

/// `outcomes`: the strategies are the decision at each of `moments` and, last, never deciding.
/// Absent where a value is not reached within the horizon: there are no means then (rule 19).
[[nodiscard]] std::optional<Deadline> deadline(const Outcomes& outcomes,
                                               const std::vector<SimTime>& moments);

}  // namespace kammerspiel::stats
