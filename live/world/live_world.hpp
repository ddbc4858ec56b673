#pragma once

#include <array>
#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "kammerspiel/ensemble/driver.hpp"
#include "kammerspiel/ensemble/headline.hpp"
#include "kammerspiel/stats/estimate.hpp"
#include "live/world/stage.hpp"

namespace kammerspiel::live {

/// Which world an exercise is played in.
struct WorldChoice {
    std::uint32_t attacker = 0;  ///< position in Scenario::attackers
    model::World world;
};

/// The world as it goes on with the orders given so far, up to the scenario's horizon. Everything
/// in it is truth: who may see what of it is decided in live/views.
struct LiveWorld {
    std::shared_ptr<const model::Plan> plan;
    model::RunOptions options;
    model::RunResult result;
    ensemble::Headline figures;
    std::map<std::string, SimTime> injects_due;  ///< by name: its condition comes true
    std::map<std::string, SimTime> plays_due;    ///< by strategy/play: it would begin by itself
};

/// A function of its arguments and nothing else.
[[nodiscard]] std::shared_ptr<const LiveWorld> make_world(const Stage& stage,
                                                          const WorldChoice& choice,
                                                          const std::vector<const Order*>& orders);

/// Likewise of a scenario that the stage has made; nothing is noted of what would be due.
[[nodiscard]] std::shared_ptr<const LiveWorld> run_world(scenario::Scenario scenario,
                                                         const WorldChoice& choice);

/// What a world comes to from a moment on.
struct Outlook {
    ensemble::Headline figures;         ///< of the whole run
    std::uint64_t services = 0;         ///< that people use
    std::array<std::uint64_t, 4> up{};  ///< of these, up now and after each of `outlook_after`
    std::array<double, 4> members{};    ///< share of members, over services, who have them then
};
inline constexpr std::array outlook_after{Duration::zero(), hours(4), hours(24), hours(24 * 7)};
[[nodiscard]] Outlook outlook(const LiveWorld& world, SimTime now);

/// How one choice fares in many worlds, and against the first one.
struct ManyWorlds {
    std::uint64_t worlds = 0;
    struct Choice {
        stats::Estimate median;  ///< of lost member-hours
        stats::Estimate better;  ///< share of worlds in which it loses less than the first choice
        double tied = 0;         ///< share in which both lose the same
    };
    std::vector<Choice> choices;
};

/// Runs every list of orders in the same worlds, the attacker being the same. Whole worlds only;
/// fewer than asked for after a request to stop.
[[nodiscard]] ManyWorlds many_worlds(const Stage& stage, const WorldChoice& choice,
                                     const std::vector<std::vector<const Order*>>& choices,
                                     std::uint64_t worlds, ensemble::Driver& driver,
                                     std::stop_token stop);

}  // namespace kammerspiel::live
