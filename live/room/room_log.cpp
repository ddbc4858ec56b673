#include <fmt/format.h>

#include "kammerspiel/base/calendar.hpp"
#include "kammerspiel/model/explain.hpp"
#include "kammerspiel/report/why.hpp"
#include "kammerspiel/sheet/spreadsheet.hpp"
#include "live/room/room.hpp"
#include "live/room/session_log.hpp"

namespace kammerspiel::live {
namespace {

Refusal unknown(const std::string& name) {
    return {Refusal::Why::invalid, {"live.refused.unknown", {{"name", name}}}, 0};
}

}  // namespace

std::variant<std::string, Refusal> Room::why(std::uint64_t seat, const std::string& service,
                                             Language language) const {
    const auto role = state().role_of(seat);
    if (!role || (*role != Role::control && *role != Role::controller)) {
        return Refusal{Refusal::Why::forbidden, {"live.refused.role"}, 0};
    }
    const auto& services = scene_->world->plan->federation().services;
    for (std::size_t s = 0; s < services.size(); ++s) {
        if (services[s].name != service) continue;
        const model::Explanation found = model::explain(
            *scene_->world->plan, scene_->world->options, federation::ServiceId{s}, shown_);
        return report::why_in_words(*scene_->world->plan, scene_->world->options, found,
                                    text(language));
    }
    return unknown(service);
}

std::variant<std::string, Refusal> Room::log(std::uint64_t seat, const std::string& name,
                                             Language language) const {
    const auto role = state().role_of(seat);
    const Audience audience = audience_of(seat);
    std::vector<LoggedLine> lines;
    const scenario::Starts& starts = stage_->scenario().starts;
    if (role == Role::control || role == Role::controller) {
        lines = whole_log(session_, text(language));
    } else if (role == Role::player) {
        lines = group_log(handed_to(state(), session_.script(), starts, audience.group),
                          text(language));
    } else {
        return Refusal{Refusal::Why::forbidden, {"live.refused.role"}, 0};
    }
    if (name == "log.csv") return as_csv(lines, starts, text(language));
    if (name == "log.jsonl") return as_json_lines(lines, starts);
    return unknown(name);
}

}  // namespace kammerspiel::live
