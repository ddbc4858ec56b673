#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kammerspiel/scenario/scenario.hpp"
#include "live/session/state.hpp"

namespace kammerspiel::live {

/// A scenario made ready for live play: nobody acts by themselves but for plays that no decision of
/// the exercise is about; everything else happens when it is ordered.
class Stage {
   public:
    /// Precondition: the scenario has an exercise.
    explicit Stage(scenario::Scenario scenario);

    [[nodiscard]] const scenario::Scenario& scenario() const { return scenario_; }
    [[nodiscard]] const scenario::Exercise& exercise() const { return *scenario_.exercise; }
    /// Position in Scenario::attackers of the one that is true in the exercise.
    [[nodiscard]] std::uint32_t attacker(const std::string& name) const;

    /// A play of the scenario by strategy/play; nullptr if there is none.
    [[nodiscard]] const scenario::Play* play(const std::string& path) const;
    /// strategy/play of all plays that can be ordered, in the scenario's order.
    [[nodiscard]] std::vector<std::string> plays() const;
    /// Those of a strategy.
    [[nodiscard]] std::vector<std::string> plays_of(const std::string& strategy) const;

    /// The scenario with one strategy, in which these orders are carried out at their time and for
    /// every other play it is noted when it would have begun.
    [[nodiscard]] scenario::Scenario with(const std::vector<const Order*>& orders) const;
    /// The same with a strategy for each of several lists of orders; nothing is noted.
    [[nodiscard]] scenario::Scenario with_each(
        const std::vector<std::vector<const Order*>>& alternatives) const;

    /// The scenario with one strategy: these orders, and from then on these plays as they are
    /// written (strategy/play).
    [[nodiscard]] scenario::Scenario with_plays(const std::vector<const Order*>& orders,
                                                const std::vector<std::string>& plays) const;

    /// The whole scenario with a further strategy, in which these orders are carried out and which
    /// its exercise is played with.
    [[nodiscard]] scenario::Scenario as_played(const std::vector<const Order*>& orders) const;

    /// What a watching play stands for: `inject:NAME` or `due:STRATEGY/PLAY`.
    static constexpr std::string_view inject_watch = "inject:";
    static constexpr std::string_view play_watch = "due:";

   private:
    scenario::Scenario scenario_;
    scenario::Scenario bare_;                 ///< without strategies, sources and the like
    std::vector<scenario::Play> background_;  ///< plays that nobody at the table decides

    void add_orders(scenario::Strategy& strategy, const std::vector<const Order*>& orders) const;
    void add_watches(scenario::Strategy& strategy) const;
};

}  // namespace kammerspiel::live
