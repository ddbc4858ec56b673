#pragma once

#include <string>

#include "kammerspiel/base/text.hpp"
#include "kammerspiel/model/plan.hpp"
#include "kammerspiel/report/document.hpp"
#include "kammerspiel/report/study_context.hpp"
#include "kammerspiel/stats/deadline.hpp"

// Until when a decision pays, as people and programs read it.

namespace kammerspiel::report {

/// `play`: the name of the play that is ordered; the first strategy of the context has it.
[[nodiscard]] Document deadline_document(const stats::Deadline& result, const model::Plan& plan,
                                         const StudyContext& context, const std::string& play,
                                         const Text& text);
[[nodiscard]] std::string deadline_as_json(const stats::Deadline& result, const model::Plan& plan,
                                           const StudyContext& context, const std::string& play);

}  // namespace kammerspiel::report
