#include "analysis/report/structure/structure_contagion.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/report/chart/charts.hpp"

namespace kammerspiel::report {
namespace {

using graph::Contained;
using graph::Countermeasure;
using graph::Pace;
using graph::Reproduction;
using graph::Slowed;
using graph::Spread;

/// A time that is not known to the second is not told to the second. Rounded down: who keeps within
/// it is on the safe side. It is at most 0.05 % too short: what would be a round time is told so.
Duration told(Duration time) {
    constexpr std::int64_t known_to = 2000;
    time += time / known_to;
    const auto to = [&](Duration step) { return step * (time / step); };
    if (time >= spans_of_24h(3)) return to(hours(1));
    if (time >= hours(3)) return to(minutes(10));
    if (time >= minutes(10)) return to(minutes(1));
    return time >= seconds(1) ? to(seconds(1)) : seconds(1);
}

/// The section of one scenario in one language.
class ContagionWords {
   public:
    ContagionWords(const graph::Contagion& found, const scenario::Scenario& scenario,
                   const Text& text)
        : found_(found), scenario_(scenario), text_(text) {}

    [[nodiscard]] StructureSection section() const {
        StructureSection section;
        section.id = "contagion";
        section.title = text_("contagion.title");
        for (const Spread& spread : found_.autonomous) add(spread, section);
        if (!found_.autonomous.empty()) {
            section.tables.insert(section.tables.begin(), removal_table());
            section.notes.push_back(text_("contagion.note.matrix"));
            section.notes.push_back(text_("contagion.note.attempts"));
        }
        for (const Pace& pace : found_.operated) add(pace, section);
        if (!found_.operated.empty()) section.notes.push_back(text_("contagion.note.hands"));
        return section;
    }

   private:
    const graph::Contagion& found_;
    const scenario::Scenario& scenario_;
    const Text& text_;

    [[nodiscard]] std::string in_language(const scenario::Localised& words,
                                          const scenario::Name& otherwise) const {
        const std::string& title = text_(words);
        return title.empty() ? otherwise.text : title;
    }
    [[nodiscard]] std::string attacker(std::size_t number) const {
        const auto& profile = scenario_.attackers[number];
        return in_language(profile.title, profile.name);
    }
    [[nodiscard]] const Place& place_of(std::size_t number) const {
        return scenario_.attackers[number].name.place;
    }
    [[nodiscard]] std::string what(const Countermeasure& by) const {
        const auto strategy = [&] {
            const auto& written = scenario_.strategies[by.strategy];
            return in_language(written.title, written.name);
        };
        switch (by.kind) {
            case Countermeasure::Kind::technique:
                return text_("contagion.by.technique", {{"name", by.name}});
            case Countermeasure::Kind::link: return text_("contagion.by.link", {{"name", by.name}});
            case Countermeasure::Kind::credentials: return text_("contagion.by.credentials");
            case Countermeasure::Kind::strategy:
                return text_("contagion.by.strategy", {{"name", strategy()}});
            case Countermeasure::Kind::play:
                return text_("contagion.by.play", {{"name", by.name}, {"strategy", strategy()}});
        }
        unreachable();
    }
    [[nodiscard]] std::string figure(double value) const { return text_.rough(value); }

    void add(const Spread& spread, StructureSection& section) const {
        section.findings.push_back({growth(spread), place_of(spread.attacker)});
        if (spread.unchecked.number <= 0) return;
        if (spread.dies_out_within) {
            section.findings.push_back(
                {text_("contagion.threshold",
                       {{"attacker", attacker(spread.attacker)},
                        {"time", text_.span(told(*spread.dies_out_within))}}),
                 place_of(spread.attacker)});
            add_verdicts(spread, section);
        }
        section.tables.push_back(contained_table(spread));
        Picture picture = chart(spread);
        picture.note = text_("contagion.caption", {{"attacker", attacker(spread.attacker)}});
        section.pictures.push_back(std::move(picture));
    }

    [[nodiscard]] std::string growth(const Spread& spread) const {
        const double r = spread.unchecked.number;
        const std::string who = attacker(spread.attacker);
        if (r <= 0) return text_("contagion.stays", {{"attacker", who}});
        if (r < 1) {
            return text_(
                "contagion.dies_out",
                {{"attacker", who}, {"figure", figure(r)}, {"size", text_.compact(1 / (1 - r))}});
        }
        if (!spread.doubles_in) {
            return text_("contagion.grows.barely", {{"attacker", who}, {"figure", figure(r)}});
        }
        const std::string doubling = text_.span(told(*spread.doubles_in));
        if (!spread.until_horizon) {
            return text_("contagion.grows",
                         {{"attacker", who}, {"figure", figure(r)}, {"doubling", doubling}});
        }
        return text_("contagion.grows.endless", {{"attacker", who},
                                                 {"figure", figure(r)},
                                                 {"horizon", text_.span(scenario_.horizon)},
                                                 {"doubling", doubling}});
    }

