#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kammerspiel/base/text.hpp"
#include "kammerspiel/ensemble/headline.hpp"
#include "kammerspiel/scenario/parameter.hpp"
#include "kammerspiel/scenario/scenario.hpp"

namespace kammerspiel::report {

/// What files call by a name and people by a title.
struct Titled {
    std::string name;
    Localised title;
};
/// Its title; its name where it has none.
[[nodiscard]] std::string title_of(const Titled& thing, const Text& text);

/// What figures of many worlds are of: for everything that is written about them.
struct StudyContext {
    Localised title;              ///< of the scenario
    std::string scenario;         ///< id
    std::string hash;             ///< of its texts
    std::string program_version;  ///< of the program that ran the worlds
    Localised people_one;         ///< member, patient …
    Localised people_many;
    std::string currency;  ///< of the metric `cost`
    Duration horizon;
    std::uint64_t seed = 1;
    std::uint64_t worlds = 0;   ///< against each attacker
    bool is_uncertain = false;  ///< assumptions with `between` were drawn in each world
    ensemble::Metric metric = ensemble::Metric::member_hours_lost;  ///< that is asked about
    /// Those that are asked about, in the order of the figures.
    std::vector<Titled> strategies;
    std::vector<Titled> attackers;
    std::vector<Titled> every_strategy;  ///< of the scenario
    std::vector<Titled> services;        ///< each name once
    /// Figures of the scenario of which it says where they come from.
    std::vector<scenario::Parameter> evidence;
};

/// Of what the scenario says; which strategies are asked about it does not know.
[[nodiscard]] StudyContext study_context(const scenario::Scenario& scenario, std::uint64_t seed);

}  // namespace kammerspiel::report
