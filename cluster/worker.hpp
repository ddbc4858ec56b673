#pragma once

#include "cluster/session.hpp"

// The ranks that only compute.

namespace kammerspiel::cluster {

/// Runs blocks of worlds for rank 0 until it says that nothing more will come. Signals that ask for
/// a stop are for rank 0, which tells the others.
void work_for_others(Session& session);

}  // namespace kammerspiel::cluster
