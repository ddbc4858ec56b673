#include "sim/scenario/selection.hpp"

#include <algorithm>

namespace kammerspiel::scenario {
namespace {

bool agrees(const std::optional<Name>& wanted, const std::string& is) {
    return !wanted || wanted->text == is;
}

template <class Item>
bool has(const std::vector<Item>& items, const Item& item) {
    return std::find(items.begin(), items.end(), item) != items.end();
}

bool is_in(const Selector& s, const Organisation& o) {
    return agrees(s.organisation, o.id.text) && agrees(s.region, o.region.text);
}

bool is_of(const Selector& s, const HostGroup& g) {
    return g.count > 0 && agrees(s.group, g.name.text) && agrees(s.zone, g.zone.text) &&
           (!s.tag || has(g.tags, *s.tag)) && (s.kinds.empty() || has(s.kinds, g.kind));
}

}  // namespace

bool selects_any(const Selector& selector, const Organisation& organisation) {
    return is_in(selector, organisation) &&
           std::any_of(organisation.host_groups.begin(), organisation.host_groups.end(),
                       [&](const HostGroup& group) { return is_of(selector, group); });
}

}  // namespace kammerspiel::scenario
