#include "sim/model/pool.hpp"

#include <algorithm>
#include <tuple>

namespace kammerspiel::model {
namespace {

/// First come, first served; what is asked for can be filled in parts.
void send_people(PoolContext& pool) {
    const PoolPlan& plan = pool.plan.pools[pool.number];
    while (pool.state.free > 0 && !pool.state.waiting.empty()) {
        PoolState::Asked& asked = pool.state.waiting.front();
        const std::uint32_t people = std::min(pool.state.free, asked.what.people);
        const federation::OrganisationId to{asked.what.organisation};
        const auto entity = plan.drawn_at.then(pool.plan.federation.of(to).key).id();
        const Duration travel = pool.span(plan.arrives_after, entity, Draw::aid_arrival, 0);
        pool.tell(pool.plan.organisation(to), pool.now() + travel, Priority::hosts_and_links,
                  event::AidArrives{pool.number, people}, asked.cause);
        pool.state.free -= people;
        asked.what.people -= people;
        if (asked.what.people == 0) pool.state.waiting.pop_front();
    }
}

/// Who asks at one instant comes by name, and after all of them have been heard.
void send_later(PoolContext& pool) {
    if (pool.state.send_due) return;
    pool.state.send_due = true;
    pool.later(pool.now(), Priority::decisions, event::AidSent{});
}

}  // namespace

void aid_asked(PoolContext& pool, const event::AidAsked& event) {
    const auto name = [&](const PoolState::Asked& asked) -> const std::string& {
        return pool.plan.federation.organisations[asked.what.organisation].key;
    };
    auto& waiting = pool.state.waiting;
    const PoolState::Asked asked{pool.now(), event, pool.cause};
    waiting.insert(std::upper_bound(waiting.begin(), waiting.end(), asked,
                                    [&](const auto& a, const auto& b) {
                                        return std::tie(a.at, name(a)) < std::tie(b.at, name(b));
                                    }),
                   asked);
    send_later(pool);
}

void aid_returns(PoolContext& pool, const event::AidReturns& event) {
    pool.state.free += event.people;
    // Whoever sends people home has no use for those still to come.
    std::erase_if(pool.state.waiting, [&](const PoolState::Asked& asked) {
        return asked.what.organisation == event.organisation;
    });
    send_later(pool);
}

void aid_sent(PoolContext& pool) {
    pool.state.send_due = false;
    send_people(pool);
}

}  // namespace kammerspiel::model
