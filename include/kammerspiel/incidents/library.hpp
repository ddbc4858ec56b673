#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kammerspiel/base/diagnostic.hpp"
#include "kammerspiel/base/words.hpp"
#include "kammerspiel/scenario/scenario.hpp"

// Recorded incidents, one a row, with what was seen of their coming back, and the template that
// makes a scenario of each: the folder scenarios/incidents, whose README.md says what columns mean.

namespace kammerspiel::incidents {

enum class Kind { ransomware, wiper, precaution, faulty_update, espionage };
constexpr auto vocabulary(Kind) {
    using enum Kind;
    return std::array{Word{ransomware, "ransomware"}, Word{wiper, "wiper"},
                      Word{precaution, "precaution"}, Word{faulty_update, "faulty-update"},
                      Word{espionage, "espionage"}};
}

enum class Sector { administration, chamber, company, hospital, university };
constexpr auto vocabulary(Sector) {
    using enum Sector;
    return std::array{Word{administration, "administration"}, Word{chamber, "chamber"},
                      Word{company, "company"}, Word{hospital, "hospital"},
                      Word{university, "university"}};
}

enum class Backups {
    kept,
    lost,
    none,  ///< there were none
};
constexpr auto vocabulary(Backups) {
    using enum Backups;
    return std::array{Word{kept, "kept"}, Word{lost, "lost"}, Word{none, "none"}};
}

enum class Identity { kept, rebuilt };
constexpr auto vocabulary(Identity) {
    using enum Identity;
    return std::array{Word{kept, "kept"}, Word{rebuilt, "rebuilt"}};
}

enum class Hardware {
    kept,
    replaced,  ///< what was destroyed was bought anew
};
constexpr auto vocabulary(Hardware) {
    using enum Hardware;
    return std::array{Word{kept, "kept"}, Word{replaced, "replaced"}};
}

/// What is known of an incident; what is absent is estimated (estimates.hpp).
struct Incident {
    std::string id;
    std::string name;
    Kind kind = Kind::ransomware;
    Sector sector = Sector::company;
    std::string starts;  ///< as scenarios write it: 2022-08-03T15:00 Europe/Berlin
    std::string region;  ///< ISO 3166-2
    std::uint32_t organisations = 1;
    std::optional<double> staff;              ///< of all organisations
    std::optional<double> people;             ///< whom they serve
    std::optional<double> servers;            ///< of all
    std::optional<double> workstations;       ///< of all
    std::optional<double> destroyed;          ///< share of servers
    std::optional<double> clients_destroyed;  ///< share of workstations
    std::optional<double> applications;
    std::optional<double> accounts;
    std::optional<Backups> backups;
    std::optional<Identity> identity;
    Hardware hardware = Hardware::kept;
    std::optional<double> key_day;  ///< of a key that made encrypted data readable
    std::optional<double> it_staff;
    std::optional<double> helpers;  ///< people from outside
    std::string sources;
    std::string note;
    Place place;  ///< of its id
};

/// What came back. Each is a service of the template's houses.
enum class What { first_return, website, email, telephone, workplaces, applications, everything };
constexpr auto vocabulary(What) {
    using enum What;
    return std::array{Word{first_return, "first-return"},
                      Word{website, "website"},
                      Word{email, "email"},
                      Word{telephone, "telephone"},
                      Word{workplaces, "workplaces"},
                      Word{applications, "applications"},
                      Word{everything, "everything"}};
}

enum class Status {
    observed,
    censored,   ///< had not come by that day
    announced,  ///< somebody said it would come then; whether it did is not known
};
constexpr auto vocabulary(Status) {
    using enum Status;
    return std::array{Word{observed, "observed"}, Word{censored, "censored"},
                      Word{announced, "announced"}};
}

using Confidence = scenario::Observed::Confidence;
using State = scenario::Observed::What;

struct Milestone {
    std::string incident;
    What what = What::everything;
    State state = State::restored;
    double share = 1;  ///< that is back; of a first return 0
    double day = 0;    ///< after the incident's start
    Status status = Status::observed;
    Confidence confidence = Confidence::measured;
    std::string source;
    Place place;
};

struct Library {
    std::string name;  ///< of its folder
    std::vector<Incident> incidents;
    std::vector<Milestone> milestones;             ///< in the order of the file
    std::map<std::string, std::string> templates;  ///< texts by path within the template's folder
    [[nodiscard]] const Incident* find(std::string_view id) const;
    /// Those of an incident, in the order of the file.
    [[nodiscard]] std::vector<Milestone> milestones_of(const Incident& incident) const;
};

/// What reading gives: the library unless something is wrong, and the lines that diagnostics show.
struct ReadLibrary {
    std::optional<Library> library;
    std::unique_ptr<LineSource> lines;  ///< never null
};
/// Reads `incidents.csv`, `milestones.csv` and the files of `template/` in a folder. All that is
/// wrong is reported to `out` in one pass.
[[nodiscard]] ReadLibrary read_library(const std::filesystem::path& folder, Diagnostics& out);

}  // namespace kammerspiel::incidents
