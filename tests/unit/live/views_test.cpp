#include "live/views/view.hpp"

#include <algorithm>

#include "live/room/scene.hpp"
#include "played.hpp"
#include "tests/catch.hpp"

namespace kammerspiel::live {
namespace {

using model::TraceKind;
using model::TraceRecord;
using test::Played;
using T = CommandType;

// Types keep truth away from whatever writes for players: these do not compile.
template <class Second>
concept WritesForPlayers = requires(const Handed& handed, const Second& second,
                                    const PublicNames& names) {
    player_view(handed, second, names);
};
static_assert(WritesForPlayers<Known>);
static_assert(!WritesForPlayers<Truth>);
static_assert(!WritesForPlayers<LiveWorld>);
static_assert(!std::is_constructible_v<Known, Truth> && !std::is_constructible_v<Known, LiveWorld>);

const Stage& stage() {
    static const Stage made(test::exercise_scenario());
    return made;
}

Viewer viewer(const LiveWorld& world, const std::string& group) {
    for (const auto& one : stage().exercise().groups) {
        if (one.name.text == group) {
            return viewer_of(stage().scenario(), world.plan->federation(), one);
        }
    }
    return {};
}

bool is_truth(TraceKind what) {
    switch (what) {
        case TraceKind::entered:
        case TraceKind::compromised:
        case TraceKind::credentials_taken:
        case TraceKind::attempt_failed:
        case TraceKind::struck:
        case TraceKind::destroyed:
        case TraceKind::exfiltrated:
        case TraceKind::reactivated:
        case TraceKind::false_alarm:
        case TraceKind::missed_compromise: return true;
        default: return false;
    }
}

/// The same world as far as anybody can know at `now`: what only is so is other by chance, and so
/// is all that comes later.
LiveWorld disturbed(const LiveWorld& world, const LiveWorld& future, SimTime now,
                    std::mt19937_64& chance) {
    LiveWorld other = world;
    std::erase_if(other.result.trace, [&](const TraceRecord& record) {
        return record.key.at() > now || (is_truth(record.what) && chance() % 2 == 0);
    });
    const auto groups = static_cast<std::uint32_t>(world.plan->federation().host_groups.size());
    const auto houses = static_cast<std::uint32_t>(world.plan->federation().organisations.size());
    const std::size_t known = other.result.trace.size();
    for (std::size_t i = 0; i < known && i < 200; ++i) {
        TraceRecord record = other.result.trace[chance() % known];
        record.what = std::array{TraceKind::compromised, TraceKind::destroyed,
                                 TraceKind::false_alarm, TraceKind::entered}[chance() % 4];
        record.subject = static_cast<std::uint32_t>(
            chance() % (record.what == TraceKind::false_alarm ? houses : groups));
        record.host = static_cast<std::uint32_t>(chance() % 5);
        other.result.trace.push_back(record);
    }
    for (const TraceRecord& record : future.result.trace) {
        if (record.key.at() > now) other.result.trace.push_back(record);
    }
    std::stable_sort(
        other.result.trace.begin(), other.result.trace.end(),
        [](const TraceRecord& a, const TraceRecord& b) { return a.key.at() < b.key.at(); });
    for (std::size_t s = 0; s < other.result.metrics.services.size(); ++s) {
        auto& transitions = other.result.metrics.services[s].transitions;
        std::erase_if(transitions, [&](const auto& one) { return one.at > now; });
        for (const auto& one : future.result.metrics.services[s].transitions) {
            if (one.at > now) transitions.push_back(one);
        }
    }
    other.options.attacker = future.options.attacker;
    return other;
}

TEST_CASE("players cannot tell worlds apart that differ in what they cannot know",
          "[live][views]") {
    const auto seed = GENERATE(range(1U, 13U));
    std::mt19937_64 chance(seed);
    const WorldChoice choice{0, {5, seed}};
    const Order off{
        .entry = 1, .at = SimTime::start() + hours(3), .title = "off", .play = "off/off"};
    const auto world = make_world(stage(), choice, {&off});
    const auto future = make_world(stage(), {0, {5, seed + 100}}, {});
    Played played;
    const std::uint64_t control = played.seat(Role::control);
    (void)played.seat(Role::player, "provider");
    REQUIRE(played.send(control, T::start));
    REQUIRE(played.send(control, T::inject_send, {{"inject", "papers"}}));
    const PublicNames names = public_names(*world->plan);
    const scenario::Starts& starts = stage().scenario().starts;
    for (int look = 0; look < 12; ++look) {
        const SimTime now = SimTime::start() + minutes(static_cast<std::int64_t>(chance() % 6000));
        const LiveWorld other = disturbed(*world, *future, now, chance);
        CHECK(truth_at(other, now).houses.size() == names.organisations.size());
        for (const std::string group : {"provider", "ulm", ""}) {
            const Viewer who = viewer(*world, group);
            const Known here = known_at(facts_for(*world, who), now);
            const Known there = known_at(facts_for(other, who), now);
            const Handed handed = handed_to(played.state(), played.script(), starts, group);
            CHECK(player_view(handed, here, names) ==
                  player_view(handed, there, public_names(*other.plan)));
            CHECK(wall_view(handed, here, names) == wall_view(handed, there, names));
        }
    }
}

TEST_CASE("what a look changes is seen: the test above can fail", "[live][views]") {
    const auto world = make_world(stage(), {0, {5, 1}}, {});
    const auto facts = facts_for(*world, viewer(*world, "provider"));
    const bool is_given = std::any_of(facts.begin(), facts.end(), [](const Fact& fact) {
        return fact.kind == Fact::Kind::given;
    });
    REQUIRE(is_given);
    LiveWorld other = *world;
    std::erase_if(other.result.trace, [](const TraceRecord& record) {
        return record.what == TraceKind::given_at_start;
    });
    const auto fewer = facts_for(other, viewer(*world, "provider"));
    CHECK(fewer.size() < facts.size());
}

TEST_CASE("nothing of control's script reaches players, evaluators or the wall", "[live][views]") {
    Played played;
    const std::uint64_t control = played.seat(Role::control);
    const std::uint64_t player = played.seat(Role::player, "provider");
    AtOnce at_once;
    REQUIRE(played.send(control, T::start));
    REQUIRE(played.send(control, T::note, {{"text", "CONTROL ONLY NOTE"}}));
    REQUIRE(played.send(control, T::pin, {{"title", "PINNED"}, {"result", "x"}}));
    const auto room = played.room(at_once);
    room->tick(played.now());
    using Kind = Audience::Kind;
    for (const Audience& audience :
         {Audience{Kind::player, "provider"}, Audience{Kind::player, "ulm"},
          Audience{Kind::wall, {}}, Audience{Kind::lobby, {}}}) {
        const std::string view = *room->view(audience).json;
        for (const char* secret :
             {"THE TRUTH", "DIE WAHRHEIT", "ONLY CONTROL", "NUR STEUERUNG", "CONTROL ONLY NOTE",
              "PINNED", "attacker", "who leads", "\"entry\"", "expected"}) {
            INFO(secret);
            CHECK(view.find(secret) == std::string::npos);
        }
    }
    const std::string evaluator = *room->view({Kind::evaluator, {}}).json;
    CHECK(evaluator.find("THE TRUTH") == std::string::npos);
    CHECK(evaluator.find("attacker") == std::string::npos);
    const std::string all = *room->view({Kind::control, {}}).json;
    CHECK(all.find("THE TRUTH") != std::string::npos);
    CHECK(all.find("CONTROL ONLY NOTE") != std::string::npos);
    (void)player;
}

TEST_CASE("numbers and changes of a group's view do not betray what others do", "[live][views]") {
    Played quiet;
    Played busy;
    const auto prepare = [](Played& played, std::uint64_t& control, std::uint64_t& player) {
        control = played.seat(Role::control);
        player = played.seat(Role::player, "provider");
        REQUIRE(played.send(control, T::start));
    };
    std::uint64_t control = 0;
    std::uint64_t player = 0;
    prepare(quiet, control, player);
    prepare(busy, control, player);
    AtOnce at_once;
    const auto still = quiet.room(at_once);
    const auto lively = busy.room(at_once);
    const Audience group{Audience::Kind::player, "provider"};
    const Instant now = quiet.now();
    const auto same = [&] {
        const View a = still->view(group);
        const View b = lively->view(group);
        CHECK(*a.json == *b.json);
        CHECK(a.number == b.number);
    };
    same();
    int id = 0;
    const auto send = [&](Room& room, const char* type, Json args) {
        const auto done = room.command(
            control, {{"id", std::to_string(++id)}, {"type", type}, {"args", std::move(args)}},
            now);
        REQUIRE(std::holds_alternative<Accepted>(done));
    };
    // Things that concern others alone.
    send(*lively, "note", {{"text", "x"}});
    same();
    send(*lively, "inject.send", {{"inject", "at-ten"}});  // for the other group
    same();
    send(*lively, "inject.hold", {{"inject", "early"}, {"held", true}});
    same();
    send(*lively, "message", {{"to", Json::array({"ulm"})}, {"mode", "phone"}, {"text", "psst"}});
    same();
    // Then the same thing for both.
    for (Room* room : {still.get(), lively.get()}) {
        send(*room, "inject.send", {{"inject", "papers"}});
    }
    same();
    const Json seen = Json::parse(*lively->view(group).json);
    REQUIRE(seen["messages"].size() == 1);
    CHECK(seen["messages"][0]["number"] == 1);
}

TEST_CASE("a house sees its own alerts at once, the crisis team's after the delay, others never",
          "[live][views]") {
    for (std::uint64_t replication = 0; replication < 40; ++replication) {
        const auto world = make_world(stage(), {0, {5, replication}}, {});
        const auto ulm = world->plan->federation().find_organisation("ulm");
        std::vector<SimTime> alerts;
        for (const TraceRecord& record : world->result.trace) {
            const bool is_there =
                record.what == TraceKind::users_noticed && record.key.at() >= SimTime::start() &&
                world->plan->federation().host_groups[record.subject].organisation == *ulm;
            if (is_there) alerts.push_back(record.key.at());
        }
        if (alerts.empty()) continue;
        const auto moments = [&](const Viewer& who) {
            std::vector<SimTime> all;
            for (const Fact& fact : facts_for(*world, who)) {
                const bool is_it =
                    fact.kind == Fact::Kind::broken && fact.organisation == ulm->value;
                if (is_it) all.push_back(fact.at);
            }
            return all;
        };
        CHECK(moments(viewer(*world, "ulm")) == alerts);
        std::vector<SimTime> later = alerts;
        for (SimTime& at : later) at = at + minutes(30);
        CHECK(moments(viewer(*world, "provider")) == later);
        CHECK(moments({}).empty());
        return;
    }
    FAIL("in none of 40 worlds do users in Ulm notice anything");
}

}  // namespace
}  // namespace kammerspiel::live
