#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "analysis/report/structure/structure_needs.hpp"

namespace kammerspiel::report {
namespace {

using graph::NeedAnalysis;
using graph::NeedNodeId;

struct Critical {
    graph::Element element;
    NeedNodeId node;
    MemberHours exact;
};

/// Host groups and links, what rests most on first.
std::vector<Critical> most_critical(const NeedAnalysis& needs) {
    std::vector<Critical> all;
    const auto& federation = needs.graph.federation();
    for (std::size_t g = 0; g < federation.host_groups.size(); ++g) {
        const federation::HostGroupId id{g};
        all.push_back({id, needs.graph.of(id), needs.singles.cost_of_group[g]});
    }
    for (std::size_t l = 0; l < federation.links.size(); ++l) {
        const federation::LinkId id{l};
        all.push_back({id, needs.graph.of(id), needs.singles.cost_of_link[l]});
    }
    const auto reach = [&](const Critical& c) {
        return needs.members_in_reach.empty() ? 0 : needs.members_in_reach[c.node.index()];
    };
    std::stable_sort(all.begin(), all.end(), [&](const Critical& a, const Critical& b) {
        return std::tuple(a.exact, reach(a)) > std::tuple(b.exact, reach(b));
    });
    return all;
}

void add_between(const NeedAnalysis& needs, const StructureWords& words,
                 StructureSection& section) {
    const auto& of_node = needs.betweenness.of_node;
    const auto most = std::max_element(of_node.begin(), of_node.end());
    if (most == of_node.end() || *most <= 0) return;
    const NeedNodeId node{static_cast<std::uint32_t>(most - of_node.begin())};
    section.findings.push_back(
        {words.text()("structure.criticality.between", {{"name", needs.graph.name(node)}}),
         needs.graph.place(node)});
}

/// How well the analytic estimate and the fault tree agree.
void add_agreement(const NeedAnalysis& needs, const StructureWords& words,
                   const std::vector<Critical>& all, StructureSection& section) {
    std::size_t agree = 0;
    std::size_t compared = 0;
    const Critical* apart = nullptr;
    double most_apart = 0;
    for (const Critical& one : all) {
        const double exact = one.exact.count();
        const double estimate = needs.inoperability[one.node.index()].count();
        if (exact <= 0 && estimate <= 0) continue;
        ++compared;
        constexpr double same = 0.01;
        const double apart_by = std::abs(estimate - exact) / std::max(estimate, exact);
        if (apart_by <= same) ++agree;
        if (apart_by > std::max(same, most_apart)) {
            most_apart = apart_by;
            apart = &one;
        }
    }
    if (compared == 0) return;
    const Text& text = words.text();
    const auto whole = [&](std::size_t n) { return text.whole(static_cast<std::int64_t>(n)); };
    if (apart == nullptr) {
        section.findings.push_back(
            {text("structure.criticality.agree", {{"of", whole(compared)}}), {}});
        return;
    }
    section.findings.push_back(
        {text("structure.criticality.apart",
              {{"agree", whole(agree)},
               {"of", whole(compared)},
               {"name", graph::name_of(words.federation(), apart->element)},
               {"exact", words.hours(apart->exact)},
               {"estimate", words.hours(needs.inoperability[apart->node.index()])}}),
         graph::place_of(words.federation(), apart->element)});
}

}  // namespace

StructureSection criticality_section(const NeedAnalysis& needs, const StructureWords& words) {
    const Text& text = words.text();
    StructureSection section;
    section.id = "criticality";
    section.title = text("structure.criticality.title");
    const auto all = most_critical(needs);
    add_between(needs, words, section);
    add_agreement(needs, words, all, section);
    PageTable table{.title = text("structure.criticality.table"),
                    .note = text("structure.criticality.note"),
                    .columns = {{text("structure.column.part")},
                                {text("structure.column.hours", {{"people", words.people()}})},
                                {text("structure.column.estimate")},
                                {text("structure.column.reach", {{"people", words.people()}})},
                                {text("structure.column.between")},
                                {text("structure.column.place"), false, true}},
                    .rows = {}};
    constexpr std::size_t most = 25;
    const auto& of_node = needs.betweenness.of_node;
    const double most_between =
        std::max(1e-12, of_node.empty() ? 0 : *std::max_element(of_node.begin(), of_node.end()));
    for (std::size_t i = 0; i < std::min(most, all.size()); ++i) {
        const Critical& one = all[i];
        const std::size_t n = one.node.index();
        table.rows.push_back(
            {graph::name_of(words.federation(), one.element), words.hours(one.exact),
             words.hours(needs.inoperability[n]),
             needs.members_in_reach.empty()
                 ? std::string("–")
                 : text.whole(static_cast<std::int64_t>(needs.members_in_reach[n])),
             text.number(100 * of_node[n] / most_between, 1),
             StructureWords::place(graph::place_of(words.federation(), one.element))});
    }
    section.tables.push_back(std::move(table));
    if (needs.betweenness.is_sampled) {
        section.notes.push_back(text("structure.criticality.sampled",
                                     {{"count", needs.betweenness.organisations},
                                      {"of", text.whole(static_cast<std::int64_t>(
                                                 words.federation().organisations.size()))}}));
    }
    return section;
}

}  // namespace kammerspiel::report
