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

/// Which column a heading means: that of any layout in either language, or a usual other name.
class MselHeadings {
   public:
    MselHeadings();
    [[nodiscard]] std::optional<MselColumn> column_of(std::string_view heading) const;
    /// Those of the superset in this language, for suggestions.
    [[nodiscard]] static std::vector<std::string> usual(const Text& text);

   private:
    std::map<std::string, MselColumn> known_;
};

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

/// The value that a word means: YAML's, those of both languages, and other usual ones. Of an
/// inject's type, mode and status.
template <HasWords Enum>
[[nodiscard]] std::optional<Enum> meant_by(std::string_view word);

}  // namespace kammerspiel::exercise
