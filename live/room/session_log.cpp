#include "live/room/session_log.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ctime>

#include "kammerspiel/base/calendar.hpp"
#include "kammerspiel/sheet/spreadsheet.hpp"

namespace kammerspiel::live {
namespace {

/// 2026-12-03T09:05:00Z
std::string in_the_room(Instant at) {
    const std::time_t seconds = static_cast<std::time_t>(at.micros() / 1'000'000);
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    std::array<char, 32> text{};
    const std::size_t size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return {text.data(), size};
}

/// 09:05:30, as the clock in the room shows it.
std::string on_the_wall(Instant at, const std::string& zone) {
    const auto calendar = Calendar::make("1970-01-01T00:00", zone).calendar;
    if (!calendar) return in_the_room(at);
    // Its time 0 is the zone's midnight, which was so much earlier than that of UTC.
    const std::string iso = calendar->iso(SimTime::start());
    const std::size_t sign = iso.find_last_of("+-");
    const int offset = std::stoi(iso.substr(sign + 1, 2)) * 60 + std::stoi(iso.substr(sign + 4, 2));
    const Duration ahead = minutes(iso[sign] == '-' ? -offset : offset);
    const LocalTime local = calendar->local(SimTime::at(Duration::micros(at.micros()) + ahead));
    return fmt::format("{:02}:{:02}:{:02}", local.hour, local.minute, local.second);
}

std::string in_the_scenario(SimTime at, const scenario::Starts& starts) {
    const auto calendar = Calendar::make(starts.local, starts.zone).calendar;
    return calendar ? calendar->iso(at) : std::string();
}

bool is_of_people(CommandType type) {
    return type != CommandType::clock_beat && type != CommandType::checkpoint &&
           type != CommandType::session_open && type != CommandType::session_link;
}

/// What a command is about: the first of these that it names.
std::string subject_of(const Json& args) {
    for (const char* key : {"inject", "decision", "objective", "move", "branch", "seat", "message",
                            "entry", "request", "title"}) {
        if (!args.contains(key)) continue;
        const Json& value = args[key];
        return value.is_string() ? value.get<std::string>() : value.dump();
    }
    return {};
}

std::string said_in(const Json& args) {
    std::string text;
    for (const auto& [key, value] : args.items()) {
        if (key == "token" || key == "control" || key == "code") continue;
        if (!text.empty()) text += "; ";
        text += key + ": " + (value.is_string() ? value.get<std::string>() : text_of(value));
    }
    return text;
}

}  // namespace

std::vector<LoggedLine> whole_log(const Session& session, const Text& text) {
    std::vector<LoggedLine> lines;
    SessionState state;
    const Script& script = session.script();
    session.for_each([&](const Entry& entry) {
        const SimTime scenario = state.clock.scenario_at(entry.at);
        apply(state, script, entry);
        if (!is_of_people(entry.type)) return;
        const Seat* seat = state.seat(entry.seat);
        const auto& moves = script.exercise.moves;
        lines.push_back(
            {.at = entry.at,
             .scenario = scenario,
             .move = moves.empty() ? std::string() : text(moves[state.clock.move].title),
             .kind = std::string(word_of(entry.type)),
             .by = seat == nullptr ? text("live.log.program") : seat->name,
             .subject = subject_of(entry.args),
             .text = said_in(entry.args)});
    });
    return lines;
}

std::vector<LoggedLine> group_log(const Handed& handed, const Text& text) {
    std::vector<LoggedLine> lines;
    for (const HandedMessage& one : handed.messages) {
        lines.push_back({.at = one.at,
                         .scenario = one.scenario,
                         .move = {},
                         .kind = "message",
                         .by = text(one.from),
                         .subject = text(one.title),
                         .text = text(one.text)});
    }
    for (const HandedLine& one : handed.lines) {
        lines.push_back({.at = one.at,
                         .scenario = one.scenario,
                         .move = {},
                         .kind = one.kind == Line::Kind::inform ? "inform" : "note",
                         .by = one.by,
                         .subject = {},
                         .text = one.text});
    }
    std::stable_sort(lines.begin(), lines.end(),
                     [](const LoggedLine& a, const LoggedLine& b) { return a.at < b.at; });
    return lines;
}

exercise::WhatWasSeen seen_in(const Session& session, const Text& text) {
    const SessionState& state = session.state();
    const std::string& zone = session.script().exercise.begins.zone;
    const auto name_of = [&](std::uint64_t seat) {
        const Seat* found = state.seat(seat);
        return found == nullptr ? std::string() : found->name;
    };
    exercise::WhatWasSeen seen;
    for (const RatedTask& one : state.ratings) {
        if (one.undone) continue;
        exercise::Observation made;
        made.objective = one.objective;
        made.task = one.task;
        made.rating = value_of<exercise::Rating>(one.rating);
        made.evidence = one.evidence;
        made.strength = one.strength;
        made.improvement = one.improvement;
        made.evaluator = name_of(one.seat);
        seen.observations.push_back(std::move(made));
    }
    for (const Feedback& one : state.feedback) {
        exercise::Feedback made;
        if (!one.strengths.empty()) made.strengths.push_back(one.strengths);
        if (!one.improvements.empty()) made.improvements.push_back({.what = one.improvements});
        seen.feedback.push_back(std::move(made));
    }
    using Kind = exercise::LogEntry::Kind;
    std::vector<std::pair<Instant, exercise::LogEntry>> lines;
    const auto add = [&](Instant at, Kind kind, std::string subject, std::string option,
                         std::string by, std::string words) {
        lines.push_back({at,
                         {.time = on_the_wall(at, zone),
                          .kind = kind,
                          .subject = std::move(subject),
                          .option = std::move(option),
                          .by = std::move(by),
                          .text = std::move(words)}});
    };
    for (const Delivered& one : state.delivered) {
        add(one.at, Kind::inject, one.inject, {}, text(one.from),
            one.withdrawn ? text("live.log.withdrawn", {{"title", text(one.title)}})
                          : text(one.title));
    }
    for (const auto& [name, one] : state.decisions) {
        if (!one.committed_at) continue;
        add(*one.committed_at, Kind::decision, name, one.option, name_of(one.by), one.text);
    }
    for (const Line& one : state.lines) {
        if (one.undone) continue;
        const Kind kind = one.kind == Line::Kind::note     ? Kind::note
                          : one.kind == Line::Kind::inform ? Kind::action
                                                           : Kind::observation;
        add(one.at, kind, one.inject, {}, name_of(one.seat), one.text);
    }
    std::stable_sort(lines.begin(), lines.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& [at, line] : lines) seen.log.push_back(std::move(line));
    return seen;
}

std::string as_csv(const std::vector<LoggedLine>& lines, const scenario::Starts& starts,
                   const Text& text) {
    sheet::SheetTable table;
    table.name = "log";
    for (const char* heading :
         {"live.log.room", "live.log.scenario", "live.log.move", "live.log.kind", "live.log.by",
          "live.log.subject", "live.log.text"}) {
        table.columns.push_back({.heading = text(heading), .choices = {}});
    }
    for (const LoggedLine& line : lines) {
        table.rows.push_back({in_the_room(line.at), in_the_scenario(line.scenario, starts),
                              line.move, line.kind, line.by, line.subject, line.text});
    }
    return sheet::as_csv(table, text.language() == Language::de ? ';' : ',');
}

std::string as_json_lines(const std::vector<LoggedLine>& lines, const scenario::Starts& starts) {
    std::string all;
    for (const LoggedLine& line : lines) {
        all += text_of({{"room", in_the_room(line.at)},
                        {"scenario", in_the_scenario(line.scenario, starts)},
                        {"move", line.move},
                        {"kind", line.kind},
                        {"by", line.by},
                        {"subject", line.subject},
                        {"text", line.text}}) +
               "\n";
    }
    return all;
}

}  // namespace kammerspiel::live
