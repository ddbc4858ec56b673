#include "analysis/report/structure/structure_attack.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace kammerspiel::report {
namespace {

using graph::AssetKind;
using graph::AssetPaths;
using graph::AttackPath;
using graph::AttackStep;
using graph::ChokePoint;
using graph::EntryPaths;
using graph::ProfilePaths;

constexpr std::size_t most_paths = 30;
/// A choke point that fewer of the best ways run through is none.
constexpr double least_share = 0.01;

/// Sentences about one profile that enters at one place.
class AttackWords {
   public:
    AttackWords(const ProfilePaths& profile, const EntryPaths& entry, const StructureWords& words)
        : words_(words),
          text_(words.text()),
          attacker_(words.scenario().attackers[profile.profile]),
          written_(words.scenario().entries[entry.entry]),
          entry_(entry) {}

    void add_to(StructureSection& section) const {
        add_ways(section);
        add_choke_points(section);
        add_out_of_reach(section);
        if (!entry_.assets.empty()) section.tables.push_back(ways());
        if (std::any_of(entry_.choke_points.begin(), entry_.choke_points.end(), matters)) {
            section.tables.push_back(choke_points());
        }
    }

   private:
    const StructureWords& words_;
    const Text& text_;
    const scenario::AttackerProfile& attacker_;
    const scenario::Entry& written_;
    const EntryPaths& entry_;

    static bool matters(const ChokePoint& point) {
        return point.share.value() >= least_share || point.assets_behind > 1;
    }

    bool is_autonomous() const {
        return attacker_.kind == scenario::AttackerProfile::Kind::autonomous;
    }

    std::string attacker() const { return text_(attacker_.title); }

    const federation::HostGroup& group(federation::HostGroupId id) const {
        return words_.federation().host_groups[id.index()];
    }

    /// gfi/workstations, workstations, gfi …
    std::string entered() const {
        const auto& at = written_.at;
        std::string name = at.organisation ? at.organisation->text : std::string();
        if (at.group) name += (name.empty() ? "" : "/") + at.group->text;
        return name.empty() ? text_("attack.somewhere") : name;
    }

    std::string owner(const std::vector<federation::OrganisationId>& organisations) const {
        if (organisations.size() == 1) {
            return words_.federation().of(organisations.front()).id;
        }
        return text_(words_.organisations(organisations.size()));
    }

    /// directory (gfi); website (79 organisations)
    std::string asset(const AssetPaths& line) const {
        std::string name = line.local_name;
        if (line.service) {
            name = text_(words_.federation().services[line.service->index()].title);
        }
        return text_("attack.jewel", {{"name", name}, {"owner", owner(line.organisations)}});
    }

    void add_ways(StructureSection& section) const {
        // The most valuable one of each kind; services follow from those. Management hosts often
        // fall just as directories do: then once is enough.
        std::optional<std::size_t> steps_to_directory;
        for (const AssetKind kind :
             {AssetKind::identity, AssetKind::backup, AssetKind::management}) {
            const auto line = std::find_if(entry_.assets.begin(), entry_.assets.end(),
                                           [&](const AssetPaths& one) { return one.kind == kind; });
            if (line == entry_.assets.end()) continue;
            const std::size_t steps = line->fastest.steps.size();
            if (kind == AssetKind::identity) steps_to_directory = steps;
            if (kind == AssetKind::management && steps_to_directory == steps) continue;
            section.findings.push_back(way_to(*line));
        }
    }

    Finding way_to(const AssetPaths& line) const {
        const AttackPath& path = line.fastest;
        const Place& place = group(line.falls).place;
        const std::vector<Argument> common{{"attacker", attacker()},
                                           {"entry", entered()},
                                           {"jewel", asset(line)},
                                           {"members", words_.members(line.members)}};
        if (path.steps.empty()) return {text_("attack.way.at_once", common), place};
        auto arguments = common;
        arguments.insert(arguments.end(), {{"count", path.steps.size()},
                                           {"p10", text_.span(path.p10)},
                                           {"p50", text_.span(path.p50)},
                                           {"p90", text_.span(path.p90)},
                                           {"share", text_.percent(path.within_3_days.value())}});
        return {text_("attack.way", arguments), place};
    }

