#include "sim/model/pool.hpp"

#include <algorithm>

namespace kammerspiel::model {
namespace {

/// First come, first served; what is asked for can be filled in parts.
void send_people(PoolContext& pool) {
    const PoolPlan& plan = pool.plan.pools[pool.number];
    while (pool.state.free > 0 && !pool.state.waiting.empty()) {
        event::AidAsked& asked = pool.state.waiting.front();
        const std::uint32_t people = std::min(pool.state.free, asked.people);
        const federation::OrganisationId to{asked.organisation};
        const auto entity = plan.drawn_at.then(pool.plan.federation.of(to).id).id();
        const Duration travel = pool.span(plan.arrives_after, entity, Draw::aid_arrival, 0);
        pool.tell(pool.plan.organisation(to), pool.now() + travel, Priority::hosts_and_links,
                  event::AidArrives{pool.number, people}, pool.cause);
        pool.state.free -= people;
        asked.people -= people;
        if (asked.people == 0) pool.state.waiting.pop_front();
    }
}

}  // namespace

void aid_asked(PoolContext& pool, const event::AidAsked& event) {
    pool.state.waiting.push_back(event);
    send_people(pool);
}

void aid_returns(PoolContext& pool, const event::AidReturns& event) {
    pool.state.free += event.people;
    send_people(pool);
}

}  // namespace kammerspiel::model
