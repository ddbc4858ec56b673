#include <algorithm>

#include "kammerspiel/scenario/attachment.hpp"
#include "live/views/view_json.hpp"

namespace kammerspiel::live {
namespace {

using live::as_json;

Json as_json(const HandedLine& line) {
    return {{"kind", line.kind == Line::Kind::inform ? "inform" : "note"},
            {"by", line.by},
            {"text", line.text},
            {"whom", line.whom},
            {"at", as_json(line.at)},
            {"scenario", as_json(line.scenario)}};
}

/// Of each house with anything down: how many of its services.
Json houses_down(const Known& known, const PublicNames& names) {
    std::map<std::uint32_t, std::uint32_t> down;
    for (const auto& [service, since] : known.down) ++down[names.services[service].organisation];
    std::map<std::uint32_t, std::uint32_t> all;
    for (std::size_t s = 0; s < names.services.size(); ++s) {
        if (names.is_wanted[s]) ++all[names.services[s].organisation];
    }
    Json houses = Json::array();
    for (const auto& [organisation, count] : all) {
        const auto& one = names.organisations[organisation];
        Json house{{"id", one.id},
                   {"name", one.name},
                   {"members", one.members},
                   {"services", count},
                   {"down", down.contains(organisation) ? down.at(organisation) : 0}};
        if (one.latitude && one.longitude) {
            house["at"] = Json::array({*one.latitude, *one.longitude});
        }
        houses.push_back(std::move(house));
    }
    return houses;
}

template <class Items>
Json list(const Items& items) {
    Json all = Json::array();
    for (const auto& one : items) all.push_back(as_json(one));
    return all;
}

}  // namespace

Json attachments_as_json(const std::vector<std::string>& paths) {
    Json all = Json::array();
    for (const std::string& path : paths) {
        const auto type = scenario::type_by_name(path);
        all.push_back({{"name", path.substr(path.rfind('/') + 1)},
                       {"type", type ? word_of(*type) : std::string_view()}});
    }
    return all;
}

Json as_json(const Frame& frame) {
    const ClockState& clock = frame.clock;
    Json groups = Json::array();
    for (const auto& [name, title] : frame.groups) {
        groups.push_back({{"name", name}, {"title", as_json(title)}});
    }
    return {{"phase", word_of(frame.phase)},
            {"clock",
             {{"since", clock.since.micros()},
              {"scenario", as_json(clock.scenario)},
              {"permille", clock.permille},
              {"running", clock.running},
              {"emergency", clock.emergency},
              {"reason", clock.reason},
              {"played", clock.played.count()}}},
            {"title", as_json(frame.title)},
            {"tlp", frame.tlp},
            {"starts", frame.starts},
            {"zone", frame.zone},
            {"rehearsal", frame.rehearsal},
            {"move",
             {{"number", frame.moves == 0 ? 0 : clock.move + 1},
              {"of", frame.moves},
              {"title", as_json(frame.move)},
              {"situation", as_json(frame.situation)}}},
            {"groups", groups}};
}

Json as_json(const HandedMessage& message) {
    Json marks = Json::array();
    for (const auto& [seat, mark] : message.marks) {
        marks.push_back({{"seat", seat}, {"mark", word_of(mark)}});
    }
    return {{"number", message.number},
            {"mode", word_of(message.mode)},
            {"from", as_json(message.from)},
            {"title", as_json(message.title)},
            {"text", as_json(message.text)},
            {"attachments", attachments_as_json(message.attachments)},
            {"at", as_json(message.at)},
            {"scenario", as_json(message.scenario)},
            {"withdrawn", message.withdrawn},
            {"reason", message.reason},
            {"marks", marks}};
}

Json as_json(const HandedDecision& decision) {
    Json options = Json::array();
    for (const auto& [name, title] : decision.options) {
        options.push_back({{"name", name}, {"title", as_json(title)}});
    }
    return {{"name", decision.name},
            {"question", as_json(decision.question)},
            {"options", options},
            {"state", word_of(decision.state)},
            {"option", decision.option},
            {"text", decision.text},
            {"returned", decision.returned},
            {"opened", as_json(decision.opened)},
            {"committed", as_json(decision.committed)},
            {"accepted", as_json(decision.accepted)}};
}

Json as_json(const Fact& fact, const PublicNames& names) {
    Json json{{"at", as_json(fact.at)},
              {"kind", word_of(fact.kind)},
              {"house", names.organisations[fact.organisation].name},
              {"count", fact.count}};
    using enum Fact::Kind;
    switch (fact.kind) {
        case given:
            if (fact.subject < names.given.size()) {
                json["text"] = as_json(names.given[fact.subject]);
            }
            break;
        case confirmed:
        case cleared:
        case broken:
        case restored: json["group"] = names.groups[fact.subject]; break;
        case link_closed:
        case link_opened: json["link"] = names.links[fact.subject]; break;
        case duty_begun:
        case duty_met:
        case duty_missed: json["text"] = as_json(names.duties[fact.subject]); break;
        case service_down:
        case service_up: json["text"] = as_json(names.services[fact.subject].title); break;
        case alert:
        case off:
        case help_came: break;
    }
    return json;
}

Json as_json(const Known& known, const PublicNames& names) {
    Json houses = Json::array();
    for (const auto& [organisation, house] : known.houses) {
        houses.push_back({{"id", names.organisations[organisation].id},
                          {"name", names.organisations[organisation].name},
                          {"alerts", house.alerts},
                          {"confirmed", house.confirmed},
                          {"broken", house.broken},
                          {"off", house.off},
                          {"restored", house.restored}});
    }
    Json duties = Json::array();
    for (const Known::Duty& one : known.duties) {
        using State = Known::Duty::State;
        duties.push_back({{"title", as_json(names.duties[one.obligation])},
                          {"house", names.organisations[one.organisation].name},
                          {"begun", as_json(one.begun)},
                          {"until", as_json(one.begun + names.duty_within[one.obligation])},
                          {"state", one.state == State::running ? "running"
                                    : one.state == State::met   ? "met"
                                                                : "missed"}});
    }
    Json down = Json::array();
    for (const auto& [service, since] : known.down) {
        const PublicNames::Service& one = names.services[service];
        Json json{{"house", names.organisations[one.organisation].id},
                  {"title", as_json(one.title)},
                  {"since", as_json(since)}};
        if (one.rto) json["rto"] = as_json(since + *one.rto);
        if (one.mtpd) json["mtpd"] = as_json(since + *one.mtpd);
        down.push_back(std::move(json));
    }
    Json news = Json::array();
    for (const Fact& fact : known.news) news.push_back(as_json(fact, names));
    return {{"houses", houses},
            {"duties", duties},
            {"down", down},
            {"services", houses_down(known, names)},
            {"news", news}};
}

std::string player_view(const Handed& handed, const Known& known, const PublicNames& names) {
    Json view{{"audience", "player"},
              {"frame", as_json(handed.frame)},
              {"group", {{"name", handed.group}, {"title", as_json(handed.group_title)}}},
              {"messages", list(handed.messages)},
              {"decisions", list(handed.decisions)},
              {"lines", list(handed.lines)},
              {"questions", list(handed.questions)},
              {"known", as_json(known, names)}};
    view["requests"] = Json::array();
    for (const HandedRequest& one : handed.requests) {
        view["requests"].push_back({{"by", one.by},
                                    {"text", one.text},
                                    {"scenario", as_json(one.scenario)},
                                    {"closed", one.closed}});
    }
    view["seats"] = Json::array();
    for (const HandedSeat& one : handed.seats) {
        view["seats"].push_back(
            {{"number", one.number}, {"name", one.name}, {"speaks", one.speaks}});
    }
    return text_of(view);
}

std::string wall_view(const Handed& handed, const Known& known, const PublicNames& names) {
    Json press = Json::array();
    for (const HandedMessage& one : handed.messages) {
        const bool is_public = one.mode == scenario::InjectMode::media ||
                               one.mode == scenario::InjectMode::social_media ||
                               one.mode == scenario::InjectMode::radio;
        if (is_public && one.for_all && !one.withdrawn) press.push_back(as_json(one));
    }
    return text_of({{"audience", "wall"},
                    {"frame", as_json(handed.frame)},
                    {"press", press},
                    {"services", houses_down(known, names)}});
}

std::string lobby_view(const Frame& frame) {
    return text_of({{"audience", "lobby"}, {"frame", as_json(frame)}});
}

}  // namespace kammerspiel::live
