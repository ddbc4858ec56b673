#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <optional>

#include "kammerspiel/federation/federation.hpp"
#include "kammerspiel/model/cause.hpp"
#include "kammerspiel/model/trace.hpp"
#include "sim/model/packed_levels.hpp"
#include "sim/model/subject.hpp"

// What processes do to themselves and tell each other. Every payload is at most 28 bytes, so that
// an event with its cause is 40 and with its key one cache line. Instants stand in the event's key.
// Which process handles what is in process.hpp.

namespace kammerspiel::model {

/// A share lost, in parts per million, to each class of causes: attack, precaution, rebuilding,
/// testing.
using ReturningRoots = std::array<std::int32_t, 4>;

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

/// Where an impact strikes in an organisation.
enum class StrikeReach : std::uint8_t {
    held,         ///< the hosts of `on` that are controlled
    from_here,    ///< all of `on`, pushed from a controlled host of `when`; and what is held
    through,      ///< wherever links lead from a controlled host of `through`
    pushed_here,  ///< all of `on`, pushed from elsewhere; and what is held
};

/// What an attempt met that will not go away with better luck.
enum class Barrier : std::uint8_t {
    none,
    way_in,     ///< no chain of open links leads to the organisation of its source
    source,     ///< the host it comes from is off or isolated
    crossing,   ///< a link that the route runs over is closed
    technique,  ///< blocked at the target's organisation
    target,     ///< off, destroyed, or in the clean zone
};

/// One thing that a stage of recovery asks of people.
struct StageJob {
    enum class Kind : std::uint8_t {
        part,        ///< work on a part of a service
        acceptance,  ///< its owner's test
        interim,     ///< setting up an interim service
        accounts,    ///< a step of issuing accounts; of no service
    };
    federation::ServiceId service;
    std::uint32_t part = 0;
    std::uint16_t round = 0;    ///< of the service's return
    std::uint16_t attempt = 0;  ///< at this part
    Kind kind = Kind::part;
    bool is_intact = false;  ///< none of the servers that the service stands on was destroyed
};

namespace event {

// Of an organisation: dependency.

/// Levels follow what has changed at this instant.
struct Settle {};
/// The level of a node of another organisation has changed, or what it waits for.
struct LevelChanged {
    std::uint32_t view : 27;
    std::uint32_t stage : 4;     ///< a Stage
    std::uint32_t comes_up : 1;  ///< it is up, or on its way
    federation::SharedLevels levels;
};
/// Organisations of a circle work out together how far it can go, since this moment (µs).
struct HopeBegins {
    HalvedInteger since;
};
/// What a node of another organisation would have then, as far as is known.
struct HopedLevel {
    std::uint32_t view;
    HalvedInteger since;
    PackedLevels levels;
};
/// What a node of another organisation would have if nothing were wrong in that one's own house.
struct MendedLevel {
    std::uint32_t view;
    PackedLevels levels;
};
/// How much of what a node of another organisation lacks has its root here.
struct RootsReturn {
    std::uint32_t view;
    ReturningRoots roots;
};
/// What they have come to holds.
struct HopeEnds {
    HalvedInteger since;
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
    bool from_clean_zone;
};
/// An impact strikes here.
struct Strike {
    StrikeReach reach;
    std::uint32_t impact;
    federation::HostGroupId from;  ///< of `pushed_here`: the group that it is pushed from
};
/// The impact is done with a part of a host group: the `step`th of `steps`, from 1.
struct StrikeGroup {
    std::uint32_t impact;
    federation::HostGroupId group;
    std::uint16_t step, steps;
};
/// The impact is done with a host on which it runs by itself.
struct StrikeHost {
    std::uint32_t record, generation, impact;
};
/// Whether those at the other end of an own link, or those who link here, can now be reached from
/// outside without passing through here.
struct WayOffered {
    std::optional<federation::LinkId> link;  ///< absent: those who link here
    bool open;
};
/// What persistence has left on a host becomes active.
struct Wake {
    std::uint32_t record;
};
/// Credentials of a realm were taken or reset elsewhere.
struct RealmNews {
    std::uint32_t realm;
    HalvedInteger at;  ///< microseconds since the start
    bool is_reset;
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
    bool is_entry;  ///< no attempt: the scenario's entry, persistence, or a worm's host
    Barrier barrier;
};
/// What was set aside may be tried again.
struct TryAgain {};
/// A link was opened or closed.
struct LinkChanged {
    std::uint32_t link;
    bool open;
};
/// Ways from outside are to be looked at.
struct LookForWays {};
/// The time for an impact has come.
struct StrikeDue {
    std::uint32_t impact;
};
/// An impact can be pushed from this group, wherever links lead.
struct StrikeThrough {
    std::uint32_t impact;
    federation::HostGroupId from;
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
    bool is_false;
};
/// Analysts take what has come in, now that all of this instant has.
struct AnalysisBegins {
    std::uint32_t team;
};
struct AnalysisDone {
    HostRef host;
    std::uint32_t team;
    bool is_false;
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
/// What was in the memory of a host that waits for its examination is gone.
struct MemoryLost {
    HostRef host;
};
/// The examiners take what has come in, now that all of this instant has.
struct ExaminationsBegin {};
struct ExaminationDone {
    HostRef host;
    std::uint32_t generation;
};
/// The next false alarm of a team of analysts.
struct FalseAlarm {
    std::uint32_t team, number;
};
/// Users call about hosts that were destroyed at one moment, as far as they still are.
struct UsersNotice {
    federation::HostGroupId group;
    HalvedInteger destroyed_at;  ///< µs since the start
};
/// Something that is known when the scenario starts, of so many hosts here.
struct Given {
    std::uint32_t item, hosts;
};
/// The earliest report that is written and not yet sent goes to those who decide.
struct SendReport {};

// Of a decider.

/// What staff of an organisation know.
struct Report {
    std::uint32_t organisation, suspected, confirmed, destroyed, alerts;
    /// Hosts that were confirmed, or reported destroyed, once more after they had been repaired.
    std::uint32_t confirmed_again, destroyed_again;
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
    std::uint32_t generation;
};
/// An organisation has carried out one of a play's actions.
struct CarriedOut {
    std::uint32_t play;
};
/// Another decider's play has been carried out wherever it was ordered.
struct PlayDone {
    std::uint32_t play;
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
/// Of a pool: an organisation has sent people home.
struct AidReturns {
    std::uint32_t organisation, people;
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

// Of an organisation: stages of recovery.

/// The time of a hold is over.
struct HoldOver {
    std::uint32_t hold, generation;
};
/// Of the examiners' organisation: another one wants traces secured for a hold.
struct HoldAsked {
    std::uint32_t hold, organisation;
};
/// The examiners have what a hold was for.
struct ImagingOver {
    std::uint32_t hold;
};
/// They have told so.
struct HoldLifted {
    std::uint32_t hold;
};
/// Something was found after services were released: the organisation holds again.
struct BackToHold {};
/// People here are asked to do something on a service.
struct JobAsked {
    StageJob job;
    std::optional<std::uint16_t> crew;  ///< position of that which it is for; absent: any
};
/// It has been done, for a service of this organisation.
struct JobDone {
    StageJob job;
};
/// The data of a service have been loaded.
struct LoadOver {
    std::uint32_t service;  ///< position
    std::uint16_t round;
};
/// Its users have tested a part of a service.
struct AcceptanceOver {
    StageJob job;
};
/// The service has been down for so long that an interim one is set up.
struct InterimDue {
    std::uint32_t service, stops;
};
/// Those who decide have released parts of a service of this organisation.
struct Released {
    federation::ServiceId service;
    std::uint32_t parts;
    std::uint16_t round;
};
/// Goods for hosts of this kind are delivered.
struct GoodsArrive {
    std::uint32_t kind;
};
/// An image from which hosts of this kind are rebuilt is made.
struct ImageReady {
    std::uint32_t kind;
};
/// A step of issuing accounts that binds nobody is over.
struct AccountsIssued {
    std::uint32_t step;
    std::uint16_t round;
};
/// A crew has been at it for so long that it gets less done.
struct CrewTires {
    std::uint32_t crew;
};
/// People of a pool have stayed for as long as they could.
struct AidMustLeave {
    std::uint32_t pool, people;
};

// Of the crisis team: release.

/// Parts of a service are accepted and may be released.
struct PutForward {
    federation::ServiceId service;
    std::uint32_t parts;
    std::uint16_t round;
};
/// Those who decide on releases meet.
struct BoardMeets {
    std::uint32_t board;
};
/// An organisation that was sent back to hold has left it.
struct HoldEnded {
    std::uint32_t organisation;
};

// Of an organisation: links.

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
