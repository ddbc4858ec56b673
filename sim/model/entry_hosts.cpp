#include "sim/model/entry_hosts.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

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

HostRef drawn_host(const PlanData& plan, const kernel::Draws& draws,
                   const std::vector<federation::HostGroupId>& groups,
                   const kernel::NamePrefix& name) {
    constexpr kernel::Purpose purpose{static_cast<std::uint32_t>(Draw::entry_host)};
    std::optional<std::tuple<double, std::string_view, HostRef>> first;
    for (const federation::HostGroupId group : groups) {
        const federation::HostGroup& info = plan.federation.host_groups[group.index()];
        const auto [race, which, third, fourth] = draws.four(name.then(info.name).id(), purpose, 0);
        const double when = -std::log(race) / info.count;
        if (first && std::tuple(when, std::string_view(info.name)) >=
                         std::tuple(std::get<0>(*first), std::get<1>(*first))) {
            continue;
        }
        const auto number = static_cast<std::uint32_t>(which * info.count);
        first = {when, info.name, {group, std::min(number, info.count - 1)}};
    }
    ensure(first.has_value(), "a host is to be drawn from no groups");
    return std::get<2>(*first);
}

}  // namespace kammerspiel::model
