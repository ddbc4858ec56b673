#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "kammerspiel/base/text.hpp"
#include "kammerspiel/base/words.hpp"

// What results call things: one name for one meaning, in every file, table and language. JSON keys,
// CSV headings and SQLite columns are names of this table, and a test holds what is written
// against it.

namespace kammerspiel::ensemble {

/// Raised when whoever reads results must change; written into every JSON.
inline constexpr int results_version = 2;

/// Why a figure stands there, or does not. It stands in a column `status`, or `NAME_status` beside
/// the figure NAME.
enum class Status : std::uint8_t {
    known,
    beyond_horizon,  ///< a time that is not reached by the end: above every quantile, in no mean
    not_bounded,     ///< the data cannot bound the interval, or give the figure at all
    not_defined,     ///< there is no such figure here
};
constexpr auto vocabulary(Status) {
    using enum Status;
    return std::array{Word{known, "known"}, Word{beyond_horizon, "beyond_horizon"},
                      Word{not_bounded, "not_bounded"}, Word{not_defined, "not_defined"}};
}

/// What stands under a name.
enum class Holds : std::uint8_t {
    text,    ///< words for people, or a value as the scenario writes it
    name,    ///< of a thing in the scenario or of a word of the program: the same in every language
    flag,    ///< true or false; 1 or 0 in CSV
    count,   ///< a whole number
    number,  ///< any other number
    share,   ///< from 0 to 1
    instant,  ///< ISO 8601 with the offset from UTC
    status,   ///< a word of Status
    figure,   ///< an object of `value`, `low`, `high`, `status`
    object,   ///< further names of this table
    list,     ///< of values, or of objects with further names of this table
    by_name,  ///< an object whose keys are names in the scenario, with what the entry says of each
};
constexpr auto vocabulary(Holds) {
    using enum Holds;
    return std::array{Word{text, "text"},       Word{name, "name"},     Word{flag, "flag"},
                      Word{count, "count"},     Word{number, "number"}, Word{share, "share"},
                      Word{instant, "instant"}, Word{status, "status"}, Word{figure, "figure"},
                      Word{object, "object"},   Word{list, "list"},     Word{by_name, "by_name"}};
}

/// What a name says when there is nothing to say.
enum class Missing : std::uint8_t {
    never,           ///< it is always there
    beyond_horizon,  ///< null or empty, with that status: a time that is not reached
    not_bounded,     ///< null or empty, with that status
    not_defined,     ///< null or empty, with that status where it is a figure
    left_out,        ///< the key, or the row, is not there
};
constexpr auto vocabulary(Missing) {
    using enum Missing;
    return std::array{Word{never, "never"}, Word{beyond_horizon, "beyond_horizon"},
                      Word{not_bounded, "not_bounded"}, Word{not_defined, "not_defined"},
                      Word{left_out, "left_out"}};
}

/// One name. Columns `NAME_low`, `NAME_high` and `NAME_status` stand beside a figure NAME in CSV
/// files, `mean_NAME` in views of a study: they are not named again.
struct Term {
    std::string_view name;
    Holds holds = Holds::text;
    std::string_view unit;  ///< of numbers; empty: none
    Missing missing = Missing::never;
    std::string_view where;  ///< files, and `study.sqlite` for its tables and views; with spaces
    std::string_view en, de;
    std::string_view earlier = {};  ///< names of the version before, with spaces between them
};

/// By name.
[[nodiscard]] std::span<const Term> vocabulary();
[[nodiscard]] const Term* find_term(std::string_view name);
/// Precondition: the table has it.
[[nodiscard]] const Term& term(std::string_view name);

/// Whether it had that name in the version before.
[[nodiscard]] bool was_called(const Term& term, std::string_view name);

/// The data dictionary for programs (JSON) and for people (Markdown).
[[nodiscard]] std::string dictionary_as_json(Language language);
[[nodiscard]] std::string dictionary_as_markdown(Language language);

/// Of a figure that was estimated, with the ends of its interval.
[[nodiscard]] inline Status status_of(double value, double low, double high) {
    if (std::isinf(value)) return Status::beyond_horizon;
    if (std::isnan(value)) return Status::not_defined;
    return std::isfinite(low) && std::isfinite(high) ? Status::known : Status::not_bounded;
}

}  // namespace kammerspiel::ensemble
