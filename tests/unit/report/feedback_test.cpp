#include <algorithm>

#include "analysis/exercise/evaluation_rows.hpp"
#include "analysis/report/papers/after_action_report.hpp"
#include "analysis/report/papers/feedback_form.hpp"
#include "kammerspiel/exercise/evaluation_words.hpp"
#include "tests/unit/report/small_exercise.hpp"

namespace kammerspiel {
namespace {

using namespace report;
using namespace report::papers;

const Table* table_with(const Paper& paper, std::size_t columns) {
    for (const Block& block : paper.blocks) {
        const auto* table = std::get_if<Table>(&block);
        if (table != nullptr && table->table.columns.size() == columns) return table;
    }
    return nullptr;
}

TEST_CASE("the feedback form asks for three of each, and for agreement with eight statements",
          "[report][papers][feedback]") {
    const auto language = GENERATE(Language::en, Language::de);
    const test::Played played({.language = language});
    const Paper form = feedback_form(played.words());
    const Table* strengths = table_with(form, 2);
    const Table* improvements = table_with(form, 5);
    const Table* agreement = table_with(form, 6);
    REQUIRE(strengths != nullptr);
    REQUIRE(improvements != nullptr);
    REQUIRE(agreement != nullptr);
    CHECK(strengths->table.rows.size() == 3);
    CHECK(improvements->table.rows.size() == 3);
    CHECK(agreement->table.rows.size() == 8);
    for (std::size_t i = 1; i <= 5; ++i) {
        CHECK(agreement->table.columns[i].heading == std::to_string(i));
    }
}

TEST_CASE("names are voluntary, and the form says what becomes of what is written",
          "[report][papers][feedback]") {
    const test::Played played({.language = Language::de});
    const std::string form = as_markdown(feedback_form(played.words()));
    CHECK(form.find("Name (freiwillig)") != std::string::npos);
    CHECK(form.find("Datenschutz") != std::string::npos);
    CHECK(form.find("☐ H  ☐ M  ☐ N") != std::string::npos);
    CHECK(form.find("entgangen") != std::string::npos);
}

TEST_CASE("hostile text stays text in a feedback form", "[report][papers][feedback]") {
    const test::Played played({.hostile = "</title><script>x</script>"});
    ChartEngine engine;
    CHECK(as_html(feedback_form(played.words()), engine).find("<script>") == std::string::npos);
}

/// The sheet as it is written, with these rows below its headings.
sheet::ReadSheet filled(const papers::PaperWords& words,
                        const std::vector<std::vector<std::string>>& rows) {
    const sheet::SheetTable table = feedback_sheet(words);
    sheet::ReadSheet read{"feedback.csv", {}, false, {}};
    for (const std::string& line : table.above) read.rows.push_back({line});
    std::vector<std::string> headings;
    for (const sheet::SheetColumn& column : table.columns) headings.push_back(column.heading);
    read.rows.push_back(headings);
    for (const auto& row : rows) read.rows.push_back(row);
    return read;
}

/// A row with these cells in these columns.
std::vector<std::string> row_of(
    const std::vector<std::pair<std::string_view, std::string>>& cells) {
    std::vector<std::string> row(exercise::feedback_columns.size());
    for (const auto& [column, text] : cells) {
        const auto at =
            std::find(exercise::feedback_columns.begin(), exercise::feedback_columns.end(), column);
        REQUIRE(at != exercise::feedback_columns.end());
        row[static_cast<std::size_t>(at - exercise::feedback_columns.begin())] = text;
    }
    return row;
}

TEST_CASE("feedback that was typed in comes back, in either language", "[report][feedback]") {
    const auto language = GENERATE(Language::en, Language::de);
    const test::Played played({.language = language});
    Diagnostics out;
    const auto read = exercise::feedback_in(
        filled(played.words(),
               {row_of({{"form", "1"},
                        {"structure", "4"},
                        {"preparedness", "5"},
                        {"strength_1", "calm"},
                        {"improvement_1", "list of calls"},
                        {"action_1", "print it"},
                        {"priority_1", "H"},
                        {"more", "thanks"}}),
                row_of({{"form", "2"}}),
                row_of({{"structure", "2"},
                        {"improvement_2", "quieter"},
                        {"priority_2", language == Language::de ? "niedrig" : "low"}})}),
        out);
    CHECK_FALSE(out.has_errors());
    // A form with nothing on it but its number is none.
    REQUIRE(read.size() == 2);
    CHECK(read[0].agreement.front() == 4);
    CHECK(read[0].agreement.back() == 5);
    CHECK_FALSE(read[0].agreement[1].has_value());
    CHECK(read[0].strengths == std::vector<std::string>{"calm"});
    REQUIRE(read[0].improvements.size() == 1);
    CHECK(read[0].improvements.front().priority == exercise::Feedback::Priority::high);
    CHECK(read[1].improvements.front().priority == exercise::Feedback::Priority::low);
    CHECK(read[0].more == "thanks");
}

TEST_CASE("what is no answer is said with its row, and the rest is read", "[report][feedback]") {
    const test::Played played({.language = Language::en});
    Diagnostics out;
    const auto read =
        exercise::feedback_in(filled(played.words(), {row_of({{"structure", "7"},
                                                              {"plausible", "very"},
                                                              {"fit", "3"},
                                                              {"improvement_1", "x"},
                                                              {"priority_1", "soon"}})}),
                              out);
    REQUIRE(read.size() == 1);
    CHECK_FALSE(read[0].agreement[0].has_value());
    CHECK_FALSE(read[0].agreement[1].has_value());
    CHECK(read[0].agreement[4] == 3);
    CHECK_FALSE(read[0].improvements.front().priority.has_value());
    CHECK(out.sorted().size() == 3);
}

TEST_CASE("the report says how many agree how far, and what is urgent first",
          "[report][papers][feedback][aar]") {
    exercise::WhatWasSeen seen;
    const auto form = [&](int structure, const std::string& better,
                          std::optional<exercise::Feedback::Priority> priority) {
        exercise::Feedback one;
        one.agreement.front() = structure;
        one.improvements.push_back({better, "do it", priority, "Ann"});
        seen.feedback.push_back(std::move(one));
    };
    form(2, "later one", std::nullopt);
    form(4, "urgent one", exercise::Feedback::Priority::high);
    form(5, "small one", exercise::Feedback::Priority::low);
    const std::string report = as_markdown(
        after_action_report(test::Played({.language = Language::en, .seen = seen}).words()));
    CHECK(report.find("3 forms came back") != std::string::npos);
    CHECK(report.find("| 3 | – | 1 | – | 1 | 1 | 4 |") != std::string::npos);
    const std::size_t urgent = report.find("urgent one");
    CHECK(urgent < report.find("small one"));
    CHECK(report.find("small one") < report.find("later one"));
}

}  // namespace
}  // namespace kammerspiel
