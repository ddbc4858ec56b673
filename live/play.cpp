#include "kammerspiel/live/play.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>
#include <chrono>
#include <ctime>

#include "kammerspiel/base/version.hpp"
#include "kammerspiel/scenario/load.hpp"
#include "live/room/decision_costs.hpp"
#include "live/room/option_branches.hpp"
#include "live/room/room.hpp"
#include "live/room/secrets.hpp"
#include "live/room/session_log.hpp"
#include "live/server/server.hpp"

namespace kammerspiel::live {
namespace {

constexpr std::string_view file_key = "file:";
constexpr std::string_view attachment_key = "attachment:";

/// The wall clock as it was when the process began, from then on by a clock that nobody sets and
/// that goes on while the machine sleeps.
class RoomClock {
   public:
    explicit RoomClock(double factor) : factor_(factor), began_(wall()), boot_(since_boot()) {}

    [[nodiscard]] Instant now() const {
        const auto passed = static_cast<double>(since_boot() - boot_) * factor_;
        return Instant::at(began_ + static_cast<std::int64_t>(passed));
    }

   private:
    double factor_;
    std::int64_t began_, boot_;

    static std::int64_t wall() {
        return std::chrono::duration_cast<std::chrono::microseconds>(
                   std::chrono::system_clock::now().time_since_epoch())
            .count();
    }
    static std::int64_t since_boot() {
        std::timespec time{};
        ::clock_gettime(CLOCK_BOOTTIME, &time);
        return std::int64_t{time.tv_sec} * 1'000'000 + time.tv_nsec / 1000;
    }
};

Instant wall_now() { return RoomClock(1).now(); }

/// The file's columns are text.
std::string as_base64(const std::string& bytes) {
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
    const int length = ::EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                         reinterpret_cast<const unsigned char*>(bytes.data()),
                                         static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(length));
    return text;
}

std::optional<std::string> from_base64(const std::string& text) {
    std::string bytes(text.size() / 4 * 3, '\0');
    const int length = ::EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                                         reinterpret_cast<const unsigned char*>(text.data()),
                                         static_cast<int>(text.size()));
    if (length < 0) return std::nullopt;
    // The filling counts as bytes of 0.
    const std::size_t filling = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
    bytes.resize(static_cast<std::size_t>(length) - filling);
    return bytes;
}

ensemble::Journal::About about_of(const scenario::Scenario& scenario) {
    ensemble::Journal::About about{{"scenario", scenario.id},
                                   {"main", scenario.sources.front().path}};
    for (const scenario::SourceFile& source : scenario.sources) {
        about.emplace(std::string(file_key) + source.path, source.text);
    }
    for (const scenario::Attachment& one : scenario.attachments) {
        about.emplace(std::string(attachment_key) + one.path, as_base64(*one.bytes));
    }
    return about;
}

scenario::ScenarioTexts texts_in(const ensemble::Journal::About& about) {
    scenario::ScenarioTexts texts;
    for (const auto& [key, value] : about) {
        if (key == "scenario") texts.id = value;
        if (key == "main") texts.main = value;
        if (key.starts_with(file_key)) texts.files.emplace(key.substr(file_key.size()), value);
        if (!key.starts_with(attachment_key)) continue;
        if (auto bytes = from_base64(value)) {
            texts.files.emplace(key.substr(attachment_key.size()), std::move(*bytes));
        }
    }
    return texts;
}

UnusableSession unusable(std::string key, const std::filesystem::path& path) {
    return {{std::move(key), {{"file", path.string()}}}};
}

std::string as_host(const std::string& address) {
    return address.find(':') == std::string::npos ? address : "[" + address + "]";
}

}  // namespace

struct SessionFile::State {
    std::shared_ptr<const Stage> stage;
    Script script;
    std::optional<Session> session;

    explicit State(scenario::Scenario scenario)
        : stage(std::make_shared<const Stage>(std::move(scenario))), script{stage->exercise()} {}
};

SessionFile::SessionFile(std::unique_ptr<State> state) : state_(std::move(state)) {}
SessionFile::~SessionFile() = default;
SessionFile::SessionFile(SessionFile&&) noexcept = default;
SessionFile& SessionFile::operator=(SessionFile&&) noexcept = default;

void SessionFile::create(const std::filesystem::path& path, const scenario::Scenario& scenario,
                         const SessionChoice& choice) {
    ensemble::Journal journal = ensemble::Journal::create(path, about_of(scenario));
    const Entry opened{.number = 1,
                       .at = wall_now(),
                       .seat = 0,
                       .id = {},
                       .type = CommandType::session_open,
                       .args = {{"id", random_bits(64)},
                                {"scenario", scenario::hash(scenario)},
                                {"attacker", choice.attacker},
                                {"seed", std::to_string(choice.seed)},
                                {"world", std::to_string(choice.world)},
                                {"version", program_version},
                                {"control", hashed(random_bits(128))},
                                {"code", random_code()},
                                {"rehearsal", choice.rehearsal}}};
    const std::array text{written(opened)};
    journal.append(text);
}

