#include "sim/model/occasions.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "kammerspiel/base/overloaded.hpp"

namespace kammerspiel::model {
namespace {

std::string in_words(const scenario::Selector& selector) {
    std::string words;
    for (const auto& part :
         {selector.organisation, selector.region, selector.zone, selector.group, selector.tag}) {
        words += (part ? part->text : "*") + "/";
    }
    std::vector<std::string> kinds;
    for (const scenario::HostKind kind : selector.kinds) kinds.emplace_back(word_of(kind));
    std::sort(kinds.begin(), kinds.end());
    return fmt::format("{}{}", words, fmt::join(kinds, ","));
}

std::string content_of(const scenario::Entry& entry) {
    std::vector<std::string> attackers;
    for (const auto& attacker : entry.attackers) attackers.push_back(attacker.text);
    std::sort(attackers.begin(), attackers.end());
    return fmt::format("{}|{}|{}|{}", in_words(entry.at), kammerspiel::in_words(entry.when),
                       word_of(entry.yields), fmt::join(attackers, ","));
}

std::string in_words(const scenario::Scope& scope) {
    using Kind = scenario::Scope::Kind;
    const auto where = [&]() -> std::string {
        switch (scope.kind) {
            case Kind::everything: return "everything";
            case Kind::affected_region: return "region:affected";
            case Kind::affected_organisation: return "organisation:affected";
            case Kind::region: return "region:" + scope.which->text;
            case Kind::organisation: return "organisation:" + scope.which->text;
        }
        unreachable();
    };
    return fmt::format("{}|{}|{}", where(), in_words(scope.hosts),
                       scope.service ? scope.service->text : "*");
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

}  // namespace

std::vector<kernel::NamePrefix> names_of(const std::vector<scenario::Entry>& entries) {
    std::map<std::string, std::uint64_t> known;
    std::vector<kernel::NamePrefix> names;
    for (const scenario::Entry& entry : entries) {
        const std::string name =
            entry.name ? "entry:" + entry.name->text : "entry|" + content_of(entry);
        names.push_back(kernel::NamePrefix(name + "#").then(known[name]++).then(":"));
    }
    return names;
}

std::vector<kernel::NamePrefix> names_of(const scenario::Play& play) {
    struct Named {
        std::string name;
        std::string manner;
        std::size_t position = 0;
    };
    std::vector<Named> actions;
    for (const scenario::Action& action : play.actions) {
        const scenario::Scope* scope = scope_of(action);
        const std::string where = scope == nullptr ? "" : in_words(*scope);
        actions.push_back({fmt::format("play:{}/{}|{}#", play.name.text, word_of(action), where),
                           manner_of(action), actions.size()});
    }
    std::sort(actions.begin(), actions.end(), [](const Named& a, const Named& b) {
        return std::tie(a.name, a.manner, a.position) < std::tie(b.name, b.manner, b.position);
    });
    std::vector<kernel::NamePrefix> names(actions.size());
    std::uint64_t before = 0;
    for (std::size_t i = 0; i < actions.size(); ++i) {
        before = i > 0 && actions[i].name == actions[i - 1].name ? before + 1 : 0;
        names[actions[i].position] = kernel::NamePrefix(actions[i].name).then(before);
    }
    return names;
}

}  // namespace kammerspiel::model
