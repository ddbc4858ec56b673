#include "sim/model/boards.hpp"

#include <algorithm>
#include <tuple>

namespace kammerspiel::model {
namespace {

const BoardPlan& plan_of(const DeciderContext& decider, std::uint32_t board) {
    return decider.plan.stages.boards[board];
}

bool is_quiet(const BoardPlan& plan, const BoardState& board, SimTime now) {
    return !board.quiet_since || now >= *board.quiet_since + plan.watch;
}

/// The next meeting from a moment on, if something waits for it.
void set_meeting(DeciderContext& decider, std::uint32_t number, SimTime from) {
    BoardState& board = decider.state.boards[number];
    if (board.meeting_is_set || board.items.empty()) return;
    const auto& meetings = plan_of(decider, number).meetings;
    const auto next = std::lower_bound(meetings.begin(), meetings.end(), from);
    if (next == meetings.end()) return;  // none before the horizon
    board.meeting_is_set = true;
    decider.later(*next, Priority::decisions, event::BoardMeets{number});
}

std::uint32_t release_from(DeciderContext& decider, std::uint32_t number) {
    BoardState& board = decider.state.boards[number];
    std::uint32_t left = plan_of(decider, number).at_most;
    for (BoardState::Item& item : board.items) {
        const auto organisation = decider.service(item.service).organisation;
        if (left == 0) break;
        if (board.on_hold[organisation.index()]) continue;
        const std::uint32_t parts = std::min(left, item.parts);
        item.parts -= parts;
        left -= parts;
        decider.tell(decider.plan.organisation(organisation), decider.now(),
                     Priority::hosts_and_links, event::Released{item.service, parts, item.round},
                     item.cause);
    }
    std::erase_if(board.items, [](const BoardState::Item& item) { return item.parts == 0; });
    return plan_of(decider, number).at_most - left;
}

}  // namespace

void put_before_board(DeciderContext& decider, const event::PutForward& event) {
    const std::uint32_t number = *decider.plan.stages.services[event.service.index()]->board;
    BoardState& board = decider.state.boards[number];
    board.concerned[decider.service(event.service).organisation.index()] = true;
    // A service that sets about its return anew leaves what was put forward before.
    std::erase_if(board.items, [&](const BoardState::Item& item) {
        return item.service == event.service && item.round != event.round;
    });
    const BoardState::Item item{event.service, event.parts, event.round, decider.now(),
                                decider.cause};
    const auto turn = [&](const BoardState::Item& one) {
        return std::tuple(one.asked, decider.plan.stages.by_name[one.service.index()]);
    };
    board.items.insert(
        std::upper_bound(board.items.begin(), board.items.end(), item,
                         [&](const auto& a, const auto& b) { return turn(a) < turn(b); }),
        item);
    set_meeting(decider, number, decider.now());
}

void board_meets(DeciderContext& decider, const event::BoardMeets& event) {
    const BoardPlan& plan = plan_of(decider, event.board);
    BoardState& board = decider.state.boards[event.board];
    board.meeting_is_set = false;
    if (is_quiet(plan, board, decider.now())) {
        if (release_from(decider, event.board) > 0) board.quiet_since = decider.now();
    }
    set_meeting(decider, event.board, decider.now() + Duration::micros(1));
}

void found_more(DeciderContext& decider, std::uint32_t organisation) {
    for (std::uint32_t b = 0; b < decider.state.boards.size(); ++b) {
        BoardState& board = decider.state.boards[b];
        const bool is_watched =
            board.quiet_since && !is_quiet(plan_of(decider, b), board, decider.now());
        if (!is_watched || !board.concerned[organisation]) continue;
        board.quiet_since = decider.now();
        if (board.on_hold[organisation]) continue;
        board.on_hold[organisation] = true;
        decider.tell(decider.plan.organisation(federation::OrganisationId{organisation}),
                     Priority::hosts_and_links, event::BackToHold{});
    }
}

void hold_ended(DeciderContext& decider, const event::HoldEnded& event) {
    for (std::uint32_t b = 0; b < decider.state.boards.size(); ++b) {
        decider.state.boards[b].on_hold[event.organisation] = false;
        set_meeting(decider, b, decider.now());
    }
}

}  // namespace kammerspiel::model
