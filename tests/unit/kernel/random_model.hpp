#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "kammerspiel/kernel/draws.hpp"
#include "kammerspiel/kernel/merge.hpp"
#include "kammerspiel/kernel/outbox.hpp"

// Models of chance, and the plainest possible way to run them.

namespace kammerspiel::kernel::test {

struct RandomEvent {
    std::uint32_t energy = 0;  ///< generations that it can still bring forth
    std::uint64_t tag = 0;
};

/// One handled event, as the story tells it. The place of a timer is left out: it is the kernel's.
struct Line {
    EventKey key;
    std::uint64_t tag = 0;
    std::uint64_t state = 0;  ///< of the process, after the event
    bool operator==(const Line&) const = default;
};

/// Processes on a random graph that send, schedule, settle, set timers and cancel them. All it does
/// is a function of `seed` and of the order of the events, so a wrong order shows.
class RandomModel {
   public:
    using Event = RandomEvent;

    RandomModel(std::uint64_t seed, std::size_t processes, Duration lookahead)
        : draws_(seed, 0), lookahead_(lookahead), states_(processes), notebooks_(processes) {}

    [[nodiscard]] std::size_t processes() const { return states_.size(); }

    template <class Out>
    void handle(const EventKey& key, const Event& event, Out& out) {
        State& me = states_[key.target().index()];
        me.hash = mixed(me.hash, event.tag);
        if (event.energy > 0) {
            const auto luck = draw(key.target(), 1, me.handled);
            for (std::uint64_t child = 0; child < 1 + luck[0] % 2; ++child) {
                beget(key, event, me, draw(key.target(), 2 + child, me.handled), out);
            }
        }
        ++me.handled;
        notebooks_[key.target().index()].push_back({without_timer(key), event.tag, me.hash});
    }

    /// What a run begins with: `schedule(target, at, priority, event)`.
    template <class Schedule>
    void seed(Schedule schedule, std::uint32_t energy) const {
        for (std::size_t p = 0; p < processes(); ++p) {
            const auto luck = draw(ProcessId{p}, 0, 0);
            for (std::uint64_t i = 0; i < 1 + luck[0] % 2; ++i) {
                const auto at = static_cast<std::int64_t>(luck[1] % 4) - 2;
                schedule(ProcessId{p}, SimTime::start() + at * lookahead_,
                         static_cast<Priority>(luck[2] % 3), Event{energy, i});
            }
        }
    }
    [[nodiscard]] std::vector<Line> trace() const {
        return merged<Line>(notebooks_, [](const Line& line) { return line.key; });
    }

   private:
    using Luck = std::array<std::uint64_t, 4>;
    struct State {
        std::uint64_t hash = 0;
        std::uint64_t handled = 0;
        std::vector<TimerId> timers;
    };

    static std::uint64_t mixed(std::uint64_t hash, std::uint64_t value) {
        return NamePrefix{}.then(hash).then(value).id().value;
    }
    static EventKey without_timer(const EventKey& key) {
        return {key.at(), key.priority(), key.target(), key.source(), key.sequence()};
    }
    [[nodiscard]] Luck draw(ProcessId process, std::uint64_t purpose, std::uint64_t index) const {
        return draws_.bits(EntityId{process.value}, Purpose{static_cast<std::uint32_t>(purpose)},
                           index);
    }
    /// Each process has three neighbours, maybe itself.
    [[nodiscard]] ProcessId neighbour(ProcessId process, std::uint64_t which) const {
        return ProcessId{draw(process, 1000 + which % 3, 0)[0] % processes()};
    }
    /// Coarse, so that instants coincide; often exactly one lookahead.
    [[nodiscard]] Duration wait(std::uint64_t luck) const {
        const Duration step = std::max(lookahead_ / 4, Duration::micros(1));
        switch (luck % 4) {
            case 0: return lookahead_;
            case 1: return step;
            case 2: return static_cast<std::int64_t>(1 + luck / 4 % 12) * step;
            default: return static_cast<std::int64_t>(1 + luck / 4 % 3) * 100 * lookahead_;
        }
    }

