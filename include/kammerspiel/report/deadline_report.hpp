#pragma once

#include <string>
#include <vector>

#include "kammerspiel/base/text.hpp"
#include "kammerspiel/model/plan.hpp"
#include "kammerspiel/report/document.hpp"
#include "kammerspiel/report/study_context.hpp"
#include "kammerspiel/stats/deadline.hpp"

// Until when a decision pays, as people and programs read it.

namespace kammerspiel::report {

/// How likely something is passed that one would not want to have passed.
struct PassedThreshold {
    std::string name;   ///< for programs: mtpd:email, obligation:notice, loss
    std::string title;  ///< as people read it
    std::vector<stats::Estimate> probability;  ///< by moment, the last one: never
};

/// `play`: the name of the play that is ordered; the first strategy of the context has it.
[[nodiscard]] Document deadline_document(const stats::Deadline& result, const model::Plan& plan,
                                         const StudyContext& context, const std::string& play,
                                         const std::vector<PassedThreshold>& passed,
                                         const Text& text);
[[nodiscard]] std::string deadline_as_json(const stats::Deadline& result, const model::Plan& plan,
                                           const StudyContext& context, const std::string& play,
                                           const std::vector<PassedThreshold>& passed);

}  // namespace kammerspiel::report
