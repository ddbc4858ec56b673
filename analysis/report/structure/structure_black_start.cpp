#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "analysis/report/structure/structure_needs.hpp"

namespace kammerspiel::report {
namespace {

using federation::Federation;
using graph::Bootstrap;
using graph::Comeback;
using graph::Deadlock;
using graph::NeedAnalysis;
using graph::NeedNodeId;

constexpr std::size_t most_deadlocks = 5;
constexpr std::size_t most_ways = 3;

class BlackStart {
   public:
    BlackStart(const NeedAnalysis& needs, const StructureWords& words)
        : needs_(needs),
          words_(words),
          text_(words.text()),
          federation_(words.federation()),
          alike_(needs.alike) {}

    StructureSection section() const {
        StructureSection section;
        section.id = "black-start";
        section.title = text_("structure.black_start.title");
        add_deadlocks(section);
        add_times(section);
        add_open_circles(section);
        section.tables = {order_table()};
        section.notes.push_back(text_("structure.black_start.how"));
        return section;
    }

   private:
    const NeedAnalysis& needs_;
    const StructureWords& words_;
    const Text& text_;
    const Federation& federation_;
    const graph::Alike& alike_;

    void add_deadlocks(StructureSection& section) const {
        const auto& all = needs_.tested.deadlocks;
        if (all.empty()) {
            section.findings.push_back({text_("structure.black_start.fine"), {}});
            return;
        }
        for (std::size_t d = 0; d < std::min(most_deadlocks, all.size()); ++d) {
            section.findings.push_back(
                {sentence(all[d]), needs_.graph.place(all[d].nodes.front())});
        }
        if (all.size() > most_deadlocks) {
            section.findings.push_back(
                {text_("structure.black_start.more", {{"count", all.size() - most_deadlocks}}),
                 {}});
        }
    }

    std::string sentence(const Deadlock& deadlock) const {
        const auto& organisation =
            federation_.of(needs_.graph.organisation(deadlock.nodes.front()));
        const std::vector<Argument> filled{{"names", names(deadlock.nodes)},
                                           {"count", deadlock.alike},
                                           {"organisation", organisation.id},
                                           {"services", words_.services(deadlock.services_held)},
                                           {"members", words_.members(deadlock.members)}};
        if (deadlock.lacks_crew) return text_("structure.black_start.no_crew", filled);
        std::string what = text_("structure.black_start.circle", filled);
        if (deadlock.ways.empty()) {
            return what + " " +
                   text_(deadlock.knows_all_ways ? "structure.black_start.no_way"
                                                 : "structure.black_start.way_unknown");
        }
        std::vector<std::string> ways;
        for (const Deadlock::Way& way : deadlock.ways) {
            if (ways.size() == most_ways) break;
            ways.push_back(text_(
                "structure.black_start.way",
                {{"service", federation_.services[way.service.index()].name},
                 {"place", StructureWords::place(federation_.services[way.service.index()].place)},
                 {"need", reference(way)}}));
        }
        return what + " " +
               text_("structure.black_start.ways",
                     {{"ways", fmt::format("{}", fmt::join(ways, text_("structure.or")))}});
    }

    /// As the service's file names it.
    std::string reference(const Deadlock::Way& way) const {
        const auto own = federation_.services[way.service.index()].organisation;
        const std::string name = needs_.graph.name(way.need);
        return needs_.graph.organisation(way.need) == own ? name.substr(name.find('/') + 1) : name;
    }

    std::string names(const std::vector<NeedNodeId>& nodes) const {
        std::vector<std::string> all;
        for (const NeedNodeId node : nodes) all.push_back(needs_.graph.name(node));
        return words_.names(all);
    }