    /// Which single countermeasures and whole strategies bring R to 1 or below; where a list would
    /// be long, its strongest.
    void add_verdicts(const Spread& spread, StructureSection& section) const {
        constexpr std::size_t most = 6;
        std::vector<const Contained*> ordered;
        for (const Contained& one : spread.contained) {
            if (one.by.kind != Countermeasure::Kind::play) ordered.push_back(&one);
        }
        // What differs by less than the bounds keeps its order.
        const auto rounded = [](const Contained* one) {
            constexpr double steps = 1e4;
            return std::llround(one->reproduction.number * steps);
        };
        std::stable_sort(ordered.begin(), ordered.end(),
                         [&](const auto* a, const auto* b) { return rounded(a) < rounded(b); });
        std::vector<std::string> enough, not_enough;
        for (const Contained* one : ordered) {
            if (one->reproduction.number <= 1) {
                if (enough.size() < most) enough.push_back(what(one->by));
            } else if (not_enough.size() < most) {
                not_enough.push_back(
                    text_("contagion.with_figure",
                          {{"what", what(one->by)}, {"figure", figure(one->reproduction.number)}}));
            }
        }
        const std::string who = attacker(spread.attacker);
        const Place& place = place_of(spread.attacker);
        if (!enough.empty()) {
            section.findings.push_back(
                {text_("contagion.enough", {{"attacker", who}, {"what", enough}}), place});
        }
        if (!not_enough.empty()) {
            const Argument what("what", not_enough);
            section.findings.push_back(
                {enough.empty() ? text_("contagion.none_enough", {{"attacker", who}, what})
                                : text_("contagion.not_enough", {{"attacker", who}, what}),
                 place});
        }
    }

    [[nodiscard]] StructureTable removal_table() const {
        StructureTable table{text_("contagion.removal.title"),
                             text_("contagion.removal.note"),
                             {{text_("contagion.removal.column")}},
                             {}};
        const auto& all = found_.autonomous;
        for (const Spread& spread : all) table.columns.push_back({attacker(spread.attacker)});
        for (std::size_t d = 0; d < all.front().by_removal.size(); ++d) {
            std::vector<std::string> row{text_.span(all.front().by_removal[d].removed_after)};
            for (const Spread& spread : all) {
                row.push_back(figure(spread.by_removal[d].reproduction.number));
            }
            table.rows.push_back(std::move(row));
        }
        std::vector<std::string> never{text_("contagion.removal.never")};
        std::vector<std::string> threshold{text_("contagion.removal.threshold")};
        for (const Spread& spread : all) {
            never.push_back(figure(spread.unchecked.number));
            threshold.push_back(spread.dies_out_within ? text_.span(told(*spread.dies_out_within))
                                                       : text_("contagion.removal.always"));
        }
        table.rows.push_back(std::move(never));
        table.rows.push_back(std::move(threshold));
        return table;
    }

    [[nodiscard]] std::vector<std::string> contained_row(std::string by,
                                                         const Reproduction& r) const {
        return {std::move(by), figure(r.number),
                text_(r.number > 1 ? "contagion.contained.grows" : "contagion.contained.dies_out")};
    }

    [[nodiscard]] StructureTable contained_table(const Spread& spread) const {
        StructureTable table{
            text_("contagion.contained.title", {{"attacker", attacker(spread.attacker)}}),
            text_("contagion.contained.note"),
            {{text_("contagion.contained.column.what")},
             {text_("contagion.contained.column.figure")},
             {text_("contagion.contained.column.verdict")}},
            {contained_row(text_("contagion.contained.none"), spread.unchecked)}};
        for (const Contained& one : spread.contained) {
            table.rows.push_back(contained_row(what(one.by), one.reproduction));
        }
        return table;
    }

    [[nodiscard]] Picture chart(const Spread& spread) const {
        charts::Ranges chart{.alternative = {},
                             .axis = text_("contagion.chart.axis"),
                             .rows = {},
                             .line = 1.0,
                             .figure = [this](double value) { return figure(value); }};
        std::vector<std::string> points;
        const auto add_row = [&](const std::string& name, const Reproduction& r) {
            const std::string written = figure(r.number);
            chart.rows.push_back({name, 0, r.number, "", written});
            points.push_back(text_("contagion.chart.point", {{"what", name}, {"figure", written}}));
        };
        for (const auto& at : spread.by_removal) {
            add_row(text_.span(at.removed_after), at.reproduction);
        }
        add_row(text_("contagion.removal.never"), spread.unchecked);
        chart.alternative = text_("contagion.chart",
                                  {{"attacker", attacker(spread.attacker)}, {"figures", points}});
        return charts::ranges(chart);
    }

