#include "sim/model/context.hpp"

#include "kammerspiel/model/endless_instant.hpp"

namespace kammerspiel::model {
namespace {

/// What fits into a kernel's priority, less one: more than any honest chain of consequences needs.
constexpr unsigned most_rounds = 62;

std::string name_of(const PlanData& plan, std::uint32_t process) {
    const auto& organisations = plan.federation.organisations;
    return process < organisations.size() ? organisations[process].id : std::string{};
}

}  // namespace

kernel::Priority rank_at_this_instant(const Context& context, Priority priority) {
    const kernel::Priority present = context.key.priority();
    const unsigned round = present / priorities;
    const kernel::Priority in_this_round = rank_in_round(priority, round);
    if (in_this_round > present) return in_this_round;
    if (round == most_rounds) {
        throw EndlessInstant(context.now(), name_of(context.plan, context.self()));
    }
    return rank_in_round(priority, round + 1);
}

}  // namespace kammerspiel::model
