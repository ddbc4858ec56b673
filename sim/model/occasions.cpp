#include "sim/model/occasions.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "kammerspiel/base/overloaded.hpp"

namespace kammerspiel::model {
namespace {

std::string content_of(const scenario::Entry& entry, const LuckKeys& keys) {
    std::vector<std::string> attackers;
    for (const auto& attacker : entry.attackers) attackers.push_back(keys.attacker(attacker.text));
    std::sort(attackers.begin(), attackers.end());
    return fmt::format("{}|{}|{}|{}", keys.in_words(entry.at), kammerspiel::in_words(entry.when),
                       word_of(entry.yields), fmt::join(attackers, ","));
}

/// How an action is done whose luck matters: what tells apart those that do the same at one place.
std::string manner_of(const scenario::Action& action) {
    const auto timed = [](const auto& a) {
        return fmt::format("{}|{}", kammerspiel::in_words(a.takes), a.people);
    };
    return std::visit(
        Overloaded{
            [&](const scenario::Shutdown& a) { return fmt::format("{}|{}", timed(a), a.isolate); },
            [&](const scenario::ResetCredentials& a) { return timed(a); },
            [&](const scenario::Hunt& a) {
                return fmt::format("{}|{}", timed(a), a.thoroughness.value());
            },
            [](const scenario::Restore& a) {
                return fmt::format("{}|{}|{}|{}|{}", kammerspiel::in_words(a.begins_after),
                                   word_of(a.gate), word_of(a.rebuild), a.into_clean_zone,
                                   a.thoroughness.value());
            },
            [](const scenario::CloseLink&) { return std::string(); },
            [](const scenario::OpenLink&) { return std::string(); },
            [](const scenario::BlockTechnique&) { return std::string(); },
            [](const scenario::CallIn&) { return std::string(); },
            [](const scenario::ActivateFallback&) { return std::string(); },
            [](const scenario::Inform&) { return std::string(); },
        },
        action);
}

unsigned strictness(scenario::Restore::Gate gate) {
    switch (gate) {
        case scenario::Restore::Gate::none: return 0;
        case scenario::Restore::Gate::inspected: return 1;
        case scenario::Restore::Gate::tested: return 2;
    }
    unreachable();
}

unsigned strictness(scenario::Restore::Rebuild rebuild) {
    switch (rebuild) {
        case scenario::Restore::Rebuild::destroyed: return 0;
        case scenario::Restore::Rebuild::controlled: return 1;
        case scenario::Restore::Rebuild::everything: return 2;
    }
    unreachable();
}

/// What comes first of the actions that a play begins at one instant: by what is done, as
/// scenario::Action lists it; of restores the more thorough one comes later, and so holds.
auto order_of(const scenario::Action& action) {
    const auto* restore = std::get_if<scenario::Restore>(&action);
    const scenario::Restore like = restore == nullptr ? scenario::Restore{} : *restore;
    return std::tuple(action.index(), strictness(like.gate), strictness(like.rebuild),
                      like.into_clean_zone, like.thoroughness.value());
}

}  // namespace

std::vector<NamedEntry> names_of(const std::vector<scenario::Entry>& entries,
                                 const LuckKeys& keys) {
    std::map<std::string, std::uint64_t> known;
    std::vector<NamedEntry> names;
    for (const scenario::Entry& entry : entries) {
        const std::string name =
            entry.name ? "entry:" + entry.name->text : "entry|" + content_of(entry, keys);
        const std::uint64_t before = known[name]++;
        names.push_back({kernel::NamePrefix(name + "#").then(before).then(":"), name,
                         static_cast<std::uint32_t>(names.size())});
    }
    std::stable_sort(names.begin(), names.end(),
                     [](const NamedEntry& a, const NamedEntry& b) { return a.words < b.words; });
    return names;
}

std::vector<NamedAction> actions_in_order(const scenario::Play& play, const LuckKeys& keys) {
    struct Written {
        std::string name;
        std::string manner;
        std::uint32_t number = 0;
    };
    std::vector<Written> all;
    for (const scenario::Action& action : play.actions) {
        const scenario::Scope* scope = scope_of(action);
        const std::string where = scope == nullptr ? "" : keys.in_words(*scope);
        all.push_back({fmt::format("play:{}/{}|{}#", key_of(play), word_of(action), where),
                       manner_of(action), static_cast<std::uint32_t>(all.size())});
    }
    std::stable_sort(all.begin(), all.end(), [](const Written& a, const Written& b) {
        return std::tie(a.name, a.manner) < std::tie(b.name, b.manner);
    });
    std::vector<NamedAction> named;
    std::uint64_t before = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        before = i > 0 && all[i].name == all[i - 1].name ? before + 1 : 0;
        named.push_back({kernel::NamePrefix(all[i].name).then(before), all[i].number});
    }
    std::stable_sort(named.begin(), named.end(), [&](const NamedAction& a, const NamedAction& b) {
        return order_of(play.actions[a.number]) < order_of(play.actions[b.number]);
    });
    return named;
}

}  // namespace kammerspiel::model
