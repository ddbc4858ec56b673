#pragma once

#include "kammerspiel/federation/compile.hpp"

namespace kammerspiel::test {

/// Three organisations written by hand, without a file: `gfi` in DE-NW provides, `ulm` in DE-BW and
/// `kiel` in DE-SH depend on it.
///
///     gfi:  groups servers(3, core, identity), relays(2, dmz); services portal, mail; link uplink
///     ulm:  groups desks(20, office, realm own, tag crown), directory(1, core, realm own);
///           services post, register; link wan to gfi
///     kiel: group desks(30, office, realm shared); service post; no links
[[nodiscard]] scenario::Scenario small_federation();

}  // namespace kammerspiel::test
