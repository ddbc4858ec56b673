#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "analysis/report/chart/svg.hpp"
#include "analysis/report/structure/export_parts.hpp"
#include "kammerspiel/base/notation.hpp"
#include "kammerspiel/report/structure_exports.hpp"

namespace kammerspiel::report {
namespace {

using federation::Federation;
using Kind = ExportNode::Kind;

struct Key {
    std::string_view of;
    std::string_view name;
    std::string_view type;
};

constexpr std::array keys{
    Key{"node", "id", "string"},           Key{"node", "kind", "string"},
    Key{"node", "organisation", "string"}, Key{"node", "title", "string"},
    Key{"node", "count", "int"},           Key{"node", "zone", "string"},
    Key{"node", "realm", "string"},        Key{"node", "members", "long"},
    Key{"node", "region", "string"},       Key{"node", "staff", "double"},
    Key{"edge", "type", "string"},         Key{"edge", "enough", "double"},
    Key{"edge", "floor", "double"},        Key{"edge", "grace", "string"},
    Key{"edge", "over", "string"},         Key{"edge", "to_start", "boolean"},
    Key{"edge", "any_of", "string"},       Key{"edge", "within", "string"},
    Key{"edge", "weight", "double"},       Key{"edge", "starts_without", "boolean"}};

/// Marks that turn the direction of writing keep their meaning for a program, but not their effect
/// on whoever reads the file; what XML cannot hold at all becomes `�`.
std::string in_xml(std::string_view text) {
    struct Special {
        std::string_view from, to;
    };
    constexpr std::array specials{
        Special{"\u200e", "&#x200E;"}, Special{"\u200f", "&#x200F;"}, Special{"\u202a", "&#x202A;"},
        Special{"\u202b", "&#x202B;"}, Special{"\u202c", "&#x202C;"}, Special{"\u202d", "&#x202D;"},
        Special{"\u202e", "&#x202E;"}, Special{"\u2066", "&#x2066;"}, Special{"\u2067", "&#x2067;"},
        Special{"\u2068", "&#x2068;"}, Special{"\u2069", "&#x2069;"}, Special{"\ufffe", "\ufffd"},
        Special{"\uffff", "\ufffd"}};
    std::string safe = escaped(text);
    for (const Special& special : specials) {
        for (std::size_t at = safe.find(special.from); at != std::string::npos;
             at = safe.find(special.from, at + special.to.size())) {
            safe.replace(at, special.from.size(), special.to);
        }
    }
    return safe;
}

class GraphmlWriter {
   public:
    GraphmlWriter(const Federation& federation, const Text& text)
        : federation_(federation), text_(text) {}

    std::string write() {
        xml_ =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n";
        for (const Key& key : keys) {
            xml_ += fmt::format(
                "  <key id=\"{0}_{1}\" for=\"{0}\" attr.name=\"{1}\" attr.type=\"{2}\"/>\n", key.of,
                key.name, key.type);
        }
        xml_ += "  <graph id=\"federation\" edgedefault=\"directed\">\n";
        nodes();
        edges();
        return xml_ + "  </graph>\n</graphml>\n";
    }

   private:
    const Federation& federation_;
    const Text& text_;
    std::string xml_;

    void data(std::string_view of, std::string_view name, std::string_view value) {
        if (value.empty()) return;
        xml_ += fmt::format("      <data key=\"{}_{}\">{}</data>\n", of, name, in_xml(value));
    }

    void nodes() {
        for (std::uint32_t o = 0; o < federation_.organisations.size(); ++o) {
            const auto& organisation = federation_.organisations[o];
            const ExportNode node{Kind::organisation, o};
            begin(node, "organisation");
            data("node", "title", organisation.name);
            data("node", "members", fmt::format("{}", organisation.members));
            data("node", "region", federation_.regions[organisation.region.index()].code);
            if (organisation.staff > 0)
                data("node", "staff", fmt::format("{}", organisation.staff));
            end_node();
            for (const ExportNode part : parts_of(federation_, federation::OrganisationId{o})) {
                add_part(part, organisation.id);
            }
        }
        if (!has_internet_links(federation_)) return;
        xml_ += "    <node id=\"internet\">\n";
        data("node", "id", "internet");
        data("node", "kind", "internet");
        end_node();
    }

