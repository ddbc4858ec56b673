#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "analysis/report/papers/handbook.hpp"
#include "analysis/report/papers/situation_manual.hpp"
#include "catch.hpp"
#include "tests/unit/report/exercise_fixture.hpp"

// Whom a paper tells what, and what every page is marked with.

namespace kammerspiel {
namespace {

using namespace report;
using papers::Paper;
using test::ExerciseFixture;

const ExerciseFixture& marked(Language language = Language::en) {
    static const ExerciseFixture english(&ExerciseFixture::marked, Language::en);
    static const ExerciseFixture german(&ExerciseFixture::marked, Language::de);
    return language == Language::en ? english : german;
}

bool tells(const Paper& paper, const std::string& what) {
    const std::string word = ExerciseFixture::marked(what);
    static ChartEngine engine;
    return papers::as_html(paper, engine).find(word) != std::string::npos;
}

std::string file_of(const std::vector<ResultFile>& files, const std::string& name) {
    const auto found =
        std::find_if(files.begin(), files.end(), [&](const auto& f) { return f.name == name; });
    REQUIRE(found != files.end());
    return found->text;
}

std::size_t occurrences(const std::string& text, const std::string& word) {
    std::size_t count = 0;
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
        ++count;
    }
    return count;
}

/// What players may read from the beginning, and what they may never read in the manual.
const std::vector<std::string> general{"title",   "place",       "organiser",
                                       "contact", "objective",   "capability",
                                       "group",   "assumptions", "player-name"};
const std::vector<std::string> never{"ground-truth-1",
                                     "ground-truth-2",
                                     "task",
                                     "strategy",
                                     "attacker",
                                     "summary",
                                     "given",
                                     "notes-one",
                                     "notes-two",
                                     "expected-one",
                                     "expected-two",
                                     "evaluation-one",
                                     "evaluation-two",
                                     "inject-title-one",
                                     "inject-title-two",
                                     "message-one",
                                     "message-two",
                                     "message-spare",
                                     "message-known",
                                     "from-one",
                                     "given-by-one",
                                     "draft-controller",
                                     "controller-contact"};

TEST_CASE("the situation manual has a part for each move, which tells that move alone",
          "[papers][spoilers]") {
    const papers::PaperWords words(marked().material(), marked().text());
    const auto parts = papers::situation_manual(words);
    REQUIRE(parts.size() == 2);
    for (const std::string& what : general) {
        INFO(what);
        CHECK(tells(parts[0], what));
    }
    for (const char* what : {"move-title", "situation", "key-issue", "question"}) {
        INFO(what);
        CHECK(tells(parts[0], fmt::format("{}-1", what)));
        CHECK_FALSE(tells(parts[0], fmt::format("{}-2", what)));
        CHECK(tells(parts[1], fmt::format("{}-2", what)));
    }
    for (const char* what : {"decision", "option-a", "option-b"}) {
        CHECK_FALSE(tells(parts[0], what));
        CHECK(tells(parts[1], what));
    }
}

TEST_CASE("nothing that is for control is in the situation manual, in either layout",
          "[papers][spoilers]") {
    const papers::PaperWords words(marked().material(), marked().text());
    for (const Paper& part : papers::situation_manual(words)) {
        const std::string markdown = papers::as_markdown(part);
        for (const std::string& what : never) {
            INFO(part.name << " " << what);
            CHECK_FALSE(tells(part, what));
            CHECK(markdown.find(ExerciseFixture::marked(what)) == std::string::npos);
        }
    }
}

TEST_CASE("the handbook tells everything", "[papers]") {
    const papers::PaperWords words(marked().material(), marked().text());
    const Paper handbook = papers::handbook(words);
    for (const char* what :
         {"ground-truth-1", "ground-truth-2", "strategy", "attacker", "message-one", "notes-two",
          "expected-spare", "evaluation-known", "given-by-one", "controller-contact", "option-b",
          "question-2", "situation-1", "draft-controller"}) {
        INFO(what);
        CHECK(tells(handbook, what));
    }
    CHECK_FALSE(tells(handbook, "inject-title-nobody-wrote"));
}

TEST_CASE("an inject card shows what is handed out and nothing for control", "[papers][spoilers]") {
    const papers::PaperWords words(marked().material(), marked().text());
    const Paper cards = papers::inject_cards(words);
    for (const char* inject : {"one", "spare", "known", "two"}) {
        CHECK(tells(cards, fmt::format("message-{}", inject)));
        CHECK(tells(cards, fmt::format("from-{}", inject)));
        for (const char* secret : {"expected", "evaluation", "notes", "given-by", "inject-title"}) {
            INFO(secret);
            CHECK_FALSE(tells(cards, fmt::format("{}-{}", secret, inject)));
        }
    }
}

TEST_CASE("every page is marked as an exercise, with its traffic light and its origin",
          "[papers]") {
    const auto language = GENERATE(Language::en, Language::de);
    const ExerciseFixture& fixture = marked(language);
    const std::string mark = language == Language::en ? "EXERCISE" : "ÜBUNG";
    const std::string hash = fixture.material().report.provenance.scenario_hash.substr(0, 16);
    std::size_t pages = 0;
    for (const ResultFile& file : exercise_papers(fixture.material(), fixture.text()).files) {
        if (!file.name.ends_with(".html")) continue;
        INFO(file.name);
        ++pages;
        // At the edges of every printed page …
        CHECK(file.text.find(fmt::format("@top-left {{ content: \"{}\"", mark)) !=
              std::string::npos);
        CHECK(file.text.find("@top-right { content: \"TLP:AMBER+STRICT\"") != std::string::npos);
        const std::size_t bottom = file.text.find("@bottom-left { content: \"");
        REQUIRE(bottom != std::string::npos);
        const std::string line = file.text.substr(bottom, file.text.find('\n', bottom) - bottom);
        CHECK(line.find(hash) != std::string::npos);
        CHECK(line.find(fixture.material().report.provenance.program_version) != std::string::npos);
        // … and, for browsers that print no edges, above, below, and wherever a page begins.
        const std::size_t begun = occurrences(file.text, "class=\"marking new-page\"");
        CHECK(occurrences(file.text, fmt::format("<strong>{}</strong>", mark)) == begun + 2);
        CHECK(file.text.find(fmt::format("lang=\"{}\"", code(language))) != std::string::npos);
    }
    CHECK(pages >= 5);
}

TEST_CASE("texts of any kind break no paper", "[papers][hostile]") {
    const std::string text =
        GENERATE(as<std::string>{}, "<script>alert(1)</script>", "\" onmouseover=\"alert(1)",
                 "'><img src=x onerror=alert(1)>", "&lt;b&gt; {{css}} {{{css}}} {{> table}}",
                 "=1+1", "two\nlines | of \\ [a](b) *c* `d`", "\"; } body { display: none",
                 std::string(10'000, 'x'));
    const ExerciseFixture fixture([&](const std::string& /*what*/) { return text; });
    const auto files = exercise_papers(fixture.material(), fixture.text()).files;
    for (const ResultFile& file : files) {
        if (!file.name.ends_with(".html")) continue;
        INFO(file.name);
        CHECK(occurrences(file.text, "<script") == 0);
        CHECK(occurrences(file.text, "<img") == 0);
        CHECK(occurrences(file.text, "\" onmouseover") == 0);
        // A text that looks like a part of the template is not filled in.
        CHECK(occurrences(file.text, ":root {") == 1);
        CHECK(occurrences(file.text, "<main>") == 1);
        CHECK(occurrences(file.text, "</style>") == 1);
    }
    for (const ResultFile& file : files) {
        if (!file.name.ends_with(".md")) continue;
        INFO(file.name);
        CHECK(occurrences(file.text, "<script") == occurrences(file.text, "\\<script"));
        CHECK(occurrences(file.text, "<img") == occurrences(file.text, "\\<img"));
        CHECK(occurrences(file.text, "[a](b)") == 0);
    }
    CHECK(nlohmann::json::parse(file_of(files, "papers.json"))["tlp"] == "TLP:AMBER+STRICT");
}

TEST_CASE("papers.json lists the papers with those who may read them", "[papers]") {
    const auto files = exercise_papers(marked().material(), marked().text()).files;
    CHECK(files.back().name == "papers.json");
    const auto json = nlohmann::json::parse(files.back().text);
    CHECK(json["program"] == "kammerspiel");
    bool has_manual = false;
    for (const auto& paper : json["papers"]) {
        const std::string name = paper["name"];
        CHECK(file_of(files, name + ".html").find("<h1>") != std::string::npos);
        CHECK(file_of(files, name + ".md").find("# ") != std::string::npos);
        if (name.starts_with("players/situation-manual")) {
            has_manual = true;
            CHECK(paper["audience"] == "players");
        } else if (name.starts_with("control/")) {
            CHECK(paper["audience"] == "controllers");
        }
    }
    CHECK(has_manual);
}

TEST_CASE("where there is nothing to say there is no empty line for it", "[papers]") {
    for (const ResultFile& file : exercise_papers(marked().material(), marked().text()).files) {
        if (!file.name.ends_with(".html")) continue;
        INFO(file.name);
        for (const char* empty : {"<bdi></bdi></p>", "<p class=\"note\"></p>", " class=\"\"",
                                  "</a> – </li>", "</a> –</li>", "<p></p>"}) {
            INFO(empty);
            CHECK(occurrences(file.text, empty) == 0);
        }
    }
}

TEST_CASE("the same material makes the same bytes", "[papers]") {
    const auto first = exercise_papers(marked().material(), marked().text()).files;
    const auto second = exercise_papers(marked().material(), marked().text()).files;
    REQUIRE(first.size() == second.size());
    for (std::size_t i = 0; i < first.size(); ++i) {
        INFO(first[i].name);
        CHECK(first[i].name == second[i].name);
        CHECK(first[i].text == second[i].text);
    }
}

TEST_CASE("without a study nothing is said of what options lead to, and why is said", "[papers]") {
    const auto files = exercise_papers(marked().material(), marked().text()).files;
    for (const ResultFile& file : files) CHECK(file.name.find("comparison") == std::string::npos);
    CHECK(file_of(files, "index.html").find("kammerspiel compare") != std::string::npos);
    CHECK(file_of(files, "control/handbook.html").find("There is no study") != std::string::npos);
}

TEST_CASE("Markdown takes nothing of a text for markup", "[papers]") {
    Paper paper;
    paper.language = "en";
    paper.title = "# 1. *a*";
    paper.blocks = {
        Paragraph{"1. first\n2) second\n# third\n- 4.5 and 11.631 | x"},
        Table{{.title = "", .note = "", .columns = {{"a|b"}, {"c"}}, .rows = {{"x|y\nz", "<b>"}}},
              {}}};
    const std::string text = papers::as_markdown(paper);
    CHECK(text.find("# \\# 1. \\*a\\*") != std::string::npos);
    CHECK(text.find("1\\. first  \n2\\) second  \n\\# third  \n\\- 4.5 and 11.631 \\| x") !=
          std::string::npos);
    CHECK(text.find("| x\\|y<br>z | \\<b\\> |") != std::string::npos);
}

}  // namespace
}  // namespace kammerspiel
