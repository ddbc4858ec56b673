#include "live/session/session.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "played.hpp"
#include "tests/catch.hpp"

namespace kammerspiel::live {
namespace {

using test::Played;
using T = CommandType;

std::int64_t micros(SimTime at) { return at.since_start().count(); }

TEST_CASE("what is not in the table of commands is refused", "[live][session]") {
    const auto refused_for = [](const Json& written) {
        const auto read = read_command(written);
        const auto* why = std::get_if<Refusal>(&read);
        return why == nullptr ? std::string("accepted") : why->message.arguments.front().value;
    };
    CHECK(refused_for({{"id", "1"}, {"type", "note"}, {"args", {{"text", "x"}}}}) == "accepted");
    CHECK(refused_for({{"type", "note"}, {"args", {{"text", "x"}}}}) == "id");
    CHECK(refused_for({{"id", ""}, {"type", "note"}, {"args", {{"text", "x"}}}}) == "id");
    CHECK(refused_for({{"id", "1"}, {"type", "rule"}}) == "type");
    CHECK(refused_for({{"id", "1"}, {"type", "note"}, {"args", Json::object()}}) == "text");
    CHECK(refused_for({{"id", "1"}, {"type", "note"}, {"args", {{"text", 7}}}}) == "text");
    CHECK(refused_for({{"id", "1"}, {"type", "note"}, {"args", {{"text", "x"}, {"seat", 1}}}}) ==
          "seat");
    CHECK(refused_for({{"id", "1"}, {"type", "note"}, {"as", 1}, {"args", {{"text", "x"}}}}) ==
          "as");
    CHECK(refused_for(
              {{"id", "1"}, {"type", "note"}, {"args", {{"text", std::string(8001, 'x')}}}}) ==
          "text");
    CHECK(refused_for(Json::array()) == "{}");
}

TEST_CASE("each command is open to the roles of its rule and to no other", "[live][session]") {
    Played played;
    std::map<Role, std::uint64_t> seats;
    seats[Role::control] = played.seat(Role::control);
    seats[Role::controller] = played.seat(Role::controller);
    seats[Role::player] = played.seat(Role::player, "provider");
    seats[Role::evaluator] = played.seat(Role::evaluator);
    seats[Role::wall] = played.seat(Role::wall);
    // As the specification has it, written down once more.
    const std::string all = "control controller player evaluator";
    const std::map<T, std::string> who{{T::start, "control"},
                                       {T::pause, "control controller"},
                                       {T::jump, "control"},
                                       {T::inject_send, "control controller"},
                                       {T::ask, "player"},
                                       {T::note, all},
                                       {T::decision_commit, "player"},
                                       {T::decision_accept, "control"},
                                       {T::order, "control"},
                                       {T::undo, "control"},
                                       {T::rate_task, "control evaluator"},
                                       {T::seat_revoke, "control"},
                                       {T::console_take, "controller"},
                                       {T::seat_ask, ""},
                                       {T::inject_due, ""},
                                       {T::session_open, ""},
                                       {T::end, "control"}};
    std::mt19937_64 chance(1);
    for (const auto& [type, roles] : who) {
        for (const auto& [role, seat] : seats) {
            const auto read =
                read_command({{"id", "x"},
                              {"type", word_of(type)},
                              {"args", test::some_args(type, played.state(), chance)}});
            if (type != T::session_open) REQUIRE(std::holds_alternative<Command>(read));
            Command command;
            command.type = type;
            if (const auto* right = std::get_if<Command>(&read)) command = *right;
            const auto why = refused(played.state(), played.script(), seat, command);
            const bool is_role = why && why->message.key == "live.refused.role";
            INFO(word_of(type) << " by " << word_of(role));
            const std::string padded = " " + roles + " ";
            const std::string wanted = fmt::format(" {} ", word_of(role));
            CHECK(is_role == (padded.find(wanted) == std::string::npos));
        }
    }
    // Nobody, somebody who waits, and somebody who was sent away may nothing at all.
    const Command note{.id = "n", .base = 0, .type = T::note, .args = {{"text", "x"}}};
    CHECK(refused(played.state(), played.script(), 999, note));
    REQUIRE(played.send(seats[Role::control], T::seat_revoke, {{"seat", seats[Role::player]}}));
    CHECK(refused(played.state(), played.script(), seats[Role::player], note));
}

TEST_CASE("a command sent twice is carried out once", "[live][session]") {
    Played played;
    const std::uint64_t control = played.seat(Role::control);
    const Command note{.id = "same", .base = 0, .type = T::note, .args = {{"text", "x"}}};
    const auto first = std::get<Accepted>(played.session().submit(control, note, played.now()));
    const auto again = std::get<Accepted>(played.session().submit(control, note, played.now()));
    CHECK(first.is_new);
    CHECK_FALSE(again.is_new);
    CHECK(again.entry == first.entry);
    CHECK(played.state().lines.size() == 1);
    // Another one's id is another command, and so it stays after a new start.
    const std::uint64_t other = played.seat(Role::controller);
    CHECK(std::get<Accepted>(played.session().submit(other, note, played.now())).is_new);
    played.resume();
    CHECK_FALSE(std::get<Accepted>(played.session().submit(control, note, played.now())).is_new);
}

TEST_CASE("the scenario's clock runs at its rate, stands when paused and jumps ahead only",
          "[live][session]") {
    Played played;
    const std::uint64_t control = played.seat(Role::control);
    const SimTime begin = SimTime::start() + hours(1);  // 09:00, the scenario starts at 08:00
    CHECK(played.state().clock.scenario_at(played.now()) == begin);
    REQUIRE(played.send(control, T::start));
    played.pass(minutes(3));
    CHECK(played.state().clock.scenario_at(played.now()) == begin + minutes(30));
    CHECK(played.state().clock.played_at(played.now()) == minutes(3));
    REQUIRE(played.send(control, T::pause));
    played.pass(hours(5));
    CHECK(played.state().clock.scenario_at(played.now()) == begin + minutes(30));
    CHECK_FALSE(played.send(control, T::pause));
    REQUIRE(played.send(control, T::resume));
    REQUIRE(played.send(control, T::rate, {{"permille", 1000}}));
    played.pass(minutes(6));
    CHECK(played.state().clock.scenario_at(played.now()) == begin + minutes(36));
    CHECK_FALSE(played.send(control, T::jump, {{"to", micros(begin + minutes(29))}}));
    CHECK(played.refusal() == "live.refused.back");
    REQUIRE(played.send(control, T::jump, {{"to", micros(begin + hours(2))}}));
    CHECK(played.state().clock.scenario_at(played.now()) == begin + hours(2));
    REQUIRE(played.send(control, T::move, {{"move", "second"}}));
    CHECK(played.state().clock.scenario_at(played.now()) == SimTime::start() + hours(25));
    CHECK(played.state().clock.played_at(played.now()) == Duration::zero());
}

TEST_CASE("a decision goes from the question to the table, to control, and back",
          "[live][session]") {
    Played played;
    const std::uint64_t control = played.seat(Role::control);
    const std::uint64_t speaker = played.seat(Role::player, "provider");
    const std::uint64_t second = played.seat(Role::player, "provider");
    const std::uint64_t other = played.seat(Role::player, "ulm");
    const auto state = [&] { return played.state().decision("shut")->state; };
    using State = DecisionState::State;
    const Json all{{"decision", "shut"}, {"option", "all"}};
    REQUIRE(played.send(control, T::start));
    CHECK_FALSE(played.send(speaker, T::decision_propose, all));  // not asked yet
    REQUIRE(played.send(control, T::decision_open, {{"decision", "shut"}}));
    CHECK_FALSE(played.send(other, T::decision_propose, all));
    CHECK(played.refusal() == "live.refused.unknown");  // not even that there is one
    REQUIRE(played.send(second, T::decision_propose, all));
    CHECK(state() == State::proposed);
    CHECK_FALSE(played.send(second, T::decision_commit, all));
    CHECK(played.refusal() == "live.refused.speaks");
    CHECK_FALSE(played.send(control, T::decision_accept, {{"decision", "shut"}}));
    REQUIRE(played.send(speaker, T::decision_commit, all));
    REQUIRE(played.send(control, T::decision_return, {{"decision", "shut"}, {"reason", "who?"}}));
    CHECK(state() == State::opened);
    CHECK(played.state().decision("shut")->returned == "who?");
    REQUIRE(played.send(speaker, T::decision_commit, all));
    played.pass(minutes(1));
    REQUIRE(played.send(control, T::decision_accept,
                        {{"decision", "shut"}, {"plays", Json::array({"off/off"})}}));
    CHECK(state() == State::accepted);
    REQUIRE(played.state().orders.size() == 1);
    CHECK(played.state().orders.front().at == SimTime::start() + hours(1) + minutes(10));
    CHECK(played.state().orders_of(0).size() == 1);
    REQUIRE(played.send(control, T::undo, {{"entry", played.state().orders.front().entry}}));
    CHECK(state() == State::committed);
    CHECK(played.state().orders_of(0).empty());
    CHECK(played.state().orders.front().undone);  // it is still there to be seen
}

TEST_CASE("what is undone is withdrawn, and nothing is undone twice", "[live][session]") {
    Played played;
    const std::uint64_t control = played.seat(Role::control);
    REQUIRE(played.send(control, T::start));
    REQUIRE(played.send(control, T::inject_send, {{"inject", "early"}}));
    const std::uint64_t entry = played.state().entries;
    CHECK_FALSE(played.send(control, T::inject_send, {{"inject", "early"}}));
    REQUIRE(played.send(control, T::undo, {{"entry", entry}, {"reason", "wrong one"}}));
    REQUIRE(played.state().delivered.size() == 1);
    CHECK(played.state().delivered.front().withdrawn);
    CHECK(played.state().injects.at("early").state == InjectState::State::held);
    CHECK_FALSE(played.send(control, T::undo, {{"entry", entry}}));
    CHECK_FALSE(played.send(control, T::undo, {{"entry", 1}}));
}

TEST_CASE("of two controllers the later one is told that it is late", "[live][session]") {
    Played played;
    const std::uint64_t control = played.seat(Role::control);
    const std::uint64_t helper = played.seat(Role::controller);
    REQUIRE(played.send(control, T::start));
    const std::uint64_t seen = played.state().entries;
    REQUIRE(played.send(control, T::inject_skip, {{"inject", "early"}}));
    const Command late{.id = "late",
                       .base = seen,
                       .type = T::inject_hold,
                       .args = {{"inject", "early"}, {"held", true}}};
    const auto why = refused(played.state(), played.script(), helper, late);
    REQUIRE(why.has_value());
    CHECK(why->why == Refusal::Why::conflict);
    CHECK(why->current == played.state().entries);
    Command elsewhere = late;
    elsewhere.args["inject"] = "at-ten";
    CHECK_FALSE(refused(played.state(), played.script(), helper, elsewhere));
}

TEST_CASE("a branch has its ancestors' orders up to where it leaves them", "[live][session]") {
    Played played;
    const std::uint64_t control = played.seat(Role::control);
    const auto order = [&](const char* title) {
        REQUIRE(played.send(control, T::order, {{"title", title}, {"actions", "shutdown: {}"}}));
    };
    const auto titles = [&](std::size_t branch) {
        std::vector<std::string> all;
        for (const Order* one : played.state().orders_of(branch)) all.push_back(one->title);
        return all;
    };
    using Titles = std::vector<std::string>;
    REQUIRE(played.send(control, T::start));
    order("a");
    played.pass(minutes(5));
    const SimTime middle = played.state().clock.scenario_at(played.now());
    played.pass(minutes(5));
    order("b");
    REQUIRE(played.send(control, T::branch, {{"name", "other"}, {"at", micros(middle)}}));
    CHECK(played.state().clock.scenario == middle);
    CHECK_FALSE(played.state().clock.running);
    CHECK(titles(1) == Titles{"a"});
    order("c");
    CHECK(titles(1) == Titles{"a", "c"});
    CHECK(titles(0) == Titles{"a", "b"});
    REQUIRE(played.send(control, T::switch_branch, {{"branch", 0}}));
    CHECK(played.state().clock.scenario > middle);
    CHECK(titles(played.state().branch) == Titles{"a", "b"});
}

TEST_CASE("the replay of any session comes to the same digest", "[live][session]") {
    const auto seed = GENERATE(range(1U, 9U));
    Played played;
    std::mt19937_64 chance(seed);
    std::vector<std::uint64_t> seats{0,
                                     played.seat(Role::control),
                                     played.seat(Role::controller),
                                     played.seat(Role::player, "provider"),
                                     played.seat(Role::player, "ulm"),
                                     played.seat(Role::evaluator)};
    std::size_t accepted = 0;
    for (int step = 0; step < 400; ++step) {
        const auto rules = command_rules();
        // The end comes seldom, and late.
        const CommandRule& rule = rules[chance() % rules.size()];
        const bool is_end = rule.type == T::end && step < 300;
        if (is_end || rule.type == T::session_open) continue;
        // Mostly somebody who may.
        std::uint64_t seat = seats[chance() % seats.size()];
        for (int again = 0; again < 6; ++again) {
            const auto role = played.state().role_of(seat);
            if (role && (rule.roles & bit(*role)) != 0) break;
            seat = seats[chance() % seats.size()];
        }
        played.pass(Duration::micros(static_cast<std::int64_t>(chance() % 90'000'000)));
        if (played.send(seat, rule.type, test::some_args(rule.type, played.state(), chance))) {
            ++accepted;
        }
    }
    CHECK(accepted > 40);
    const std::string before = digest(played.state());
    const std::uint64_t entries = played.state().entries;
    played.resume();
    CHECK(played.state().entries == entries);
    CHECK(digest(played.state()) == before);
}

TEST_CASE("a journal that was changed behind our back is not gone on with", "[live][session]") {
    Played played;
    const std::uint64_t control = played.seat(Role::control);
    REQUIRE(played.send(control, T::start));
    ensemble::Journal::About about;
    std::vector<std::string> entries;
    played.session().journal().for_each(
        [&](std::uint64_t, const std::string& entry) { entries.push_back(entry); });
    const auto fault = [&](std::vector<std::string> changed) {
        const test::WrittenFolder folder;
        ensemble::Journal journal = ensemble::Journal::create(folder.path() / "x.sqlite", {});
        journal.append(changed);
        const auto session = Session::resume(std::move(journal), played.script());
        const auto* wrong = std::get_if<Contradiction>(&session);
        return wrong == nullptr ? std::string("none") : wrong->message.key;
    };
    CHECK(fault(entries) == "none");
    auto broken = entries;
    broken[1] = "no JSON";
    CHECK(fault(broken) == "live.replay.entry");
    auto unseated = entries;
    unseated.erase(unseated.begin() + 1);  // whoever started it has no seat
    CHECK(fault(unseated) == "live.replay.refused");
    auto otherwise = entries;
    otherwise.push_back(written({.number = 0,
                                 .at = played.now(),
                                 .seat = 0,
                                 .id = {},
                                 .type = T::checkpoint,
                                 .args = {{"digest", "another"}}}));
    CHECK(fault(otherwise) == "live.replay.digest");
}

}  // namespace
}  // namespace kammerspiel::live
