#pragma once

#include <type_traits>
#include <variant>

#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/kernel/event_key.hpp"
#include "sim/model/event.hpp"

// The four kinds of processes, by the events that each of them handles. An event stands in exactly
// one list: what is in none cannot be sent, and what is in one must have a handler to compile.

namespace kammerspiel::model {

using OrganisationEvent = std::variant<
    // Dependency.
    event::Settle, event::LevelChanged, event::HopeBegins, event::HopedLevel, event::HopeEnds,
    event::MendedLevel, event::RootsReturn, event::StartDone, event::GraceOver, event::GraceFull,
    // Attack.
    event::Enter, event::AttemptDue, event::HandTry, event::HandDue, event::Arrive, event::Strike,
    event::StrikeGroup, event::StrikeHost, event::WayOffered, event::Wake, event::RealmNews,
    // Detection.
    event::AlertDue, event::AlertHere, event::AnalysisBegins, event::AnalysisDone, event::Verdict,
    event::FalseAlertAt, event::FalseAlarm, event::ExamineHost, event::MemoryLost,
    event::ExaminationsBegin, event::ExaminationDone, event::UsersNotice, event::Given,
    event::SendReport,
    // Response, recovery, mutual aid.
    event::Order, event::ActionDone, event::OpenAgain, event::RestoreBegins, event::RepairDue,
    event::Found, event::WorkDone, event::GiveWork, event::LookRound, event::EndAsked,
    event::EndStands, event::AidArrives, event::AidMustLeave,
    // Stages of recovery.
    event::HoldOver, event::HoldAsked, event::ImagingOver, event::HoldLifted, event::BackToHold,
    event::JobAsked, event::JobDone, event::LoadOver, event::AcceptanceOver, event::InterimDue,
    event::Released, event::GoodsArrive, event::ImageReady, event::AccountsIssued, event::CrewTires,
    // Impact.
    event::FallbackOn, event::FallbackOver, event::MoveDue, event::MovedHere,
    event::ObligationBegins, event::ObligationReady, event::ObligationDeadline>;

/// Of the crisis team, a region's team, and an organisation that decides for itself.
using DeciderEvent =
    std::variant<event::Report, event::Indication, event::ChannelChanged, event::HostsStand,
                 event::Evaluate, event::PlayOrdered, event::Decide, event::CarriedOut,
                 event::PlayDone, event::PutForward, event::BoardMeets, event::HoldEnded>;

using OperationEvent =
    std::variant<event::AttemptResult, event::TryAgain, event::StrikeDue, event::StrikeThrough,
                 event::RealmReset, event::Noticed, event::LinkChanged, event::LookForWays>;

using PoolEvent = std::variant<event::AidAsked, event::AidReturns, event::AidSent>;

namespace detail {

template <class... Variants>
struct Joined;
template <class... Events>
struct Joined<std::variant<Events...>> {
    using type = std::variant<Events...>;
};
template <class... Events, class... More, class... Variants>
struct Joined<std::variant<Events...>, std::variant<More...>, Variants...>
    : Joined<std::variant<Events..., More...>, Variants...> {};

template <class Wanted, class Events>
inline constexpr int times_in = 0;
template <class Wanted, class... Events>
inline constexpr int times_in<Wanted, std::variant<Events...>> =
    (0 + ... + static_cast<int>(std::is_same_v<Wanted, Events>));

template <class... Events>
constexpr bool all_different(const std::variant<Events...>*) {
    return ((times_in<Events, std::variant<Events...>> == 1) && ...);
}

}  // namespace detail

/// What an event is as it waits in a queue: one of all kinds.
using Payload = detail::Joined<OrganisationEvent, DeciderEvent, OperationEvent, PoolEvent>::type;
static_assert(detail::all_different(static_cast<const Payload*>(nullptr)),
              "an event is handled by one kind of process");

struct Event {
    Cause cause;
    Payload payload;
};
static_assert(std::is_trivially_copyable_v<Event> && sizeof(Event) <= 40);

/// Whether a process that handles `Events` handles this one.
template <class OneEvent, class Events>
concept EventOf = detail::times_in<OneEvent, Events>
== 1;

/// A process, by what it can be told: an event that it does not handle cannot be sent to it.
template <class Events>
struct Address {
    kernel::ProcessId process;
};
using OrganisationAddress = Address<OrganisationEvent>;
using DeciderAddress = Address<DeciderEvent>;
using OperationAddress = Address<OperationEvent>;
using PoolAddress = Address<PoolEvent>;

/// Whether the event waiting here is one of these.
template <class Events>
[[nodiscard]] bool is_one_of(const Payload& payload) {
    return std::visit([]<class OneEvent>(const OneEvent&) { return EventOf<OneEvent, Events>; },
                      payload);
}

/// Calls the handler of the event. Each of `Events` must have one to compile; no other event comes
/// here, as addresses have types.
template <class Events, class Handlers>
void dispatch(const Payload& payload, const Handlers& handlers) {
    std::visit(
        [&]<class OneEvent>(const OneEvent& event) {
            if constexpr (EventOf<OneEvent, Events>) {
                handlers(event);
            } else {
                broken("an event reached a process of the wrong kind");
            }
        },
        payload);
}

}  // namespace kammerspiel::model
