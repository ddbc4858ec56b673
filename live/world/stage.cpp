#include "live/world/stage.hpp"

#include <algorithm>
#include <set>

#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/scenario/order.hpp"

namespace kammerspiel::live {
namespace {

const scenario::Strategy* find_strategy(const scenario::Scenario& scenario,
                                        const std::string& name) {
    const auto found =
        std::find_if(scenario.strategies.begin(), scenario.strategies.end(),
                     [&](const scenario::Strategy& one) { return one.name.text == name; });
    return found == scenario.strategies.end() ? nullptr : &*found;
}

/// The plays of the world behind the table, unless the table decides about them.
std::vector<scenario::Play> plays_in_background(const scenario::Scenario& scenario) {
    const scenario::Exercise& exercise = *scenario.exercise;
    const scenario::Strategy* played =
        exercise.strategy ? find_strategy(scenario, exercise.strategy->text)
                          : (scenario.strategies.empty() ? nullptr : &scenario.strategies.front());
    if (played == nullptr) return {};
    std::set<std::string> decided;
    for (const scenario::DecisionPoint& decision : exercise.decisions) {
        for (const auto& option : decision.options) {
            if (option.strategy) decided.insert(option.strategy->text);
        }
    }
    if (decided.contains(played->name.text)) return {};
    return played->plays;
}

}  // namespace

Stage::Stage(scenario::Scenario scenario)
    : scenario_(std::move(scenario)), background_(plays_in_background(scenario_)) {
    bare_ = scenario_;
    bare_.strategies.clear();
    bare_.sources.clear();
    bare_.parameters.clear();
    bare_.meaning = {};
}

std::uint32_t Stage::attacker(const std::string& name) const {
    const auto& all = scenario_.attackers;
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const auto& one) { return one.name.text == name; });
    ensure(found != all.end(), "there is no attacker '{}'", name);
    return static_cast<std::uint32_t>(found - all.begin());
}

const scenario::Play* Stage::play(const std::string& path) const {
    const std::size_t slash = path.find('/');
    if (slash == std::string::npos) return nullptr;
    const scenario::Strategy* strategy = find_strategy(scenario_, path.substr(0, slash));
    if (strategy == nullptr) return nullptr;
    const auto found = std::find_if(
        strategy->plays.begin(), strategy->plays.end(),
        [&](const scenario::Play& one) { return one.name.text == path.substr(slash + 1); });
    return found == strategy->plays.end() ? nullptr : &*found;
}

std::vector<std::string> Stage::plays() const {
    std::vector<std::string> all;
    for (const scenario::Strategy& strategy : scenario_.strategies) {
        for (const std::string& path : plays_of(strategy.name.text)) all.push_back(path);
    }
    return all;
}

std::vector<std::string> Stage::plays_of(const std::string& name) const {
    std::vector<std::string> all;
    const scenario::Strategy* strategy = find_strategy(scenario_, name);
    if (strategy == nullptr) return all;
    for (const scenario::Play& play : strategy->plays) all.push_back(name + "/" + play.name.text);
    return all;
}

void Stage::add_orders(scenario::Strategy& strategy,
                       const std::vector<const Order*>& orders) const {
    std::set<std::string> names;
    for (const scenario::Play& play : strategy.plays) names.insert(play.name.text);
    for (const Order* order : orders) {
        scenario::Play made;
        if (const scenario::Play* written = play(order->play)) {
            made = *written;
            made.again.reset();
        } else {
            Diagnostics ignored;  // it was read when it was given
            auto actions = scenario::read_order(order->actions, scenario_, ignored);
            if (!actions) continue;
            made.name.text = "order";
            made.actions = std::move(*actions);
        }
        // The draws of a play are those of its name. Ordered again, it is another occasion.
        const std::string name = made.name.text;
        for (unsigned again = 2; !names.insert(made.name.text).second; ++again) {
            made.name.text = name + "~" + std::to_string(again);
        }
        // The table has taken its time already: the lag is over.
        made.after = Fixed{};
        made.when = {};
        made.when.what = scenario::Condition::What::clock;
        made.when.at = order->at;
        strategy.plays.push_back(std::move(made));
    }
}

void Stage::add_watches(scenario::Strategy& strategy) const {
    const auto watch = [&](std::string name, const scenario::Condition& when) {
        scenario::Play made;
        made.name.text = std::move(name);
        made.when = when;
        made.after = Fixed{};
        strategy.plays.push_back(std::move(made));
    };
    for (const scenario::Inject& inject : exercise().injects) {
        if (inject.when) watch(std::string(inject_watch) + inject.name.text, *inject.when);
    }
    for (const scenario::Strategy& one : scenario_.strategies) {
        for (const scenario::Play& play : one.plays) {
            watch(std::string(play_watch) + one.name.text + "/" + play.name.text, play.when);
        }
    }
}

scenario::Scenario Stage::with(const std::vector<const Order*>& orders) const {
    scenario::Scenario made = with_each({orders});
    add_watches(made.strategies.front());
    return made;
}

scenario::Scenario Stage::with_each(
    const std::vector<std::vector<const Order*>>& alternatives) const {
    scenario::Scenario made = bare_;
    for (std::size_t i = 0; i < alternatives.size(); ++i) {
        scenario::Strategy strategy;
        strategy.name.text = "live-" + std::to_string(i + 1);
        strategy.title = {strategy.name.text, strategy.name.text};
        strategy.plays = background_;
        add_orders(strategy, alternatives[i]);
        made.strategies.push_back(std::move(strategy));
    }
    return made;
}

scenario::Scenario Stage::with_plays(const std::vector<const Order*>& orders,
                                     const std::vector<std::string>& plays) const {
    scenario::Scenario made = with_each({orders});
    auto& all = made.strategies.front().plays;
    for (const std::string& path : plays) {
        const scenario::Play& further = *play(path);
        // One that was ordered already is the same play.
        const bool is_there = std::any_of(all.begin(), all.end(), [&](const scenario::Play& one) {
            return one.name == further.name;
        });
        if (!is_there) all.push_back(further);
    }
    return made;
}

scenario::Scenario Stage::as_played(const std::vector<const Order*>& orders) const {
    scenario::Scenario made = scenario_;
    scenario::Strategy strategy;
    strategy.name.text = "as-played";
    while (find_strategy(made, strategy.name.text) != nullptr) strategy.name.text += "-live";
    strategy.title = {"as played", "wie gespielt"};
    strategy.plays = background_;
    add_orders(strategy, orders);
    made.exercise->strategy = strategy.name;
    made.strategies.push_back(std::move(strategy));
    return made;
}

}  // namespace kammerspiel::live
