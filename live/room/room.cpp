#include "live/room/room.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/scenario/order.hpp"
#include "live/room/secrets.hpp"
#include "live/views/view_json.hpp"

namespace kammerspiel::live {
namespace {

constexpr Duration longest_gap = seconds(5);
constexpr Duration between_beats = seconds(10);
constexpr double commands_a_second = 10;
constexpr double failures_at_once = 10;

double in_seconds(Duration span) { return static_cast<double>(span.count()) / 1e6; }

Refusal refused(Refusal::Why why, std::string key, std::vector<Argument> arguments = {}) {
    return {why, {std::move(key), std::move(arguments)}, 0};
}

/// Which orders these are.
std::string key_of(const std::vector<Order>& orders) {
    std::string key;
    for (const Order& one : orders) {
        key += fmt::format("{}/{}@{};", one.entry, one.part, one.at.since_start().count());
    }
    return key;
}

const std::string* text_in(const Json& written, const char* key) {
    const auto found = written.find(key);
    return found != written.end() && found->is_string() ? found->get_ptr<const std::string*>()
                                                        : nullptr;
}

/// Up to the first 80 characters or so of a name, without what a terminal or a page would obey.
std::string tidy_name(const std::string& name) {
    constexpr std::size_t longest = 80;
    return harmless(name, longest);
}

}  // namespace

Room::Room(Session session, std::shared_ptr<const Stage> stage, Background& background)
    : session_(std::move(session)), stage_(std::move(stage)), background_(background) {
    is_resumed_ = state().clock.running;
    shown_ = state().clock.scenario;
    choice_ = {.attacker = stage_->attacker(state().attacker),
               .world = {.seed = state().seed, .replication = state().world}};
    // The first world is there before anybody looks.
    scene_ = make_scene(*stage_, choice_, orders_now(), english_, german_);
    scene_of_ = key_of(orders_now());
}

Room::~Room() { *is_alive_ = false; }

std::vector<Order> Room::orders_now() const {
    std::vector<Order> orders;
    for (const Order* order : state().orders_of(state().branch)) orders.push_back(*order);
    return orders;
}

void Room::changed() {
    ++version_;
    if (told_) told_();
}

void Room::make_world_again() {
    const std::vector<Order> orders = orders_now();
    const std::string wanted = key_of(orders);
    if (wanted == (being_made_.empty() ? scene_of_ : being_made_)) return;
    if (wanted == scene_of_) {
        being_made_.clear();
        return;
    }
    being_made_ = wanted;
    const auto made = std::make_shared<std::shared_ptr<const Scene>>();
    background_.run(
        [this, made, orders, stage = stage_, choice = choice_] {
            *made = make_scene(*stage, choice, orders, english_, german_);
        },
        [this, made, wanted, is_alive = is_alive_] {
            if (!*is_alive || being_made_ != wanted) return;
            being_made_.clear();
            scene_ = *made;
            scene_of_ = wanted;
            changed();
        });
}

// Time.

void Room::tick(Instant now) {
    const SessionState& before = state();
    if (before.phase == Phase::playing && before.clock.running) {
        // The machine slept, or nobody was there: what would have come does not come by itself.
        const bool was_away = last_tick_ ? now - *last_tick_ > longest_gap : is_resumed_;
        if (was_away) {
            suspend(last_tick_ ? *last_tick_ : before.last, now, "gap");
            changed();
        } else {
            give_what_is_due(now);
            if (now - state().last > between_beats) {
                (void)session_.note(CommandType::clock_beat, Json::object(), now);
            }
        }
    }
    last_tick_ = now;
    const SimTime shown = state().clock.scenario_at(now);
    const auto has_changed = [&](const std::vector<Fact>& facts) {
        const auto next = next_change(facts, shown_);
        return next && *next <= shown;
    };
    const bool is_news = shown < shown_ || has_changed(scene_->noticed) ||
                         std::any_of(scene_->facts.begin(), scene_->facts.end(),
                                     [&](const auto& group) { return has_changed(group.second); });
    // Truth moves without anybody learning of it; control looks at it every few scenario minutes.
    const bool is_old = shown - shown_ >= minutes(5);
    if (is_news || is_old) {
        shown_ = shown;
        changed();
    }
}

std::optional<SimTime> Room::due_of(const scenario::Inject& inject) const {
    const auto& moves = stage_->exercise().moves;
    if (inject.at) return inject.at;
    if (inject.when) {
        const auto found = scene_->world->injects_due.find(inject.name.text);
        if (found == scene_->world->injects_due.end()) return std::nullopt;
        const auto move = session_.script().move(inject.move.text);
        return move ? std::max(found->second, moves[*move].scenario) : found->second;
    }
    if (!inject.after) return std::nullopt;
    const auto move = session_.script().move(inject.move.text);
    if (!move) return std::nullopt;
    const double pace = moves[*move].pace;
    return moves[*move].scenario +
           Duration::micros(std::llround(static_cast<double>(inject.after->count()) * pace));
}

void Room::give_what_is_due(Instant now) {
    const ClockState& clock = state().clock;
    const auto changed_at = state().changed.find("clock");
    const std::uint64_t entry = changed_at == state().changed.end() ? 0 : changed_at->second.entry;
    if (!swept_ || swept_->clock_entry != entry) {
        // After a jump, a pause or another move only what comes from here on comes by itself.
        const bool goes_on =
            swept_ && swept_->move == clock.move && swept_->scenario == clock.scenario;
        if (!goes_on) swept_ = Swept{clock.move, clock.scenario, clock.played, 0};
        swept_->clock_entry = entry;
    }
    const SimTime scenario = clock.scenario_at(now);
    const Duration played = clock.played_at(now);
    std::vector<std::string> due;
    for (const scenario::Inject& inject : stage_->exercise().injects) {
        const InjectState& one = state().injects.at(inject.name.text);
        const bool may_come = one.state == InjectState::State::queued &&
                              inject.type == scenario::Inject::Type::inject;
        if (!may_come) continue;
        if (inject.after) {
            const bool is_here = session_.script().move(inject.move.text) == swept_->move;
            if (is_here && *inject.after >= swept_->played && *inject.after < played) {
                due.push_back(inject.name.text);
            }
            continue;
        }
        const auto at = due_of(inject);
        if (at && *at >= swept_->scenario && *at < scenario) due.push_back(inject.name.text);
    }
    swept_->scenario = scenario;
    swept_->played = played;
    for (const std::string& name : due) {
        (void)session_.note(CommandType::inject_due, {{"inject", name}}, now);
    }
    if (!due.empty()) changed();
}

// Seats.

std::variant<Joined, Refusal> Room::join(const Json& written, Instant now) {
    if (!written.is_object())
        return refused(Refusal::Why::invalid, "live.refused.invalid", {{"what", "{}"}});
    join_failures_ = std::max(0.0, join_failures_ - in_seconds(now - join_failed_));
    join_failed_ = now;
    if (join_failures_ >= failures_at_once) {
        return refused(Refusal::Why::too_fast, "live.refused.too_fast");
    }
    const std::string* code = text_in(written, "code");
    if (code == nullptr || !is_same_secret(*code, state().code)) {
        ++join_failures_;
        return refused(Refusal::Why::forbidden, "live.refused.code");
    }
    const std::string* name = text_in(written, "name");
    const std::string* role = text_in(written, "role");
    const std::string* group = text_in(written, "group");
    const std::string token = random_bits(256);
    Json args{{"name", name == nullptr ? std::string() : tidy_name(*name)},
              {"role", role == nullptr ? std::string() : *role},
              {"group", group == nullptr ? std::string() : *group},
              {"token", hashed(token)}};
    const auto made = session_.note(CommandType::seat_ask, std::move(args), now);
    if (const auto* why = std::get_if<Refusal>(&made)) return *why;
    changed();
    return Joined{std::get<Accepted>(made).entry, token};
}

std::variant<Joined, Refusal> Room::join_control(const Json& written, Instant now) {
    const std::string* secret = written.is_object() ? text_in(written, "secret") : nullptr;
    if (secret == nullptr || !is_same_secret(hashed(*secret), state().control)) {
        return refused(Refusal::Why::forbidden, "live.refused.link");
    }
    const std::string* name = text_in(written, "name");
    const std::string token = random_bits(256);
    const auto made =
        session_.note(CommandType::seat_control,
                      {{"name", name == nullptr ? std::string("Control") : tidy_name(*name)},
                       {"token", hashed(token)}},
                      now);
    if (const auto* why = std::get_if<Refusal>(&made)) return *why;
    changed();
    return Joined{std::get<Accepted>(made).entry, token};
}

std::optional<std::uint64_t> Room::seat_of(const std::string& token) const {
    const std::string wanted = hashed(token);
    for (const auto& [number, seat] : state().seats) {
        const bool is_it = seat.state != Seat::State::revoked && is_same_secret(seat.token, wanted);
        if (is_it) return number;
    }
    return std::nullopt;
}

void Room::connected(std::uint64_t seat, bool is_there, Instant now) {
    Presence& one = presence_[seat];
    const bool was_there = one.streams > 0;
    if (is_there) {
        ++one.streams;
    } else if (one.streams > 0) {
        --one.streams;
    }
    one.last = now;
    if (was_there != (one.streams > 0)) changed();
}

bool Room::may_send(std::uint64_t seat, Instant now) {
    auto [found, is_new] = presence_.try_emplace(seat);
    Presence& one = found->second;
    if (is_new || one.refilled == Instant()) {
        one.tokens = commands_a_second;
    } else {
        one.tokens = std::min(commands_a_second,
                              one.tokens + commands_a_second * in_seconds(now - one.refilled));
    }
    one.refilled = now;
    if (one.tokens < 1) return false;
    one.tokens -= 1;
    return true;
}

// Commands.

std::optional<Refusal> Room::orderable(const std::string& play, const std::string& actions) const {
    if (!play.empty()) {
        if (stage_->play(play) != nullptr) return std::nullopt;
        return refused(Refusal::Why::invalid, "live.refused.unknown", {{"name", play}});
    }
    Diagnostics found;
    (void)scenario::read_order(actions, stage_->scenario(), found);
    if (!found.has_errors()) return std::nullopt;
    struct Lines : LineSource {
        explicit Lines(const std::string& all) : text(all) {}
        const std::string& text;
        [[nodiscard]] std::string_view line(const std::string&,
                                            std::uint32_t number) const override {
            std::string_view left = text;
            for (std::uint32_t at = 1; at < number; ++at) {
                const std::size_t end = left.find('\n');
                if (end == std::string_view::npos) return {};
                left.remove_prefix(end + 1);
            }
            return left.substr(0, left.find('\n'));
        }
    };
    const Lines lines(actions);
    std::string en;
    std::string de;
    for (const Diagnostic& one : found.sorted()) {
        if (one.severity != Severity::error) continue;
        en += render(one, lines, english_, false) + "\n";
        de += render(one, lines, german_, false) + "\n";
    }
    return refused(Refusal::Why::invalid, "live.refused.order", {{"what", en, de}});
}

/// What a command leaves to be looked up: numbers of a group's own, the plays of an option.
std::optional<Refusal> Room::complete(std::uint64_t seat, Command& command) const {
    const bool is_of_group =
        command.type == CommandType::message_mark || command.type == CommandType::message_pass;
    const Seat* sender = state().seat(seat);
    if (is_of_group && sender != nullptr) {
        const auto number = command.args["message"].get<std::int64_t>();
        const auto meant = message_of(state(), sender->group, number);
        if (!meant) {
            return refused(Refusal::Why::invalid, "live.refused.unknown",
                           {{"name", std::to_string(number)}});
        }
        command.args["message"] = *meant;
    }
    if (command.type == CommandType::jump) {
        // The clock may have gone on since it was set last, which the state alone does not know.
        const SimTime to = SimTime::at(Duration::micros(command.args["to"].get<std::int64_t>()));
        if (to < shown_) return refused(Refusal::Why::forbidden, "live.refused.back");
    }
    if (command.type == CommandType::order) {
        return orderable(command.args.value("play", ""), command.args.value("actions", ""));
    }
    if (command.type != CommandType::decision_accept) return std::nullopt;
    if (!command.args.contains("plays")) {
        // Those of the option's strategy that staff would begin by now.
        Json plays = Json::array();
        const std::string name = command.args["decision"].get<std::string>();
        const DecisionState* decision = state().decision(name);
        const scenario::DecisionPoint* point = session_.script().decision(name);
        if (decision != nullptr && point != nullptr) {
            for (const auto& option : point->options) {
                if (option.name.text != decision->option || !option.strategy) continue;
                const auto all = stage_->plays_of(option.strategy->text);
                for (const std::string& play : all) {
                    const auto due = scene_->world->plays_due.find(play);
                    const bool is_due =
                        due != scene_->world->plays_due.end() && due->second <= shown_;
                    if (is_due) plays.push_back(play);
                }
                // Whoever decides for it before its signs are there wants it to begin.
                if (plays.empty() && !all.empty()) plays.push_back(all.front());
            }
        }
        command.args["plays"] = std::move(plays);
    }
    for (const Json& play : command.args["plays"]) {
        if (auto fault = orderable(play.get<std::string>(), {})) return fault;
    }
    return std::nullopt;
}

std::variant<Accepted, Refusal> Room::command(std::uint64_t seat, const Json& written,
                                              Instant now) {
    auto read = read_command(written);
    if (const auto* why = std::get_if<Refusal>(&read)) return *why;
    Command command = std::get<Command>(std::move(read));
    const auto known = state().known.find({seat, command.id});
    if (known != state().known.end()) return Accepted{known->second, false};
    if (!may_send(seat, now)) return refused(Refusal::Why::too_fast, "live.refused.too_fast");
    const auto role = state().role_of(seat);
    const bool may = role && *role != Role::server && (rule_of(command.type).roles & bit(*role));
    if (!may) return refused(Refusal::Why::forbidden, "live.refused.role");
    if (command.type == CommandType::console_take) {
        constexpr Duration patience = seconds(10);
        const bool is_led =
            std::any_of(state().seats.begin(), state().seats.end(), [&](const auto& other) {
                if (other.second.role != Role::control) return false;
                const auto found = presence_.find(other.first);
                if (found == presence_.end()) return false;
                return found->second.streams > 0 || now - found->second.last < patience;
            });
        if (is_led) return refused(Refusal::Why::forbidden, "live.refused.led");
    }
    shown_ = state().clock.scenario_at(now);
    if (auto why = complete(seat, command)) return *why;
    auto done = session_.submit(seat, command, now);
    if (std::holds_alternative<Accepted>(done)) {
        shown_ = state().clock.scenario_at(now);
        constexpr std::uint64_t between_checks = 200;
        const bool is_over = command.type == CommandType::end;
        if (is_over || std::get<Accepted>(done).entry % between_checks == 0) {
            session_.checkpoint(now);
        }
        make_world_again();
    }
    changed();
    return done;
}

void Room::suspend(Instant stood, Instant now, const char* reason) {
    const ClockState& clock = state().clock;
    (void)session_.note(CommandType::clock_suspend,
                        {{"scenario", clock.scenario_at(stood).since_start().count()},
                         {"played", clock.played_at(stood).count()},
                         {"reason", reason}},
                        now);
}

void Room::close(Instant now) {
    for (const auto& job : previews_) job->stop.request_stop();
    if (session_.is_broken()) return;
    if (state().phase == Phase::playing && state().clock.running) {
        suspend(now, now, "closed");
    }
    session_.checkpoint(now);
    if (!session_.is_broken()) session_.finish();
}

}  // namespace kammerspiel::live
