#include "built_attack.hpp"

#include <fmt/format.h>

namespace kammerspiel::test {

using namespace scenario;

Selector hosts(const std::string& organisation, const std::string& group) {
    Selector selector;
    if (!organisation.empty()) selector.organisation = named(organisation);
    if (!group.empty()) selector.group = named(group);
    return selector;
}

AttackerProfile& AttackBuilder::attacker(const std::string& name, AttackerProfile::Kind kind) {
    AttackerProfile& added = scenario.attackers.emplace_back();
    added.name = named(name);
    added.kind = kind;
    if (scenario.horizon == Duration::zero()) scenario.horizon = spans_of_24h(100);
    return added;
}

Route& AttackBuilder::route(const std::string& name, Selector from, Selector to,
                            std::int64_t hours_per_attempt, double success) {
    Route& added = scenario.attackers.back().routes.emplace_back();
    added.name = named(name);
    added.technique = "T" + name;
    added.from = std::move(from);
    added.to = std::move(to);
    added.time = Fixed{hours(hours_per_attempt)};
    added.success = Probability{success};
    added.yields = Integrity::controlled;
    return added;
}

Route& AttackBuilder::route_to_itself(const std::string& name, Selector from,
                                      std::int64_t hours_per_attempt, double success) {
    Route& added = route(name, std::move(from), {}, hours_per_attempt, success);
    added.to_itself = true;
    return added;
}

Entry& AttackBuilder::entry(Selector at, Integrity yields) {
    Entry& added = scenario.entries.emplace_back();
    added.at = std::move(at);
    added.yields = yields;
    return added;
}

namespace {

HostKind kind_by_lot(std::mt19937& random) {
    constexpr std::array kinds{HostKind::workstation, HostKind::server, HostKind::identity,
                               HostKind::backup, HostKind::management};
    return kinds[random() % kinds.size()];
}

Selector selector_by_lot(std::mt19937& random) {
    Selector selector;
    if (random() % 2 == 0) {
        selector.kinds = {kind_by_lot(random), kind_by_lot(random), kind_by_lot(random)};
    }
    return selector;
}

void add_organisation(AttackBuilder& built, std::mt19937& random, const Lot& lot, std::size_t o) {
    built.organisation(fmt::format("o{}", o), 10 + random() % 90);
    const std::size_t groups = 1 + random() % lot.most_groups;
    for (std::size_t g = 0; g < groups; ++g) {
        const auto count = static_cast<std::uint32_t>(1 + random() % 5);
        auto& group = built.group(fmt::format("g{}", g), count, kind_by_lot(random),
                                  random() % 2 == 0 ? "a" : "b");
        if (random() % 4 > 0) group.realm = named(fmt::format("realm-{}", random() % 3));
        if (lot.with_zones && random() % 5 == 0) group.reachable_from = {named("a")};
    }
    for (std::size_t l = 0; o > 0 && l < 1 + random() % 2; ++l) {
        built.link(fmt::format("l{}", l), fmt::format("o{}", random() % o));
    }
}

void add_route(AttackBuilder& built, std::mt19937& random, const Lot& lot, std::size_t r) {
    const bool is_to_itself = lot.with_foothold && random() % 3 == 0;
    const auto time = static_cast<std::int64_t>(1 + random() % 50);
    const double success = 0.1 + 0.1 * static_cast<double>(random() % 9);
    const std::string name = fmt::format("r{}", r);
    Route& route =
        is_to_itself
            ? built.route_to_itself(name, selector_by_lot(random), time, success)
            : built.route(name, selector_by_lot(random), selector_by_lot(random), time, success);
    if (!is_to_itself && random() % 3 > 0) route.over = named(fmt::format("l{}", random() % 2));
    if (lot.with_foothold) {
        if (random() % 2 == 0) route.requires_integrity = Integrity::controlled;
        if (!is_to_itself && random() % 2 == 0) route.yields = Integrity::foothold;
    }
    if (!lot.with_credentials) return;
    if (!is_to_itself && random() % 3 == 0) route.needs_credentials = true;
    if (random() % 3 == 0) route.yields_credentials = true;
    if (route.yields_credentials && random() % 2 == 0) route.yields.reset();
}

}  // namespace

AttackBuilder drawn_by_lot(std::mt19937& random, const Lot& lot) {
    AttackBuilder built;
    const std::size_t organisations = 1 + random() % lot.most_organisations;
    for (std::size_t o = 0; o < organisations; ++o) add_organisation(built, random, lot, o);
    built.attacker("x", random() % 4 == 0 ? AttackerProfile::Kind::autonomous
                                          : AttackerProfile::Kind::operated);
    const std::size_t routes = 1 + random() % lot.most_routes;
    for (std::size_t r = 0; r < routes; ++r) add_route(built, random, lot, r);
    built.entry(hosts("o0", "g0"), lot.with_foothold && random() % 2 == 0 ? Integrity::foothold
                                                                          : Integrity::controlled);
    return built;
}

}  // namespace kammerspiel::test
