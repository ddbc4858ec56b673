
#include <set>

#include "sim/scenario/bind.hpp"

namespace kammerspiel::scenario {
namespace {

Selector selector_of(const Fields& fields, std::string_view key) {
    const Node* node = fields.node(key);
    return node == nullptr ? Selector{} : read_selector(*node, fields.out());
}

std::optional<Integrity> integrity_of(const Fields& fields, std::string_view key) {
    const auto word = fields.word(key);
    if (!word) return std::nullopt;
    return *word == 0 ? Integrity::foothold : Integrity::controlled;
}

Route read_route(const Node& node, Diagnostics& out) {
    const Fields fields(node, route_section(), out);
    Route route;
    route.name = fields.name("name").value_or(Name{});
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
    route.time = time.value_or(Distribution{});
    route.success = fields.probability("success").value_or(Probability{0.0});
    route.requires_integrity = integrity_of(fields, "requires").value_or(Integrity::foothold);
    route.needs_credentials = fields.boolean("needs_credentials");
    route.yields = integrity_of(fields, "yields");
    route.yields_credentials = fields.boolean("yields_credentials");
    route.evidence = fields.share("evidence").value_or(Share{1.0});
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
    impact.name = fields.name("name").value_or(Name{});
    const auto what = fields.word("do");
    impact.what = static_cast<AttackImpact::Do>(what.value_or(0));
    impact.on = selector_of(fields, "on");
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
    impact.after = fields.distribution("after").value_or(Distribution{});
    impact.takes = fields.distribution("takes").value_or(Distribution{});
    impact.when_noticed = fields.probability("when_noticed").value_or(Probability{0.0});
    impact.volume = fields.amount("volume").value_or(Bytes{});
    if (what && impact.what != AttackImpact::Do::exfiltrate && fields.has("volume")) {
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
    goal.what.kinds = host_kinds_of(fields.words("kind"));
    goal.in_each_organisation = fields.boolean("in_each_organisation");
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
    const auto kind = fields.word("kind");
    profile.kind = static_cast<AttackerProfile::Kind>(kind.value_or(0));
    profile.hands = static_cast<std::uint32_t>(fields.whole("hands").value_or(1));
    for (const Node* route : fields.list("routes")) {
        profile.routes.push_back(read_route(*route, out));
    }
    for (const Node* goal : fields.list("goals")) profile.goals.push_back(read_goal(*goal, out));
    for (const Node* impact : fields.list("impact")) {
        profile.impacts.push_back(read_impact(*impact, calendar, out));
    }
    profile.persistence = fields.probability("persistence").value_or(Probability{0.0});
    profile.returns_after = fields.distribution("returns_after").value_or(Distribution{});
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
    if (kind && profile.kind == AttackerProfile::Kind::operated && profile.goals.empty() &&
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
        const auto kinds = host_kind_words();
        for (std::size_t k = 0; k < kinds.size(); ++k) {
            if (const auto share = by_kind.share(kinds[k])) {
                detection.sensors[static_cast<HostKind>(k)] = *share;
            }
        }
    }
    detection.alert_delay = fields.distribution("alert_delay").value_or(Distribution{});
    for (const Node* node : fields.list("analysts")) {
        const Fields team(*node, analysts_section(), out);
        Analysts analysts;
        analysts.at = team.name("at").value_or(Name{});
        analysts.people = static_cast<std::uint32_t>(team.whole("people").value_or(1));
        analysts.shift = {"business-hours", {}};
        if (const auto shift = team.word("shift")) {
            analysts.shift.text = std::string(analysts_section().find("shift")->words[*shift]);
        }
        analysts.time_per_alert = team.distribution("time_per_alert").value_or(Distribution{});
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
    detection.users_notice =
        fields.distribution("users_notice").value_or(Distribution{Fixed{minutes(30)}});
    return detection;
}

std::map<HostKind, RecoveryEffort> bind_recovery(const Node& tree, Diagnostics& out) {
    const Fields fields(tree, recovery_section(), out);
    const auto read = [&](const Node& node) {
        const Fields steps(node, effort_section(), out);
        const auto step = [&](std::string_view key) {
            return steps.distribution(key).value_or(Distribution{});
        };
        return RecoveryEffort{step("inspect"), step("clean"),
                              step("rebuild"), steps.distribution("from_scratch"),
                              step("test"),    step("switch_on")};
    };
    RecoveryEffort otherwise;
    if (const Node* node = fields.node("default")) otherwise = read(*node);
    std::map<HostKind, RecoveryEffort> effort;
    const auto kinds = host_kind_words();
    for (std::size_t k = 0; k < kinds.size(); ++k) {
        const Node* node = fields.node(kinds[k]);
        effort[static_cast<HostKind>(k)] = node == nullptr ? otherwise : read(*node);
    }
    return effort;
}

}  // namespace kammerspiel::scenario
