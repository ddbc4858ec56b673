#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>

#include "kammerspiel/ensemble/runner.hpp"
#include "kammerspiel/ensemble/store.hpp"

// Worlds by blocks, into a store.

namespace kammerspiel::ensemble {

/// Runs a study's worlds and keeps what a store keeps. Its memory does not grow with their number:
/// what is of one world alone goes to the store. What it holds and what the store holds agree
/// whenever the store has been written to, so that a study that is killed loses the last seconds
/// and goes on exactly as if nothing had been.
class Study {
   public:
    /// `plan` gives the federation and, unless the parameters are uncertain, what is run; all three
    /// outlive the study. Strategies are those of the store's definition, attackers all of the
    /// scenario's. Where the runner runs them, and in blocks of which size, changes nothing.
    Study(const model::Plan& plan, Store& store, Runner& runner);
    ~Study();
    Study(const Study&) = delete;
    Study& operator=(const Study&) = delete;

    /// What was drawn for a world, of every parameter of the store's study.
    using DrawnOf = std::function<std::vector<DrawnValue>(std::uint64_t world)>;
    /// From now on worlds are run with plans of their own: parameters drawn in each (rule 15).
    /// `drawn_of` is called by one thread at a time.
    void use(PlanOf plan_of, DrawnOf drawn_of = {});
    /// How long worlds may go on after a request to stop; see `Ensemble::patience`.
    void use_patience(std::chrono::milliseconds patience);

    struct Progress {
        std::uint64_t worlds = 0;      ///< done in all
        std::span<const Row> block{};  ///< of the worlds done since the last report
    };
    /// Called from the thread that called `advance`, between blocks of worlds.
    using Report = std::function<void(const Progress&)>;

    /// Goes on, with the runs that the store's rounds say, until `worlds` worlds are done in all,
    /// `until` has come or a stop is asked for; then all that is done is in the store. Whole worlds
    /// only. Throws StoreError. Precondition: if the store has rounds, `worlds` is no more than the
    /// last one's end.
    void advance(std::uint64_t worlds, std::chrono::steady_clock::time_point until,
                 std::stop_token stop, const Report& report);

    [[nodiscard]] std::uint64_t worlds() const;
    /// Of all worlds so far, by strategy and attacker.
    [[nodiscard]] const std::vector<CellSums>& sums() const;

   private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace kammerspiel::ensemble
