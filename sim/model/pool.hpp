#pragma once

#include "sim/model/context.hpp"

// Crews that organisations share: a process that sends people to who asks first.

namespace kammerspiel::model {

struct PoolContext : ProcessContext<PoolEvent> {
    PoolState& state;
    std::uint32_t number = 0;
};

void aid_asked(PoolContext& pool, const event::AidAsked& event);
void aid_returns(PoolContext& pool, const event::AidReturns& event);
void aid_sent(PoolContext& pool);

}  // namespace kammerspiel::model
