#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "kammerspiel/scenario/common.hpp"

// Coming back as a project: the stages between damage and a service that members have again, each a
// queue with people, a calendar and luck of its own. What they mean: docs/model.md, "Stages". What
// the values rest on that hold where something is left out: recorded_recovery.hpp.

namespace kammerspiel::scenario {

/// Which stages of recovery a scenario has.
enum class RecoveryStages {
    written,   ///< those that it writes down, and no others
    recorded,  ///< those, and for what it leaves out what recorded incidents say
    none,      ///< none, whatever it writes down
};
constexpr auto vocabulary(RecoveryStages) {
    using enum RecoveryStages;
    return std::array{Word{written, "written"}, Word{recorded, "recorded"}, Word{none, "none"}};
}

/// Nobody repairs hosts in the scope before forensics has what it needs of them.
struct Hold {
    enum class By {
        nobody,     ///< time passes, nobody is bound by it
        forensics,  ///< one of those who examine images meanwhile and examines nothing
    };
    Name name{"hold", {}};
    Scope scope;
    /// From the first host in scope that is down or known to be bad.
    Distribution lasts = Lognormal{spans_of_24h(11), spans_of_24h(25)};
    By by = By::nobody;
    std::string key;  ///< see key_of
    bool operator==(const Hold&) const = default;
};
constexpr auto vocabulary(Hold::By) {
    using enum Hold::By;
    return std::array{Word{nobody, "nobody"}, Word{forensics, "forensics"}};
}

/// Work on a service itself once what it needs is there: moving, interfaces, data, tests.
struct ApplicationWork {
    std::uint32_t parts = 1;  ///< procedures or applications that come back one by one
    Distribution effort = Lognormal{hours(64), hours(320)};  ///< of one person, for each part
    /// Instead, where no server was destroyed that the service stands on; absent: as much.
    std::optional<Distribution> intact;
    std::optional<Name> by;  ///< own crew, or `gfi/applications`; absent: whoever repairs hosts
    Bytes data;              ///< loaded before the first part, from the backup
    Bytes rate_per_hour;     ///< zero: at once
    bool operator==(const ApplicationWork&) const = default;
};

/// The owner, or an outside partner, tests each part.
struct Acceptance {
    std::optional<Name> by;  ///< an own crew that is bound by it; absent: its users
    Distribution takes = Lognormal{spans_of_24h(3), spans_of_24h(14)};
    Probability passes{0.8};  ///< else it goes back to work
    bool operator==(const Acceptance&) const = default;
};

/// A reduced service before the real one is back.
struct Interim {
    Share level{0.4};
    Distribution work = Fixed{hours(24)};  ///< of one person, to set it up
    std::optional<Name> by;
    bool own_ground = false;  ///< stands apart from what the service needs otherwise
    bool operator==(const Interim&) const = default;
};

/// How a service comes back that was down for long, or whose servers were destroyed.
struct ServiceRecovery {
    Duration after = spans_of_24h(2);  ///< shorter outages need none of it
    std::optional<ApplicationWork> work;
    std::optional<Acceptance> accept;
    std::optional<Interim> interim;
    bool operator==(const ServiceRecovery&) const = default;
};

/// A moment of every week.
struct WeeklyMoment {
    unsigned weekday = 1;  ///< 1 = Monday to 7 = Sunday
    unsigned hour = 0;
    unsigned minute = 0;
    bool operator==(const WeeklyMoment&) const = default;
};

/// Those who decide what is switched on again for its users, and when.
struct Release {
    Name name;
    std::vector<Name> of;  ///< services, `email` or `gfi/email`; empty: all that have stages
    std::vector<WeeklyMoment> every;
    std::uint32_t at_most = 10;  ///< parts at one meeting
    Share examined{0.0};         ///< of the organisation's hosts that were down or bad: back
    bool credentials_reset = false;
    std::vector<Name> released;  ///< boards whose services run again in that organisation
    Duration watch;              ///< quiet time after what was released, and after a find
    bool operator==(const Release&) const = default;
};

/// Goods that each destroyed host of a kind needs before it can be rebuilt.
struct Supply {
    Name name;  ///< the kind, as written
    HostKind kind = HostKind::server;
    std::uint32_t stock = 0;  ///< of each organisation at the start
    /// From the order to the delivery.
    Distribution lead = Lognormal{spans_of_24h(28), spans_of_24h(112)};
    std::uint32_t batch = 1;  ///< in one delivery
    bool operator==(const Supply&) const = default;
};

/// Many hosts of a kind rebuilt side by side from a prepared image.
struct Reimage {
    Name name;  ///< the kind, as written
    HostKind kind = HostKind::workstation;
    Distribution prepare = Fixed{spans_of_24h(3)};  ///< from the first that waits to the image
    std::uint32_t side_by_side = 40;                ///< by one person at a time
    Distribution each = Fixed{minutes(45)};  ///< of that person, for as many as go side by side
    std::vector<HostKind> needs;             ///< of these kinds some host must work there
    bool operator==(const Reimage&) const = default;
};

/// After a reset of credentials staff get their accounts anew, at a rate.
struct Accounts {
    double per_staff = 1;
    std::uint32_t a_day = 500;  ///< by one person, in a working day
    std::optional<Name> by;  ///< an own crew, one of whose people is at it; absent: round the clock
    bool operator==(const Accounts&) const = default;
};

/// How much longer or shorter the stages take than a scenario says; 1: as it says.
struct RecoveryPace {
    double hold = 1;        ///< how long holds last
    double throughput = 1;  ///< how much people get done in an hour
    double acceptance = 1;  ///< how long acceptance takes
    double release = 1;     ///< how long until as much is released; boards let fewer go
    bool operator==(const RecoveryPace&) const = default;
};

}  // namespace kammerspiel::scenario
