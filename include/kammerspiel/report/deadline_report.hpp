#pragma once

#include <string>

#include "kammerspiel/base/text.hpp"
#include "kammerspiel/ensemble/headline.hpp"
#include "kammerspiel/model/plan.hpp"
#include "kammerspiel/stats/deadline.hpp"

// Until when a decision pays, as people and programs read it.

namespace kammerspiel::report {

struct DeadlineContext {
    std::string strategy, play;  ///< names
    ensemble::Metric metric{};
    std::uint64_t worlds = 0;
    std::uint64_t seed = 1;
};

/// For a terminal of 100 columns.
[[nodiscard]] std::string deadline_in_words(const stats::Deadline& result, const model::Plan& plan,
                                            const DeadlineContext& context, const Text& text);
/// One self-contained page.
[[nodiscard]] std::string deadline_as_html(const stats::Deadline& result, const model::Plan& plan,
                                           const DeadlineContext& context, const Text& text);
[[nodiscard]] std::string deadline_as_json(const stats::Deadline& result, const model::Plan& plan,
                                           const DeadlineContext& context);

}  // namespace kammerspiel::report
