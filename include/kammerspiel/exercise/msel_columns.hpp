#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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

/// Words of a closed set, as YAML has them and as people have them.
enum class MselWords { type, mode, status };
[[nodiscard]] std::string_view yaml_word(MselWords words, std::size_t value);
[[nodiscard]] std::string word_in(MselWords words, std::size_t value, const Text& text);
[[nodiscard]] std::vector<std::string> words_in(MselWords words, const Text& text);
/// Takes YAML's words and those of both languages.
[[nodiscard]] std::optional<std::size_t> value_of(MselWords words, std::string_view word);

}  // namespace kammerspiel::exercise
