#include <fmt/format.h>

#include <algorithm>

#include "analysis/report/structure/structure_needs.hpp"

namespace kammerspiel::report {
namespace {

using federation::Federation;
using graph::Effect;
using graph::Element;
using graph::NeedAnalysis;
using graph::SingleFailure;

constexpr std::size_t most_findings = 5;
constexpr std::size_t most_failures = 40;

/// Elements that take down the same.
struct Group {
    std::vector<Element> elements;
    Effect effect;
};

class Failures {
   public:
    Failures(const NeedAnalysis& needs, const StructureWords& words)
        : needs_(needs),
          words_(words),
          text_(words.text()),
          federation_(words.federation()),
          alike_(needs.alike) {
        collect_local();
    }

    StructureSection section() const {
        StructureSection section;
        section.id = "failures";
        section.title = text_("structure.failures.title");
        add_wide(section);
        add_local(section);
        add_separations(section);
        section.tables = {wide_table(), services_table(), local_table()};
        section.notes.push_back(text_("structure.failures.how", {{"people", words_.people()}}));
        if (!needs_.singles.is_complete || !needs_.dependences.is_complete) {
            section.notes.push_back(text_("structure.incomplete"));
        }
        return section;
    }

   private:
    const NeedAnalysis& needs_;
    const StructureWords& words_;
    const Text& text_;
    const Federation& federation_;
    const graph::Alike& alike_;
    std::vector<std::vector<const SingleFailure*>> local_;  ///< by class

    /// What is felt in more than one organisation, by what it takes down.
    std::vector<Group> wide() const {
        std::vector<Group> groups;
        for (const SingleFailure& single : needs_.singles.worst_first) {
            if (single.effect.organisations < 2) continue;
            const bool is_same =
                !groups.empty() && groups.back().effect == single.effect &&
                std::holds_alternative<federation::OrganisationId>(single.element) ==
                    std::holds_alternative<federation::OrganisationId>(
                        groups.back().elements.front());
            if (is_same) {
                groups.back().elements.push_back(single.element);
            } else {
                groups.push_back({{single.element}, single.effect});
            }
        }
        return groups;
    }

    std::vector<Argument> arguments(const Effect& effect) const {
        return {{"services", words_.services(effect.services)},
                {"organisations", words_.organisations(effect.organisations)},
                {"members", words_.members(effect.members)},
                {"hours", words_.hours(effect.per_day)},
                {"people", words_.people()}};
    }

    void add_wide(StructureSection& section) const {
        const auto groups = wide();
        if (groups.empty() && federation_.organisations.size() > 1) {
            section.findings.push_back({text_("structure.failures.none"), {}});
        }
        for (const Group& group : groups) {
            if (section.findings.size() == most_findings) break;
            auto filled = arguments(group.effect);
            const Place& place = graph::place_of(federation_, group.elements.front());
            if (group.elements.size() == 1) {
                filled.emplace_back("element", words_.element(group.elements.front()));
                section.findings.push_back({text_("structure.failures.one", filled), place});
                continue;
            }
            std::vector<std::string> names;
            for (const Element& element : group.elements) {
                names.push_back(graph::name_of(federation_, element));
            }
            filled.emplace_back("names", words_.names(names));
            section.findings.push_back({text_("structure.failures.each", filled), place});
        }
    }

    const std::vector<const SingleFailure*>& local_of(std::uint32_t of_class) const {
        return local_[of_class];
    }

    /// For classes of alike organisations: what of its own takes down most in the first of them.
    void collect_local() {
        local_.resize(alike_.first_of.size());
        for (const SingleFailure& single : needs_.singles.worst_first) {
            if (std::holds_alternative<federation::OrganisationId>(single.element)) continue;
            if (single.effect.services == 0 || single.effect.organisations > 1) continue;
            const auto owner = graph::owner_of(federation_, single.element);
            const std::uint32_t of_class = alike_.class_of[owner.index()];
            if (alike_.first_of[of_class] == owner) local_[of_class].push_back(&single);
        }
        for (auto& found : local_) {
            std::stable_sort(found.begin(), found.end(),
                             [](const SingleFailure* one, const SingleFailure* other) {
                                 return one->effect.services > other->effect.services;
                             });
        }
    }

