#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/exercise/msel_moment.hpp"
#include "kammerspiel/exercise/msel_columns.hpp"

// What stands in the cells of a list of injects, and what people mean by it.

namespace kammerspiel::exercise {

/// The names of one kind of thing, with what people call them in the language of the sheet.
class MselNames {
   public:
    void add(const std::string& name, const scenario::Localised& title);
    /// The title where it leads back to this name alone, else the name.
    [[nodiscard]] std::string label(const std::string& name, const Text& text) const;
    /// By name, or by a title in either language that only one has.
    [[nodiscard]] std::optional<std::string> find(std::string_view label) const;
    /// As people write it: also with signs of emphasis or words in brackets, or by its number as
    /// 2, II, Move 2, Phase 2: title. `from_zero`: the first one is 0.
    [[nodiscard]] std::optional<std::string> find_loosely(std::string_view label,
                                                          bool from_zero = false) const;
    [[nodiscard]] std::vector<std::string> labels(const Text& text) const;

   private:
    struct One {
        std::string name;
        scenario::Localised title;
    };
    std::vector<One> all_;
};

/// The number that a label begins with, in whatever writing, and what stands behind it.
struct NumberedLabel {
    std::size_t number = 0;
    std::string rest;  ///< its title
};
[[nodiscard]] std::optional<NumberedLabel> numbered_label(std::string_view label);
/// Without the signs that Markdown has for emphasis, as pairs.
[[nodiscard]] std::string without_emphasis(std::string_view text);

/// The cells of the exercise's injects as they are written, in one language.
class MselCells {
   public:
    MselCells(const scenario::Exercise& exercise, const Schedule& schedule, Language language);
    [[nodiscard]] std::string cell(MselColumn column, const ScheduledInject& scheduled) const;
    [[nodiscard]] const Text& text() const { return text_; }
    [[nodiscard]] const MselNames& moves() const { return moves_; }
    [[nodiscard]] const MselNames& groups() const { return groups_; }
    [[nodiscard]] const MselNames& objectives() const { return objectives_; }
    [[nodiscard]] std::string moment(const LocalTime& local) const;

   private:
    const Schedule& schedule_;
    Text text_;
    MselNames moves_;
    MselNames groups_;
    MselNames objectives_;
    [[nodiscard]] const std::string& in(const scenario::Localised& text) const {
        return text_(text);
    }
    [[nodiscard]] std::string to(const scenario::Inject& inject, bool in_short) const;
};

/// `after 15min`, `at 2022-08-03T19:30`, `when {confirmed_hosts: 1}`; empty if none is set.
[[nodiscard]] std::string trigger_in_words(const scenario::Inject& inject,
                                           const Calendar& calendar);
/// A condition as YAML has it in one line.
[[nodiscard]] std::string condition_in_words(const scenario::Condition& condition,
                                             const Calendar& calendar);
/// 2022-08-03T19:30, with seconds where they are not 0.
[[nodiscard]] std::string yaml_moment(const LocalTime& local);

struct ReadTrigger {
    std::optional<SimTime> at;
    std::optional<Duration> after;
    std::optional<scenario::Condition> when;
    [[nodiscard]] bool is_good() const { return at || after || when; }
};
[[nodiscard]] ReadTrigger read_trigger(std::string_view text, const Calendar& calendar);

}  // namespace kammerspiel::exercise
