#include "sim/model/entry_hosts.hpp"

#include <algorithm>
#include <tuple>

#include "kammerspiel/base/elementary.hpp"

namespace kammerspiel::model {

HostRef drawn_host(const PlanData& plan, const kernel::Draws& draws,
                   const std::vector<federation::HostGroupId>& groups,
                   const kernel::NamePrefix& name) {
    constexpr kernel::Purpose purpose{static_cast<std::uint32_t>(Draw::entry_host)};
    std::optional<std::tuple<double, std::string_view, HostRef>> first;
    for (const federation::HostGroupId group : groups) {
        const federation::HostGroup& info = plan.federation.host_groups[group.index()];
        const auto [race, which, third, fourth] = draws.four(name.then(info.key).id(), purpose, 0);
        const double when = -portable_log(race) / info.count;
        if (first && std::tuple(when, std::string_view(info.key)) >=
                         std::tuple(std::get<0>(*first), std::get<1>(*first))) {
            continue;
        }
        const auto number = static_cast<std::uint32_t>(which * info.count);
        first = {when, info.key, {group, std::min(number, info.count - 1)}};
    }
    ensure(first.has_value(), "a host is to be drawn from no groups");
    return std::get<2>(*first);
}

}  // namespace kammerspiel::model
