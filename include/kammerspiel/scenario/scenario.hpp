#pragma once

#include <cstdint>

#include "kammerspiel/scenario/attack.hpp"
#include "kammerspiel/scenario/common.hpp"
#include "kammerspiel/scenario/federation_description.hpp"
#include "kammerspiel/scenario/response.hpp"

namespace kammerspiel::scenario {

/// The wall-clock moment at which simulated time is 0.
struct Starts {
    std::string local;  ///< 2022-08-03T13:00
    std::string zone;   ///< IANA name, e.g. Europe/Berlin
    bool operator==(const Starts&) const = default;
};

/// Who is served: singular and plural, used by every table and paper.
struct People {
    std::string en_one = "member";
    std::string en_many = "members";
    std::string de_one = "Mitglied";
    std::string de_many = "Mitglieder";
    bool operator==(const People&) const = default;
};

/// 168 weights, Monday 00:00 first, as written; the calendar normalises them.
struct DemandProfileDescription {
    Name name;
    std::vector<double> hourly;
    bool operator==(const DemandProfileDescription&) const = default;
};

/// One file that was read: its path relative to the scenario's root, and its text.
struct SourceFile {
    std::string path;
    std::string text;
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
    std::vector<DemandProfileDescription> profiles;
    std::vector<Strategy> strategies;  ///< in the order of the file; the first is the default
    std::vector<SourceFile> sources;   ///< every file read, in the order of reading
    bool operator==(const Scenario&) const = default;
};

}  // namespace kammerspiel::scenario