    std::string name(const ChokePoint& point) const {
        if (point.group) {
            return text_("attack.choke.group", {{"name", group(*point.group).name}});
        }
        return text_("attack.choke.realm",
                     {{"name", words_.federation().realms[point.realm->index()]}});
    }

    Place place(const ChokePoint& point) const {
        if (point.group) return group(*point.group).place;
        const auto& groups = words_.federation().host_groups;
        const auto first = std::find_if(groups.begin(), groups.end(),
                                        [&](const auto& one) { return one.realm == point.realm; });
        return first == groups.end() ? Place{} : first->place;
    }

    void add_choke_points(StructureSection& section) const {
        const auto& points = entry_.choke_points;
        const auto most = std::max_element(
            points.begin(), points.end(),
            [](const auto& a, const auto& b) { return a.assets_behind < b.assets_behind; });
        if (most == points.end()) return;
        if (most->assets_behind > 0) {
            section.findings.push_back(
                {text_(most->group ? "attack.every_way.group" : "attack.every_way.realm",
                       {{"attacker", attacker()},
                        {"entry", entered()},
                        {"what", name(*most)},
                        {"behind", text_.whole(most->assets_behind)},
                        {"of", text_.whole(entry_.asset_groups)},
                        {"members", words_.members(most->members_behind)}}),
                 place(*most)});
            return;
        }
        constexpr double many = 0.3;
        if (points.front().share.value() < many) return;
        section.findings.push_back(
            {text_("attack.most_ways", {{"attacker", attacker()},
                                        {"entry", entered()},
                                        {"what", name(points.front())},
                                        {"share", text_.percent(points.front().share.value())}}),
             place(points.front())});
    }

    void add_out_of_reach(StructureSection& section) const {
        std::vector<std::string> never;
        std::vector<std::string> otherwise;
        std::vector<std::string> footholds;
        for (const graph::OutOfReach& out : entry_.out_of_reach) {
            if (out.kind == AssetKind::service) continue;
            auto& names = out.reachable_otherwise > 0 ? otherwise
                          : out.as_foothold > 0       ? footholds
                                                      : never;
            names.push_back(text_(
                "attack.jewel",
                {{"name", out.local_name}, {"owner", words_.organisations(out.organisations)}}));
        }
        const auto add = [&](const std::vector<std::string>& names, const char* key) {
            if (names.empty()) return;
            section.findings.push_back({text_(key, {{"attacker", attacker()},
                                                    {"entry", entered()},
                                                    {"names", words_.names(names)}}),
                                        written_.at.place});
        };
        add(never, "attack.out_of_reach");
        add(footholds, "attack.out_of_reach.foothold");
        add(otherwise, "attack.out_of_reach.otherwise");
    }

    std::string step(const AttackStep& step) const {
        const auto& route = attacker_.routes[step.route];
        return text_("attack.step", {{"route", route.name.text},
                                     {"technique", route.technique},
                                     {"at", group(step.to).name}});
    }

    std::string steps(const AttackPath& path) const {
        if (path.steps.empty()) return text_("attack.entered_there");
        std::vector<std::string> all;
        for (const AttackStep& one : path.steps) all.push_back(step(one));
        return fmt::format("{}", fmt::join(all, " → "));
    }

