#pragma once

#include <string>
#include <vector>

#include "kammerspiel/base/text.hpp"
#include "kammerspiel/exercise/evaluation.hpp"
#include "live/session/session.hpp"
#include "live/views/handed.hpp"

namespace kammerspiel::live {

/// A line of an exercise's log, for people and for spreadsheets.
struct LoggedLine {
    Instant at;        ///< in the room
    SimTime scenario;  ///< on the scenario's clock
    std::string move;
    std::string kind;  ///< the command's word, or of a group: message, decision, note …
    std::string by;
    std::string subject;
    std::string text;
};

/// Everything that was said and done, from the journal; secrets and the program's own entries are
/// left out.
[[nodiscard]] std::vector<LoggedLine> whole_log(const Session& session, const Text& text);
/// What a group was handed and has written.
[[nodiscard]] std::vector<LoggedLine> group_log(const Handed& handed, const Text& text);

/// What was seen, as the papers take it.
[[nodiscard]] exercise::WhatWasSeen seen_in(const Session& session, const Text& text);

/// UTF-8 with headings in the language of `text`; no cell is taken for a formula.
[[nodiscard]] std::string as_csv(const std::vector<LoggedLine>& lines,
                                 const scenario::Starts& starts, const Text& text);
[[nodiscard]] std::string as_json_lines(const std::vector<LoggedLine>& lines,
                                        const scenario::Starts& starts);

}  // namespace kammerspiel::live
