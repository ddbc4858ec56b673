#pragma once

#include "sim/model/context.hpp"

// What follows when a settled level is another than before.

namespace kammerspiel::model {

/// Books what was lost at the level before, and tells all who use the node, here and elsewhere.
void publish(OrganisationContext& org, federation::NodeIndex node,
             const federation::Levels& before);

/// Tells the organisations that need the node how far it works.
void tell_subscribers(OrganisationContext& org, federation::NodeIndex node);

}  // namespace kammerspiel::model
