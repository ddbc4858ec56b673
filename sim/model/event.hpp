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

// Dependency: of an organisation.
struct Settle {};      ///< levels follow what changed at this instant
struct LevelChanged {  ///< a view's node has changed at its provider
    federation::NodeIndex view;
    federation::SharedLevels levels;
};
struct StartDone {
    std::uint32_t service, generation;
};
struct GraceOver {
    std::uint32_t slot, generation;
};
struct GraceFull {
    std::uint32_t slot, generation;
};

// Attack: of an organisation.
struct Enter {
    std::uint32_t entry;
    HostRef host;
};
struct AttemptDue {
    std::uint32_t record, generation, route;
};                ///< of an autonomous host
struct HandTry {  ///< an operator starts an attempt from a host here
    std::uint16_t hand, route;
    HostRef from;
    federation::HostGroupId to;
    std::uint32_t number;  ///< the hand's attempts so far
    bool credentials;      ///< the target's realm has been taken
};
struct HandDue {
    HandTry attempt;
};               ///< its time is over: it happens now, or fails
struct Arrive {  ///< an attempt reaches its target
    std::uint16_t route;
    std::uint16_t hand;
    HostRef from;
    HostRef target;
    std::uint32_t number;
    bool credentials, from_clean_zone;
};
struct Strike {
    std::uint32_t impact;
};  ///< the operator says: now
struct StrikeGroup {
    std::uint32_t impact;
    federation::HostGroupId group;
    std::uint32_t from;
};
struct StrikeHost {
    std::uint32_t record, generation, impact;
};  ///< of an autonomous host
struct WayOffered {
    std::uint32_t peer;
    bool upwards, open;
};  ///< from outside, through it

struct Wake {  ///< what persistence left on a host comes back
    std::uint32_t record, generation;
};

// Attack: of an operation.
struct AttemptResult {
    std::uint16_t hand;
    Failure failure;
    std::uint8_t integrity;  ///< what it now holds on the target
    HostRef host;
    HostRef from;
    std::uint32_t realm_taken;  ///< number of a realm; see `has_realm`
    bool has_realm;
    bool is_entry;  ///< the way in of the scenario, not an attempt
};
struct HandReady {
    std::uint32_t hand;
};
struct StrikeDue {
    std::uint32_t impact;
};
struct RealmReset {  ///< credentials of it are worthless from now on
    std::uint32_t realm;
};
struct Noticed {
    std::uint32_t organisation;
};  ///< a countermeasure that it can see

// Detection: of an organisation.
struct AlertDue {
    HostRef host;
};
struct AlertHere {
    HostRef host;
};  ///< at the analysts' organisation
struct AnalysisDone {
    HostRef host;
    std::uint32_t team;
};
struct Verdict {
    HostRef host;
};                     ///< an analyst confirms
struct FalseAlertAt {  ///< a host of this organisation looks bad and is not
    HostRef host;
    std::uint32_t team;
};
struct ExamineHost {  ///< for the forensics team: a host that is confirmed
    HostRef host;
    std::uint32_t number;  ///< of the host's examinations
    bool lost_memory;
};
struct ExaminationDone {
    HostRef host;
    std::uint32_t number;
    bool lost_memory;
};
struct FalseAlarm {
    std::uint32_t team, number;
};
struct UsersNotice {
    federation::HostGroupId group;
    std::uint32_t count;
};
struct Given {
    std::uint32_t item;
};  ///< known at the start
struct SendReport {};

// Decisions: of a decider.
struct Report {
    std::uint32_t organisation, suspected, confirmed, destroyed, alerts;
};
struct Indication {  ///< forensics point at a hypothesis
    std::uint32_t attacker;
};
struct ChannelChanged {  ///< something the crisis team uses went down or came up
    std::uint32_t channel;
    bool up;
};
struct Evaluate {};
struct PlayOrdered {  ///< from outside, whether its condition holds or not
    std::uint32_t play;
};
struct Decide {
    std::uint32_t play;
    Subject subject;
};

// Mutual aid.
struct AidAsked {  ///< of a pool
    std::uint32_t organisation, people;
};
struct AidArrives {  ///< of an organisation
    std::uint32_t pool, people;
};
struct AidReturns {  ///< of a pool
    std::uint32_t people;
};

// Impact: of an organisation.
struct FallbackOn {
    std::uint32_t service, generation;
};
struct FallbackOver {
    std::uint32_t service, generation;
};
struct MoveDue {  ///< people turn to others now
    std::uint32_t service;
};
struct MovedHere {  ///< so many people of another organisation want it here
    std::uint32_t service;
    std::uint32_t flow;        ///< which of those that can come
    HalvedInteger people_ppm;  ///< in millionths of a person
};
struct ObligationBegins {  ///< its condition held for as long as it takes to count
    std::uint32_t obligation, generation;
};
struct ObligationReady {
    std::uint32_t obligation;
};
struct ObligationDeadline {
    std::uint32_t obligation;
};

// Response and recovery: of an organisation.
struct Order {
    std::uint32_t play, action;
};
struct ActionDone {  ///< an action that took time or hands; `people` of `crew` are free again
    std::uint32_t play, action;
    std::uint16_t crew;
    std::uint16_t people;
};
struct RestoreBegins {
    std::uint32_t play, action;
};
struct Found {
    HostRef host;
};  ///< inspection under way has found a compromise
struct JobDone {
    HostRef host;
    std::uint16_t crew;
    bool missed, untracked, rebuilt;
};
struct RepairDue {
    std::uint32_t record;
};  ///< a host that became known to be bad while a restore is under way

}  // namespace event

}  // namespace kammerspiel::model