    std::uint32_t services_with_demand(federation::OrganisationId id) const {
        const auto services = federation_.of(id).services;
        std::uint32_t count = 0;
        for (std::uint32_t s = 0; s < services.count; ++s) {
            count += federation_.services[services[s].index()].demand ? 1U : 0U;
        }
        return count;
    }

    void add_local(StructureSection& section) const {
        // The class with the most organisations stands for the others in the sentence.
        std::optional<std::uint32_t> largest;
        for (std::uint32_t c = 0; c < alike_.members_of.size(); ++c) {
            if (local_of(c).empty()) continue;
            if (!largest || alike_.members_of[c] > alike_.members_of[*largest]) largest = c;
        }
        if (!largest) return;
        const auto& all = local_of(*largest);
        const auto& organisation = federation_.of(alike_.first_of[*largest]);
        std::vector<std::string> names;
        for (const SingleFailure* single : all) {
            if (single->effect.services < all.front()->effect.services) break;
            names.push_back(local_name(single->element));
        }
        section.findings.push_back(
            {text_("structure.failures.local",
                   {{"count", alike_.members_of[*largest]},
                    {"organisation", organisation.id},
                    {"names", words_.names(names)},
                    {"down", words_.services(all.front()->effect.services)},
                    {"of", std::to_string(services_with_demand(alike_.first_of[*largest]))}}),
             graph::place_of(federation_, all.front()->element)});
    }

    std::string local_name(const Element& element) const {
        if (const auto* group = std::get_if<federation::HostGroupId>(&element)) {
            return federation_.host_groups[group->index()].local_name;
        }
        if (const auto* link = std::get_if<federation::LinkId>(&element)) {
            return federation_.links[link->index()].local_name;
        }
        return graph::name_of(federation_, element);
    }

    void add_separations(StructureSection& section) const {
        constexpr std::size_t most = 2;
        for (std::size_t s = 0; s < std::min(most, needs_.separations.size()); ++s) {
            const graph::Separation& one = needs_.separations[s];
            const Element element =
                one.organisation ? Element(*one.organisation) : Element(*one.link);
            section.findings.push_back(
                {text_(
                     one.from_internet ? "structure.failures.cut_off" : "structure.failures.parted",
                     {{"element", words_.element(element)},
                      {"organisations", words_.organisations(one.organisations_cut_off)},
                      {"members", words_.members(one.members_cut_off)}}),
                 graph::place_of(federation_, element)});
        }
    }

    PageTable wide_table() const {
        PageTable table{
            .title = text_("structure.failures.table.wide"),
            .note = {},
            .columns = {{text_("structure.column.part")},
                        {text_("structure.column.kind"), true, true},
                        {text_("structure.column.services")},
                        {text_("structure.column.organisations")},
                        {words_.people()},
                        {text_("structure.column.hours", {{"people", words_.people()}})},
                        {text_("structure.column.place"), false, true}},
            .rows = {}};
        std::size_t left_out = 0;
        for (const SingleFailure& single : needs_.singles.worst_first) {
            if (single.effect.organisations < 2) continue;
            if (table.rows.size() == most_failures) {
                ++left_out;
                continue;
            }
            table.rows.push_back(row(single));
        }
        if (left_out > 0) table.note = text_("structure.more_rows", {{"count", left_out}});
        return table;
    }

    std::vector<std::string> row(const SingleFailure& single) const {
        const auto whole = [&](std::uint64_t n) {
            return text_.whole(static_cast<std::int64_t>(n));
        };
        return {graph::name_of(federation_, single.element),
                words_.kind(single.element),
                whole(single.effect.services),
                whole(single.effect.organisations),
                whole(single.effect.members),
                words_.hours(single.effect.per_day),
                StructureWords::place(graph::place_of(federation_, single.element))};
    }