    void add_times(StructureSection& section) const {
        const auto& tested = needs_.tested;
        const auto& rebuilt = needs_.rebuilt;
        if (tested.order.empty() || rebuilt.order.empty()) return;
        const NeedNodeId last = tested.critical_path.back().node;
        section.findings.push_back(
            {text_("structure.black_start.times",
                   {{"tested", text_.span(tested.critical_path.back().after)},
                    {"rebuilt", text_.span(rebuilt.critical_path.back().after)},
                    {"last", needs_.graph.name(last)},
                    {"chain", chain(tested)}}),
             needs_.graph.place(tested.critical_path.front().node)});
        if (!tested.busiest) return;
        section.findings.push_back({text_("structure.black_start.hands",
                                          {{"organisation", federation_.of(*tested.busiest).id},
                                           {"least", text_.span(tested.least_by_hands)},
                                           {"rebuilt", text_.span(rebuilt.least_by_hands)}}),
                                    federation_.of(*tested.busiest).place});
    }

    std::string chain(const Bootstrap& start) const {
        std::vector<std::string> steps;
        for (const Comeback& step : start.critical_path) {
            steps.push_back(
                fmt::format("{} ({})", needs_.graph.name(step.node), text_.span(step.after)));
        }
        return fmt::format("{}", fmt::join(steps, " → "));
    }

    /// Circles that come back all the same.
    void add_open_circles(StructureSection& section) const {
        std::size_t open = 0;
        const std::vector<NeedNodeId>* first = nullptr;
        for (const auto& circle : needs_.circles) {
            const bool is_held = std::any_of(needs_.tested.deadlocks.begin(),
                                             needs_.tested.deadlocks.end(), [&](const Deadlock& d) {
                                                 return std::find(circle.begin(), circle.end(),
                                                                  d.nodes.front()) != circle.end();
                                             });
            if (is_held) continue;
            if (open++ == 0) first = &circle;
        }
        // Circles of alike organisations that are held are told once; the others of them are no
        // open ones.
        if (first == nullptr || !needs_.tested.deadlocks.empty()) return;
        section.findings.push_back(
            {text_("structure.black_start.open", {{"count", open}, {"names", names(*first)}}),
             needs_.graph.place(first->front())});
    }

    /// What has the same name in alike organisations is one row.
    struct Row {
        NeedNodeId first_node;
        std::uint32_t count = 0;
        Duration first, last;
    };

    PageTable order_table() const {
        std::map<std::pair<std::uint32_t, std::uint32_t>, Row> rows;
        for (const Comeback& back : needs_.tested.order) {
            const auto id = needs_.graph.organisation(back.node);
            auto [at, is_new] =
                rows.try_emplace({alike_.class_of[id.index()], needs_.graph.local(back.node).value},
                                 Row{back.node, 0, back.after, back.after});
            Row& row = at->second;
            ++row.count;
            row.first = std::min(row.first, back.after);
            row.last = std::max(row.last, back.after);
        }
        std::vector<Row> sorted;
        for (const auto& [key, row] : rows) sorted.push_back(row);
        std::stable_sort(sorted.begin(), sorted.end(),
                         [](const Row& a, const Row& b) { return a.last < b.last; });
        PageTable table{.title = text_("structure.black_start.table"),
                        .note = text_("structure.black_start.note"),
                        .columns = {{text_("structure.column.part")},
                                    {text_("structure.column.alike")},
                                    {text_("structure.column.first_back")},
                                    {text_("structure.column.last_back")},
                                    {text_("structure.column.place"), false, true}},
                        .rows = {}};
        constexpr std::size_t most = 60;
        for (const Row& row : sorted) {
            if (table.rows.size() == most) break;
            table.rows.push_back({needs_.graph.name(row.first_node), text_.whole(row.count),
                                  text_.span(row.first), text_.span(row.last),
                                  StructureWords::place(needs_.graph.place(row.first_node))});
        }
        return table;
    }
};

}  // namespace

StructureSection black_start_section(const NeedAnalysis& needs, const StructureWords& words) {
    return BlackStart(needs, words).section();
}

}  // namespace kammerspiel::report
