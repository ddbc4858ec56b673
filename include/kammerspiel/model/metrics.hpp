#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "kammerspiel/base/time.hpp"
#include "kammerspiel/base/units.hpp"
#include "kammerspiel/federation/need_graph.hpp"
#include "kammerspiel/model/stage.hpp"

namespace kammerspiel::model {

/// 128 bits: what exact sums over members × level × time need.
__extension__ using Int128 = __int128;

/// Loss of one service, booked to its root causes. `weighted` is ∫ demand · lost dt in
/// permille · ppm · µs; `plain` is ∫ lost dt in ppm · µs. Both are exact integers, so sums over
/// services have no order.
struct LossBooks {
    std::array<Int128, federation::loss_kinds> weighted{};
    std::array<Int128, federation::loss_kinds> plain{};
    Int128 also_without_attack = 0;  ///< part of attack_* (weighted) lost without the attack too
    bool operator==(const LossBooks&) const = default;
};

/// The service crossed the level from which it counts as up.
struct Transition {
    SimTime at;
    bool up = true;
    bool operator==(const Transition&) const = default;
};

/// What one service of one organisation went through between the start and the end of a run.
struct ServiceFigures {
    LossBooks books;
    Duration down;                    ///< time below `up_from`
    Duration longest;                 ///< longest single stretch below it
    std::uint32_t interruptions = 0;  ///< of more than 3 minutes below it (as IEEE 1366 counts)
    Duration interrupted;             ///< of `down`, what belongs to these
    Int128 requests_delayed = 0;      ///< deferrable demand served late, permille · ppm · µs
    Int128 requests_lost = 0;         ///< deferrable demand that lost patience
    Int128 requests_waiting = 0;      ///< deferrable demand that waits on at the end
    /// People of this organisation who got it elsewhere, and those of others who got it here, in
    /// permille · µs · millionths of a person.
    Int128 served_elsewhere = 0;
    Int128 served_others = 0;
    std::vector<Transition> transitions;  ///< in order; the service is up before the first
    std::vector<Transition> interim;      ///< likewise of its interim service, which is not before
    std::array<Duration, stage_count>
        waited{};  ///< by Stage: how long it waited for what, not wholly up
    bool operator==(const ServiceFigures&) const = default;
};

/// Hosts of the federation by what became of them.
struct HostFigures {
    std::uint64_t compromised = 0;  ///< ever held by the attacker, counted once each
    std::uint64_t destroyed = 0;    ///< encrypted or wiped, each time
    /// Of those, before the start: such a world does not agree with a start that is given (rule 4).
    std::uint64_t destroyed_before_start = 0;
    std::uint64_t switched_off = 0;        ///< ever by precaution, counted once each
    std::uint64_t times_switched_off = 0;  ///< by precaution, each time
    std::uint64_t rebuilt = 0;
    std::uint64_t inspected_clean = 0;
    std::uint64_t from_scratch = 0;  ///< rebuilt without a backup
    std::uint64_t persisted = 0;     ///< compromises that came back on a host that was cleaned
    std::uint64_t false_alarms = 0;
    std::uint64_t missed = 0;  ///< compromises that inspection did not find
    Bytes exfiltrated;
    Duration crew_time;  ///< of people at work on hosts, shifts' rests not counted
    std::uint64_t alerts_before_start = 0;  ///< left out because the start is given (rule 4)
    bool operator==(const HostFigures&) const = default;
};

/// What a host group lost for good when its hosts were destroyed.
struct DataLoss {
    Duration age;             ///< of the backup from which the worst host came back
    bool everything = false;  ///< no backup was left for at least one host
    bool operator==(const DataLoss&) const = default;
};

/// How often an obligation arose, over all organisations, and what came of it.
struct ObligationFigures {
    std::uint32_t met = 0;
    std::uint32_t missed = 0;    ///< not ready in time
    std::uint32_t not_sent = 0;  ///< ready, but no channel worked in time
    std::uint32_t running = 0;   ///< neither sent nor late when the run ends
    bool operator==(const ObligationFigures&) const = default;
};

/// What counts in money beside lost hours, of one organisation.
struct WorkFigures {
    std::uint64_t destroyed = 0;  ///< hosts, each time
    Duration crew_time;           ///< of people at work on its hosts
    bool operator==(const WorkFigures&) const = default;
};

/// Services, host groups and links of which each waits for the next one to start, and the last for
/// the first.
using StartCircle = std::vector<federation::NeedNodeId>;

/// The figures of one run, per service of each organisation in the federation's order.
struct Metrics {
    SimTime end;  ///< the books close here: horizon, or where it was stopped
    std::vector<ServiceFigures> services;  ///< by ServiceId; internal services have no demand
    HostFigures hosts;
    std::vector<WorkFigures> work;               ///< by OrganisationId
    std::vector<DataLoss> data;                  ///< by HostGroupId
    std::vector<ObligationFigures> obligations;  ///< as in Scenario::obligations
    std::vector<StartCircle> cannot_start;       ///< at the end
    std::optional<SimTime> first_alert;
    /// Worlds drawn before this one whose past contradicted what is known at the start (rule 38).
    std::uint32_t redrawn = 0;
    bool operator==(const Metrics&) const = default;
};

/// Whether anybody wants the service. What nobody wants counts in nobody's outage.
[[nodiscard]] bool is_wanted(const federation::Federation& federation,
                             federation::ServiceId service);

/// Member-hours in which members of the service's organisation missed it there: members · share ·
/// ∫ demand · lost. Those served elsewhere are among them.
[[nodiscard]] MemberHours member_hours(const federation::Federation& federation,
                                       federation::ServiceId service, const LossBooks& books,
                                       federation::Loss cause);
[[nodiscard]] MemberHours member_hours(const federation::Federation& federation,
                                       federation::ServiceId service, const LossBooks& books);

/// The part of what members missed that they did not get elsewhere either, in [0, 1].
[[nodiscard]] double still_missed(const federation::Federation& federation,
                                  federation::ServiceId service, const ServiceFigures& figures);

/// Member-hours that were lost: what was missed less what was had elsewhere. What others served is
/// taken from every cause in proportion.
[[nodiscard]] MemberHours lost_hours(const federation::Federation& federation,
                                     federation::ServiceId service, const ServiceFigures& figures,
                                     federation::Loss cause);
[[nodiscard]] MemberHours lost_hours(const federation::Federation& federation,
                                     federation::ServiceId service, const ServiceFigures& figures);

/// Outage in hours of full loss, ∫ lost dt, by cause.
[[nodiscard]] double full_loss_hours(const LossBooks& books, federation::Loss cause);

/// When a share of the members of `services` had them back for good.
/// `never_below`: the share was never lost. Without `at`, it is not reached by `end` (censored).
struct Restored {
    bool never_below = false;
    std::optional<SimTime> at;
};

/// What counts as having a service back.
enum class Milestone : std::uint8_t {
    restored,   ///< it is up by itself or by a workaround
    reachable,  ///< it is, or its interim service runs
};

/// The last moment at which the member-weighted share of `services` that are up crosses `share`
/// from below and stays. Services that nobody wants are left out.
[[nodiscard]] Restored restored_for_good(const federation::Federation& federation,
                                         const Metrics& metrics,
                                         std::span<const federation::ServiceId> services,
                                         Share share, Milestone milestone = Milestone::restored);

/// One step of the member-weighted share of `services` that are up, in parts per million.
struct CurvePoint {
    SimTime at;
    PartsPerMillion up;
};
[[nodiscard]] std::vector<CurvePoint> services_up(const federation::Federation& federation,
                                                  const Metrics& metrics,
                                                  std::span<const federation::ServiceId> services);

}  // namespace kammerspiel::model
