#pragma once

#include <span>
#include <string_view>

// The format of a scenario as one table, by groups of sections in the files keys*.cpp. The loader
// checks with it, the JSON Schema and the reference are printed from it, so none of the three can
// drift from the others.

namespace kammerspiel::scenario {

/// What stands behind a key.
enum class Kind {
    text,
    name,            ///< lower-case letters, digits, '-' and '_'
    localised,       ///< a text, or {en: …, de: …}
    localised_list,  ///< one or a list of them
    boolean,
    whole,            ///< a whole number in [low, high]
    number,           ///< a number in [low, high]
    coordinate,       ///< likewise, of a place on earth or agreed on: no such figure either
    share,            ///< a number in [0, 1]
    probability,      ///< likewise
    duration,         ///< 4h
    fixed_span,       ///< likewise, agreed on: no figure that is known more or less well
    distribution,     ///< 4h, or lognormal median 4h p90 9h …; not negative
    time_from_start,  ///< likewise, negative for what was before the start
    moment,           ///< 2022-08-03T13:00
    moment_in_zone,   ///< 2022-08-03T13:00 Europe/Berlin
    amount,           ///< 40 GB
    rate,             ///< 200 GB/h
    weekly,           ///< monday 10:00, or a list of such
    money,            ///< 0.20 EUR
    moments,          ///< 2022-09-01T08:00 to 12:00
    word,             ///< one of `words`
    words,            ///< one of `words`, or a list of them
    reference,        ///< the name of something that exists elsewhere in the scenario
    references,       ///< a list of them
    file,             ///< a path inside the scenario's folder, to a file with keys of `section`
    attachments,      ///< a list of paths inside the folder, to PNG, JPEG or PDF
    people,           ///< [singular, plural]
    hours,            ///< 24 weights
    selector,         ///< hosts
    selector_or_itself,
    need,
    condition,
    scope,       ///< of an action
    section,     ///< keys of `section`
    list,        ///< a list of groups of keys of `section`
    map,         ///< names, each with keys of `section`
    actions,     ///< a list of actions, each one key of `section`
    factors,     ///< names, each with a number in [low, high]
    parameters,  ///< names, each with a list of words
    overrides,   ///< organisations, each with keys of `section`
    // Of what is known of a figure; "it" is what the figure's own key takes.
    itself,   ///< it
    range,    ///< [low, high] of it
    choices,  ///< a list of it
};

enum class Presence { optional, required };

struct Section;

struct Key {
    std::string_view name;
    Kind kind = Kind::text;
    Presence presence = Presence::optional;
    std::string_view en;  ///< what it means
    std::string_view de;
    std::string_view fallback;  ///< what holds where it is left out, as it would be written
    double low = 0;
    double high = 0;  ///< low == high: no range
    std::span<const std::string_view> words = {};
    const Section* section = nullptr;
};

/// Whether it stands for a quantity that may be known more or less well. The version of the format
/// is none, nor are the hours of a profile and the weights of a need, which mean something only
/// together.
[[nodiscard]] bool is_figure(const Key& key);

struct Section {
    std::string_view title;   ///< for the reference
    std::string_view german;  ///< the title in German
    std::span<const Key> keys;
    [[nodiscard]] const Key* find(std::string_view name) const;
};

/// The whole format, from the scenario file down.
[[nodiscard]] const Section& scenario_section();
[[nodiscard]] const Section& profile_section();     ///< an attacker profile's own file
[[nodiscard]] const Section& federation_section();  ///< the federation's own file
[[nodiscard]] const Section& template_section();
[[nodiscard]] const Section& organisation_section();
[[nodiscard]] const Section& host_group_section();
[[nodiscard]] const Section& link_section();
[[nodiscard]] const Section& service_section();
[[nodiscard]] const Section& demand_section();
[[nodiscard]] const Section& crew_section();
[[nodiscard]] const Section& attacker_section();  ///< an entry under `attackers`
[[nodiscard]] const Section& route_section();
[[nodiscard]] const Section& goal_section();
[[nodiscard]] const Section& impact_section();
[[nodiscard]] const Section& impact_when_section();
[[nodiscard]] const Section& entry_section();
[[nodiscard]] const Section& known_section();
[[nodiscard]] const Section& detection_section();
[[nodiscard]] const Section& sensors_section();
[[nodiscard]] const Section& analysts_section();
[[nodiscard]] const Section& recovery_section();
[[nodiscard]] const Section& effort_section();
[[nodiscard]] const Section& people_section();
[[nodiscard]] const Section& demand_profile_section();
[[nodiscard]] const Section& strategy_section();
[[nodiscard]] const Section& play_section();
[[nodiscard]] const Section& actions_section();
[[nodiscard]] const Section& shutdown_section();
[[nodiscard]] const Section& close_link_section();
[[nodiscard]] const Section& block_technique_section();
[[nodiscard]] const Section& restore_section();
[[nodiscard]] const Section& default_repair_section();
[[nodiscard]] const Section& open_link_section();
[[nodiscard]] const Section& reset_credentials_section();
[[nodiscard]] const Section& hunt_section();
[[nodiscard]] const Section& call_in_section();
[[nodiscard]] const Section& activate_fallback_section();
[[nodiscard]] const Section& certainty_section();
[[nodiscard]] const Section& forensics_section();
[[nodiscard]] const Section& fallback_section();
[[nodiscard]] const Section& elsewhere_section();
[[nodiscard]] const Section& hold_section();
[[nodiscard]] const Section& accounts_section();
[[nodiscard]] const Section& reimage_section();
[[nodiscard]] const Section& supply_section();
[[nodiscard]] const Section& work_section();
[[nodiscard]] const Section& accept_section();
[[nodiscard]] const Section& interim_section();
[[nodiscard]] const Section& service_recovery_section();
[[nodiscard]] const Section& release_section();
[[nodiscard]] const Section& release_needs_section();
[[nodiscard]] const Section& tires_section();
[[nodiscard]] const Section& again_section();
[[nodiscard]] const Section& pool_section();
[[nodiscard]] const Section& date_section();
[[nodiscard]] const Section& obligation_section();
[[nodiscard]] const Section& obligation_when_section();
[[nodiscard]] const Section& observed_section();
[[nodiscard]] const Section& investment_section();
[[nodiscard]] const Section& change_section();
[[nodiscard]] const Section& pace_section();
[[nodiscard]] const Section& valuation_section();
[[nodiscard]] const Section& exercise_section();  ///< the exercise's own file
[[nodiscard]] const Section& objective_section();
[[nodiscard]] const Section& exercise_group_section();
[[nodiscard]] const Section& participant_section();
[[nodiscard]] const Section& move_section();
[[nodiscard]] const Section& question_section();
[[nodiscard]] const Section& inject_section();
[[nodiscard]] const Section& derived_section();
[[nodiscard]] const Section& decision_section();
[[nodiscard]] const Section& option_section();
[[nodiscard]] const Section& selector_section();
[[nodiscard]] const Section& scope_section();
[[nodiscard]] const Section& condition_section();
[[nodiscard]] const Section& need_section();          ///< forms of a need that are keys
[[nodiscard]] const Section& need_options_section();  ///< behind a reference: {mail: {…}}

[[nodiscard]] const Section& figure_section();  ///< {value: 4h, between: [1h, 12h]}

/// What DESIGN.md names and the simulator does not do yet: a scenario that uses it is refused with
/// a sentence that says so, instead of an unknown key.
[[nodiscard]] bool is_planned(std::string_view key);

}  // namespace kammerspiel::scenario
