#include "kammerspiel/scenario/order.hpp"

#include <memory>
#include <string>

#include "sim/scenario/bind.hpp"
#include "sim/scenario/check.hpp"
#include "sim/scenario/yaml_tree.hpp"

namespace kammerspiel::scenario {
namespace {

/// A play around the actions, whose condition counts by region so that `affected` has a meaning in
/// every scope.
constexpr std::string_view around =
    "plays: [{name: order, when: {suspected_hosts: 1, within: organisation}, after: 0h, do: []}]";

/// One action may stand alone, and several may stand as keys of one map.
Node as_list(Node written) {
    if (!written.is_map()) return written;
    Node list;
    list.kind = Node::Kind::list;
    list.place = written.place;
    for (std::size_t i = 0; i < written.keys.size(); ++i) {
        Node one;
        one.kind = Node::Kind::map;
        one.place = written.keys[i].place;
        one.keys.push_back(std::move(written.keys[i]));
        one.items.push_back(std::move(written.items[i]));
        list.items.push_back(std::move(one));
    }
    return list;
}

Node* child(Node& map, std::string_view key) {
    for (std::size_t i = 0; i < map.keys.size(); ++i) {
        if (map.keys[i].text == key) return &map.items[i];
    }
    return nullptr;
}

/// What is said of the order itself: of the rest everything was said when it was loaded.
void add_own(const Diagnostics& found, const std::string& file, Diagnostics& out) {
    for (const Diagnostic& one : found.sorted()) {
        if (one.place.name() == file) out.add(one);
    }
}

}  // namespace

std::optional<std::vector<Action>> read_order(std::string_view text, const Scenario& scenario,
                                              Diagnostics& out) {
    const auto file = std::make_shared<const std::string>("order");
    const Limits limits;
    Diagnostics found;
    Node actions = as_list(read_yaml(text, file, limits, found));
    if (actions.kind == Node::Kind::null && !found.has_errors()) {
        found.error({file, 1, 1, 0}, {"scenario.order.empty"});
    }
    Diagnostics of_the_frame;
    Node strategy = read_yaml(around, std::make_shared<const std::string>(), limits, of_the_frame);
    *child(child(strategy, "plays")->items.front(), "do") = std::move(actions);
    const auto calendar = Calendar::make(scenario.starts.local, scenario.starts.zone).calendar;
    Scenario played = scenario;
    played.exercise.reset();
    played.strategies = {
        bind_strategy({"order", {}}, strategy, calendar ? &*calendar : nullptr, found)};
    check(played, {}, true, found);
    add_own(found, *file, out);
    auto& read = played.strategies.front().plays.front().actions;
    if (out.has_errors() || read.empty()) return std::nullopt;
    return std::move(read);
}

}  // namespace kammerspiel::scenario
