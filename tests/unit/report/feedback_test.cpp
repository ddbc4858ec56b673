#include "analysis/report/papers/feedback_form.hpp"
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

}  // namespace
}  // namespace kammerspiel
