#pragma once

#include <cstdint>
#include <string>

#include "kammerspiel/ensemble/headline.hpp"
#include "kammerspiel/scenario/scenario.hpp"

namespace kammerspiel::report {

/// What a question about a scenario is asked of: for the reports of `sensitivity`, `evidence` and
/// `improve`.
struct QuestionContext {
    scenario::Localised title;
    std::string scenario;                 ///< id
    std::string hash;                     ///< of its texts
    std::string strategy;                 ///< name
    std::string against;                  ///< name; empty: the loss of `strategy` is the answer
    std::string people_one, people_many;  ///< in the language of the text
    std::string currency;                 ///< of the metric `cost`
    ensemble::Metric metric = ensemble::Metric::member_hours_lost;
    std::uint64_t seed = 1;
};

}  // namespace kammerspiel::report
