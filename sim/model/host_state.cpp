#include "kammerspiel/model/host_state.hpp"

#include <numeric>

namespace kammerspiel::model {

Availability availability(Integrity integrity, Power power) {
    const bool destroyed = integrity == Integrity::destroyed;
    switch (power) {
        case Power::on: return destroyed ? Availability::attack : Availability::works;
        case Power::off:
        case Power::isolated:
            return destroyed ? Availability::attack_and_off : Availability::precaution;
        case Power::in_repair:
            return integrity == Integrity::clean ? Availability::testing : Availability::rebuild;
    }
    unreachable();
}

federation::Levels share_working(const HostCounts& counts) {
    const auto in = [&](Availability a) -> std::int64_t {
        return counts[static_cast<std::size_t>(a)];
    };
    const std::int64_t all = std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
    if (all == 0) return federation::Levels::full();
    const auto share = [&](std::int64_t working) {
        if (working == all) return PartsPerMillion::full().count();
        return static_cast<std::int32_t>(working * PartsPerMillion::full().count() / all);
    };
    std::int64_t working = all - in(Availability::attack)-in(Availability::attack_and_off);
    const std::int32_t attack = share(working);
    working -= in(Availability::precaution);
    const std::int32_t precaution = share(working);
    working -= in(Availability::rebuild);
    const std::int32_t rebuild = share(working);
    working -= in(Availability::testing);
    const std::int32_t testing = share(working);
    // Whatever was compromised would not need rebuilding had there been no attack, but it would
    // still stand in the queue with the others.
    const std::int32_t without_attack =
        share(all - in(Availability::attack_and_off)-in(Availability::precaution)-in(
                        Availability::rebuild)-in(Availability::testing));
    return federation::Levels{{attack, attack, precaution, precaution, rebuild, rebuild, testing,
                               testing, testing, without_attack}};
}

}  // namespace kammerspiel::model
