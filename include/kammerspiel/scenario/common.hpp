#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kammerspiel/base/diagnostic.hpp"
#include "kammerspiel/base/distribution.hpp"
#include "kammerspiel/base/localised.hpp"
#include "kammerspiel/base/time.hpp"
#include "kammerspiel/base/units.hpp"
#include "kammerspiel/base/words.hpp"

// What every part of a scenario is written with: names, texts in two languages, selectors, scopes.
// Values only, compared by ==. Names are resolved by the federation's compiler, places are kept so
// that later findings can point at the file.

namespace kammerspiel::scenario {

using kammerspiel::Localised;
using kammerspiel::word_of;

/// A word of the scenario with the place where it stands. Equality looks at the word alone.
struct Name {
    std::string text;
    Place place;
    bool operator==(const Name& other) const { return text == other.text; }
};

/// By what luck and every choice among equals know a thing: by its key, or else by its name. Who
/// renames a thing and gives it its old name as key has the same worlds as before.
template <class Named>
[[nodiscard]] const std::string& key_of(const Named& one) {
    return one.key.empty() ? one.name.text : one.key;
}

/// A moment on a wall clock, e.g. that at which simulated time is 0.
struct Starts {
    std::string local;  ///< 2022-08-03T13:00
    std::string zone;   ///< IANA name, e.g. Europe/Berlin
    bool operator==(const Starts&) const = default;
};

/// What a host is for; decides effort of recovery and what routes lead to it.
enum class HostKind {
    workstation,
    server,
    identity,
    management,
    backup,
    network,
    telephony,
    appliance,
};
constexpr auto vocabulary(HostKind) {
    using enum HostKind;
    return std::array{Word{workstation, "workstation"}, Word{server, "server"},
                      Word{identity, "identity"},       Word{management, "management"},
                      Word{backup, "backup"},           Word{network, "network"},
                      Word{telephony, "telephony"},     Word{appliance, "appliance"}};
}

/// How much of a host the attacker has. Ordered: each step includes the ones before.
enum class Integrity { clean, foothold, controlled, destroyed };
constexpr auto vocabulary(Integrity) {
    using enum Integrity;
    return std::array{Word{clean, "clean"}, Word{foothold, "foothold"},
                      Word{controlled, "controlled"}, Word{destroyed, "destroyed"}};
}

/// Chooses hosts. Every field that is set must match; an empty selector chooses everything.
/// Short forms in YAML: `gfi/workstations` (organisation/group), `workstations` (group anywhere).
struct Selector {
    std::optional<Name> organisation;
    std::optional<Name> region;  ///< ISO 3166-2 code, e.g. DE-NW
    std::optional<Name> zone;
    std::optional<Name> group;
    std::optional<Name> tag;
    std::vector<HostKind> kinds;  ///< any of these; empty: every kind
    Place place;
    bool operator==(const Selector& o) const {
        return organisation == o.organisation && region == o.region && zone == o.zone &&
               group == o.group && tag == o.tag && kinds == o.kinds;
    }
};

/// Where an action of a play takes hold.
struct Scope {
    enum class Kind {
        everything,             ///< every organisation of the federation
        affected_region,        ///< regions in which the condition of the play holds
        affected_organisation,  ///< organisations in which it holds
        region,
        organisation,
    };
    Kind kind = Kind::everything;
    std::optional<Name> which;    ///< region or organisation, where `kind` names one
    Selector hosts;               ///< narrows to zones, groups or kinds of hosts
    std::optional<Name> service;  ///< narrows to the host groups that this service needs
    Place place;
    bool operator==(const Scope& o) const {
        return kind == o.kind && which == o.which && hosts == o.hosts && service == o.service;
    }
};

}  // namespace kammerspiel::scenario
