#pragma once

#include <cstdint>
#include <memory>

#include "kammerspiel/model/run.hpp"

namespace kammerspiel::model {

/// One world in which a play of the strategy is *withheld*: it never begins by its own condition.
/// The run is told once, in steps; at any moment it can be copied, and in the copy the play is
/// ordered then and there. So the question until when a decision still pays costs, for each moment,
/// only what happens after it.
///
/// Ordered means: its deciders (one for `by: federation`, all regions or organisations otherwise)
/// decide it at that moment, each once and in its own name; the lag `after` and everything else
/// follow as usual, and `play_done` holds for it afterwards. What its actions call `affected` is
/// what the decider knows to be affected when the decision is made. The play's draws are those
/// of the play: ordered at the moment at which it would have begun by itself, everything happens at
/// the same instants as in the run that nobody touched, and the metrics are equal, provided that
///   - its condition is counted over the whole federation, or over the decider's own region or
///     organisation, and all deciders would have begun it at that moment;
///   - no other play of the same decider was decided at the very microsecond at which this one is:
///     of two, the order may be the other way round.
/// The trace differs in that `play_triggered` has no cause, as nothing in the world caused it.
class Branches {
   public:
    /// Precondition: `plan` outlives it. Always with the sequential executive.
    Branches(const Plan& plan, const RunOptions& options, std::uint32_t withheld_play);
    ~Branches();
    Branches(Branches&&) noexcept;
    Branches& operator=(Branches&&) noexcept;

    /// Carries out all that is due before `moment`, which is neither before `starts` nor before an
    /// earlier moment: else BrokenModel. From the horizon on there is nothing to do.
    void advance_to(SimTime moment);

    /// Where it stands: the moment last advanced to, at first `starts`.
    [[nodiscard]] SimTime moment() const;

    /// The whole run, from its beginning, in which the play is ordered at `moment()`. Does not
    /// disturb this one. Precondition: not finished.
    [[nodiscard]] RunResult branch_with_order() const;

    /// The run to the horizon without the play. Afterwards nothing can be asked of it any more.
    [[nodiscard]] RunResult finish();

    struct Trunk;

   private:
    std::unique_ptr<Trunk> trunk_;
};

}  // namespace kammerspiel::model
