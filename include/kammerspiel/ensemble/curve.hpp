#pragma once

namespace kammerspiel::ensemble {

/// One moment of the restoration: the share of people (over all services) who have them back, over
/// worlds and hypotheses.
struct CurveBand {
    double hours = 0;  ///< since the start
    double p10 = 0, median = 0, p90 = 0;
};

}  // namespace kammerspiel::ensemble
