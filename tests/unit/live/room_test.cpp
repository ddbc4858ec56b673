#include "live/room/room.hpp"

#include <algorithm>

#include "played.hpp"
#include "tests/catch.hpp"

namespace kammerspiel::live {
namespace {

using test::Played;

/// A room in which the clock runs, with control at seat `control`.
struct Playing {
    Played played;
    AtOnce at_once;
    std::uint64_t control = played.seat(Role::control);
    std::uint64_t player = played.seat(Role::player, "provider");
    std::unique_ptr<Room> room;
    Instant now = played.now();
    int id = 0;
    std::string refusal;

    Playing() : room(played.room(at_once)) {
        room->tick(now);
        REQUIRE(send(control, "start"));
    }

    void pass(Duration span) {
        // As the server does: several times a second.
        const Instant end = now + span;
        while (now < end) {
            now = std::min(end, now + Duration::micros(500'000));
            room->tick(now);
        }
    }
    bool send(std::uint64_t seat, const char* type, Json args = Json::object()) {
        now = now + Duration::micros(200'000);
        const auto done = room->command(
            seat, {{"id", std::to_string(++id)}, {"type", type}, {"args", std::move(args)}}, now);
        const auto* why = std::get_if<Refusal>(&done);
        refusal = why == nullptr ? std::string() : why->message.key;
        return why == nullptr;
    }
    std::vector<std::string> sent() const {
        std::vector<std::string> names;
        for (const Delivered& one : room->state().delivered) names.push_back(one.inject);
        return names;
    }
    Json view(Audience::Kind kind, const std::string& group = {}) {
        return Json::parse(*room->view({kind, group}).json);
    }
};
using Names = std::vector<std::string>;

TEST_CASE("injects come when the clock reaches them, contingencies never by themselves",
          "[live][room]") {
    Playing play;
    play.pass(seconds(59));
    CHECK(play.sent().empty());
    play.pass(seconds(2));
    CHECK(play.sent() == Names{"early"});
    play.pass(minutes(5));  // 10:00 is six minutes after 09:00 at ten times the speed
    CHECK(play.sent() == Names{"early", "at-ten"});
    play.pass(minutes(7));
    CHECK(play.sent() == Names{"early", "at-ten", "papers"});
}

TEST_CASE("nothing that was due fires by itself after a pause, a jump or a move", "[live][room]") {
    Playing play;
    play.pass(seconds(10));
    SECTION("pause: what comes later comes later") {
        REQUIRE(play.send(play.control, "pause"));
        play.pass(minutes(10));
        CHECK(play.sent().empty());
        REQUIRE(play.send(play.control, "resume"));
        play.pass(seconds(45));
        CHECK(play.sent().empty());
        play.pass(seconds(10));
        CHECK(play.sent() == Names{"early"});
    }
    SECTION("jump: what lies in between waits, and is shown as overdue") {
        const SimTime eleven = SimTime::start() + hours(3) + minutes(30);
        REQUIRE(play.send(play.control, "jump",
                          {{"to", eleven.since_start().count()}, {"skip", {"papers"}}}));
        play.pass(seconds(20));
        CHECK(play.sent().empty());
        CHECK_FALSE(play.send(play.control, "jump", {{"to", eleven.since_start().count() + 1}}));
        CHECK(play.refusal == "live.refused.back");
        const Json queue = play.view(Audience::Kind::control)["queue"];
        const auto at_ten = std::find_if(queue.begin(), queue.end(),
                                         [](const Json& one) { return one["name"] == "at-ten"; });
        REQUIRE(at_ten != queue.end());
        CHECK((*at_ten)["overdue"] == true);
        CHECK(play.room->state().injects.at("papers").state == InjectState::State::skipped);
    }
    SECTION("move: what the last one had left stays for control to decide") {
        REQUIRE(play.send(play.control, "move", {{"move", "second"}}));
        play.pass(minutes(2));
        const Names names = play.sent();
        CHECK(std::find(names.begin(), names.end(), "early") == names.end());
        CHECK(std::find(names.begin(), names.end(), "at-ten") == names.end());
    }
    SECTION("a lid that was shut: the clock stands where it stood") {
        const SimTime before = play.room->state().clock.scenario_at(play.now);
        play.now = play.now + hours(2);
        play.room->tick(play.now);
        CHECK_FALSE(play.room->state().clock.running);
        CHECK(play.room->state().clock.scenario_at(play.now) == before);
        CHECK(play.room->state().clock.reason == "gap");
        CHECK(play.sent().empty());
    }
}

TEST_CASE("what is held does not come by itself", "[live][room]") {
    Playing play;
    REQUIRE(play.send(play.control, "inject.hold", {{"inject", "early"}, {"held", true}}));
    play.pass(minutes(3));
    CHECK(play.sent().empty());
    REQUIRE(play.send(play.control, "inject.send", {{"inject", "early"}}));
    CHECK(play.sent() == Names{"early"});
}

TEST_CASE("an accepted decision changes the world, its undoing changes it back", "[live][room]") {
    Playing play;
    play.pass(minutes(1));
    const auto lost = [&] {
        const Json truth = play.view(Audience::Kind::control)["truth"];
        int off = 0;
        for (const Json& house : truth["houses"]) off += house["off"].get<int>();
        return off;
    };
    REQUIRE(play.send(play.control, "decision.open", {{"decision", "shut"}}));
    REQUIRE(play.send(play.player, "decision.commit", {{"decision", "shut"}, {"option", "all"}}));
    CHECK(lost() == 0);
    REQUIRE(
        play.send(play.control, "decision.accept", {{"decision", "shut"}, {"plays", {"off/off"}}}));
    const std::uint64_t entry = play.room->state().orders.front().entry;
    play.pass(seconds(40));
    CHECK(lost() > 0);
    REQUIRE(play.send(play.control, "undo", {{"entry", entry}}));
    CHECK(lost() == 0);
}

TEST_CASE("an option without a play is log only", "[live][room]") {
    Playing play;
    REQUIRE(play.send(play.control, "decision.open", {{"decision", "shut"}}));
    REQUIRE(play.send(play.player, "decision.commit", {{"decision", "shut"}, {"option", "none"}}));
    REQUIRE(play.send(play.control, "decision.accept", {{"decision", "shut"}}));
    CHECK(play.room->state().orders.empty());
    CHECK(play.room->state().decision("shut")->state == DecisionState::State::accepted);
}

TEST_CASE("a free order with a slip in it is explained and not given", "[live][room]") {
    Playing play;
    CHECK_FALSE(
        play.send(play.control, "order", {{"title", "x"}, {"actions", "close_link: {link: lan}"}}));
    CHECK(play.refusal == "live.refused.order");
    CHECK_FALSE(play.send(play.control, "order", {{"title", "x"}, {"play", "off/on"}}));
    CHECK(play.room->state().orders.empty());
    CHECK(
        play.send(play.control, "order", {{"title", "x"}, {"actions", "close_link: {link: wan}"}}));
    CHECK(play.room->state().orders.size() == 1);
}

TEST_CASE("what-if shows the same world at once and many worlds after it", "[live][room]") {
    Playing play;
    const Json choices{{{"title", "nothing"}}, {{"title", "off"}, {"plays", {"off/off"}}}};
    const auto made = play.room->preview(play.control, {{"worlds", 8}, {"choices", choices}});
    REQUIRE(std::holds_alternative<std::uint64_t>(made));
    const Json shown = play.view(Audience::Kind::control)["previews"][0];
    CHECK(shown["state"] == "done");
    REQUIRE(shown["same"].size() == 2);
    CHECK(shown["same"][0]["figures"]["hosts_switched_off"] == 0);
    CHECK(shown["same"][1]["figures"]["hosts_switched_off"] > 0);
    CHECK(shown["many"]["worlds"] == 8);
    CHECK(play.room->state().orders.empty());
    CHECK(std::holds_alternative<Refusal>(
        play.room->preview(play.player, {{"worlds", 0}, {"choices", choices}})));
}

TEST_CASE("the join code opens the lobby and nothing else", "[live][room]") {
    Playing play;
    const auto join = [&](const char* code, const char* role) {
        return play.room->join({{"code", code}, {"name", "New"}, {"role", role}}, play.now);
    };
    CHECK(std::holds_alternative<Refusal>(join("ZZZZZZ", "player")));
    CHECK(std::holds_alternative<Refusal>(join(Played::code, "control")));
    const auto joined = join(Played::code, "player");
    REQUIRE(std::holds_alternative<Joined>(joined));
    const Joined& seat = std::get<Joined>(joined);
    CHECK(seat.token.size() == 64);
    CHECK(play.room->seat_of(seat.token) == seat.seat);
    CHECK(play.room->audience_of(seat.seat).kind == Audience::Kind::lobby);
    CHECK_FALSE(play.send(seat.seat, "note", {{"text", "x"}}));
    // The token itself is nowhere in the state.
    CHECK(play.room->state().seat(seat.seat)->token != seat.token);
    REQUIRE(play.send(play.control, "seat.admit", {{"seat", seat.seat}, {"group", "ulm"}}));
    CHECK(play.room->audience_of(seat.seat) == Audience{Audience::Kind::player, "ulm"});
    REQUIRE(play.send(play.control, "seat.revoke", {{"seat", seat.seat}}));
    CHECK_FALSE(play.room->seat_of(seat.token).has_value());
}

TEST_CASE("wrong codes are limited, right ones are not", "[live][room]") {
    Playing play;
    const auto try_code = [&](const char* code) {
        const auto done =
            play.room->join({{"code", code}, {"name", "New"}, {"role", "evaluator"}}, play.now);
        const auto* why = std::get_if<Refusal>(&done);
        return why == nullptr ? std::string("in") : why->message.key;
    };
    for (int i = 0; i < 60; ++i) CHECK(try_code(Played::code) == "in");
    for (int i = 0; i < 10; ++i) CHECK(try_code("WRONG2") == "live.refused.code");
    CHECK(try_code("WRONG2") == "live.refused.too_fast");
    play.now = play.now + seconds(5);
    CHECK(try_code(Played::code) == "in");
}

TEST_CASE("a seat may send ten commands a second", "[live][room]") {
    Playing play;
    int done = 0;
    for (int i = 0; i < 40; ++i) {
        const auto sent = play.room->command(
            play.player,
            {{"id", "r" + std::to_string(i)}, {"type", "note"}, {"args", {{"text", "x"}}}},
            play.now);
        if (std::holds_alternative<Accepted>(sent)) ++done;
    }
    CHECK(done == 10);
    play.now = play.now + seconds(1);
    CHECK(play.send(play.player, "note", {{"text", "x"}}));
}

TEST_CASE("a helper takes over a console that is lost, and not one that is there", "[live][room]") {
    Playing play;
    const auto joined = play.room->join(
        {{"code", Played::code}, {"name", "Helper"}, {"role", "controller"}}, play.now);
    const std::uint64_t helper = std::get<Joined>(joined).seat;
    play.room->connected(play.control, true, play.now);
    REQUIRE(play.send(play.control, "seat.admit", {{"seat", helper}}));
    CHECK_FALSE(play.send(helper, "console.take"));
    CHECK(play.refusal == "live.refused.led");
    play.room->connected(play.control, false, play.now);
    CHECK_FALSE(play.send(helper, "console.take"));  // a refresh takes a moment
    play.pass(seconds(12));
    REQUIRE(play.send(helper, "console.take"));
    CHECK(play.room->audience_of(helper).kind == Audience::Kind::control);
    CHECK(play.room->audience_of(play.control).kind == Audience::Kind::controller);
}

TEST_CASE("players mark and pass on by their own numbers", "[live][room]") {
    Playing play;
    REQUIRE(play.send(play.control, "inject.send", {{"inject", "at-ten"}}));  // for others
    REQUIRE(play.send(play.control, "inject.send", {{"inject", "early"}}));
    REQUIRE(play.send(play.player, "message.mark", {{"message", 1}, {"mark", "fact"}}));
    CHECK(play.room->state().delivered[1].marks.at(play.player) == Mark::fact);
    CHECK(play.room->state().delivered[0].marks.empty());
    CHECK_FALSE(play.send(play.player, "message.mark", {{"message", 2}, {"mark", "fact"}}));
    REQUIRE(play.send(play.player, "message.pass", {{"message", 1}, {"to", "ulm"}}));
    CHECK(play.view(Audience::Kind::player, "ulm")["messages"].size() == 2);
}

TEST_CASE("the end does not wait, and opens the hot wash to all when control says so",
          "[live][room]") {
    Playing play;
    CHECK(play.view(Audience::Kind::player, "provider")["audience"] == "player");
    REQUIRE(play.send(play.control, "end"));
    CHECK_FALSE(play.send(play.player, "ask", {{"text", "x"}}));
    CHECK(play.send(play.player, "feedback", {{"strengths", "all of it"}}));
    CHECK(play.view(Audience::Kind::player, "provider")["audience"] == "player");
    REQUIRE(play.send(play.control, "hot-wash"));
    const Json seen = play.view(Audience::Kind::player, "provider");
    CHECK(seen["audience"] == "hot-wash");
    CHECK(seen["truth"]["course"].size() > 0);
}

TEST_CASE("a session goes on after the process was killed, paused where its clock was seen last",
          "[live][room]") {
    Playing play;
    play.pass(minutes(2));
    const SimTime before = play.room->state().clock.scenario_at(play.now);
    const std::string state = digest(play.room->state());
    play.room.reset();
    play.played.resume();
    CHECK(digest(play.played.state()) == state);
    const auto room = play.played.room(play.at_once);
    play.now = play.now + hours(1);
    room->tick(play.now);
    CHECK_FALSE(room->state().clock.running);
    // At most what passed since the last sign of life, ten seconds at ten times the speed.
    CHECK(room->state().clock.scenario <= before);
    CHECK(room->state().clock.scenario >= before - minutes(2));
}

}  // namespace
}  // namespace kammerspiel::live
