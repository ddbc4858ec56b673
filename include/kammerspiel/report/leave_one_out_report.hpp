#pragma once

#include <string>

#include "kammerspiel/base/text.hpp"
#include "kammerspiel/incidents/leave_one_out.hpp"
#include "kammerspiel/report/document.hpp"

namespace kammerspiel::report {

/// How well each incident was forecast by the others: scores beside those of other forecasts, how
/// much the bands held, every milestone with its bands, and what was only announced.
[[nodiscard]] Document leave_one_out_document(const incidents::LeaveOneOut& result,
                                              const Text& text);
[[nodiscard]] std::string leave_one_out_as_json(const incidents::LeaveOneOut& result);

/// The incidents of a library, with how much is known and estimated of each.
[[nodiscard]] Document library_document(const incidents::Library& library, const Text& text);

}  // namespace kammerspiel::report