    StructureTable ways() const {
        StructureTable table{
            .title = text_("attack.table.ways", {{"attacker", attacker()}, {"entry", entered()}}),
            .note = text_(is_autonomous() ? "attack.note.spreads" : "attack.note.hands"),
            .columns = {{text_("attack.column.jewel"), true, true},
                        {text_("attack.column.members", {{"people", words_.people()}})},
                        {text_("attack.column.p50")},
                        {text_("attack.column.p90")},
                        {text_("attack.column.day")},
                        {text_("attack.column.first")},
                        {text_("attack.column.steps"), false, true},
                        {text_("structure.column.place"), false, true}},
            .rows = {}};
        for (const AssetPaths& line : entry_.assets) {
            if (table.rows.size() >= most_paths) break;
            add_row(table, line, asset(line), line.fastest);
            if (line.likeliest.steps != line.fastest.steps) {
                add_row(table, line, text_("attack.row.likeliest"), line.likeliest);
            }
            for (const AttackPath& path : line.further) {
                add_row(table, line, text_("attack.row.further"), path);
            }
        }
        return table;
    }

    void add_row(StructureTable& table, const AssetPaths& line, const std::string& what,
                 const AttackPath& path) const {
        table.rows.push_back(
            {what, text_.compact(static_cast<double>(line.members)), text_.span(path.p50),
             text_.span(path.p90), text_.percent(path.within_1_day.value()),
             text_.percent(path.at_first_try.value(), path.at_first_try.value() < 0.1 ? 2 : 0),
             steps(path), StructureWords::place(group(line.falls).place)});
    }

    StructureTable choke_points() const {
        StructureTable table{
            .title = text_("attack.table.choke", {{"attacker", attacker()}, {"entry", entered()}}),
            .note =
                text_(entry_.every_way_is_known ? "attack.note.choke" : "attack.note.choke.some"),
            .columns = {{text_("attack.column.choke"), true, true},
                        {text_("attack.column.share")},
                        {text_("attack.column.behind")},
                        {text_("structure.column.place"), false, true}},
            .rows = {}};
        for (const ChokePoint& point : entry_.choke_points) {
            if (!matters(point)) continue;
            table.rows.push_back(
                {name(point), text_.percent(point.share.value()),
                 text_("attack.behind", {{"behind", text_.whole(point.assets_behind)},
                                         {"of", text_.whole(entry_.asset_groups)}}),
                 StructureWords::place(place(point))});
        }
        return table;
    }
};

}  // namespace

StructureSection attack_section(const std::vector<ProfilePaths>& paths,
                                const StructureWords& words) {
    const Text& text = words.text();
    StructureSection section;
    section.id = "paths";
    section.title = text("attack.title");
    std::uint32_t entries_left_out = 0;
    std::uint32_t assets_left_out = 0;
    bool is_complete = true;
    for (const ProfilePaths& profile : paths) {
        entries_left_out += profile.entries_left_out;
        is_complete = is_complete && profile.is_complete;
        for (const EntryPaths& entry : profile.entries) {
            assets_left_out += entry.assets_left_out;
            AttackWords(profile, entry, words).add_to(section);
        }
    }
    if (section.findings.empty()) {
        const bool any = std::any_of(paths.begin(), paths.end(),
                                     [](const ProfilePaths& one) { return !one.entries.empty(); });
        section.findings.push_back({text(any ? "attack.no_jewels" : "attack.none"), {}});
    }
    section.notes.push_back(text("attack.how"));
    if (!is_complete) section.notes.push_back(text("structure.incomplete"));
    if (entries_left_out > 0) {
        section.notes.push_back(text("attack.entries_left_out", {{"count", entries_left_out}}));
    }
    if (assets_left_out > 0) {
        section.notes.push_back(text("attack.jewels_left_out", {{"count", assets_left_out}}));
    }
    return section;
}

namespace {

using Json = nlohmann::ordered_json;

/// Paths as data.
class AttackData {
   public:
    AttackData(const ProfilePaths& profile, const StructureWords& words)
        : federation_(words.federation()),
          scenario_(words.scenario()),
          attacker_(words.scenario().attackers[profile.profile]) {}

