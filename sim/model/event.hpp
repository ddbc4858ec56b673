#pragma once

#include <cstdint>
#include <type_traits>
#include <variant>

#include "kammerspiel/federation/federation.hpp"
#include "kammerspiel/model/cause.hpp"

// What processes do to themselves and tell each other. Every payload is at most 28 bytes, so that
// an event with its cause is 40 and with its key one cache line. Instants stand in the event's key.

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

// Attack: of an operation.
enum class Failure : std::uint8_t { none, source_gone, no_way, target_off, luck, blocked };
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
struct Noticed {
    std::uint32_t organisation;
};  ///< a countermeasure that it can see

// Detection: of an organisation.
struct AlertDue {
    HostRef host;
};
struct AlertHere {
    HostRef host;
    bool is_false;
};  ///< at the analysts' organisation
struct AnalysisDone {
    HostRef host;
    std::uint32_t team;
    bool is_false;
};
struct Verdict {
    HostRef host;
};  ///< an analyst confirms
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
struct Evaluate {};
struct Decide {
    std::uint32_t play, subject;
};

// Response and recovery: of an organisation.
struct Order {
    std::uint32_t play, action;
};
struct SwitchOff {
    std::uint32_t play, action;
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
    bool missed, alike;
};

}  // namespace event

using Payload =
    std::variant<event::Settle, event::LevelChanged, event::StartDone, event::GraceOver,
                 event::GraceFull, event::Enter, event::AttemptDue, event::HandTry, event::HandDue,
                 event::Arrive, event::Strike, event::StrikeGroup, event::StrikeHost,
                 event::WayOffered, event::AttemptResult, event::HandReady, event::StrikeDue,
                 event::Noticed, event::AlertDue, event::AlertHere, event::AnalysisDone,
                 event::Verdict, event::FalseAlarm, event::UsersNotice, event::Given,
                 event::SendReport, event::Report, event::Evaluate, event::Decide, event::Order,
                 event::SwitchOff, event::RestoreBegins, event::Found, event::JobDone>;

struct Event {
    Cause cause;
    Payload payload;
};
static_assert(std::is_trivially_copyable_v<Event> && sizeof(Event) <= 40);

}  // namespace kammerspiel::model
