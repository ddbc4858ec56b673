#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "analysis/report/structure/export_parts.hpp"
#include "kammerspiel/report/structure_exports.hpp"

namespace kammerspiel::report {
namespace {

using federation::Federation;
using federation::OrganisationId;
using Kind = ExportNode::Kind;

// Mermaid's own limits (maxEdges, maxTextSize).
constexpr std::size_t most_edges = 500;
constexpr std::size_t most_bytes = 50'000;
constexpr std::size_t longest_mermaid_label = 48;

bool is_plain(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80U || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == ' ' || c == '-' || c == '_' || c == '/' || c == ',' ||
           c == '.';
}

/// A label in quotation marks: what could end it, begin an order, be HTML or Markdown is written as
/// Mermaid's entities (#35;).
std::string mermaid_string(std::string_view text) {
    std::string safe;
    bool at_beginning = true;  // "1." and "- " begin lists in Markdown
    for (const char c : harmless(text, longest_mermaid_label)) {
        const bool begins_list = at_beginning && (c == '.' || c == '-');
        if (is_plain(c) && !begins_list) {
            safe += c;
        } else {
            safe += fmt::format("#{};", static_cast<unsigned>(static_cast<unsigned char>(c)));
        }
        at_beginning = at_beginning && c >= '0' && c <= '9';
    }
    return fmt::format("\"{}\"", safe);
}

std::string head() { return "flowchart LR\n"; }

std::string comment(std::string_view words) { return fmt::format("%% {}\n", words); }

/// Organisations and what they need of each other.
class FederationChart {
   public:
    FederationChart(const Federation& federation, const Text& text)
        : federation_(federation), text_(text) {
        for (std::uint32_t o = 0; o < federation.organisations.size(); ++o) {
            for (const ExportNode part : parts_of(federation, OrganisationId{o})) collect(part);
        }
    }

    std::string write() const {
        const std::size_t all = federation_.organisations.size();
        std::string chart = drawn(true, all);
        if (!chart.empty()) return chart;
        chart = drawn(false, all);
        for (std::size_t kept = std::min(all, most_edges); chart.empty() && kept > 0; kept /= 2) {
            chart = drawn(false, kept);
        }
        return chart.empty() ? head() : chart;
    }

   private:
    const Federation& federation_;
    const Text& text_;
    /// Organisations and the services of others that they need.
    std::set<std::pair<OrganisationId, ExportNode>> needs_;
    std::set<std::pair<OrganisationId, OrganisationId>> links_;

    void collect(ExportNode part) {
        const OrganisationId house = owner(federation_, part);
        for (const ExportNeed& need : needs_of(federation_, part)) {
            if (owner(federation_, need.to) != house) needs_.emplace(house, need.to);
        }
        if (part.kind != Kind::link) return;
        const auto& link = federation_.links[part.number];
        if (link.to && *link.to != house) links_.insert(std::minmax(house, *link.to));
    }

    /// The organisations with most members, which all others depend on before that.
    std::vector<bool> largest(std::size_t count) const {
        std::vector<std::uint32_t> order(federation_.organisations.size());
        std::vector<std::uint32_t> dependents(order.size(), 0);
        for (std::uint32_t o = 0; o < order.size(); ++o) order[o] = o;
        for (const auto& need : needs_) ++dependents[owner(federation_, need.second).index()];
        std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
            const bool provides_a = dependents[a] > 0;
            const bool provides_b = dependents[b] > 0;
            if (provides_a != provides_b) return provides_a;
            return federation_.organisations[a].members > federation_.organisations[b].members;
        });
        std::vector<bool> kept(order.size(), false);
        for (std::size_t i = 0; i < std::min(count, order.size()); ++i) kept[order[i]] = true;
        return kept;
    }

    /// Nothing where it is more than Mermaid draws.
    std::string drawn(bool with_services, std::size_t count) const {
        const std::vector<bool> kept = largest(count);
        std::set<std::pair<std::string, std::string>> arrows;
        std::set<ExportNode> services;
        std::set<std::pair<OrganisationId, OrganisationId>> joined;
        for (const auto& [house, node] : needs_) {
            const OrganisationId provider = owner(federation_, node);
            if (!kept[house.index()] || !kept[provider.index()]) continue;
            joined.insert(std::minmax(house, provider));
            if (with_services) services.insert(node);
            arrows.emplace(name_of(house), with_services ? identifier(node) : name_of(provider));
            if (arrows.size() > most_edges) return {};
        }
        std::string chart = head();
        if (!with_services) chart += comment(text_("export.without_services"));
        const std::size_t left_out = kept.size() - std::min(count, kept.size());
        if (left_out > 0) chart += comment(text_("export.left_out", {{"count", left_out}}));
        add_nodes(kept, services, chart);
        for (const auto& [from, to] : arrows) chart += fmt::format("  {} --> {}\n", from, to);
        std::size_t edges = arrows.size();
        for (const auto& link : links_) {
            if (!kept[link.first.index()] || !kept[link.second.index()]) continue;
            // Who needs something of the other is joined already.
            if (joined.contains(link)) continue;
            chart += fmt::format("  {} --- {}\n", name_of(link.first), name_of(link.second));
            ++edges;
        }
        return edges > most_edges || chart.size() > most_bytes ? std::string() : chart;
    }

