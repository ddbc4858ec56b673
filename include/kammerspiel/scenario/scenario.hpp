#pragma once

#include <cstdint>

#include "kammerspiel/base/calendar.hpp"
#include "kammerspiel/scenario/attachment.hpp"
#include "kammerspiel/scenario/attack.hpp"
#include "kammerspiel/scenario/common.hpp"
#include "kammerspiel/scenario/exercise.hpp"
#include "kammerspiel/scenario/federation_description.hpp"
#include "kammerspiel/scenario/meaning.hpp"
#include "kammerspiel/scenario/parameter.hpp"
#include "kammerspiel/scenario/recovery_stages.hpp"
#include "kammerspiel/scenario/response.hpp"

namespace kammerspiel::scenario {

/// Who is served: singular and plural, used by every table and paper.
struct People {
    Localised one{"member", "Mitglied"};
    Localised many{"members", "Mitglieder"};
    bool operator==(const People&) const = default;
};

/// 168 weights, Monday 00:00 first, as written; the calendar normalises them.
struct DemandProfileDescription {
    Name name;
    std::vector<double> hourly;
    bool operator==(const DemandProfileDescription&) const = default;
};

/// People whom several organisations share: mutual aid, outside specialists.
struct Pool {
    Name name;
    std::uint32_t people = 1;
    Shift shift = Shift::business_hours;
    std::vector<HostKind> kinds;    ///< what they can work on; empty: everything
    Distribution arrives_after;     ///< from the call to being at work
    std::optional<Duration> stays;  ///< then those who came leave
    std::string key;                ///< see key_of
    bool operator==(const Pool&) const = default;
};

/// A day that counts: met if the service is up all the time, else missed.
struct ImportantDate {
    Name service;
    std::optional<Name> organisation;  ///< absent: every one that has the service
    SimTime from, to;
    std::uint64_t people = 0;  ///< concerned in all
    Localised if_missed;
    bool operator==(const ImportantDate&) const = default;
};

/// A duty with a clock, of each organisation in whose house its condition comes true.
struct Obligation {
    Name name;
    Localised title;
    std::optional<Name> organisation;   ///< whose; absent: every one's
    std::uint32_t confirmed_hosts = 0;  ///< staff there know of so many; 0: not the condition
    std::optional<Name> service;        ///< or: this service is `below` for so long
    Share below{0.5};
    Duration lasting;
    Duration takes;          ///< to write it
    Duration within;         ///< from the condition to the latest moment
    std::vector<Name> uses;  ///< own services of which one must be up to send it
    bool operator==(const Obligation&) const = default;
};

/// What really happened: when a share of the people had a service back for good.
struct Observed {
    enum class Confidence { measured, inferred, estimate };
    enum class What {
        restored,   ///< the service itself
        reachable,  ///< it, or an interim service
    };
    What what = What::restored;
    std::optional<Name> service;  ///< absent: all services together
    Share share{1.0};
    Duration after;  ///< counted from `starts`
    Confidence confidence = Confidence::measured;
    std::string source;
    Localised text;
    bool operator==(const Observed&) const = default;
};
constexpr auto vocabulary(Observed::What) {
    using enum Observed::What;
    return std::array{Word{restored, "restored"}, Word{reachable, "reachable"}};
}
constexpr auto vocabulary(Observed::Confidence) {
    using enum Observed::Confidence;
    return std::array{Word{measured, "measured"}, Word{inferred, "inferred"},
                      Word{estimate, "estimate"}};
}

/// Sums of money, where a scenario gives them.
struct Valuation {
    std::string currency = "EUR";
    double member_hour = 0;
    double host_destroyed = 0;
    double crew_hour = 0;
    bool operator==(const Valuation&) const = default;
};

/// What could be bought beforehand, and what is otherwise with it.
struct Investment {
    /// A key that says something else: see Override.
    struct Change {
        Name key;
        std::string value;
        bool operator==(const Change&) const = default;
    };
    Name name;
    Localised title;
    double cost = 0;  ///< in `currency`
    std::string currency;
    std::vector<Change> changes;
    bool operator==(const Investment&) const = default;
};

/// One file that was read: its path relative to the scenario's root, and its text.
struct SourceFile {
    std::string path;
    std::string text;
    /// Papers alone depend on it, as on the exercise.
    bool is_for_papers = false;
    bool operator==(const SourceFile&) const = default;
};

/// Everything a scenario says, typed and checked: units are right, references exist, ranges hold.
/// Made by `load`; names are still names.
struct Scenario {
    std::string id;  ///< name of its folder
    Localised title;
    Localised summary;
    Starts starts;
    Duration horizon;
    Duration coordination_latency = minutes(1);
    People people;
    std::vector<Organisation> organisations;
    std::vector<AttackerProfile> attackers;
    std::vector<Entry> entries;
    std::vector<KnownAtStart> known_at_start;
    Detection detection;
    Duration reporting_delay = minutes(15);  ///< from knowing to telling the crisis team
    std::map<HostKind, RecoveryEffort> recovery;
    /// How what is destroyed comes back where a strategy has no restore that covers it; its scope
    /// is everything.
    Restore default_repair = usual_repair();
    RecoveryStages recovery_stages = RecoveryStages::written;
    std::vector<Hold> holds;
    std::optional<Accounts> accounts;
    std::vector<Reimage> reimages;
    std::vector<Supply> supplies;
    std::vector<Release> releases;
    RecoveryPace recovery_pace;          ///< by which the stages have been stretched already
    std::optional<Name> crisis_team_at;  ///< whose services the crisis team uses
    /// By local name of a service: how much slower people are who use it while it is down.
    std::map<std::string, double> slowed_by;
    std::vector<Name> slowing_services;  ///< the same names, with their places
    std::vector<Pool> pools;
    std::vector<ImportantDate> dates;
    std::vector<Obligation> obligations;
    std::vector<Observed> observed;
    std::optional<Valuation> valuation;
    std::vector<Investment> investments;
    std::vector<DemandProfileDescription> profiles;
    std::vector<Strategy> strategies;  ///< in the order of the file; the first is the default
    std::optional<Exercise> exercise;  ///< that is played on it
    /// Every figure with what is known about it, in the order of the files; those of the table of
    /// organisations are left out.
    std::vector<Parameter> parameters;
    /// What was put in the place of values that the files say: drawn for a world, or tried.
    struct Overridden {
        std::string path, value;
        std::string written;  ///< in the files; empty where nothing stands there
        bool operator==(const Overridden&) const = default;
    };
    std::vector<Overridden> overrides;
    std::vector<SourceFile> sources;      ///< every file read, in the order of reading
    std::vector<Attachment> attachments;  ///< that the exercise names, where they are at hand
    Meaning meaning;                      ///< of these files
    bool operator==(const Scenario&) const = default;
};

}  // namespace kammerspiel::scenario
