#include "kammerspiel/kernel/outbox.hpp"

#include <functional>

#include "kammerspiel/kernel/parallel.hpp"
#include "kammerspiel/kernel/sequential.hpp"
#include "tests/catch.hpp"

using namespace kammerspiel;
using namespace kammerspiel::kernel;

namespace {

struct Nothing {};

/// Three processes; whoever gets an event does what the test says.
struct Puppet {
    using Event = Nothing;
    std::function<void(const EventKey&, Outbox<Nothing>&)> act;
    std::vector<int> handled = std::vector<int>(3);

    [[nodiscard]] static std::size_t processes() { return 3; }
    void handle(const EventKey& key, const Event&, Outbox<Event>& out) {
        ++handled[key.target().index()];
        if (key.target() == ProcessId{0U} && handled[0] == 1) act(key, out);
    }
};

const SimTime noon = SimTime::at(hours(12));

/// Process 0 acts at noon, with priority 5.
template <class Executive>
Puppet play(std::function<void(const EventKey&, Outbox<Nothing>&)> act) {
    Executive executive{Puppet{std::move(act)}, minutes(1)};
    executive.schedule(ProcessId{0U}, noon, 5, {});
    executive.run();
    return executive.model();
}

template <class Action>
void check_broken(Action action, const std::string& sentence) {
    CHECK_THROWS_AS(play<Sequential<Puppet>>(action), BrokenModel);
    CHECK_THROWS_WITH(play<Sequential<Puppet>>(action), ContainsSubstring(sentence));
    CHECK_THROWS_WITH(play<Parallel<Puppet>>(action), ContainsSubstring(sentence));
}

}  // namespace

TEST_CASE("a message sooner than the lookahead names both ends and how much too soon",
          "[kernel][outbox]") {
    check_broken([](const EventKey& key,
                    auto& out) { out.send(ProcessId{2U}, key.at() + seconds(59), 0, {}); },
                 "process 0 → process 2: a message sent at 43200 s arrives 1 s too soon");
    check_broken(
        [](const EventKey&, auto& out) { out.send(ProcessId{2U}, SimTime::start(), 0, {}); },
        "process 0 → process 2");
    // To oneself as well: whether one is alone with one's peers is the executive's business.
    check_broken([](const EventKey& key,
                    auto& out) { out.send(ProcessId{0U}, key.at() + Duration::micros(1), 0, {}); },
                 "process 0 → process 0");
}

TEST_CASE("a message exactly one lookahead ahead arrives", "[kernel][outbox]") {
    const auto action = [](const EventKey& key, Outbox<Nothing>& out) {
        CHECK(out.now() == noon);
        CHECK(out.self() == ProcessId{0U});
        CHECK(out.priority() == 5);
        CHECK(out.lookahead() == minutes(1));
        out.send(ProcessId{2U}, key.at() + minutes(1), 0, {});
        out.send(ProcessId{1U}, SimTime::latest(), 0, {});
    };
    CHECK(play<Sequential<Puppet>>(action).handled == std::vector<int>{1, 0, 1});
    CHECK(play<Parallel<Puppet>>(action).handled == std::vector<int>{1, 0, 1});
}

TEST_CASE("a message to a process that does not exist names both ends", "[kernel][outbox]") {
    check_broken(
        [](const EventKey& key, auto& out) { out.send(ProcessId{3U}, key.at() + hours(1), 0, {}); },
        "process 0 → process 3: there are only 3 processes");
}

TEST_CASE("a process may settle at the same instant, with a greater priority only",
          "[kernel][outbox]") {
    check_broken([](const EventKey& key, auto& out) { out.schedule(key.at(), 5, {}); },
                 "it must be later, or of a greater priority at the same instant");
    check_broken([](const EventKey& key,
                    auto& out) { out.schedule_timer(key.at() - Duration::micros(1), 9, {}); },
                 "process 0 schedules an event for itself");
    const auto settle = [](const EventKey& key, auto& out) { out.schedule(key.at(), 6, {}); };
    CHECK(play<Sequential<Puppet>>(settle).handled == std::vector<int>{2, 0, 0});
}

TEST_CASE("an event from outside must have a target and must not be in the past",
          "[kernel][outbox]") {
    Sequential<Puppet> run{Puppet{[](const EventKey&, auto&) {}}, minutes(1)};
    CHECK_THROWS_WITH(run.schedule(ProcessId{3U}, noon, 0, {}), ContainsSubstring("process 3"));
    run.schedule(ProcessId{1U}, noon, 0, {});
    run.run();
    CHECK_THROWS_AS(run.schedule(ProcessId{1U}, noon, 0, {}), BrokenModel);
    run.schedule(ProcessId{1U}, noon + minutes(1), 0, {});
    run.run();
    CHECK(run.model().handled[1] == 2);
}

TEST_CASE("a lookahead of nothing is refused", "[kernel][outbox]") {
    CHECK_THROWS_AS((Sequential<Puppet>{Puppet{}, Duration::zero()}), BrokenModel);
    CHECK_THROWS_AS((Parallel<Puppet>{Puppet{}, Duration::zero()}), BrokenModel);
}