    Json of(const EntryPaths& entry) const {
        Json assets = Json::array();
        for (const AssetPaths& line : entry.assets) assets.push_back(of(line));
        Json chokes = Json::array();
        for (const ChokePoint& point : entry.choke_points) chokes.push_back(of(point));
        Json out = Json::array();
        for (const graph::OutOfReach& one : entry.out_of_reach) {
            out.push_back({{"kind", word_of(one.kind)},
                           {"name", one.local_name},
                           {"organisation_count", one.organisations},
                           {"reachable_otherwise", one.reachable_otherwise},
                           {"as_foothold", one.as_foothold}});
        }
        return {{"place", StructureWords::place(scenario_.entries[entry.entry].at.place)},
                {"jewels", std::move(assets)},
                {"jewels_left_out", entry.assets_left_out},
                {"choke_points", std::move(chokes)},
                {"jewel_groups", entry.asset_groups},
                {"every_way_is_known", entry.every_way_is_known},
                {"out_of_reach", std::move(out)}};
    }

   private:
    const federation::Federation& federation_;
    const scenario::Scenario& scenario_;
    const scenario::AttackerProfile& attacker_;

    const std::string& name(federation::HostGroupId id) const {
        return federation_.host_groups[id.index()].name;
    }

    Json of(const AssetPaths& line) const {
        Json organisations = Json::array();
        for (const auto id : line.organisations) organisations.push_back(federation_.of(id).id);
        Json further = Json::array();
        for (const AttackPath& path : line.further) further.push_back(of(path));
        return {{"kind", word_of(line.kind)},
                {"name", line.local_name},
                {"organisations", std::move(organisations)},
                {"falls", name(line.falls)},
                {"members", line.members},
                {"fastest", of(line.fastest)},
                {"likeliest", of(line.likeliest)},
                {"further", std::move(further)}};
    }

    Json of(const AttackPath& path) const {
        Json steps = Json::array();
        for (const AttackStep& step : path.steps) steps.push_back(of(step));
        return {{"steps", std::move(steps)},
                {"at_first_try", path.at_first_try.value()},
                {"mean_hours", path.mean.in_hours()},
                {"p10_hours", path.p10.in_hours()},
                {"p50_hours", path.p50.in_hours()},
                {"p90_hours", path.p90.in_hours()},
                {"share_within_24_h", path.within_1_day.value()},
                {"share_within_72_h", path.within_3_days.value()},
                {"share_within_horizon", path.within_horizon.value()}};
    }

    Json of(const AttackStep& step) const {
        const auto& route = attacker_.routes[step.route];
        Json one{
            {"route", route.name.text},      {"technique", route.technique},
            {"from", name(step.from)},       {"to", name(step.to)},
            {"chance", step.chance.value()}, {"place", StructureWords::place(route.name.place)}};
        if (step.uses) one["uses_credentials"] = federation_.realms[step.uses->index()];
        if (step.takes) one["takes_credentials"] = federation_.realms[step.takes->index()];
        if (step.over) one["over"] = federation_.links[step.over->index()].name;
        return one;
    }

    Json of(const ChokePoint& point) const {
        Json one;
        if (point.group) one["host_group"] = name(*point.group);
        if (point.realm) one["credentials"] = federation_.realms[point.realm->index()];
        one["share_of_fastest"] = point.share.value();
        one["jewels_behind"] = point.assets_behind;
        one["members_behind"] = point.members_behind;
        return one;
    }
};

}  // namespace

Json attack_data(const std::vector<ProfilePaths>& paths, const StructureWords& words) {
    Json all = Json::array();
    for (const ProfilePaths& profile : paths) {
        const AttackData data(profile, words);
        Json entries = Json::array();
        for (const EntryPaths& entry : profile.entries) entries.push_back(data.of(entry));
        all.push_back({{"attacker", words.scenario().attackers[profile.profile].name.text},
                       {"is_complete", profile.is_complete},
                       {"entries_left_out", profile.entries_left_out},
                       {"entries", std::move(entries)}});
    }
    return all;
}

}  // namespace kammerspiel::report