    template <class Out>
    void beget(const EventKey& key, const Event& parent, State& me, const Luck& luck, Out& out) {
        const Event child{parent.energy - 1, mixed(parent.tag, luck[3])};
        const auto priority = static_cast<Priority>(luck[1] % 3);
        const ProcessId to = neighbour(key.target(), luck[2]);
        switch (luck[0] % 8) {
            case 0: out.schedule(key.at(), static_cast<Priority>(key.priority() + 1), child); break;
            case 1: out.schedule(key.at() + wait(luck[2]), priority, child); break;
            case 2:
            case 3: out.send(to, key.at() + lookahead_, priority, child); break;
            case 4:
                out.send(to, key.at() + std::max(lookahead_, wait(luck[3])), priority, child);
                break;
            case 5:
            case 6:
                me.timers.push_back(out.schedule_timer(key.at() + wait(luck[3]), priority, child));
                break;
            default: cancel_one(me, luck[2], out);
        }
    }
    template <class Out>
    void cancel_one(State& me, std::uint64_t luck, Out& out) {
        if (me.timers.empty()) return;
        const TimerId timer = me.timers[luck % me.timers.size()];
        const bool was_pending = out.is_pending(timer);
        const bool cancelled = out.cancel(timer);
        me.hash = mixed(me.hash, 2 * std::uint64_t{was_pending} + std::uint64_t{cancelled});
        if (luck % 5 != 0) std::erase(me.timers, timer);  // else it is tried once more
    }

    Draws draws_;
    Duration lookahead_;
    std::vector<State> states_;
    std::vector<std::vector<Line>> notebooks_;
};

/// Runs a model from a sorted table, event by event, without windows, queues or voids.
class Plain {
   public:
    explicit Plain(RandomModel model) : model_(std::move(model)), sequences_(model_.processes()) {}

    void schedule(ProcessId target, SimTime at, Priority priority, const RandomEvent& event) {
        put({at, priority, target, target, sequences_[target.index()]++}, event);
    }
    void run() {
        while (!pending_.empty()) {
            const auto [key, event] = *pending_.begin();
            pending_.erase(pending_.begin());
            Out out{*this, key};
            model_.handle(key, event, out);
        }
    }
    [[nodiscard]] const RandomModel& model() const { return model_; }

   private:
    struct Out {
        Plain& run;
        EventKey now;

        void schedule(SimTime at, Priority priority, const RandomEvent& event) {
            send(now.target(), at, priority, event);
        }
        void send(ProcessId target, SimTime at, Priority priority, const RandomEvent& event) {
            run.put({at, priority, target, now.target(), next()}, event);
        }
        TimerId schedule_timer(SimTime at, Priority priority, const RandomEvent& event) {
            const EventKey key{at, priority, now.target(), now.target(), next(), 1};
            run.put(key, event);
            run.timers_[{now.target(), TimerId{key}}] = key;
            return TimerId{key};
        }
        bool cancel(TimerId timer) {
            const auto found = run.timers_.find({now.target(), timer});
            return found != run.timers_.end() && run.pending_.erase(found->second) > 0;
        }
        [[nodiscard]] bool is_pending(TimerId timer) const {
            const auto found = run.timers_.find({now.target(), timer});
            return found != run.timers_.end() && run.pending_.count(found->second) > 0;
        }
        std::uint64_t next() { return run.sequences_[now.target().index()]++; }
    };
    void put(const EventKey& key, const RandomEvent& event) { pending_.emplace(key, event); }

    RandomModel model_;
    std::map<EventKey, RandomEvent> pending_;
    std::map<std::pair<ProcessId, TimerId>, EventKey> timers_;
    std::vector<std::uint64_t> sequences_;
};

/// A random model for every number, small or not so small, with a lookahead short or long.
struct Example {
    std::size_t processes;
    Duration lookahead;
    std::uint32_t energy;
    std::uint64_t number;

    explicit Example(std::uint64_t chosen)
        : processes(sizes[chosen % std::size(sizes)]),
          lookahead(Duration::micros(lookaheads[chosen / 7 % std::size(lookaheads)])),
          energy(4 + static_cast<std::uint32_t>(chosen % 9)),
          number(chosen) {}

    [[nodiscard]] RandomModel model() const { return {number, processes, lookahead}; }
    /// Made ready to run by an executive of this kind.
    template <class Executive, class... Options>
    [[nodiscard]] Executive begun(Options... options) const {
        Executive executive{model(), lookahead, options...};
        start(executive);
        return executive;
    }
    template <class Executive>
    void start(Executive& executive) const {
        executive.model().seed([&](auto... parts) { executive.schedule(parts...); }, energy);
    }

   private:
    static constexpr std::size_t sizes[] = {1, 2, 3, 7, 16, 40, 65, 150};
    static constexpr std::int64_t lookaheads[] = {1, 3, 1'000, 60'000'000};
};

}  // namespace kammerspiel::kernel::test
