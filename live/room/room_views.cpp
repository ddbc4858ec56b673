#include <algorithm>
#include <array>

#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/report/ground_map.hpp"
#include "live/room/room.hpp"
#include "live/views/view_json.hpp"

namespace kammerspiel::live {
namespace {

/// What an inject of this kind comes over; empty: over nothing that a scenario simulates.
std::span<const std::string_view> channels_of(scenario::InjectMode mode) {
    static constexpr std::array<std::string_view, 3> telephone{"telephone", "phone", "telefon"};
    static constexpr std::array<std::string_view, 3> letters{"email", "mail", "e-mail"};
    using enum scenario::InjectMode;
    switch (mode) {
        case phone: return telephone;
        case mail: return letters;
        case in_person:
        case messenger:
        case media:
        case social_media:
        case document:
        case system:
        case radio: return {};
    }
    unreachable();
}

}  // namespace

Audience Room::audience_of(std::uint64_t seat) const {
    using enum Audience::Kind;
    const Seat* found = state().seat(seat);
    const auto role = state().role_of(seat);
    if (found == nullptr || !role) return {lobby, {}};
    switch (*role) {
        case Role::control: return {control, {}};
        case Role::controller: return {controller, {}};
        case Role::player: return {player, found->group};
        case Role::evaluator: return {evaluator, {}};
        case Role::wall: return {wall, {}};
        case Role::server: break;
    }
    return {lobby, {}};
}

View Room::view(const Audience& audience) {
    Kept& kept = views_[audience];
    if (kept.made_of != version_) {
        std::string json = made(audience);
        if (kept.view.json == nullptr || *kept.view.json != json) {
            kept.view.json = std::make_shared<const std::string>(std::move(json));
            ++kept.view.number;
        }
        kept.made_of = version_;
    }
    return kept.view;
}

std::string Room::own_part(std::uint64_t seat) const {
    const Seat* found = state().seat(seat);
    if (found == nullptr) return text_of(Json::object());
    Json own{{"name", found->name},
             {"role", word_of(found->role)},
             {"group", found->group},
             {"speaks", found->speaks},
             {"state", word_of(found->state)}};
    if (found->role == Role::player) own["number"] = number_in_group(state(), seat);
    return text_of(own);
}

Known Room::known_to(const std::string& group) const {
    for (const auto& [name, facts] : scene_->facts) {
        if (name == group) return known_at(facts, shown_);
    }
    return known_at(scene_->noticed, shown_);
}

std::string Room::made(const Audience& audience) const {
    const scenario::Starts& starts = stage_->scenario().starts;
    const Script& script = session_.script();
    using enum Audience::Kind;
    if (audience.kind == lobby) return lobby_view(frame_of(state(), script, starts));
    const bool is_helper = audience.kind == control || audience.kind == controller;
    if (state().phase == Phase::hot_wash && !is_helper) return hot_wash_json();
    switch (audience.kind) {
        case player:
            return player_view(handed_to(state(), script, starts, audience.group),
                               known_to(audience.group), scene_->names);
        case wall:
            return wall_view(handed_to(state(), script, starts, {}),
                             known_at(scene_->noticed, shown_), scene_->names);
        case evaluator: return evaluator_view({frame_of(state(), script, starts), state(), script});
        case control: return control_json(true);
        case controller: return control_json(false);
        case lobby: break;
    }
    unreachable();
}

const scenario::Attachment* Room::attachment(std::uint64_t seat,
                                             const WhichAttachment& which) const {
    const Audience audience = audience_of(seat);
    const auto of_message = [&](std::optional<std::uint64_t> entry) {
        const auto& all = state().delivered;
        const auto found = std::find_if(all.begin(), all.end(), [&](const Delivered& one) {
            return entry && one.number == *entry;
        });
        return found == all.end() ? std::vector<std::string>() : found->attachments;
    };
    std::vector<std::string> named;
    using enum Audience::Kind;
    switch (audience.kind) {
        case player: named = of_message(message_of(state(), audience.group, which.message)); break;
        case wall: named = of_message(message_of(state(), {}, which.message)); break;
        case evaluator: {
            const auto& all = state().delivered;
            const bool is_there =
                which.message >= 1 && static_cast<std::size_t>(which.message) <= all.size();
            if (is_there) named = all[static_cast<std::size_t>(which.message) - 1].attachments;
            break;
        }
        case control:
        case controller: {
            const scenario::Inject* inject = session_.script().inject(which.inject);
            if (inject != nullptr) named = inject->attachments;
            break;
        }
        case lobby: return nullptr;
    }
    if (which.number < 1 || which.number > named.size()) return nullptr;
    const auto& all = stage_->scenario().attachments;
    const auto found = std::find_if(all.begin(), all.end(), [&](const scenario::Attachment& one) {
        return one.written == named[which.number - 1];
    });
    return found == all.end() ? nullptr : &*found;
}

Message Room::obstacle_of(const scenario::Inject& inject) const {
    const auto channels = channels_of(inject.mode);
    if (channels.empty()) return {};
    for (const auto& group : stage_->exercise().groups) {
        const bool is_to = inject.to.empty() || std::find(inject.to.begin(), inject.to.end(),
                                                          group.name) != inject.to.end();
        if (!is_to || !group.organisation) continue;
        const Known noticed = known_at(scene_->noticed, shown_);
        for (const auto& [service, since] : noticed.down) {
            const PublicNames::Service& one = scene_->names.services[service];
            const bool is_theirs =
                scene_->names.organisations[one.organisation].id == group.organisation->text;
            const bool is_channel =
                std::find(channels.begin(), channels.end(), one.name) != channels.end();
            if (!is_theirs || !is_channel) continue;
            return {"live.obstacle",
                    {{"group", group.title.en, group.title.de},
                     {"service", one.title.en, one.title.de}}};
        }
    }
    return {};
}

std::vector<QueuedInject> Room::queue() const {
    std::vector<QueuedInject> all;
    for (const scenario::Inject& inject : stage_->exercise().injects) {
        QueuedInject one;
        one.inject = &inject;
        one.due = due_of(inject);
        const bool is_open =
            state().injects.at(inject.name.text).state == InjectState::State::queued ||
            state().injects.at(inject.name.text).state == InjectState::State::held;
        const auto move = session_.script().move(inject.move.text);
        const bool is_behind = move && *move < state().clock.move;
        one.is_overdue = state().phase == Phase::playing && is_open && one.due &&
                         (is_behind || *one.due < shown_);
        if (is_open) one.obstacle = obstacle_of(inject);
        all.push_back(std::move(one));
    }
    std::stable_sort(all.begin(), all.end(), [](const QueuedInject& a, const QueuedInject& b) {
        if (a.due.has_value() != b.due.has_value()) return a.due.has_value();
        return a.due && *a.due < *b.due;
    });
    return all;
}

std::string Room::ground() const {
    std::vector<report::MapSite> sites;
    Json houses = Json::array();
    for (const PublicNames::Organisation& one : scene_->names.organisations) {
        if (!one.latitude || !one.longitude) continue;
        sites.push_back({*one.latitude, *one.longitude, one.members});
        houses.push_back(one.id);
    }
    // A single one is nothing that a map helps with.
    if (sites.size() < 2) sites.clear();
    return text_of(
        {{"svg", report::ground_map(sites, english_("live.map"))}, {"houses", std::move(houses)}});
}

std::string Room::control_json(bool is_main) const {
    Truth truth = truth_at(*scene_->world, shown_);
    truth.course = scene_->course;
    std::vector<std::pair<std::string, Known>> known;
    for (const auto& [group, facts] : scene_->facts) {
        known.emplace_back(group, known_at(facts, shown_));
    }
    const std::vector<QueuedInject> injects = queue();
    const std::vector<std::string> plays = stage_->plays();
    std::set<std::uint64_t> connected;
    for (const auto& [seat, presence] : presence_) {
        if (presence.streams > 0) connected.insert(seat);
    }
    std::vector<Preview> previews;
    for (const auto& job : previews_) previews.push_back({job->number, text_of(job->json)});
    return control_view({.frame = frame_of(state(), session_.script(), stage_->scenario().starts),
                         .state = state(),
                         .script = session_.script(),
                         .names = scene_->names,
                         .truth = truth,
                         .known = known,
                         .queue = injects,
                         .drafts = scene_->drafts,
                         .plays_due = scene_->world->plays_due,
                         .plays = plays,
                         .connected = connected,
                         .previews = previews,
                         .is_stopped = session_.is_broken(),
                         .is_computing = !being_made_.empty(),
                         .is_main = is_main,
                         .english = english_,
                         .german = german_});
}

std::string Room::hot_wash_json() const {
    Truth truth = truth_at(*scene_->world, SimTime::latest());
    truth.course = scene_->course;
    truth.now = SimTime::latest();
    return hot_wash_view({.frame = frame_of(state(), session_.script(), stage_->scenario().starts),
                          .state = state(),
                          .script = session_.script(),
                          .names = scene_->names,
                          .truth = truth,
                          .facts = scene_->facts,
                          .branches = {}});
}

}  // namespace kammerspiel::live
