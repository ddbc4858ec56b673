#pragma once

#include <string>
#include <vector>

#include "kammerspiel/base/text.hpp"
#include "kammerspiel/federation/federation.hpp"
#include "kammerspiel/scenario/scenario.hpp"

// The structure of a federation for other programs. Whatever a scenario calls its things, no file
// is broken by it. The same federation gives the same bytes.

namespace kammerspiel::report {

/// GraphML (http://graphml.graphdrawing.org) of everything: organisations, host groups, services
/// and links are nodes, and so is the internet where links lead to it. Node data: `id` (of a part:
/// within its organisation), `kind` (organisation, service, link, internet or a kind of host),
/// `organisation`, `title`, `count`, `zone`, `realm`, `members`, `region`, `staff`. Edges lead from
/// what needs to what is needed (`type` needs) and from a link to the organisation at its other end
/// (`type` link). Edge data: `enough`, `floor` in [0, 1], `grace` (8h), `over` (a link's id),
/// `to_start`, `any_of` (edges of one node with the same word are alternatives), `condition` (the
/// whole path, e.g. all_of/at_least 2). Data that say nothing are left out.
[[nodiscard]] std::string as_graphml(const federation::Federation& federation, const Text& text);

/// Graphviz DOT. Each organisation of `inside` is a cluster of its host groups, services and links;
/// every other one that has to do with them is a single node, and edges between the same two nodes
/// are one. Where `inside` is empty: all organisations, as single nodes.
[[nodiscard]] std::string as_dot(const federation::Federation& federation,
                                 const std::vector<federation::OrganisationId>& inside,
                                 const Text& text);

/// A Mermaid flowchart of organisations and the services that others depend on; as Mermaid draws
/// at most 500 edges of at most 50,000 characters, without the services, or without the smallest
/// organisations, where it must be: a comment then says so.
[[nodiscard]] std::string as_mermaid(const federation::Federation& federation, const Text& text);
/// A Mermaid flowchart of what is inside one organisation, and what it needs from outside.
[[nodiscard]] std::string as_mermaid(const federation::Federation& federation,
                                     federation::OrganisationId inside, const Text& text);

/// An ATT&CK Navigator layer (format 4.5) of the techniques that attackers of the scenario use:
/// score = number of profiles, comment and metadata = which, over which routes, and which
/// strategies block it. What is no ATT&CK id is left out.
[[nodiscard]] std::string as_navigator_layer(const scenario::Scenario& scenario, const Text& text);

}  // namespace kammerspiel::report