    void begin(ExportNode node, std::string_view kind) {
        xml_ += fmt::format("    <node id=\"{}\">\n", identifier(node));
        data("node", "id", local_name(federation_, node));
        data("node", "kind", kind);
    }
    void end_node() { xml_ += "    </node>\n"; }

    void add_part(ExportNode part, std::string_view organisation) {
        if (part.kind == Kind::host_group) {
            const auto& group = federation_.host_groups[part.number];
            begin(part, word_of(group.kind));
            data("node", "organisation", organisation);
            data("node", "count", fmt::format("{}", group.count));
            data("node", "zone", federation_.zones[group.zone.index()]);
            if (group.realm) data("node", "realm", realm(group, organisation));
        } else if (part.kind == Kind::service) {
            const auto& title = federation_.services[part.number].title;
            begin(part, "service");
            data("node", "organisation", organisation);
            data("node", "title", text_(title));
        } else {
            begin(part, "link");
            data("node", "organisation", organisation);
        }
        end_node();
    }

    /// As a scenario writes it: a realm of the organisation alone is its `own`.
    std::string_view realm(const federation::HostGroup& group,
                           std::string_view organisation) const {
        const std::string_view name = federation_.realms[group.realm->index()];
        const bool is_own =
            name.starts_with(organisation) && name.substr(organisation.size()) == "/own";
        return is_own ? name.substr(organisation.size() + 1) : name;
    }

    void edges() {
        for (std::uint32_t o = 0; o < federation_.organisations.size(); ++o) {
            for (const ExportNode part : parts_of(federation_, federation::OrganisationId{o})) {
                const auto needs = needs_of(federation_, part);
                for (const ExportNeed& need : needs) {
                    add_need(need, stands_alone(need, needs));
                }
                if (part.kind == Kind::link) add_link(part);
            }
        }
    }

    void begin_edge(ExportNode from, ExportNode to, std::string_view type) {
        xml_ += fmt::format("    <edge source=\"{}\" target=\"{}\">\n", identifier(from),
                            identifier(to));
        data("edge", "type", type);
    }

    /// Whether the need is one of several of which any will do, and nothing else joins any of them:
    /// that is said in the word that other programs know, too.
    static bool stands_alone(const ExportNeed& need, const std::vector<ExportNeed>& all) {
        if (need.within.size() != 1) return false;
        const ExportNeed::Joint& joint = need.within.front();
        return joint.op == scenario::Need::Op::any_of &&
               std::all_of(all.begin(), all.end(), [&](const ExportNeed& other) {
                   return other.within.size() < 2 || other.within.front().number != joint.number;
               });
    }

    void add_need(const ExportNeed& need, bool is_alternative) {
        begin_edge(need.from, need.to, "needs");
        if (need.enough < 1) data("edge", "enough", fmt::format("{}", need.enough));
        if (need.floor > 0) data("edge", "floor", fmt::format("{}", need.floor));
        if (need.grace) data("edge", "grace", notation::in_words(*need.grace));
        if (need.over) data("edge", "over", federation_.links[need.over->index()].local_name);
        if (need.to_start) data("edge", "to_start", "true");
        if (need.starts_without) data("edge", "starts_without", "true");
        if (is_alternative) {
            data("edge", "any_of", fmt::format("{}", need.within.front().number));
        } else {
            data("edge", "within", in_words(need.within));
        }
        if (need.weight) data("edge", "weight", fmt::format("{}", *need.weight));
        xml_ += "    </edge>\n";
    }

    void add_link(ExportNode part) {
        const auto& link = federation_.links[part.number];
        const ExportNode end = link.to ? ExportNode{Kind::organisation, link.to->value}
                                       : ExportNode{Kind::internet, 0};
        begin_edge(part, end, "link");
        xml_ += "    </edge>\n";
    }
};

}  // namespace

std::string as_graphml(const Federation& federation, const Text& text) {
    return GraphmlWriter(federation, text).write();
}

}  // namespace kammerspiel::report
