#pragma once

#include <cstdint>

#include "kammerspiel/base/calendar.hpp"
#include "kammerspiel/scenario/common.hpp"
#include "kammerspiel/scenario/recovery_stages.hpp"

// What exists: organisations with their hosts, links, services and crews, as written, after
// templates and overrides have been applied. Names are not resolved yet.

namespace kammerspiel::scenario {

/// One node of a need. `of` and `children` follow from `op`.
/// A plain reference to a host group counts the share of its hosts that work.
struct Need {
    enum class Op {
        reference,  ///< `of`: a host group or a service, own (`mail`) or other's
                    ///< (`gfi/mail-gateway`)
        all_of,     ///< minimum of the children
        any_of,     ///< maximum of the children
        at_least,   ///< k-th largest of the children
        weighted,   ///< mean of the children by `weights` (which sum to 1)
    };
    Op op = Op::all_of;
    Name of;
    std::vector<Need> children;
    std::uint32_t at_least = 0;
    std::vector<Share> weights;

    // Conditions of one reference or subtree.
    std::optional<Share> enough;    ///< this share of the hosts suffices for a full level
    std::optional<Share> floor;     ///< its loss leaves this level
    std::optional<Duration> grace;  ///< keeps working that long without
    std::optional<Name> over;       ///< an own link that must be open
    bool to_start = false;          ///< needed only to start
    Place place;
    bool operator==(const Need& o) const {
        return op == o.op && of == o.of && children == o.children && at_least == o.at_least &&
               weights == o.weights && enough == o.enough && floor == o.floor && grace == o.grace &&
               over == o.over && to_start == o.to_start;
    }
};

struct HostGroup {
    Name name;
    HostKind kind = HostKind::server;
    std::uint32_t count = 1;  ///< after `per_staff`/`per_members` were multiplied out, ≥ 0
    Name zone;
    std::optional<Name> realm;  ///< credential realm its accounts belong to
    std::vector<Name> tags;
    std::optional<Need> needs;                ///< what its hosts need to be of use
    std::vector<Name> starts_without;         ///< needs that may be absent when it comes back
    std::optional<Duration> backup_interval;  ///< of a backup group: time between two backups
    std::vector<Name> reachable_from;         ///< of a backup group: zones that can reach it
    bool offline = false;  ///< of a backup group: the attacker cannot destroy what it keeps
    std::string key;       ///< see key_of
    bool operator==(const HostGroup&) const = default;
};

/// What traffic crosses between an organisation and another, or the internet.
struct Link {
    Name name;
    std::optional<Name> to;            ///< the other organisation; absent: the internet
    std::optional<Need> needs;         ///< e.g. the VPN hosts it runs over
    std::vector<Name> starts_without;  ///< needs that may be absent when it comes back
    std::string key;                   ///< see key_of
    bool operator==(const Link&) const = default;
};

enum class DemandKind {
    immediate,   ///< lost while down
    deferrable,  ///< waits for `patience`, then lost
};
constexpr auto vocabulary(DemandKind) {
    using enum DemandKind;
    return std::array{Word{immediate, "immediate"}, Word{deferrable, "deferrable"}};
}

struct Demand {
    Share share;                 ///< of the members who want it, averaged over a normal week
    Name profile{"always", {}};  ///< preset or a name under `profiles`
    DemandKind kind = DemandKind::immediate;
    Duration patience;  ///< of deferrable demand
    bool operator==(const Demand&) const = default;
};

/// A manual workaround.
struct Fallback {
    Localised name;
    Share capacity;                   ///< level that members then still get
    Duration after;                   ///< from loss to working fallback
    std::optional<Duration> at_most;  ///< how long it can be kept up
    bool automatic = true;            ///< begins by itself; else only by a play
    bool operator==(const Fallback&) const = default;
};

/// Demand that others take while the service is down, up to their free capacity.
struct Elsewhere {
    Selector to;     ///< organisations that have a service of the same name
    Share share;     ///< of those who want it
    Duration after;  ///< from the loss until they turn to others
    bool operator==(const Elsewhere&) const = default;
};

struct Service {
    Name name;
    Localised title;
    Need needs;
    std::optional<Demand> demand;  ///< absent: internal, counted in no member's loss
    Duration start_time = minutes(5);
    Share up_from{0.5};                ///< level from which it counts as up
    std::vector<Name> starts_without;  ///< needs that may be absent when it starts
    std::optional<Duration> mtpd;      ///< maximum tolerable period of disruption (MTA)
    std::optional<Duration> rto;       ///< recovery time objective (WAZ)
    std::optional<Duration> rpo;       ///< recovery point objective
    std::optional<Fallback> fallback;
    std::optional<double> capacity;  ///< people it can serve at a time, own and others'
    std::optional<Elsewhere> elsewhere;
    std::optional<ServiceRecovery> recovery;
    std::string key;  ///< see key_of
    bool operator==(const Service&) const = default;
};

struct Crew {
    Name name;
    std::uint32_t people = 1;
    Shift shift = Shift::business_hours;
    /// Hosts they can work on; empty: all, or none if a `by` of a stage of recovery names them.
    std::vector<HostKind> kinds;
    std::vector<Name> uses;      ///< own services without which its work takes longer
    std::optional<Share> share;  ///< of their time that is free for coming back; absent: all
    struct Tires {
        Duration after;  ///< from their first work on
        Share to{1.0};   ///< of what they got done before
        bool operator==(const Tires&) const = default;
    };
    std::optional<Tires> tires;
    std::string key;  ///< see key_of
    bool operator==(const Crew&) const = default;
};

struct Organisation {
    Name id;
    std::string name;
    std::string city;
    Name region;  ///< ISO 3166-2 code; decides the public holidays
    std::optional<double> latitude;
    std::optional<double> longitude;
    std::uint64_t members = 0;  ///< people served, absolute
    double staff = 0;
    std::string template_name;
    std::map<std::string, std::string> parameters;
    std::map<std::string, double> capacities;  ///< by service, instead of the template's
    std::vector<HostGroup> host_groups;
    std::vector<Link> links;
    std::vector<Service> services;
    std::vector<Crew> crews;
    std::string key;  ///< see key_of
    bool operator==(const Organisation&) const = default;
};
[[nodiscard]] inline const std::string& key_of(const Organisation& one) {
    return one.key.empty() ? one.id.text : one.key;
}

}  // namespace kammerspiel::scenario
