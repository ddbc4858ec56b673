#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kammerspiel/base/text.hpp"
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
    bool starts_without = false;  ///< `from` starts without it
    /// What joins it with others of `from`, from outside inwards; the all_of around everything is
    /// left out.
    struct Joint {
        std::uint32_t number = 0;  ///< among those of `from`, from 1
        scenario::Need::Op op = scenario::Need::Op::all_of;
        std::uint32_t at_least = 0;
        std::uint32_t of = 0;  ///< how many it joins
    };
    std::vector<Joint> within;
    std::optional<double> weight;  ///< in the innermost of these
};

/// 1:any_of/2:all_of, as `import` reads it.
[[nodiscard]] std::string in_words(const std::vector<ExportNeed::Joint>& within);

/// Whether `from` may do without it for a while, in part, or where others are there.
[[nodiscard]] bool may_be_missing(const ExportNeed& need);

/// What an edge says beside its ends: the link that it runs over, how many of how many suffice,
/// how much it weighs.
[[nodiscard]] std::string edge_label(const federation::Federation& federation,
                                     const ExportNeed& need, const Text& text);

/// What a host group, service or link needs, in the order of the scenario.
[[nodiscard]] std::vector<ExportNeed> needs_of(const federation::Federation& federation,
                                               ExportNode node);

}  // namespace kammerspiel::report
