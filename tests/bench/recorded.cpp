#include "tests/bench/recorded.hpp"

#include "kammerspiel/kernel/outbox.hpp"
#include "kammerspiel/kernel/small_heap.hpp"
#include "sim/model/initial_events.hpp"
#include "sim/model/plan_data.hpp"
#include "sim/model/world.hpp"

namespace kammerspiel::bench {

Recorded record(const model::Plan& plan, std::uint32_t attacker) {
    using Message = kernel::Entry<model::Event>;
    model::WorldState world({.plan = &plan.data(), .attacker = attacker, .draws = {2022, 0}});
    // What handlers do goes through a shard, as with every executive, and at once on from there.
    kernel::Shard<model::Event> shard({.processes = world.processes()}, 0, plan.data().latency);
    kernel::Outbox<model::Event> out(shard);
    kernel::SmallHeap<Message> pending;
    Recorded recorded;
    const auto move_on = [&] {
        for (Message next; shard.take_before(SimTime::latest(), next);) {
            recorded.steps.emplace_back(next.key, Recorded::push);
            pending.push(next);
        }
        recorded.most_pending = std::max(recorded.most_pending, pending.size());
    };
    for (const auto& initial : model::initial_events(world.setup())) {
        const auto rank = static_cast<kernel::Priority>(initial.priority);
        shard.push(
            {initial.at, rank, initial.target, initial.target, shard.sequence(initial.target)++},
            {{}, initial.payload});
    }
    move_on();
    while (!pending.empty() && pending.least().key.at() < plan.data().horizon) {
        const Message next = pending.least();
        pending.pop();
        recorded.steps.emplace_back(next.key, Recorded::pop);
        out.begin(next.key);
        world.handle(next.key, next.event, out);
        move_on();
    }
    return recorded;
}

}  // namespace kammerspiel::bench
