#pragma once

#include <array>
#include <bit>
#include <cstdint>

#include "kammerspiel/federation/federation.hpp"
#include "kammerspiel/model/cause.hpp"
#include "kammerspiel/model/trace.hpp"
#include "sim/model/subject.hpp"

// What processes do to themselves and tell each other. Every payload is at most 28 bytes, so that
// an event with its cause is 40 and with its key one cache line. Instants stand in the event's key.
// Which process handles what is in process.hpp.

namespace kammerspiel::model {

/// The order of changes at one instant in one process (rule 3): hosts and links, then levels, then
/// knowledge, then decisions.
enum class Priority : std::uint8_t { hosts_and_links, levels, knowledge, decisions };
inline constexpr unsigned priorities = 4;

/// A host by its group and its number within the group, from 0.
struct HostRef {
    federation::HostGroupId group;
    std::uint32_t number = 0;
    constexpr auto operator<=>(const HostRef&) const = default;
};

/// 64 bits that are aligned like 32: an 8-byte alignment would make every event larger.
class HalvedInteger {
   public:
    constexpr HalvedInteger() = default;
    constexpr explicit HalvedInteger(std::int64_t number)
        : halves_(std::bit_cast<std::array<std::uint32_t, 2>>(number)) {}
    [[nodiscard]] constexpr std::int64_t value() const {
        return std::bit_cast<std::int64_t>(halves_);
    }

