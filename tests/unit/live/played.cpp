#include "played.hpp"

#include <fmt/format.h>

#include <array>

#include "kammerspiel/base/version.hpp"
#include "live/room/secrets.hpp"

namespace kammerspiel::test {

using namespace live;

Written exercise_files() {
    Written files = small_but("scenario.yaml", "federation: federation.yaml\n",
                              "federation: federation.yaml\nexercise: exercise.yaml\n"
                              "crisis_team_at: gfi\nreporting_delay: 30min\n"
                              "known_at_start:\n"
                              "  - {at: gfi/servers, hosts: 1, what: suspected,"
                              " text: {en: odd, de: seltsam}}\n"
                              "obligations:\n"
                              "  - {name: gdpr, title: {en: report, de: Meldung},"
                              " when: {confirmed_hosts: 1}, takes: 1h, within: 72h,"
                              " uses: [mail]}\n");
    std::string& text = files.at("scenario.yaml");
    const std::string two = "suspected_hosts: 2";
    text.replace(text.find(two), two.size(), "suspected_hosts: 1");
    files["exercise.yaml"] = R"(title: {en: small exercise, de: kleine Übung}
type: tabletop
tlp: amber
begins: 2026-12-03T09:00 Europe/Berlin
strategy: off
attacker: crew
seed: 5
world: 3
objectives:
  lead:
    title: {en: lead, de: führen}
    capability: {en: command, de: Führung}
    tasks: [{en: somebody leads, de: jemand führt}, {en: a log is kept, de: ein Protokoll wird geführt}]
groups:
  provider: {title: {en: provider, de: Dienstleister}, organisation: gfi}
  ulm: {title: {en: Ulm, de: Ulm}, organisation: ulm}
moves:
  first:
    title: {en: first, de: erste}
    takes: 30min
    scenario_time: 2022-01-03T09:00
    pace: 10
    situation: {en: something is odd, de: etwas ist seltsam}
    ground_truth: {en: THE TRUTH, de: DIE WAHRHEIT}
  second:
    title: {en: second, de: zweite}
    takes: 30min
    scenario_time: 2022-01-04T09:00
    pace: 10
    situation: {en: a day later, de: einen Tag später}
injects:
  - name: early
    move: first
    after: 1min
    mode: phone
    from: Somebody
    to: [provider]
    title: {en: early title, de: früher Titel}
    message: {en: early text, de: früher Text}
    objective: lead
    notes: {en: ONLY CONTROL, de: NUR STEUERUNG}
  - name: at-ten
    move: first
    at: 2022-01-03T10:00
    mode: mail
    from: Somebody else
    to: [ulm]
    title: {en: at ten, de: um zehn}
    message: {en: it is ten, de: es ist zehn}
    attachments: [clock.png, letter.pdf]
  - name: papers
    move: first
    at: 2022-01-03T11:00
    mode: media
    from: The paper
    title: {en: press, de: Presse}
    message: {en: read all about it, de: lesen Sie alles}
  - name: spare
    move: first
    type: contingency
    contingency_for: early
    after: 2min
    mode: phone
    from: Boss
    to: [provider]
    title: {en: who leads, de: wer führt}
    message: {en: who, de: wer}
  - name: when-confirmed
    move: second
    when: {confirmed_hosts: 1}
    mode: phone
    from: Analyst
    to: [provider]
    title: {en: confirmed, de: bestätigt}
    message: {en: it is one, de: es ist einer}
decisions:
  - name: shut
    move: first
    group: provider
    question: {en: shut down, de: abschalten}
    options:
      - {name: all, title: {en: everything, de: alles}, strategy: off}
      - {name: none, title: {en: nothing, de: nichts}}
)";
    files["clock.png"] = "\x89PNG\r\n\x1a\n a clock";
    files["letter.pdf"] = "%PDF-1.7 a letter";
    return files;
}

scenario::Scenario exercise_scenario() {
    const Outcome outcome = load(exercise_files());
    INFO(outcome.english);
    REQUIRE(outcome.scenario.has_value());
    return *outcome.scenario;
}

Played::Played(const std::string& attacker)
    : stage_(std::make_shared<const Stage>(exercise_scenario())),
      script_(std::make_unique<Script>(Script{stage_->exercise()})) {
    ensemble::Journal journal = ensemble::Journal::create(file(), {});
    const Entry opened{.number = 1,
                       .at = now_,
                       .seat = 0,
                       .id = {},
                       .type = CommandType::session_open,
                       .args = {{"id", "0123456789abcdef"},
                                {"scenario", "hash"},
                                {"attacker", attacker},
                                {"seed", "5"},
                                {"world", "3"},
                                {"version", program_version},
                                {"control", hashed(control_secret)},
                                {"code", code}}};
    const std::array text{written(opened)};
    journal.append(text);
    auto session = Session::resume(std::move(journal), *script_);
    session_.emplace(std::move(std::get<Session>(session)));
}

void Played::resume() {
    session_.reset();
    auto session = Session::resume(ensemble::Journal::resume(file()), *script_);
    if (const auto* wrong = std::get_if<Contradiction>(&session)) {
        FAIL(Text(Language::en)(wrong->message));
    }
    session_.emplace(std::move(std::get<Session>(session)));
}

