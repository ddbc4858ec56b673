#include "sim/scenario/check_keys.hpp"

#include <map>
#include <string>
#include <vector>

namespace kammerspiel::scenario {
namespace {

const Name& name_of(const Organisation& one) { return one.id; }
template <class Named>
const Name& name_of(const Named& one) {
    return one.name;
}

/// Names that come twice are reported as such.
template <class Named>
void check_apart(const std::vector<Named>& all, Diagnostics& out) {
    std::map<std::string, const Name*> seen;
    for (const Named& one : all) {
        const Name& name = name_of(one);
        const auto [first, is_new] = seen.try_emplace(key_of(one), &name);
        if (is_new || *first->second == name) continue;
        out.error(name.place,
                  {"scenario.key.twice",
                   {{"name", name.text}, {"key", key_of(one)}, {"other", first->second->text}}},
                  {}, {{first->second->place, {"scenario.first"}}});
    }
}

}  // namespace

void check_keys(const Scenario& scenario, Diagnostics& out) {
    check_apart(scenario.organisations, out);
    for (const Organisation& organisation : scenario.organisations) {
        check_apart(organisation.host_groups, out);
        check_apart(organisation.links, out);
        check_apart(organisation.services, out);
        check_apart(organisation.crews, out);
    }
    check_apart(scenario.attackers, out);
    for (const AttackerProfile& profile : scenario.attackers) {
        check_apart(profile.routes, out);
        check_apart(profile.impacts, out);
    }
    check_apart(scenario.pools, out);
    check_apart(scenario.holds, out);
    // Plays of different strategies may: they share their luck.
    for (const Strategy& strategy : scenario.strategies) check_apart(strategy.plays, out);
}

}  // namespace kammerspiel::scenario
