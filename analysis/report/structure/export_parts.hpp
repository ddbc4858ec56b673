#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kammerspiel/federation/federation.hpp"

// What the exports of structure have in common.

namespace kammerspiel::report {

/// A node of the whole federation: what it is and its number among its like.
struct ExportNode {
    enum class Kind { organisation, host_group, service, link, internet };
    Kind kind = Kind::organisation;
    std::uint32_t number = 0;
    auto operator<=>(const ExportNode&) const = default;
};

/// An identifier that every format takes: o3, g17, s5, l2, internet.
[[nodiscard]] std::string identifier(ExportNode node);
/// Whose it is; not of the internet.
[[nodiscard]] federation::OrganisationId owner(const federation::Federation& federation,
                                               ExportNode node);
/// Its name within its organisation; of an organisation, its id.
[[nodiscard]] const std::string& local_name(const federation::Federation& federation,
                                            ExportNode node);
/// workstation, server, …

/// Host groups, services and links of an organisation.
[[nodiscard]] std::vector<ExportNode> parts_of(const federation::Federation& federation,
                                               federation::OrganisationId organisation);
[[nodiscard]] bool has_internet_links(const federation::Federation& federation);

/// That one node needs another.
struct ExportNeed {
    ExportNode from, to;
    std::optional<federation::LinkId> over;
    double enough = 1, floor = 0;
    std::optional<Duration> grace;
    bool to_start = false;
    /// Number of the nearest any_of above it among those of `from`; absent: it is always needed.
    std::optional<std::uint32_t> any_of;
    std::string condition;  ///< e.g. all_of/at_least 2
};

/// What a host group, service or link needs, in the order of the scenario.
[[nodiscard]] std::vector<ExportNeed> needs_of(const federation::Federation& federation,
                                               ExportNode node);

}  // namespace kammerspiel::report