bool SessionFile::is_one(const std::filesystem::path& path) {
    return ensemble::Journal::is_one(path);
}

std::variant<SessionFile, UnusableSession> SessionFile::open(const std::filesystem::path& path,
                                                             bool to_write) {
    ensemble::Journal journal =
        to_write ? ensemble::Journal::resume(path) : ensemble::Journal::open(path);
    Diagnostics ignored;  // it was loaded before
    auto loaded = scenario::load(texts_in(journal.about()), ignored);
    const bool is_playable =
        loaded.scenario && loaded.scenario->exercise && !loaded.scenario->exercise->moves.empty();
    if (!is_playable) return unusable("live.file.scenario", path);
    const std::string hash = scenario::hash(*loaded.scenario);
    auto state = std::make_unique<State>(std::move(*loaded.scenario));
    auto session = Session::resume(std::move(journal), state->script);
    if (const auto* wrong = std::get_if<Contradiction>(&session)) {
        return UnusableSession{wrong->message};
    }
    state->session.emplace(std::move(std::get<Session>(session)));
    if (state->session->state().scenario != hash) return unusable("live.file.scenario", path);
    return SessionFile(std::move(state));
}

const scenario::Scenario& SessionFile::scenario() const { return state_->stage->scenario(); }
std::uint64_t SessionFile::entries() const { return state_->session->state().entries; }

std::string SessionFile::log_as_json_lines() const {
    return as_json_lines(whole_log(*state_->session, Text(Language::en)), scenario().starts);
}

exercise::WhatWasSeen SessionFile::what_was_seen(const Text& text) const {
    return seen_in(*state_->session, text);
}

scenario::Scenario SessionFile::as_played() const {
    const SessionState& state = state_->session->state();
    scenario::Scenario played = state_->stage->as_played(state.orders_of(state.branch));
    played.exercise->attacker = scenario::Name{state.attacker, {}};
    played.exercise->seed = state.seed;
    played.exercise->world = state.world;
    return played;
}

SessionChoice SessionFile::choice() const {
    const SessionState& state = state_->session->state();
    return {state.attacker, state.seed, state.world, state.rehearsal};
}

std::vector<report::DecisionCost> SessionFile::costs(std::uint64_t worlds,
                                                     std::stop_token stop) const {
    const SessionState& state = state_->session->state();
    const WorldChoice choice{state_->stage->attacker(state.attacker), {state.seed, state.world}};
    return decision_costs(*state_->stage, choice, state, worlds, std::move(stop));
}

std::string address_in_the_room() { return own_address(); }

std::vector<report::DecisionBranch> option_branches(const scenario::Scenario& scenario) {
    const Stage stage(scenario);
    const scenario::Exercise& exercise = stage.exercise();
    WorldChoice choice;
    if (exercise.attacker) choice.attacker = stage.attacker(exercise.attacker->text);
    choice.world = {.seed = exercise.seed, .replication = exercise.world};
    return option_branches(stage, choice);
}

void play(SessionFile file, const PlaySetting& setting,
          const std::function<void(const PlayPlace&)>& ready, std::stop_token stop) {
    SessionFile::State& state = *file.state_;
    Listening listening;
    listening.addresses = setting.addresses;
    listening.port = setting.port;
    PlayPlace place;
    if (setting.tls) {
        std::vector<std::string> names = setting.names;
        names.emplace_back("localhost");
        listening.certificate = setting.certificate.empty()
                                    ? make_certificate(names, setting.addresses)
                                    : Certificate{setting.certificate, setting.key};
        place.fingerprint = fingerprint(listening.certificate->certificate);
    }
    Server server(std::move(listening));
    Reach reach;
    reach.tls = setting.tls;
    const auto add = [&](const std::string& host) {
        reach.hosts.insert(fmt::format("{}:{}", host, server.port()));
    };
    add("localhost");
    for (const std::string& name : setting.names) add(name);
    for (const std::string& address : setting.addresses) add(as_host(address));

    const RoomClock clock(setting.factor);
    const std::string secret = random_bits(128);
    // The link of an earlier process is worth nothing any more.
    (void)state.session->note(CommandType::session_link, {{"control", hashed(secret)}},
                              clock.now());
    place.code = state.session->state().code;
    for (const std::string& address : setting.addresses) {
        place.joining.push_back(
            fmt::format("{}://{}:{}/", reach.scheme(), as_host(address), server.port()));
    }
    place.control = place.joining.front() + "#control=" + secret;
    Room room(std::move(*state.session), state.stage, server.background());
    Site site(room, std::move(reach), setting.factor);
    ready(place);
    server.run(
        site, [&clock] { return clock.now(); }, std::move(stop));
}

}  // namespace kammerspiel::live