   private:
    std::array<std::uint32_t, 2> halves_{};
};

namespace event {

// Of an organisation: dependency.

/// Levels follow what has changed at this instant.
struct Settle {};
/// The level of a node of another organisation has changed.
struct LevelChanged {
    federation::NodeIndex view;
    federation::SharedLevels levels;
};
/// A service has taken its time to start.
struct StartDone {
    std::uint32_t service, generation;
};
/// The grace of a need is used up.
struct GraceOver {
    std::uint32_t slot, generation;
};
/// The need was met for long enough: its grace is there in full again.
struct GraceFull {
    std::uint32_t slot, generation;
};

// Of an organisation: attack.

/// The attacker enters at a host, as the scenario says.
struct Enter {
    std::uint32_t entry;
    HostRef host;
};
/// An attempt of an autonomous host.
struct AttemptDue {
    std::uint32_t record, generation, route;
};
/// An operator starts an attempt from a host of this organisation.
struct HandTry {
    std::uint16_t hand, route;
    HostRef from;
    federation::HostGroupId to;
    std::uint32_t number;  ///< attempts of this hand before it
    bool credentials;      ///< those of the target's realm have been taken
};
/// The time that the attempt takes is over.
struct HandDue {
    HandTry attempt;
};
/// An attempt reaches its target, in this organisation.
struct Arrive {
    std::uint16_t route;
    std::uint16_t hand;
    HostRef from;
    HostRef target;
    std::uint32_t number;
    bool credentials, from_clean_zone;
};
/// The operator orders an impact.
struct Strike {
    std::uint32_t impact;
};
/// The impact is done with a host group.
struct StrikeGroup {
    std::uint32_t impact;
    federation::HostGroupId group;
    std::uint32_t from;
};
/// An autonomous host carries out an impact on itself.
struct StrikeHost {
    std::uint32_t record, generation, impact;
};
/// Whether a linked organisation can now be reached from outside, through it.
struct WayOffered {
    std::uint32_t peer;
    bool upwards, open;
};
/// What persistence has left on a host becomes active.
struct Wake {
    std::uint32_t record, generation;
};

// Of the operation.

/// What came of an attempt.
struct AttemptResult {
    std::uint16_t hand;
    Failure failure;
    std::uint8_t integrity;  ///< that it now has on the target
    HostRef host;
    HostRef from;
    std::uint32_t realm_taken;  ///< meaningless without `has_realm`
    bool has_realm;
    bool is_entry;  ///< no attempt: the scenario's entry, or persistence
};
/// A hand has waited long enough after a failure.
struct HandReady {
    std::uint32_t hand;
};
/// The time for an impact has come.
struct StrikeDue {
    std::uint32_t impact;
};
/// Credentials of this realm are worthless from now on.
struct RealmReset {
    std::uint32_t realm;
};
/// The attacker can see a countermeasure.
struct Noticed {
    std::uint32_t organisation;
};

// Of an organisation: detection.

/// Evidence on a host becomes an alert.
struct AlertDue {
    HostRef host;
};
/// An alert reaches the organisation where the analysts sit.
struct AlertHere {
    HostRef host;
};
struct AnalysisDone {
    HostRef host;
    std::uint32_t team;
};
/// The analysts' answer reaches the host's organisation.
struct Verdict {
    HostRef host;
};
/// A host of this organisation looks bad and is not.
struct FalseAlertAt {
    HostRef host;
    std::uint32_t team;
};
/// The forensics team is asked to examine a host that is confirmed.
struct ExamineHost {
    HostRef host;
    std::uint32_t number;  ///< of the host's examinations
    bool lost_memory;
};
struct ExaminationDone {
    HostRef host;
    std::uint32_t number;
    bool lost_memory;
};
/// The next false alarm of a team of analysts.
struct FalseAlarm {
    std::uint32_t team, number;
};
/// Users call about destroyed hosts.
struct UsersNotice {
    federation::HostGroupId group;
    std::uint32_t count;
};
/// Something that is known when the scenario starts.
struct Given {
    std::uint32_t item;
};
/// What staff know goes to those who decide.
struct SendReport {};

// Of a decider.

/// What staff of an organisation know.
struct Report {
    std::uint32_t organisation, suspected, confirmed, destroyed, alerts;
};
/// Forensics point at a hypothesis.
struct Indication {
    std::uint32_t attacker;
};
/// A service that the crisis team uses went down or came up.
struct ChannelChanged {
    std::uint32_t channel;
    bool up;
};
/// Whether some of the hosts that a condition `restored` watches are down or known to be bad.
struct HostsStand {
    std::uint32_t organisation, watch;
    bool are_away;
};
/// Conditions are to be looked at.
struct Evaluate {};
/// A play is ordered from outside, whether its condition holds or not.
struct PlayOrdered {
    std::uint32_t play;
};
/// The lag of a play whose condition held is over.
struct Decide {
    std::uint32_t play;
    Subject subject;
};

// Mutual aid.

/// Of a pool: an organisation asks for people.
struct AidAsked {
    std::uint32_t organisation, people;
};
/// Of an organisation: people of a pool arrive.
struct AidArrives {
    std::uint32_t pool, people;
};
/// Of a pool: people are back.
struct AidReturns {
    std::uint32_t people;
};
/// Of a pool: all who asked at this instant have been heard.
struct AidSent {};

// Of an organisation: impact.

/// A workaround is ready.
struct FallbackOn {
    std::uint32_t service, generation;
};
/// A workaround has lasted as long as it can.
struct FallbackOver {
    std::uint32_t service, generation;
};
/// People who miss the service turn to other organisations.
struct MoveDue {
    std::uint32_t service;
};
/// So many people of another organisation want the service here.
struct MovedHere {
    std::uint32_t service;
    std::uint32_t flow;        ///< which of those that can come
    HalvedInteger people_ppm;  ///< in millionths of a person
};
/// The condition of an obligation has held for as long as it must.
struct ObligationBegins {
    std::uint32_t obligation, generation;
};
/// What is to be sent is written.
struct ObligationReady {
    std::uint32_t obligation;
};
struct ObligationDeadline {
    std::uint32_t obligation;
};

// Of an organisation: response and recovery.

/// A decided play's action concerns this organisation.
struct Order {
    std::uint32_t play, action;
};
/// An action that took time, and nobody's hands, is over.
struct ActionDone {
    std::uint32_t play, action;
};
/// What a play's `close_link` waited for has come.
struct OpenAgain {
    std::uint32_t play, action;
};
/// Forensics and planning are over: hosts can be repaired.
struct RestoreBegins {
    std::uint32_t restore;
};
/// Hosts of a group that went down, or are known to be bad, join the restore that runs there.
struct RepairDue {
    std::uint32_t group;
};
/// Inspection under way has found a compromise.
struct Found {
    std::uint32_t slot, generation;  ///< of the work
};
/// People are done with what they were at.
struct WorkDone {
    std::uint32_t slot, generation;
};
/// Whoever is free is given work.
struct GiveWork {};
/// Hosts of a group were lost to use, or all of one are back.
struct LookRound {};
/// Another organisation asks to be told when what stands here at an end of its link is back.
struct EndAsked {
    federation::LinkId link;
    std::uint32_t restore;  ///< that the link follows
};
/// The answer, and what has changed since.
struct EndStands {
    federation::LinkId link;
    bool is_back;
};

}  // namespace event

}  // namespace kammerspiel::model
