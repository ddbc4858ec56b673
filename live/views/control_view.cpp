#include <algorithm>

#include "live/views/view_json.hpp"

namespace kammerspiel::live {
namespace {

using live::as_json;

Json both(const Message& message, const ControlPart& part) {
    if (message.empty()) return nullptr;
    return as_json(Localised{part.english(message), part.german(message)});
}

Json names_of(const std::vector<scenario::Name>& names) {
    Json all = Json::array();
    for (const scenario::Name& name : names) all.push_back(name.text);
    return all;
}

Json as_json(const QueuedInject& one, const ControlPart& part) {
    const scenario::Inject& inject = *one.inject;
    const InjectState& state = part.state.injects.at(inject.name.text);
    return {
        {"name", inject.name.text},
        {"move", inject.move.text},
        {"type", word_of(inject.type)},
        {"mode", word_of(inject.mode)},
        {"from", as_json(inject.from)},
        {"to", state.to ? Json(*state.to) : names_of(inject.to)},
        {"title", state.title ? as_json(in_both_languages(*state.title)) : as_json(inject.title)},
        {"text", state.text ? as_json(in_both_languages(*state.text)) : as_json(inject.message)},
        {"reworded", state.title || state.text || state.to},
        {"expected", as_json(inject.expected_action)},
        {"task", as_json(inject.evaluation_task)},
        {"notes", as_json(inject.notes)},
        {"controller", as_json(inject.controller)},
        {"objective", inject.objective ? inject.objective->text : std::string()},
        {"conditional", inject.when.has_value()},
        {"after", inject.after ? Json(inject.after->count()) : Json(nullptr)},
        {"contingency_for", inject.contingency_for ? inject.contingency_for->text : std::string()},
        {"attachments", attachments_as_json(inject.attachments)},
        {"state", word_of(state.state)},
        {"reason", state.reason},
        {"due", as_json(one.due)},
        {"overdue", one.is_overdue},
        {"obstacle", both(one.obstacle, part)}};
}

Json as_json(const Delivered& one, const SessionState& state) {
    Json marks = Json::array();
    for (const auto& [seat, mark] : one.marks) {
        const Seat* found = state.seat(seat);
        marks.push_back(
            {{"by", found == nullptr ? std::string() : found->name}, {"mark", word_of(mark)}});
    }
    return {{"number", one.number},
            {"inject", one.inject},
            {"to", one.to},
            {"mode", word_of(one.mode)},
            {"from", as_json(one.from)},
            {"title", as_json(one.title)},
            {"text", as_json(one.text)},
            {"attachments", attachments_as_json(one.attachments)},
            {"at", as_json(one.at)},
            {"scenario", as_json(one.scenario)},
            {"withdrawn", one.withdrawn},
            {"reason", one.reason},
            {"marks", marks}};
}

/// What can be chosen: what the table has made of it, else what the exercise says.
Json options_of(const DecisionState& decision, const scenario::DecisionPoint* point) {
    Json options = Json::array();
    for (const std::string& option : decision.options) {
        options.push_back({{"name", option}, {"title", as_json(in_both_languages(option))}});
    }
    if (point == nullptr || !decision.options.empty()) return options;
    for (const auto& option : point->options) {
        options.push_back({{"name", option.name.text},
                           {"title", as_json(option.title)},
                           {"strategy", option.strategy ? option.strategy->text : std::string()}});
    }
    return options;
}

Json title_of_chosen(const DecisionState& decision, const scenario::DecisionPoint* point) {
    for (const Json& option : options_of(decision, point)) {
        if (option["name"] == decision.option) return option["title"];
    }
    return as_json(in_both_languages(decision.option));
}

Json decisions(const ControlPart& part) {
    Json all = Json::array();
    for (const auto& [name, one] : part.state.decisions) {
        const scenario::DecisionPoint* point = part.script.decision(name);
        const Json options = options_of(one, point);
        const Seat* by = part.state.seat(one.by);
        all.push_back({{"name", name},
                       {"move", point == nullptr ? std::string() : point->move.text},
                       {"group", one.group},
                       {"question", as_json(one.question)},
                       {"options", options},
                       {"state", word_of(one.state)},
                       {"option", one.option},
                       {"text", one.text},
                       {"by", by == nullptr ? std::string() : by->name},
                       {"entry", one.accepted_by},
                       {"opened", as_json(one.opened_scenario)},
                       {"committed", as_json(one.committed_scenario)},
                       {"accepted", as_json(one.accepted_scenario)},
                       {"committed_at", as_json(one.committed_at)}});
    }
    return all;
}

Json orders(const SessionState& state) {
    Json all = Json::array();
    for (const Order& one : state.orders) {
        all.push_back({{"entry", one.entry},
                       {"branch", one.branch},
                       {"at", as_json(one.at)},
                       {"title", one.title},
                       {"play", one.play},
                       {"actions", one.actions},
                       {"decision", one.decision},
                       {"undone", one.undone}});
    }
    return all;
}

Json seats(const ControlPart& part) {
    Json all = Json::array();
    for (const auto& [number, one] : part.state.seats) {
        all.push_back({{"number", number},
                       {"name", one.name},
                       {"role", word_of(one.role)},
                       {"group", one.group},
                       {"speaks", one.speaks},
                       {"state", word_of(one.state)},
                       {"connected", part.connected.contains(number)}});
    }
    return all;
}

Json as_json(const Truth& truth, const PublicNames& names) {
    Json houses = Json::array();
    for (std::size_t o = 0; o < truth.houses.size(); ++o) {
        const Truth::House& one = truth.houses[o];
        const auto& organisation = names.organisations[o];
        Json house{{"id", organisation.id},
                   {"name", organisation.name},
                   {"compromised", one.compromised},
                   {"destroyed", one.destroyed},
                   {"off", one.off},
                   {"services", one.services},
                   {"up", one.up}};
        if (organisation.latitude && organisation.longitude) {
            house["at"] = Json::array({*organisation.latitude, *organisation.longitude});
        }
        houses.push_back(std::move(house));
    }
    Json course = Json::array();
    for (const Truth::Step& step : truth.course) {
        course.push_back(
            {{"at", as_json(step.at)}, {"side", step.side}, {"what", as_json(step.what)}});
    }
    return {{"attacker", as_json(truth.attacker)}, {"houses", houses}, {"course", course}};
}

Json services_of(const PublicNames& names) {
    Json all = Json::array();
    for (std::size_t s = 0; s < names.services.size(); ++s) {
        if (!names.is_wanted[s]) continue;
        const auto& one = names.services[s];
        all.push_back(names.organisations[one.organisation].id + "/" + one.name);
    }
    return all;
}

Json lines(const SessionState& state) {
    Json all = Json::array();
    for (const Line& one : state.lines) {
        const Seat* by = state.seat(one.seat);
        const char* kind = one.kind == Line::Kind::note     ? "note"
                           : one.kind == Line::Kind::inform ? "inform"
                                                            : "observation";
        all.push_back({{"number", one.number},
                       {"kind", kind},
                       {"by", by == nullptr ? std::string() : by->name},
                       {"group", one.group},
                       {"text", one.text},
                       {"whom", one.whom},
                       {"objective", one.objective},
                       {"inject", one.inject},
                       {"at", as_json(one.at)},
                       {"scenario", as_json(one.scenario)},
                       {"undone", one.undone}});
    }
    return all;
}

Json ratings(const SessionState& state) {
    Json all = Json::array();
    for (const RatedTask& one : state.ratings) {
        const Seat* by = state.seat(one.seat);
        all.push_back({{"number", one.number},
                       {"by", by == nullptr ? std::string() : by->name},
                       {"objective", one.objective},
                       {"task", one.task ? Json(*one.task) : Json(nullptr)},
                       {"rating", one.rating},
                       {"evidence", one.evidence},
                       {"strength", one.strength},
                       {"improvement", one.improvement},
                       {"scenario", as_json(one.scenario)},
                       {"undone", one.undone}});
    }
    return all;
}

Json objectives(const Script& script) {
    Json all = Json::array();
    for (const scenario::Objective& one : script.exercise.objectives) {
        Json tasks = Json::array();
        for (const Localised& task : one.tasks) tasks.push_back(as_json(task));
        all.push_back({{"name", one.name.text}, {"title", as_json(one.title)}, {"tasks", tasks}});
    }
    return all;
}

Json moves(const Script& script) {
    Json all = Json::array();
    for (const scenario::Move& one : script.exercise.moves) {
        Json issues = Json::array();
        for (const Localised& issue : one.key_issues) issues.push_back(as_json(issue));
        all.push_back({{"name", one.name.text},
                       {"title", as_json(one.title)},
                       {"takes", one.takes.count()},
                       {"scenario", as_json(one.scenario)},
                       {"pace", one.pace},
                       {"truth", as_json(one.ground_truth)},
                       {"issues", issues}});
    }
    return all;
}

Json parsed(const std::string& json) {
    return json.empty() ? Json(nullptr) : Json::parse(json, nullptr, false);
}

}  // namespace

std::string control_view(const ControlPart& part) {
    const SessionState& state = part.state;
    Json view{{"audience", part.is_main ? "control" : "controller"},
              {"frame", as_json(part.frame)},
              {"entry", state.entries},
              {"code", state.code},
              {"locked", state.locked},
              {"seed", state.seed},
              {"world", state.world},
              {"stopped", part.is_stopped},
              {"computing", part.is_computing},
              {"moves", moves(part.script)},
              {"objectives", objectives(part.script)},
              {"decisions", decisions(part)},
              {"orders", orders(state)},
              {"branch", state.branch},
              {"seats", seats(part)},
              {"lines", lines(state)},
              {"ratings", ratings(state)},
              {"truth", as_json(part.truth, part.names)},
              {"services", services_of(part.names)},
              {"plays", part.plays}};
    view["queue"] = Json::array();
    for (const QueuedInject& one : part.queue) view["queue"].push_back(as_json(one, part));
    view["delivered"] = Json::array();
    for (const Delivered& one : state.delivered) {
        view["delivered"].push_back(as_json(one, state));
    }
    view["requests"] = Json::array();
    for (const Question& one : state.requests) {
        const Seat* by = state.seat(one.seat);
        view["requests"].push_back({{"number", one.number},
                                    {"by", by == nullptr ? std::string() : by->name},
                                    {"group", one.group},
                                    {"text", one.text},
                                    {"at", as_json(one.at)},
                                    {"closed", one.closed}});
    }
    view["branches"] = Json::array();
    for (const Branch& one : state.branches) {
        view["branches"].push_back({{"name", one.name},
                                    {"parent", one.parent},
                                    {"from", as_json(one.from)},
                                    {"stands", as_json(one.stands)}});
    }
    view["known"] = Json::object();
    for (const auto& [group, known] : part.known) view["known"][group] = as_json(known, part.names);
    view["drafts"] = Json::array();
    for (const scenario::Inject& one : part.drafts) {
        view["drafts"].push_back({{"name", one.name.text},
                                  {"at", as_json(one.at)},
                                  {"mode", word_of(one.mode)},
                                  {"from", as_json(one.from)},
                                  {"to", names_of(one.to)},
                                  {"title", as_json(one.title)},
                                  {"text", as_json(one.message)}});
    }
    view["plays_due"] = Json::object();
    for (const auto& [play, at] : part.plays_due) view["plays_due"][play] = as_json(at);
    view["previews"] = Json::array();
    for (const Preview& one : part.previews) view["previews"].push_back(parsed(one.json));
    view["pins"] = Json::array();
    for (const Pin& one : state.pins) {
        view["pins"].push_back(
            {{"title", one.title}, {"result", one.result}, {"scenario", as_json(one.scenario)}});
    }
    view["feedback"] = state.feedback.size();
    return text_of(view);
}

std::string evaluator_view(const EvaluatorPart& part) {
    const SessionState& state = part.state;
    Json view{{"audience", "evaluator"},
              {"frame", as_json(part.frame)},
              {"objectives", objectives(part.script)},
              {"ratings", ratings(state)},
              {"lines", lines(state)}};
    view["messages"] = Json::array();
    std::size_t number = 0;
    for (const Delivered& one : state.delivered) {
        const scenario::Inject* inject = part.script.inject(one.inject);
        Json json = as_json(one, state);
        json["number"] = ++number;
        if (inject != nullptr) {
            json["expected"] = as_json(inject->expected_action);
            json["task"] = as_json(inject->evaluation_task);
            json["objective"] = inject->objective ? inject->objective->text : std::string();
        }
        view["messages"].push_back(std::move(json));
    }
    view["decisions"] = Json::array();
    for (const auto& [name, one] : state.decisions) {
        if (one.state == DecisionState::State::waiting) continue;
        view["decisions"].push_back({{"name", name},
                                     {"group", one.group},
                                     {"question", as_json(one.question)},
                                     {"options", options_of(one, part.script.decision(name))},
                                     {"state", word_of(one.state)},
                                     {"option", one.option},
                                     {"text", one.text},
                                     {"committed", as_json(one.committed_scenario)}});
    }
    return text_of(view);
}

std::string hot_wash_view(const HotWashPart& part) {
    Json view{{"audience", "hot-wash"},
              {"frame", as_json(part.frame)},
              {"truth", as_json(part.truth, part.names)},
              {"orders", orders(part.state)},
              {"lines", Json::array()},
              {"branches", parsed(part.branches)}};
    view["known"] = Json::object();
    for (const auto& [group, facts] : part.facts) {
        Json told = Json::array();
        for (const Fact& fact : facts) {
            if (fact.at <= part.truth.now) told.push_back(as_json(fact, part.names));
        }
        view["known"][group] = std::move(told);
    }
    view["done"] = Json::array();
    for (const Delivered& one : part.state.delivered) {
        view["done"].push_back({{"kind", "message"},
                                {"scenario", as_json(one.scenario)},
                                {"to", one.to},
                                {"title", as_json(one.title)},
                                {"withdrawn", one.withdrawn}});
    }
    for (const auto& [name, one] : part.state.decisions) {
        if (!one.committed_scenario) continue;
        view["done"].push_back({{"kind", "decision"},
                                {"scenario", as_json(one.committed_scenario)},
                                {"to", Json::array({one.group})},
                                {"title", as_json(one.question)},
                                {"option", title_of_chosen(one, part.script.decision(name))},
                                {"text", one.text}});
    }
    for (const Line& one : part.state.lines) {
        if (one.undone || one.kind == Line::Kind::observation || one.group.empty()) continue;
        view["done"].push_back({{"kind", one.kind == Line::Kind::inform ? "inform" : "note"},
                                {"scenario", as_json(one.scenario)},
                                {"to", Json::array({one.group})},
                                {"title", as_json(in_both_languages(one.text))}});
    }
    view["pins"] = Json::array();
    for (const Pin& one : part.state.pins) {
        view["pins"].push_back(
            {{"title", one.title}, {"result", one.result}, {"scenario", as_json(one.scenario)}});
    }
    return text_of(view);
}

}  // namespace kammerspiel::live
