#include "kammerspiel/model/by_name.hpp"

#include <algorithm>

namespace kammerspiel::model {
namespace {

template <class Items, class NameOf>
std::optional<std::uint32_t> find(const Items& items, std::string_view name, NameOf name_of) {
    const auto found = std::find_if(items.begin(), items.end(),
                                    [&](const auto& item) { return name_of(item) == name; });
    if (found == items.end()) return std::nullopt;
    return static_cast<std::uint32_t>(found - items.begin());
}

constexpr auto written_name = [](const auto& item) -> std::string_view { return item.name.text; };

}  // namespace

std::optional<std::uint32_t> find_strategy(const Plan& plan, std::string_view name) {
    return find(plan.scenario().strategies, name, written_name);
}

std::optional<std::uint32_t> find_attacker(const Plan& plan, std::string_view name) {
    return find(plan.scenario().attackers, name, written_name);
}

std::optional<federation::ServiceId> find_service(const Plan& plan, std::string_view name) {
    const auto place = find(plan.federation().services, name,
                            [](const auto& service) -> std::string_view { return service.name; });
    if (!place) return std::nullopt;
    return federation::ServiceId{*place};
}

}  // namespace kammerspiel::model
