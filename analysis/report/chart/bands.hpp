#pragma once

#include <string>
#include <vector>

#include "kammerspiel/base/calendar.hpp"
#include "kammerspiel/base/text.hpp"
#include "kammerspiel/model/metrics.hpp"
#include "kammerspiel/report/document.hpp"

namespace kammerspiel::report::charts {

/// A share over time, which holds until it changes.
struct Band {
    std::string name;
    std::string remark;  ///< at its right end
    std::vector<model::CurvePoint> curve;
};

/// Bands one below the other on one axis. `texts`: what stands beside the picture.
[[nodiscard]] Picture bands(const std::vector<Band>& all, SimTime until, const Calendar& calendar,
                            const Text& text, Picture texts);

}  // namespace kammerspiel::report::charts