    void add(const Pace& pace, StructureSection& section) const {
        const std::string who = attacker(pace.attacker);
        const Place& place = place_of(pace.attacker);
        if (!pace.route) {
            section.findings.push_back({text_("contagion.hands.none", {{"attacker", who}}), place});
            return;
        }
        const auto& route = scenario_.attackers[pace.attacker].routes[*pace.route];
        section.findings.push_back(
            {text_("contagion.hands", {{"attacker", who},
                                       {"count", pace.hands},
                                       {"figure", figure(pace.compromises_a_day)},
                                       {"route", route.name.text}}),
             place});
        add_slowest(pace, section);
        StructureTable table{
            text_("contagion.pace.title", {{"attacker", who}}),
            text_("contagion.pace.note"),
            {{text_("contagion.contained.column.what")}, {text_("contagion.pace.column.figure")}},
            {{text_("contagion.contained.none"), figure(pace.compromises_a_day)}}};
        for (const Slowed& slowed : pace.slowed) {
            table.rows.push_back({what(slowed.by), figure(slowed.compromises_a_day)});
        }
        section.tables.push_back(std::move(table));
    }

    /// A single countermeasure: that a strategy which switches everything off stops it is no news.
    void add_slowest(const Pace& pace, StructureSection& section) const {
        const Slowed* best = nullptr;
        for (const Slowed& slowed : pace.slowed) {
            const bool is_single = slowed.by.kind != Countermeasure::Kind::strategy &&
                                   slowed.by.kind != Countermeasure::Kind::play;
            if (!is_single || slowed.compromises_a_day >= pace.compromises_a_day) continue;
            if (best == nullptr || slowed.compromises_a_day < best->compromises_a_day) {
                best = &slowed;
            }
        }
        if (best == nullptr) return;
        section.findings.push_back(
            {text_("contagion.hands.slowed", {{"attacker", attacker(pace.attacker)},
                                              {"what", what(best->by)},
                                              {"figure", figure(best->compromises_a_day)}}),
             place_of(pace.attacker)});
    }
};

Json json_of(const Reproduction& r) {
    return {{"reproduction_number", r.number}, {"at_least", r.at_least}, {"at_most", r.at_most}};
}

Json json_of(const std::optional<Duration>& time) {
    return time ? Json(time->in_hours()) : Json(nullptr);
}

Json json_of(const Countermeasure& by, const scenario::Scenario& scenario) {
    constexpr std::array kinds{"technique", "link", "credentials", "strategy", "play"};
    Json json{{"kind", kinds.at(static_cast<std::size_t>(by.kind))}, {"name", by.name}};
    if (by.kind == Countermeasure::Kind::play) {
        json["strategy"] = scenario.strategies[by.strategy].name.text;
    }
    return json;
}

Json json_of(const Spread& spread, const scenario::Scenario& scenario) {
    Json json{{"attacker", scenario.attackers[spread.attacker].name.text},
              {"reproduction", json_of(spread.unchecked)},
              {"active_until_horizon", spread.until_horizon},
              {"dies_out_within_hours", json_of(spread.dies_out_within)},
              {"doubles_in_hours", json_of(spread.doubles_in)},
              {"isolated_after", Json::array()},
              {"countermeasures", Json::array()}};
    for (const auto& at : spread.by_removal) {
        json["isolated_after"].push_back(
            {{"hours", at.removed_after.in_hours()}, {"reproduction", json_of(at.reproduction)}});
    }
    for (const Contained& one : spread.contained) {
        Json by = json_of(one.by, scenario);
        by["reproduction"] = json_of(one.reproduction);
        json["countermeasures"].push_back(std::move(by));
    }
    return json;
}

Json json_of(const Pace& pace, const scenario::Scenario& scenario) {
    const auto& profile = scenario.attackers[pace.attacker];
    Json json{{"attacker", profile.name.text},
              {"hands", pace.hands},
              {"compromises_a_day", pace.compromises_a_day},
              {"route", pace.route ? Json(profile.routes[*pace.route].name.text) : Json(nullptr)},
              {"countermeasures", Json::array()}};
    for (const Slowed& slowed : pace.slowed) {
        Json by = json_of(slowed.by, scenario);
        by["compromises_a_day"] = slowed.compromises_a_day;
        json["countermeasures"].push_back(std::move(by));
    }
    return json;
}

}  // namespace

StructureSection contagion_section(const graph::Contagion& found,
                                   const scenario::Scenario& scenario, const Text& text) {
    return ContagionWords(found, scenario, text).section();
}

Json contagion_json(const graph::Contagion& found, const scenario::Scenario& scenario) {
    Json json{{"autonomous", Json::array()}, {"operated", Json::array()}};
    for (const Spread& spread : found.autonomous) {
        json["autonomous"].push_back(json_of(spread, scenario));
    }
    for (const Pace& pace : found.operated) json["operated"].push_back(json_of(pace, scenario));
    return json;
}

}  // namespace kammerspiel::report
