#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kammerspiel/base/words.hpp"
#include "kammerspiel/exercise/msel.hpp"

// What the columns of a list of injects are called, and the words in them.

namespace kammerspiel::exercise {

enum class MselColumn {
    id,
    move,
    group,
    real_time,
    scenario_time,
    type,
    mode,
    from,
    to,
    title,
    message,
    expected_action,
    objective,
    evaluation_task,
    controller,
    contingency_for,
    trigger,
    status,
    notes,
};
constexpr auto vocabulary(MselColumn) {
    using enum MselColumn;
    return std::array{Word{id, "id"},
                      Word{move, "move"},
                      Word{group, "group"},
                      Word{real_time, "real_time"},
                      Word{scenario_time, "scenario_time"},
                      Word{type, "type"},
                      Word{mode, "mode"},
                      Word{from, "from"},
                      Word{to, "to"},
                      Word{title, "title"},
                      Word{message, "message"},
                      Word{expected_action, "expected_action"},
                      Word{objective, "objective"},
                      Word{evaluation_task, "evaluation_task"},
                      Word{controller, "controller"},
                      Word{contingency_for, "contingency_for"},
                      Word{trigger, "trigger"},
                      Word{status, "status"},
                      Word{notes, "notes"}};
}

struct LaidOutColumn {
    MselColumn column;
    std::string heading;  ///< key of the catalogue
};
[[nodiscard]] std::vector<LaidOutColumn> columns_of(MselLayout layout);
[[nodiscard]] double width_of(MselColumn column);
/// As the superset has it.
[[nodiscard]] std::string heading_key(MselColumn column);

/// `text` as it is compared: small letters and digits, ä as ae, without anything else.
[[nodiscard]] std::string folded(std::string_view text);

/// What a heading of a list means.
struct MselHeading {
    enum class Kind {
        column,
        date,  ///< the days of a column of times
    };
    /// How sure it is, where two headings mean the same.
    enum class Strength { derived, usual, layout, exact };
    Kind kind = Kind::column;
    MselColumn column = MselColumn::id;  ///< of days: real or scenario time
    Strength strength = Strength::exact;
    bool is_bound = false;  ///< of days: the heading says of which times they are
    bool is_span = false;   ///< of times: they are counted from the beginning
};

/// Which column a heading means: that of any layout in either language, or a usual other name.
class MselHeadings {
   public:
    MselHeadings();
    [[nodiscard]] std::optional<MselHeading> meaning_of(std::string_view heading) const;
    /// Those of the superset in this language, for suggestions.
    [[nodiscard]] static std::vector<std::string> usual(const Text& text);

   private:
    std::map<std::string, MselHeading> known_;

    [[nodiscard]] std::optional<MselHeading> exactly(std::string_view heading) const;
    [[nodiscard]] std::optional<MselHeading> numbered(std::string_view heading) const;
    [[nodiscard]] std::optional<MselHeading> in_parts(std::string_view heading) const;
    [[nodiscard]] std::optional<MselHeading> without_filler(std::string_view heading) const;
};
/// As folded(), with # as the word `number`.
[[nodiscard]] std::string folded_heading(std::string_view heading);

// As people have the words of an inject.
[[nodiscard]] std::string in_words(scenario::Inject::Type type, const Text& text);
[[nodiscard]] std::string in_words(scenario::InjectMode mode, const Text& text);
[[nodiscard]] std::string in_words(scenario::Inject::Status status, const Text& text);

/// All of them, in their order.
template <HasWords Enum>
[[nodiscard]] std::vector<std::string> all_in_words(const Text& text) {
    std::vector<std::string> all;
    for (const Enum value : Words<Enum>::values) all.push_back(in_words(value, text));
    return all;
}

/// The value that a word means: YAML's, those of both languages, and other usual ones, also in the
/// plural. Of an inject's type, mode and status.
template <HasWords Enum>
[[nodiscard]] std::optional<Enum> meant_by(std::string_view word);

/// The same where there may be more than the word in a cell: several with signs between them, or
/// other words around it.
template <class Enum>
struct MeantBy {
    std::optional<Enum> value;  ///< the first one
    bool is_all = true;         ///< nothing else stands there
};
template <HasWords Enum>
[[nodiscard]] MeantBy<Enum> first_meant_by(std::string_view cell);

/// ---, N/A, TBD and the like.
[[nodiscard]] bool means_nothing(std::string_view cell);

}  // namespace kammerspiel::exercise
