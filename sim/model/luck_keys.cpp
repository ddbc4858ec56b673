#include "sim/model/luck_keys.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace kammerspiel::model {
namespace {

using Keys = std::map<std::string, std::string>;

std::string in(const Keys& keys, const std::string& name) {
    const auto found = keys.find(name);
    return found == keys.end() ? name : found->second;
}

std::string in(const Keys& keys, const std::optional<scenario::Name>& organisation,
               const std::string& name) {
    if (!organisation) return in(keys, name);
    const auto found = keys.find(organisation->text + "/" + name);
    return found == keys.end() ? name : found->second;
}

/// What the organisations have of one kind: its key under `organisation/name`, and under the name
/// where all organisations that have one so named agree.
template <class Things>
Keys keys_of(const scenario::Scenario& scenario, Things things) {
    Keys keys;
    std::map<std::string, std::string> common;
    for (const scenario::Organisation& organisation : scenario.organisations) {
        for (const auto& one : things(organisation)) {
            const std::string& name = one.name.text;
            const std::string& key = key_of(one);
            keys.emplace(organisation.id.text + "/" + name, key);
            const auto [first, is_new] = common.emplace(name, key);
            if (!is_new && first->second != key) first->second = name;
        }
    }
    keys.merge(common);
    return keys;
}

template <class Things>
bool any_key(const scenario::Scenario& scenario, Things things) {
    const auto& all = scenario.organisations;
    return std::any_of(all.begin(), all.end(), [&](const scenario::Organisation& organisation) {
        const auto& here = things(organisation);
        return std::any_of(here.begin(), here.end(),
                           [](const auto& one) { return !one.key.empty(); });
    });
}

}  // namespace

LuckKeys::LuckKeys(const scenario::Scenario& scenario) {
    for (const auto& one : scenario.organisations) organisations_[one.id.text] = key_of(one);
    for (const auto& one : scenario.attackers) attackers_[one.name.text] = key_of(one);
    const auto groups = [](const scenario::Organisation& one) -> const auto& {
        return one.host_groups;
    };
    const auto services = [](const scenario::Organisation& one) -> const auto& {
        return one.services;
    };
    if (any_key(scenario, groups)) groups_ = keys_of(scenario, groups);
    if (any_key(scenario, services)) services_ = keys_of(scenario, services);
}

std::string LuckKeys::organisation(const std::string& name) const {
    return in(organisations_, name);
}

std::string LuckKeys::attacker(const std::string& name) const { return in(attackers_, name); }

std::string LuckKeys::group(const std::optional<scenario::Name>& organisation,
                            const std::string& name) const {
    return in(groups_, organisation, name);
}

std::string LuckKeys::service(const std::optional<scenario::Name>& organisation,
                              const std::string& name) const {
    return in(services_, organisation, name);
}

std::string LuckKeys::in_words(const scenario::Selector& selector) const {
    return hosts_in_words(selector, selector.organisation);
}

std::string LuckKeys::hosts_in_words(const scenario::Selector& selector,
                                     const std::optional<scenario::Name>& there) const {
    const auto or_any = [](const std::optional<scenario::Name>& part) {
        return part ? part->text : std::string("*");
    };
    std::vector<std::string> kinds;
    for (const scenario::HostKind kind : selector.kinds) kinds.emplace_back(word_of(kind));
    std::sort(kinds.begin(), kinds.end());
    return fmt::format(
        "{}/{}/{}/{}/{}/{}",
        selector.organisation ? organisation(selector.organisation->text) : std::string("*"),
        or_any(selector.region), or_any(selector.zone),
        selector.group ? group(there, selector.group->text) : std::string("*"),
        or_any(selector.tag), fmt::join(kinds, ","));
}

std::string LuckKeys::in_words(const scenario::Scope& scope) const {
    using Kind = scenario::Scope::Kind;
    std::optional<scenario::Name> there;
    if (scope.kind == Kind::organisation) there = scope.which;
    const auto where = [&]() -> std::string {
        switch (scope.kind) {
            case Kind::everything: return "everything";
            case Kind::affected_region: return "region:affected";
            case Kind::affected_organisation: return "organisation:affected";
            case Kind::region: return "region:" + scope.which->text;
            case Kind::organisation: return "organisation:" + organisation(scope.which->text);
        }
        unreachable();
    };
    return fmt::format("{}|{}|{}", where(), hosts_in_words(scope.hosts, there),
                       scope.service ? service(there, scope.service->text) : std::string("*"));
}

}  // namespace kammerspiel::model
