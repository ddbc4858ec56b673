#pragma once

#include <cstdint>

#include "kammerspiel/base/calendar.hpp"
#include "kammerspiel/scenario/common.hpp"

// What the attacker is and does, and what of it can be seen.

namespace kammerspiel::scenario {

/// A way from hosts to hosts by a technique. A rule, never a list of edges.
struct Route {
    Name name;
    std::string technique;  ///< ATT&CK id, e.g. T1021.002
    Selector from;
    Selector to;
    bool to_itself = false;    ///< on the same host, to more of it; `to` is then empty
    std::optional<Name> over;  ///< a link: leads to the organisation at its other end;
                               ///< absent: within one organisation
    Distribution time;         ///< per attempt
    Probability success;
    Integrity requires_integrity = Integrity::foothold;
    bool needs_credentials = false;   ///< the target's realm must have been taken
    std::optional<Integrity> yields;  ///< foothold or controlled on the target
    bool yields_credentials = false;  ///< the target's realm
    Share evidence{1.0};              ///< share of attempts that leave evidence where a sensor is
    std::string key;                  ///< see key_of
    bool operator==(const Route&) const = default;
};

/// What the attacker does with what it holds.
struct AttackImpact {
    enum class Do { encrypt, wipe, exfiltrate };
    Do what = Do::encrypt;
    Name name;
    Selector on;  ///< hosts it destroys or copies from
    /// Holding a host of these as `controlled` lets it strike all of `on` within their organisation
    /// and in those that a chain of open links leads to: a management plane, software deployment.
    std::optional<Selector> through;
    Selector trigger;               ///< holding a host of these as `controlled` arms it
    std::optional<SimTime> at;      ///< strikes at this moment instead, where it then holds one
    Distribution after;             ///< from being armed to striking
    Distribution takes;             ///< from striking to a host group being done
    Probability when_noticed{0.0};  ///< that a visible countermeasure makes it strike at once
    Bytes volume;                   ///< per host copied from
    std::string key;                ///< see key_of
    bool operator==(const AttackImpact&) const = default;
};
constexpr auto vocabulary(AttackImpact::Do) {
    using enum AttackImpact::Do;
    return std::array{Word{encrypt, "encrypt"}, Word{wipe, "wipe"}, Word{exfiltrate, "exfiltrate"}};
}

/// What an operated profile wants to control: one host that matches, or one in each organisation
/// that has such hosts.
struct Goal {
    Selector what;
    bool in_each_organisation = false;
    bool operator==(const Goal&) const = default;
};

struct AttackerProfile {
    enum class Kind { operated, autonomous };
    Name name;
    Localised title;
    Kind kind = Kind::operated;
    std::uint32_t hands = 1;  ///< attempts at the same time, of an operated profile
    double weight = 1.0;      ///< prior weight among the hypotheses, > 0
    std::vector<Goal> goals;  ///< in the order in which an operated profile wants them
    std::vector<Route> routes;
    std::vector<AttackImpact> impacts;
    /// That something it left behind on a host survives when the host is only cleaned; it wakes up
    /// `returns_after` later as a foothold.
    Probability persistence{0.0};
    Distribution returns_after;
    std::string key;  ///< see key_of
    bool operator==(const AttackerProfile&) const = default;
};
constexpr auto vocabulary(AttackerProfile::Kind) {
    using enum AttackerProfile::Kind;
    return std::array{Word{operated, "operated"}, Word{autonomous, "autonomous"}};
}

/// How it began: one host of `at` yields to the attacker at a drawn time, negative before `starts`.
struct Entry {
    std::optional<Name> name;  ///< decides its luck; absent: what it says and which of equals it is
    Selector at;
    Distribution when;
    Integrity yields = Integrity::foothold;
    std::vector<Name> attackers;  ///< profiles that enter here; empty: all
    bool operator==(const Entry&) const = default;
};

/// A moment that is given, not drawn: what staff saw when the scenario starts.
struct KnownAtStart {
    Selector at;
    std::uint32_t hosts = 1;
    bool confirmed = false;  ///< else suspected
    Localised text;
    bool operator==(const KnownAtStart&) const = default;
};

struct Analysts {
    Name at;  ///< organisation
    std::uint32_t people = 1;
    Shift shift = Shift::business_hours;
    Distribution time_per_alert;
    bool operator==(const Analysts&) const = default;
};

/// Examines hosts that are confirmed; each examination points at one of the hypotheses.
struct Forensics {
    Name at;  ///< organisation
    std::uint32_t people = 1;
    Shift shift = Shift::business_hours;
    Distribution time_per_host;
    Probability accuracy{0.7};           ///< that it points at the true one; else at any other
    double slower_after_shutdown = 1;    ///< what was in memory is lost: the time grows by this
    Share evidence_after_shutdown{1.0};  ///< share of examinations that still show something
    bool operator==(const Forensics&) const = default;
};

struct Detection {
    std::map<HostKind, Share> sensors;  ///< share of hosts of a kind that have a sensor
    Distribution alert_delay;           ///< from evidence to alert
    std::vector<Analysts> analysts;
    std::optional<Distribution> false_alarms_every;  ///< per team of analysts
    std::optional<Forensics> forensics;
    /// From destruction to a call, in working hours.
    Distribution users_notice = Fixed{minutes(30)};
    bool operator==(const Detection&) const = default;
};

}  // namespace kammerspiel::scenario
