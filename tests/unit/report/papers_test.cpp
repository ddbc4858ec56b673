#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "analysis/report/papers/handbook.hpp"
#include "analysis/report/papers/situation_manual.hpp"
#include "analysis/report/papers/slides.hpp"
#include "catch.hpp"
#include "tests/support/small_world.hpp"
#include "tests/unit/report/exercise_fixture.hpp"
#include "tests/unit/report/small_exercise.hpp"

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

TEST_CASE("slides show the situation of their move, and nothing of a later one or for control",
          "[papers][spoilers][slides]") {
    const papers::PaperWords words(marked().material(), marked().text());
    const auto decks = papers::slides(words);
    REQUIRE(decks.size() == 2);
    for (const char* what : {"move-title", "situation", "key-issue", "question"}) {
        INFO(what);
        CHECK(tells(decks[0], fmt::format("{}-1", what)));
        CHECK_FALSE(tells(decks[0], fmt::format("{}-2", what)));
        CHECK(tells(decks[1], fmt::format("{}-2", what)));
    }
    CHECK_FALSE(tells(decks[0], "decision"));
    CHECK(tells(decks[1], "decision"));
    for (const Paper& deck : decks) {
        for (const std::string& what : never) {
            INFO(what);
            CHECK_FALSE(tells(deck, what));
        }
        ChartEngine engine;
        const std::string html = papers::as_html(deck, engine);
        // Each new page is a slide, and each slide is closed.
        CHECK(occurrences(html, "<section class=\"slide\">") > 3);
        CHECK(occurrences(html, "<section") == occurrences(html, "</section>"));
    }
}

TEST_CASE("a group finds its own services with their aims, and whom they depend on",
          "[papers][sitman]") {
    const auto plan = test::plan_of({R"(
exercise: exercise.yaml
strategies: {"off": {plays: []}}
)",
                                     R"(
organisations:
  also:
    hall: {template: hall, name: Town Hall, region: DE-NW, members: 100}
    host: {template: host, name: Data Centre, region: DE-NW, members: 0}
templates:
  host:
    host_groups: {servers: {kind: server, count: 1, zone: z}}
    services: {store: {needs: [servers]}}
  hall:
    host_groups: {desks: {kind: workstation, count: 1, zone: z}}
    services:
      permits: {title: permits, needs: [desks, host/store], mtpd: 2d, rto: 8h, demand: {share: 1, profile: always}}
      phone: {title: telephone, needs: [desks], demand: {share: 1, profile: always}}
)",
                                     test::Files::quiet,
                                     {{"exercise.yaml", R"(
title: small
begins: 2026-12-03T09:00 Europe/Berlin
objectives: {see: {title: see, capability: seeing}}
groups: {hall: {title: the hall, organisation: hall}}
moves: {one: {title: one, takes: 60min, scenario_time: 2022-01-03T00:00, situation: calm}}
)"}}});
    const model::RunOptions options;
    model::RunResult world = model::run(plan, options);
    const Text text(Language::en);
    RunReport told = make_run_report(plan, options, world, text);
    const auto& exercise = *plan.scenario().exercise;
    const ExerciseMaterial material{
        .plan = plan,
        .exercise = exercise,
        .options = options,
        .world = world,
        .report = told,
        .schedule = exercise::schedule_of(exercise, plan.calendar(), {}, {}),
        .study = {},
        .seen = {}};
    const papers::PaperWords words(material, text);
    const std::string manual = papers::as_markdown(papers::situation_manual(words).front());
    CHECK(manual.find("| permits | 2\u00a0d | 8\u00a0h | Data Centre |") != std::string::npos);
    CHECK(manual.find("| telephone | – | – | own systems only |") != std::string::npos);
    ChartEngine engine;
    const std::string page = papers::as_html(papers::situation_manual(words).front(), engine);
    CHECK(page.find("Town Hall depends on Data Centre.") != std::string::npos);
}

TEST_CASE("a play that the world decides before players are asked is told to control alone",
          "[papers][early]") {
    test::ExerciseFixture fixture(&ExerciseFixture::marked, Language::en);
    // It is decided after an hour; the decision is laid before players on the next day.
    const auto early =
        exercise::early_plays(fixture.plan(), fixture.material().options, fixture.material().world);
    REQUIRE(early.size() == 1);
    CHECK(early.front().play == "switch-off");
    CHECK(early.front().decision == "what-now");
    CHECK(early.front().asked == SimTime::start() + hours(24));
    CHECK(early.front().decided < early.front().asked);
    fixture.material().early = early;
    const papers::PaperWords words(fixture.material(), fixture.text());
    ChartEngine engine;
    const std::string handbook = papers::as_html(papers::handbook(words), engine);
    CHECK(handbook.find("“switch-off” begins on") != std::string::npos);
    for (const Paper& part : papers::situation_manual(words)) {
        CHECK(papers::as_html(part, engine).find("switch-off") == std::string::npos);
    }
}

TEST_CASE("branches stand with their decision, those that are not simulated too", "[papers]") {
    test::ExerciseFixture fixture(&ExerciseFixture::marked, Language::en);
    using Row = DecisionBranch::Row;
    fixture.material().branches = {
        {"what-now",
         SimTime::start() + hours(24),
         {Row{"a", true, Row::Outcome{{0.25, 0.5, 1.0}, 1234, std::nullopt, SimTime::start()}},
          Row{"b", false, std::nullopt}}}};
    const papers::PaperWords words(fixture.material(), fixture.text());
    const std::string handbook = papers::as_markdown(papers::handbook(words));
    CHECK(
        handbook.find("| TELL-option-a (as in the world that is played) | 25\u00a0% | 50\u00a0% | "
                      "100\u00a0% | not by") != std::string::npos);
    CHECK(handbook.find("| TELL-option-b | not simulated | – | – | – | – |") != std::string::npos);
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

TEST_CASE("who seems to send an inject is named in the language of the card", "[papers]") {
    const test::Played german({.language = Language::de});
    const std::string cards = papers::as_markdown(papers::inject_cards(german.words()));
    CHECK(cards.find("Wer Dienst hat") != std::string::npos);
    CHECK(cards.find("Analyst") == std::string::npos);
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
        // The numbers from which the world is found are not for those who play in it.
        const bool is_for_players =
            file.name.starts_with("players/") || file.name.starts_with("everybody/");
        CHECK((line.find(hash) == std::string::npos) == is_for_players);
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
