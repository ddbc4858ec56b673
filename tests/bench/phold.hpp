#pragma once

#include <cmath>
#include <cstdint>
#include <queue>
#include <vector>

#include "kammerspiel/kernel/draws.hpp"
#include "kammerspiel/kernel/outbox.hpp"

// PHOLD: events that beget one event each, here or at another process. The usual yardstick of
// discrete-event kernels (Fujimoto 1990).

namespace kammerspiel::bench {

/// Times are in simulated seconds.
struct Phold {
    std::uint32_t processes = 1024;
    std::uint32_t events_each = 16;
    double remote = 0.25;
    double mean = 1.0;
    double lookahead = 0.1;

    [[nodiscard]] Duration shortest() const { return micros(lookahead); }
    [[nodiscard]] static Duration micros(double in_seconds) {
        return Duration::micros(static_cast<std::int64_t>(in_seconds * 1e6));
    }
};

/// What one event begets. The kernel's model and the reference loop both ask this, so that they
/// handle the very same events.
struct Offspring {
    SimTime at;
    kernel::ProcessId target;

    static Offspring of(const Phold& phold, const kernel::Draws& draws, kernel::ProcessId self,
                        std::uint64_t index, SimTime now) {
        const auto luck = draws.four(kernel::EntityId{self.value}, kernel::Purpose{1}, index);
        const double wait = phold.lookahead - phold.mean * std::log(luck[0]);
        Offspring child{.at = now + Phold::micros(wait), .target = self};
        if (luck[1] < phold.remote) {
            child.target = kernel::ProcessId{
                static_cast<std::uint32_t>(luck[2] * static_cast<double>(phold.processes))};
        }
        return child;
    }
};

/// With the key 32 bytes, as in the figures of others.
struct PholdEvent {
    std::uint64_t ancestors = 0;
};

class PholdModel {
   public:
    using Event = PholdEvent;

    explicit PholdModel(const Phold& phold) : phold_(phold), handled_(phold.processes) {}

    [[nodiscard]] std::size_t processes() const { return phold_.processes; }
    void prefetch(kernel::ProcessId process) const {
        __builtin_prefetch(&handled_[process.index()], 1);
    }
    void handle(const kernel::EventKey& key, const Event& event, kernel::Outbox<Event>& out) {
        const std::uint64_t index = handled_[key.target().index()]++;
        const auto child = Offspring::of(phold_, draws_, key.target(), index, key.at());
        if (child.target == key.target()) {
            out.schedule(child.at, 0, {event.ancestors + 1});
        } else {
            out.send(child.target, child.at, 0, {event.ancestors + 1});
        }
    }
    [[nodiscard]] const std::vector<std::uint64_t>& handled() const { return handled_; }

   private:
    Phold phold_;
    kernel::Draws draws_{1, 1};
    std::vector<std::uint64_t> handled_;
};

/// When the first events are due: the same for all.
template <class Schedule>
void seed_phold(const Phold& phold, Schedule schedule) {
    const kernel::Draws draws{2, 1};
    for (std::uint32_t p = 0; p < phold.processes; ++p) {
        for (std::uint32_t i = 0; i < phold.events_each; ++i) {
            const auto u = draws.uniform(kernel::EntityId{p}, kernel::Purpose{0}, i);
            schedule(kernel::ProcessId{p},
                     SimTime::start() + Phold::micros(-phold.mean * std::log(u)));
        }
    }
}

/// The reference: what one would write without a kernel. Same events, order and draws.
class PholdReference {
   public:
    explicit PholdReference(const Phold& phold)
        : phold_(phold), handled_(phold.processes), sequence_(phold.processes) {
        seed_phold(phold, [this](kernel::ProcessId p, SimTime at) {
            queue_.push({{at, 0, p, p, sequence_[p.index()]++}, {}});
        });
    }
    std::uint64_t run(SimTime horizon) {
        std::uint64_t events = 0;
        while (!queue_.empty() && queue_.top().key.at() < horizon) {
            const Message now = queue_.top();
            queue_.pop();
            const kernel::ProcessId self = now.key.target();
            const std::uint64_t index = handled_[self.index()]++;
            const auto child = Offspring::of(phold_, draws_, self, index, now.key.at());
            queue_.push({{child.at, 0, child.target, self, sequence_[self.index()]++},
                         {now.event.ancestors + 1}});
            ++events;
        }
        return events;
    }
    [[nodiscard]] const std::vector<std::uint64_t>& handled() const { return handled_; }

   private:
    using Message = kernel::Entry<PholdEvent>;
    struct Later {
        bool operator()(const Message& a, const Message& b) const { return b.key < a.key; }
    };
    Phold phold_;
    kernel::Draws draws_{1, 1};
    std::vector<std::uint64_t> handled_;
    std::vector<std::uint64_t> sequence_;
    std::priority_queue<Message, std::vector<Message>, Later> queue_;
};

}  // namespace kammerspiel::bench
