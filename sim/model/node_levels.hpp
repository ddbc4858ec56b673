#pragma once

#include "sim/model/context.hpp"

// What each node of an organisation would have if it were settled now.

namespace kammerspiel::model {

/// The level that the node would take, from the levels that hold now.
[[nodiscard]] federation::Levels wanted_level(const OrganisationContext& org,
                                              federation::NodeIndex node);

/// What a service gives by itself, without a workaround.
[[nodiscard]] federation::Levels own_level(const OrganisationContext& org,
                                           federation::NodeIndex node, const ServiceState& service);

/// Of a service that does not run, from its `start_level`. Once it could start, the time it takes
/// to start belongs to what had taken it down.
[[nodiscard]] federation::Levels level_while_stopped(const OrganisationContext& org,
                                                     std::uint32_t position,
                                                     const federation::Levels& to_start);
/// `own` with what a workaround or an interim service makes of it.
[[nodiscard]] federation::Levels level_with_substitutes(const OrganisationContext& org,
                                                        std::uint32_t position,
                                                        federation::Levels own);

/// Of a service that does not run: what it needs to start, and what it would need once it ran. It
/// can start where both give something.
[[nodiscard]] federation::Levels start_level(const OrganisationContext& org,
                                             federation::NodeIndex node);

/// Whether `start_level` gives anything in fact.
[[nodiscard]] bool can_start(const OrganisationContext& org, federation::NodeIndex node);

/// Of a host group or a link: what it has as a part of things, whatever it needs.
[[nodiscard]] federation::Levels level_without_needs(const OrganisationContext& org,
                                                     federation::NodeMeaning what);

/// What is held up by repair alone: `rebuilt` is what would be there if everything were tested,
/// accepted and released, `actual` what is there.
[[nodiscard]] federation::Levels in_repair(std::int32_t rebuilt, std::int32_t actual);

}  // namespace kammerspiel::model