    static std::string name_of(OrganisationId id) {
        return identifier({Kind::organisation, id.value});
    }

    void add_nodes(const std::vector<bool>& kept, const std::set<ExportNode>& services,
                   std::string& chart) const {
        std::map<OrganisationId, std::vector<ExportNode>> provided;
        for (const ExportNode node : services) provided[owner(federation_, node)].push_back(node);
        for (std::uint32_t o = 0; o < kept.size(); ++o) {
            if (!kept[o]) continue;
            const auto& organisation = federation_.organisations[o];
            const auto offers = provided.find(OrganisationId{o});
            if (offers == provided.end()) {
                chart += fmt::format("  o{}[{}]\n", o, mermaid_string(organisation.name));
                continue;
            }
            chart += fmt::format("  subgraph o{}[{}]\n", o, mermaid_string(organisation.name));
            for (const ExportNode node : offers->second) {
                chart += fmt::format("    {}([{}])\n", identifier(node),
                                     mermaid_string(local_name(federation_, node)));
            }
            chart += "  end\n";
        }
    }
};

/// What is inside one organisation.
class InsideChart {
   public:
    InsideChart(const Federation& federation, OrganisationId house, const Text& text)
        : federation_(federation), house_(house), text_(text) {}

    std::string write() {
        const auto& organisation = federation_.of(house_);
        chart_ = head();
        chart_ +=
            fmt::format("  subgraph o{}[{}]\n", house_.value, mermaid_string(organisation.name));
        const auto parts = parts_of(federation_, house_);
        for (const ExportNode part : parts) chart_ += fmt::format("    {}\n", node(part));
        chart_ += "  end\n";
        for (const ExportNode part : parts) add_edges(part);
        if (left_out_ > 0) {
            chart_ += fmt::format(
                "  more[{}]\n", mermaid_string(text_("export.more_edges", {{"count", left_out_}})));
        }
        return chart_;
    }

   private:
    const Federation& federation_;
    OrganisationId house_;
    const Text& text_;
    std::string chart_;
    std::set<ExportNode> outside_;
    std::size_t edges_ = 0;
    std::size_t left_out_ = 0;

    std::string node(ExportNode part) const {
        const std::string& name = local_name(federation_, part);
        if (part.kind == Kind::host_group) {
            const auto count = federation_.host_groups[part.number].count;
            return fmt::format(
                "{}[{}]", identifier(part),
                mermaid_string(text_(
                    "export.group",
                    {{"name", harmless(name, longest_mermaid_label / 2)}, {"count", count}})));
        }
        const bool is_service = part.kind == Kind::service;
        return fmt::format("{}{}{}{}", identifier(part), is_service ? "([" : "{{",
                           mermaid_string(name), is_service ? "])" : "}}");
    }

    bool has_room() {
        if (edges_ < most_edges && chart_.size() < most_bytes - 1000) {
            ++edges_;
            return true;
        }
        ++left_out_;
        return false;
    }

    /// What lies outside is drawn once, with whose it is.
    void meet(ExportNode to) {
        if (to.kind == Kind::internet) {
            if (outside_.insert(to).second) {
                chart_ +=
                    fmt::format("  internet(({}))\n", mermaid_string(text_("export.internet")));
            }
            return;
        }
        const OrganisationId provider = owner(federation_, to);
        if (provider == house_ || !outside_.insert(to).second) return;
        const std::string& name =
            to.kind == Kind::organisation ? federation_.of(provider).name : name_within(to);
        chart_ += fmt::format("  {}[/{}/]\n", identifier(to), mermaid_string(name));
    }
    const std::string& name_within(ExportNode to) const {
        if (to.kind == Kind::service) return federation_.services[to.number].name;
        if (to.kind == Kind::link) return federation_.links[to.number].name;
        return federation_.host_groups[to.number].name;
    }

    void add_edges(ExportNode part) {
        for (const ExportNeed& need : needs_of(federation_, part)) {
            if (!has_room()) continue;
            meet(need.to);
            const std::string words = edge_label(federation_, need, text_);
            const std::string label =
                words.empty() ? std::string() : fmt::format("|{}|", mermaid_string(words));
            chart_ +=
                fmt::format("  {} {}{} {}\n", identifier(need.from),
                            may_be_missing(need) ? "-.->" : "-->", label, identifier(need.to));
        }
        if (part.kind != Kind::link || !has_room()) return;
        const auto& link = federation_.links[part.number];
        const ExportNode end = link.to ? ExportNode{Kind::organisation, link.to->value}
                                       : ExportNode{Kind::internet, 0};
        meet(end);
        chart_ += fmt::format("  {} --- {}\n", identifier(part), identifier(end));
    }
};

}  // namespace

std::string as_mermaid(const Federation& federation, const Text& text) {
    return FederationChart(federation, text).write();
}

std::string as_mermaid(const Federation& federation, OrganisationId inside, const Text& text) {
    return InsideChart(federation, inside, text).write();
}

}  // namespace kammerspiel::report
