
#include <set>

#include "sim/scenario/bind.hpp"

namespace kammerspiel::scenario {
namespace {

Selector selector_of(const Fields& fields, std::string_view key) {
    const Node* node = fields.node(key);
    return node == nullptr ? Selector{} : read_selector(*node, fields.out());
}

Route read_route(const Node& node, Diagnostics& out) {
    const Fields fields(node, route_section(), out);
    Route route;
    fields.read("name", route.name);
    fields.read("key", route.key);
    route.technique = fields.text("technique");
    route.from = selector_of(fields, "from");
    const Node* to = fields.node("to");
    route.to_itself = to != nullptr && to->is_scalar() && to->text == "itself";
    if (to != nullptr && !route.to_itself) route.to = read_selector(*to, out);
    route.over = fields.name("over");
    if (route.to_itself && route.over) {
        out.error(fields.node("over")->place, {"scenario.route.itself_over"});
    }
    const auto time = fields.distribution("time");
    if (time) route.time = *time;
    fields.read("success", route.success);
    fields.read("requires", route.requires_integrity);
    fields.read("needs_credentials", route.needs_credentials);
    route.yields = fields.word<Integrity>("yields");
    fields.read("yields_credentials", route.yields_credentials);
    fields.read("evidence", route.evidence);
    if (!fields.has("yields") && !route.yields_credentials) {
        out.error(node.place, {"scenario.route.nothing", {{"route", route.name.text}}});
    }
    if (time && mean(*time) <= Duration::zero()) {
        out.error(fields.node("time")->place, {"scenario.route.no_time"});
    }
    return route;
}

AttackImpact read_impact(const Node& node, const Calendar* calendar, Diagnostics& out) {
    const Fields fields(node, impact_section(), out);
    AttackImpact impact;
    fields.read("name", impact.name);
    fields.read("key", impact.key);
    const auto what = fields.word<AttackImpact::Do>("do");
    if (what) impact.what = *what;
    impact.on = selector_of(fields, "on");
    if (fields.has("through")) impact.through = selector_of(fields, "through");
    if (const Node* when = fields.node("when")) {
        const Fields trigger(*when, impact_when_section(), out);
        impact.trigger = selector_of(trigger, "holding");
        impact.at = trigger.moment("clock", calendar);
        if (!trigger.has("holding") && !trigger.has("clock")) {
            out.error(when->place, {"scenario.impact.when"});
        }
        if (impact.at && fields.has("after")) {
            out.error(fields.node("after")->place, {"scenario.impact.after"});
        }
    }
    fields.read("after", impact.after);
    fields.read("takes", impact.takes);
    fields.read("when_noticed", impact.when_noticed);
    fields.read("volume", impact.volume);
    if (what && *what != AttackImpact::Do::exfiltrate && fields.has("volume")) {
        out.error(fields.node("volume")->place, {"scenario.impact.volume"});
    }
    return impact;
}

Goal read_goal(const Node& node, Diagnostics& out) {
    const Fields fields(node, goal_section(), out);
    Goal goal;
    goal.what.place = node.place;
    goal.what.organisation = fields.name("organisation");
    goal.what.region = fields.name("region");
    goal.what.zone = fields.name("zone");
    goal.what.group = fields.name("group");
    goal.what.tag = fields.name("tag");
    goal.what.kinds = fields.words<HostKind>("kind");
    fields.read("in_each_organisation", goal.in_each_organisation);
    return goal;
}

template <class Item>
void check_unique(const std::vector<Item>& items, const char* key, Diagnostics& out) {
    std::map<std::string, Place> seen;
    for (const Item& item : items) {
        if (item.name.text.empty()) continue;  // reported as missing
        const auto [first, is_new] = seen.try_emplace(item.name.text, item.name.place);
        if (!is_new) {
            out.error(item.name.place, {key, {{"name", item.name.text}}}, {},
                      {{first->second, {"scenario.first"}}});
        }
    }
}

}  // namespace

AttackerProfile bind_profile(const Node& tree, const Calendar* calendar, Diagnostics& out) {
    const Fields fields(tree, profile_section(), out);
    AttackerProfile profile;
    profile.title = fields.localised("title");
    const auto kind = fields.word<AttackerProfile::Kind>("kind");
    if (kind) profile.kind = *kind;
    fields.read("hands", profile.hands);
    for (const Node* route : fields.list("routes")) {
        profile.routes.push_back(read_route(*route, out));
    }
    for (const Node* goal : fields.list("goals")) profile.goals.push_back(read_goal(*goal, out));
    for (const Node* impact : fields.list("impact")) {
        profile.impacts.push_back(read_impact(*impact, calendar, out));
    }
    fields.read("persistence", profile.persistence);
    fields.read("returns_after", profile.returns_after);
    check_unique(profile.routes, "scenario.route.twice", out);
    check_unique(profile.impacts, "scenario.impact.twice", out);
    // A host keeps what is due on it in one bit for each impact and each route.
    constexpr std::size_t most_routes = 32;
    if (profile.routes.size() > most_routes) {
        out.error(fields.node("routes")->place, {"scenario.route.many", {{"most", most_routes}}});
    }
    constexpr std::size_t most_impacts = 16;
    if (profile.impacts.size() > most_impacts) {
        out.error(fields.node("impact")->place, {"scenario.impact.many", {{"most", most_impacts}}});
    }
    if (kind == AttackerProfile::Kind::operated && profile.goals.empty() &&
        (!fields.has("goals") || fields.node("goals")->is_list())) {
        out.error(tree.place, {"scenario.profile.goals"});
    }
    if (profile.kind == AttackerProfile::Kind::autonomous) {
        for (const auto key : {"goals", "hands"}) {
            if (fields.has(key)) {
                out.error(fields.node(key)->place,
                          {"scenario.profile.operated_only", {{"key", key}}});
            }
        }
    }
    return profile;
}

Detection bind_detection(const Node& tree, Diagnostics& out) {
    const Fields fields(tree, detection_section(), out);
    Detection detection;
    if (const Node* sensors = fields.node("sensors")) {
        const Fields by_kind(*sensors, sensors_section(), out);
        for (const auto& [kind, word] : Words<HostKind>::table) {
            if (const auto share = by_kind.share(word)) detection.sensors[kind] = *share;
        }
    }
    fields.read("alert_delay", detection.alert_delay);
    for (const Node* node : fields.list("analysts")) {
        const Fields team(*node, analysts_section(), out);
        Analysts analysts;
        team.read("at", analysts.at);
        team.read("people", analysts.people);
        team.read("shift", analysts.shift);
        team.read("time_per_alert", analysts.time_per_alert);
        detection.analysts.push_back(std::move(analysts));
    }
    detection.false_alarms_every = fields.distribution("false_alarms");
    detection.forensics = bind_forensics(fields);
    if (detection.false_alarms_every && mean(*detection.false_alarms_every) <= Duration::zero()) {
        out.error(fields.node("false_alarms")->place, {"scenario.detection.no_time"});
    }
    if (detection.false_alarms_every && detection.analysts.empty()) {
        out.warning(fields.node("false_alarms")->place, {"scenario.detection.false_alarms"});
    }
    fields.read("users_notice", detection.users_notice);
    return detection;
}

std::map<HostKind, RecoveryEffort> bind_recovery(const Node& tree, Diagnostics& out) {
    const Fields fields(tree, recovery_section(), out);
    const auto read = [&](const Node& node) {
        const Fields steps(node, effort_section(), out);
        RecoveryEffort effort;
        steps.read("inspect", effort.inspect);
        steps.read("clean", effort.clean);
        steps.read("rebuild", effort.rebuild);
        effort.from_scratch = steps.distribution("from_scratch");
        steps.read("test", effort.test);
        steps.read("switch_on", effort.switch_on);
        if (effort.from_scratch && mean(*effort.from_scratch) < mean(effort.rebuild)) {
            out.warning(steps.node("from_scratch")->place,
                        {"scenario.recovery.quicker_from_scratch"});
        }
        return effort;
    };
    RecoveryEffort otherwise;
    if (const Node* node = fields.node("default")) otherwise = read(*node);
    std::map<HostKind, RecoveryEffort> effort;
    for (const auto& [kind, word] : Words<HostKind>::table) {
        const Node* node = fields.node(word);
        effort[kind] = node == nullptr ? otherwise : read(*node);
    }
    return effort;
}

}  // namespace kammerspiel::scenario
