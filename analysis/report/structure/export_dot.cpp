#include <fmt/format.h>

#include <map>
#include <set>

#include "analysis/report/structure/export_parts.hpp"
#include "kammerspiel/report/structure_exports.hpp"

namespace kammerspiel::report {
namespace {

using federation::Federation;
using federation::OrganisationId;
using Kind = ExportNode::Kind;

constexpr std::size_t longest_dot_label = 60;

/// A string in quotation marks. Graphviz reads \N, \G and \l as orders and &lt; as <.
std::string dot_string(std::string_view text) {
    std::string safe;
    for (const char c : harmless(text, longest_dot_label)) {
        switch (c) {
            case '"': safe += "\\\""; break;
            case '\\': safe += "\\\\"; break;
            case '&': safe += "&amp;"; break;
            case '<': safe += "&lt;"; break;
            case '>': safe += "&gt;"; break;
            default: safe += c;
        }
    }
    return fmt::format("\"{}\"", safe);
}

class DotWriter {
   public:
    DotWriter(const Federation& federation, const std::vector<OrganisationId>& inside,
              const Text& text)
        : federation_(federation),
          text_(text),
          is_overview_(inside.empty()),
          is_inside_(federation.organisations.size(), false) {
        for (const OrganisationId id : inside) is_inside_[id.index()] = true;
    }

    std::string write() {
        dot_ =
            "digraph federation {\n"
            "  graph [compound=true, rankdir=LR, fontname=\"sans-serif\"];\n"
            "  node [shape=box, fontname=\"sans-serif\"];\n"
            "  edge [color=\"#4d5761\", fontname=\"sans-serif\", fontsize=10];\n";
        for (std::uint32_t o = 0; o < is_inside_.size(); ++o) {
            for (const ExportNode part : parts_of(federation_, OrganisationId{o})) add_edges(part);
        }
        for (std::uint32_t o = 0; o < is_inside_.size(); ++o) add_organisation(OrganisationId{o});
        if (met_.contains({Kind::internet, 0})) {
            dot_ += fmt::format("  internet [label={}, shape=ellipse, style=dashed];\n",
                                dot_string(text_("export.internet")));
        }
        write_edges();
        return dot_ + "}\n";
    }

   private:
    const Federation& federation_;
    const Text& text_;
    bool is_overview_;  ///< of all organisations
    std::vector<bool> is_inside_;
    std::string dot_;
    std::set<ExportNode> met_;  ///< that an edge leads to or from
    /// By both ends, drawn: the attributes of the first that joins them, and how many do.
    struct Edge {
        std::string attributes;
        std::uint32_t count = 0;
    };
    std::map<std::pair<ExportNode, ExportNode>, Edge> edges_;

    void add_organisation(OrganisationId id) {
        const auto& organisation = federation_.of(id);
        const ExportNode node{Kind::organisation, id.value};
        if (!is_inside_[id.index()]) {
            if (!is_overview_ && !met_.contains(node)) return;
            dot_ += fmt::format("  {} [label={}, shape=folder];\n", identifier(node),
                                dot_string(organisation.name));
            return;
        }
        dot_ += fmt::format("  subgraph cluster_{} {{\n    label={};\n", identifier(node),
                            dot_string(organisation.name));
        // What links of others lead to: the cluster itself cannot be an edge's end.
        dot_ += fmt::format("    {} [shape=point];\n", identifier(node));
        for (const ExportNode part : parts_of(federation_, id)) {
            dot_ += fmt::format("    {} [{}];\n", identifier(part), look(part));
        }
        dot_ += "  }\n";
    }

    std::string look(ExportNode part) const {
        const std::string& name = local_name(federation_, part);
        if (part.kind == Kind::host_group) {
            const auto& group = federation_.host_groups[part.number];
            return fmt::format(
                "label={}",
                dot_string(text_("export.group", {{"name", harmless(name, longest_dot_label / 2)},
                                                  {"count", group.count}})));
        }
        const std::string_view shape =
            part.kind == Kind::service ? "box, style=rounded" : "diamond";
        return fmt::format("label={}, shape={}", dot_string(name), shape);
    }

    /// The node that stands for it in the picture.
    ExportNode drawn(ExportNode node) const {
        if (node.kind == Kind::internet) return node;
        const OrganisationId house = owner(federation_, node);
        if (is_inside_[house.index()]) return node;
        return {Kind::organisation, house.value};
    }

    void add_edge(ExportNode from, ExportNode to, std::string attributes) {
        const ExportNode a = drawn(from);
        const ExportNode b = drawn(to);
        const auto is_drawn = [&](ExportNode node) {
            return node.kind != Kind::internet && is_inside_[owner(federation_, node).index()];
        };
        if (a == b || (!is_overview_ && !is_drawn(a) && !is_drawn(b))) return;
        met_.insert({a, b});
        Edge& edge = edges_.try_emplace({a, b}, Edge{std::move(attributes), 0}).first->second;
        ++edge.count;
    }

    void add_edges(ExportNode part) {
        for (const ExportNeed& need : needs_of(federation_, part)) {
            std::string attributes = need.weight            ? "style=dotted"
                                     : may_be_missing(need) ? "style=dashed"
                                                            : "style=solid";
            const std::string label = edge_label(federation_, need, text_);
            if (!label.empty()) attributes += fmt::format(", label={}", dot_string(label));
            add_edge(need.from, need.to, std::move(attributes));
        }
        if (part.kind != Kind::link) return;
        const auto& link = federation_.links[part.number];
        if (!link.to) return add_edge(part, {Kind::internet, 0}, "dir=none, style=bold");
        std::string attributes = "dir=none, style=bold";
        if (is_inside_[link.to->index()]) {
            attributes += fmt::format(", lhead=cluster_o{}", link.to->value);
        }
        add_edge(part, {Kind::organisation, link.to->value}, std::move(attributes));
    }

    void write_edges() {
        for (const auto& [ends, edge] : edges_) {
            const auto& [from, to] = ends;
            const bool is_sum = edge.count > 1 &&
                                (from.kind == Kind::organisation || to.kind == Kind::organisation);
            dot_ += fmt::format("  {} -> {} [{}];\n", identifier(from), identifier(to),
                                is_sum ? fmt::format("label=\"{}\"", edge.count) : edge.attributes);
        }
    }
};

}  // namespace

std::string as_dot(const Federation& federation, const std::vector<OrganisationId>& inside,
                   const Text& text) {
    return DotWriter(federation, inside, text).write();
}

}  // namespace kammerspiel::report
