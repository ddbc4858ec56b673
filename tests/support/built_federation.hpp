#pragma once

#include <string>
#include <vector>

#include "kammerspiel/federation/compile.hpp"

// Scenarios written by hand in a few lines, without a file.

namespace kammerspiel::test {

[[nodiscard]] scenario::Name named(const std::string& text);
[[nodiscard]] scenario::Need need(const std::string& of);
[[nodiscard]] scenario::Need all_of(std::vector<scenario::Need> children);
[[nodiscard]] scenario::Need any_of(std::vector<scenario::Need> children);
[[nodiscard]] scenario::Need at_least(std::uint32_t k, std::vector<scenario::Need> children);

/// Adds to a scenario; references stay valid until the next addition of the same kind.
class Builder {
   public:
    scenario::Scenario scenario;

    scenario::Organisation& organisation(const std::string& id, std::uint64_t members = 0);
    /// Of the organisation that was added last, as all that follows.
    scenario::HostGroup& group(const std::string& name, std::uint32_t count = 1,
                               scenario::HostKind kind = scenario::HostKind::server,
                               const std::string& zone = "zone");
    /// `share` of the members want it at any time; 0: internal.
    scenario::Service& service(const std::string& name, scenario::Need needs, double share = 0);
    /// An empty `to`: the internet.
    scenario::Link& link(const std::string& name, const std::string& to);

    [[nodiscard]] federation::Federation compile() const;
};

}  // namespace kammerspiel::test