std::uint64_t Played::seat(Role role, const std::string& group) {
    const std::string token = fmt::format("token {}", state().entries);
    if (role == Role::control) {
        const auto made = session_->note(CommandType::seat_control,
                                         {{"name", "Control"}, {"token", hashed(token)}}, now_);
        return std::get<Accepted>(made).entry;
    }
    const auto made =
        session_->note(CommandType::seat_ask,
                       {{"name", fmt::format("{} {}", word_of(role), state().entries)},
                        {"role", word_of(role)},
                        {"group", group},
                        {"token", hashed(token)}},
                       now_);
    const std::uint64_t number = std::get<Accepted>(made).entry;
    std::uint64_t control = 0;
    for (const auto& [other, seat] : state().seats) {
        if (seat.role == Role::control) control = other;
    }
    if (control == 0) control = seat(Role::control);
    const bool is_admitted = send(control, CommandType::seat_admit, {{"seat", number}});
    INFO(refusal_);
    REQUIRE(is_admitted);
    return number;
}

bool Played::send(std::uint64_t seat, CommandType type, Json args) {
    const auto read = read_command(
        {{"id", fmt::format("c{}", ++sent_)}, {"type", word_of(type)}, {"args", std::move(args)}});
    if (const auto* wrong = std::get_if<Refusal>(&read)) {
        refusal_ = wrong->message.key;
        return false;
    }
    const auto done = session_->submit(seat, std::get<Command>(read), now_);
    const auto* wrong = std::get_if<Refusal>(&done);
    refusal_ = wrong == nullptr ? std::string() : wrong->message.key;
    return wrong == nullptr;
}

std::unique_ptr<Room> Played::room(Background& background) {
    auto made = std::make_unique<Room>(std::move(*session_), stage_, background);
    session_.reset();
    return made;
}

Json some_args(CommandType type, const SessionState& state, std::mt19937_64& chance) {
    const auto one_of = [&](const std::vector<std::string>& all) {
        return all[chance() % all.size()];
    };
    const auto number = [&](std::uint64_t most) { return chance() % (most + 1); };
    const std::string inject =
        one_of({"early", "at-ten", "papers", "spare", "when-confirmed", "unknown"});
    const std::string group = one_of({"provider", "ulm", "nobody"});
    const std::uint64_t entry = number(state.entries + 2);
    const std::int64_t later =
        (state.clock.scenario + minutes(static_cast<std::int64_t>(number(90))) - minutes(10))
            .since_start()
            .count();
    using T = CommandType;
    switch (type) {
        case T::pause: return {{"emergency", number(3) == 0}};
        case T::rate: return {{"permille", number(20000)}};
        case T::jump: return {{"to", later}, {"skip", Json::array({inject})}};
        case T::move: return {{"move", one_of({"first", "second", "third"})}};
        case T::inject_send:
        case T::inject_due: return {{"inject", inject}};
        case T::inject_hold: return {{"inject", inject}, {"held", number(1) == 0}};
        case T::inject_skip: return {{"inject", inject}, {"reason", "not needed"}};
        case T::inject_reword: return {{"inject", inject}, {"text", "other words"}};
        case T::message:
            return {{"to", Json::array({group})}, {"mode", "phone"}, {"text", "hello"}};
        case T::message_withdraw: return {{"message", entry}};
        case T::message_mark: return {{"message", entry}, {"mark", one_of({"fact", "none", "x"})}};
        case T::message_pass: return {{"message", entry}, {"to", group}};
        case T::request_close: return {{"request", entry}};
        case T::inform: return {{"whom", Json::array({"members"})}, {"text", "we are on it"}};
        case T::ask:
        case T::note:
        case T::observe: return {{"text", "something <b>odd</b>"}};
        case T::decision_open: return {{"decision", one_of({"shut", "unknown"})}};
        case T::decision_propose:
        case T::decision_commit:
            return {{"decision", "shut"}, {"option", one_of({"all", "none", "x"})}};
        case T::decision_accept: return {{"decision", "shut"}, {"plays", Json::array({"off/off"})}};
        case T::decision_return: return {{"decision", "shut"}, {"reason", "say why"}};
        case T::order: return {{"title", "order"}, {"actions", "shutdown: {}"}};
        case T::branch: return {{"name", "other"}};
        case T::switch_branch: return {{"branch", number(state.branches.size())}};
        case T::undo: return {{"entry", entry}};
        case T::rate_task:
            return {{"objective", "lead"},
                    {"task", number(2)},
                    {"rating", one_of({"not_met", "x"})},
                    {"evidence", "seen"}};
        case T::feedback: return {{"strengths", "much"}};
        case T::pin: return {{"title", "a or b"}, {"result", "b"}};
        case T::seat_ask:
            return {{"name", "Somebody"},
                    {"role", one_of({"player", "evaluator", "control", "server"})},
                    {"group", group},
                    {"token", "t"}};
        case T::seat_admit:
        case T::seat_move: return {{"seat", entry}, {"speaks", number(1) == 0}};
        case T::seat_revoke: return {{"seat", entry}};
        case T::lock: return {{"locked", number(1) == 0}};
        case T::checkpoint: return {{"digest", digest(state)}};
        case T::clock_suspend:
            return {{"scenario", state.clock.scenario.since_start().count()},
                    {"played", state.clock.played.count()}};
        case T::session_link: return {{"control", "hash"}};
        case T::seat_control: return {{"name", "Control"}, {"token", "t"}};
        case T::session_open:
        case T::start:
        case T::resume:
        case T::console_take:
        case T::end:
        case T::hot_wash:
        case T::clock_beat: break;
    }
    return Json::object();
}

}  // namespace kammerspiel::test