    /// Each service of each class, and what it hangs on.
    PageTable services_table() const {
        PageTable table{.title = text_("structure.failures.table.services"),
                        .note = text_("structure.failures.note.services"),
                        .columns = {{text_("structure.column.service")},
                                    {text_("structure.column.alike")},
                                    {text_("structure.column.number")},
                                    {text_("structure.column.hangs_on"), false, true},
                                    {text_("structure.column.place"), false, true}},
                        .rows = {}};
        for (const graph::Dependence& one : needs_.dependences.services) {
            if (table.rows.size() == most_failures) break;
            const auto& service = federation_.services[one.service.index()];
            std::vector<std::string> names;
            for (const Element& element : one.singles) {
                const bool is_own = graph::owner_of(federation_, element) == service.organisation;
                names.push_back(is_own ? local_name(element)
                                       : graph::name_of(federation_, element));
            }
            table.rows.push_back({service.name, text_.whole(one.alike),
                                  text_.whole(static_cast<std::int64_t>(one.singles.size())),
                                  words_.names(names, 30), StructureWords::place(service.place)});
        }
        return table;
    }

    PageTable local_table() const {
        PageTable table{.title = text_("structure.failures.table.local"),
                        .note = text_("structure.failures.note.local"),
                        .columns = {{text_("structure.column.part")},
                                    {text_("structure.column.alike")},
                                    {text_("structure.column.services")},
                                    {text_("structure.column.place"), false, true}},
                        .rows = {}};
        for (std::uint32_t c = 0; c < alike_.first_of.size(); ++c) {
            for (const SingleFailure* single : local_of(c)) {
                if (table.rows.size() == most_failures) return table;
                table.rows.push_back(
                    {graph::name_of(federation_, single->element),
                     text_.whole(alike_.members_of[c]), text_.whole(single->effect.services),
                     StructureWords::place(graph::place_of(federation_, single->element))});
            }
        }
        return table;
    }
};

}  // namespace

StructureSection failures_section(const NeedAnalysis& needs, const StructureWords& words) {
    return Failures(needs, words).section();
}

StructureSection pairs_section(const NeedAnalysis& needs, const StructureWords& words) {
    const Text& text = words.text();
    const Federation& federation = words.federation();
    StructureSection section;
    section.id = "pairs";
    section.title = text("structure.pairs.title");
    const auto& pairs = needs.pairs.worst_first;
    if (pairs.empty()) {
        section.findings.push_back(
            {text(needs.pairs.is_complete ? "structure.pairs.none" : "structure.pairs.none_found"),
             {}});
        if (!needs.pairs.is_complete) section.notes.push_back(text("structure.incomplete"));
        return section;
    }
    PageTable table{.title = text("structure.pairs.table"),
                    .note = {},
                    .columns = {{text("structure.column.first")},
                                {text("structure.column.second"), true, true},
                                {text("structure.column.services")},
                                {words.people()},
                                {text("structure.column.hours", {{"people", words.people()}})}},
                    .rows = {}};
    for (std::size_t p = 0; p < std::min(pairs.size(), most_failures); ++p) {
        const graph::PairFailure& pair = pairs[p];
        if (p < most_findings) {
            section.findings.push_back(
                {text("structure.pairs.finding",
                      {{"first", words.element(pair.first)},
                       {"second", words.element(pair.second)},
                       {"services", words.services(pair.beyond.services)},
                       {"organisations", words.organisations(pair.beyond.organisations)},
                       {"members", words.members(pair.beyond.members)},
                       {"people", words.people()},
                       {"hours", words.hours(pair.beyond.per_day)}}),
                 graph::place_of(federation, pair.first)});
        }
        table.rows.push_back({graph::name_of(federation, pair.first),
                              graph::name_of(federation, pair.second),
                              text.whole(pair.beyond.services),
                              text.whole(static_cast<std::int64_t>(pair.beyond.members)),
                              words.hours(pair.beyond.per_day)});
    }
    if (pairs.size() > most_failures) {
        table.note = text("structure.more_rows", {{"count", pairs.size() - most_failures}});
    }
    section.tables.push_back(std::move(table));
    if (!needs.pairs.is_complete) section.notes.push_back(text("structure.incomplete"));
    return section;
}

}  // namespace kammerspiel::report
