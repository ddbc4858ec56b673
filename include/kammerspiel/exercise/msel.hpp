#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kammerspiel/base/diagnostic.hpp"
#include "kammerspiel/base/text.hpp"
#include "kammerspiel/base/words.hpp"
#include "kammerspiel/exercise/schedule.hpp"

// The list of injects (MSEL, Drehbuch) as planners keep it: as a table for a spreadsheet and as a
// calendar, and the table read back.

namespace kammerspiel::exercise {

enum class MselLayout {
    superset,  ///< everything there is; the one that loses nothing
    standard,  ///< control number, delivery time, assigned to, …
    hseep,     ///< as the Homeland Security Exercise and Evaluation Program has it
    mitre,     ///< as MITRE's playbook has it
};
constexpr auto vocabulary(MselLayout) {
    using enum MselLayout;
    return std::array{Word{superset, "superset"}, Word{standard, "standard"}, Word{hseep, "hseep"},
                      Word{mitre, "mitre"}};
}

/// One sheet of injects in the language of `text`, and one of moves. `marking` is that of the
/// exercise, on every page and above the table.
[[nodiscard]] std::string msel_xlsx(const scenario::Exercise& exercise, const Schedule& schedule,
                                    MselLayout layout, const std::string& marking,
                                    const Text& text);

/// Separated by `;` in German, where the comma is in numbers, else by `,`.
[[nodiscard]] std::string msel_csv(const scenario::Exercise& exercise, const Schedule& schedule,
                                   MselLayout layout, const Text& text);

/// RFC 5545: an event for each inject, on the clock of the room in UTC. The same injects have the
/// same identifiers, so that a calendar that takes it again replaces them.
struct MselCalendar {
    std::string bytes;
    std::size_t left_out = 0;  ///< injects that have no time in the world that is played
};
[[nodiscard]] MselCalendar msel_icalendar(const scenario::Exercise& exercise,
                                          const Schedule& schedule, const std::string& marking,
                                          const Text& text);

/// What a time such as 0:25 says.
enum class MselTimes {
    automatic,  ///< what fits the exercise for more of the list
    clock,      ///< 25 minutes past midnight
    exercise,   ///< 25 minutes after the exercise began
    move,       ///< 25 minutes after the move of the row began
};
constexpr auto vocabulary(MselTimes) {
    using enum MselTimes;
    return std::array{Word{automatic, "auto"}, Word{clock, "clock"}, Word{exercise, "exercise"},
                      Word{move, "move"}};
}

/// What a row said of when its inject comes, as its cells stood; empty where there is no such cell.
struct MselTiming {
    std::string real_time;
    std::string scenario_time;
    std::string trigger;
    bool operator==(const MselTiming&) const = default;
};
using MselTimings = std::map<std::string, MselTiming, std::less<>>;  ///< by inject

/// How a list is read where there is a choice.
struct MselOptions {
    std::vector<std::string> sheets;  ///< empty: all visible ones with such a list
    MselTimes times = MselTimes::automatic;
    /// How the list stood when it was taken into the exercise last. A cell that still stands so
    /// changes nothing: after a changed trigger the old time is still beside it.
    MselTimings taken{};
};

struct MselImport {
    /// Those of the exercise in their order, with what the sheet says otherwise; then new ones.
    std::vector<scenario::Inject> injects;
    Language language = Language::en;  ///< that of the sheet's texts, found out from it
    std::size_t rows = 0;              ///< below the headings, with anything in them
    std::size_t left_out = 0;          ///< rows of which nothing could be made
    std::size_t unchanged = 0;
    std::size_t changed = 0;
    std::size_t added = 0;
    std::size_t missing = 0;  ///< injects of the exercise that are not in the sheet; they are kept
    std::vector<std::string> missing_names;
    MselTimings timings;   ///< of its rows
    bool is_read = false;  ///< false: there was no table of injects in the file
    /// How it was read where it could have been read otherwise.
    std::vector<Message> notes;
};

/// Reads a table as XLSX, CSV or Markdown, or the JSON of an OpenAEV scenario or a Blueprint MSEL,
/// with the headings of any layout in any order, in German or English,
/// or under names that `mapping` gives: a table of two columns, heading and column. A row whose id
/// the exercise has changes only what is written otherwise in the sheet than `msel_xlsx` would have
/// written: other languages, columns that are not there and triggers whose times are unchanged
/// stay. `schedule`: that of the export, with the times that the exercise's world gave conditional
/// injects: they keep their condition unless their trigger or that time is changed. Whatever cannot
/// be understood is a finding with row, column and hint; the rest of the row is taken.
[[nodiscard]] MselImport read_msel(const std::filesystem::path& file,
                                   const scenario::Exercise& exercise, const Schedule& schedule,
                                   const std::optional<std::filesystem::path>& mapping,
                                   const Text& text, Diagnostics& out,
                                   const MselOptions& options = {});

/// The `injects:` of an exercise file, which the loader reads back to the same injects. Moments are
/// those of `calendar`, to the second.
[[nodiscard]] std::string injects_yaml(const std::vector<scenario::Inject>& injects,
                                       const Calendar& calendar);

}  // namespace kammerspiel::exercise
