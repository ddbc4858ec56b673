#include "kammerspiel/report/document.hpp"

#include "tests/catch.hpp"

// One document, told the same on a page and on a terminal.

namespace kammerspiel::report {
namespace {

Document with(std::vector<Block> blocks) {
    return {.language = "en",
            .title = "Title",
            .subtitle = "of what",
            .blocks = std::move(blocks),
            .provenance = "from where"};
}

Table two_columns() {
    return Table{{.title = "Losses",
                  .note = "How to read it.",
                  .columns = {{"place"}, {"lost"}, {"why", true, true}, {"wide", false}},
                  .rows = {{"Ulm", "5", "power", "w"}, {"Bonn", "12", "links", "w"}}}};
}

std::size_t occurrences(const std::string& text, const std::string& word) {
    std::size_t count = 0;
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
        ++count;
    }
    return count;
}

TEST_CASE("a terminal aligns words left, figures right, and leaves out what is too wide",
          "[report][document]") {
    CHECK(as_text(with({two_columns()}), {}) ==
          "Title\nof what\n\nLosses\n"
          "place  lost  why\n"
          "------------------\n"
          "Ulm       5  power\n"
          "Bonn     12  links\n"
          "How to read it.\n");
}

TEST_CASE("sentences of one kind stand together, others apart", "[report][document]") {
    CHECK(as_text(with({Paragraph{"One.", Paragraph::Kind::answer},
                        Paragraph{"Two.", Paragraph::Kind::answer}, Paragraph{"Plain."},
                        Paragraph{"Look out.", Paragraph::Kind::caution}}),
                  {}) == "Title\nof what\n\nOne.\nTwo.\n\nPlain.\n\n! Look out.\n");
}

TEST_CASE("a heading is left out on a terminal that shows nothing below it", "[report][document]") {
    Picture picture;
    picture.svg = "<svg></svg>";
    picture.alternative = "a picture";
    const Document document =
        with({Heading{2, "Seen"}, picture, Heading{2, "Told"}, Heading{3, "Nothing"},
              Heading{3, "Something"}, List{{"first", "second"}}});
    CHECK(as_text(document, {}) == "Title\nof what\n\nTold\nSomething\n• first\n• second\n");
    const std::string page = as_html(document);
    CHECK_THAT(page, ContainsSubstring("<bdi>Seen</bdi></h2>"));
    CHECK_THAT(page, ContainsSubstring("aria-label=\"a picture\"><svg></svg>"));
}

TEST_CASE("rows that a terminal does not show are counted", "[report][document]") {
    const std::string text = as_text(with({two_columns()}), {.most_rows = 1});
    CHECK_THAT(text, ContainsSubstring("Ulm") && ContainsSubstring("One more row is in the page."));
    CHECK(text.find("Bonn") == std::string::npos);
    CHECK(as_text(with({two_columns()}), {.most_rows = 0}) == "Title\nof what\n");
}

TEST_CASE("a table for one of the two stands in that one alone", "[report][document]") {
    Table page = two_columns();
    page.table.on_terminal = false;
    Table terminal = two_columns();
    terminal.table.on_page = false;
    CHECK(as_text(with({page}), {}).find("Ulm") == std::string::npos);
    CHECK(as_html(with({terminal})).find("Ulm") == std::string::npos);
    CHECK(occurrences(as_html(with({page, terminal})), ">Ulm<") == 1);
}

TEST_CASE("what was seen and what nobody saw are two lists on a terminal, two columns of a page",
          "[report][document]") {
    const Chronicle chronicle{.when = "When",
                              .seen = "Seen",
                              .hidden = "Unseen",
                              .note = "Left and right.",
                              .rows = {{"Mon", "truth", "truth", "crept in", true},
                                       {"Tue", "knowledge", "known", "an alert", false},
                                       {"Wed", "truth", "truth", "struck", true}}};
    CHECK(as_text(with({Heading{2, "What happened"}, chronicle}), {}) ==
          "Title\nof what\n\nWhat happened\nSeen\nTue  known      an alert\n\n"
          "Unseen\nMon  crept in\nWed  struck\n");
    const std::string page = as_html(with({chronicle}));
    CHECK_THAT(page, ContainsSubstring("<td class=\"words side\">known</td>"
                                       "<td class=\"words\"><bdi>an alert</bdi></td><td></td>"));
    CHECK_THAT(page, ContainsSubstring("<td colspan=\"2\"></td><td class=\"words "
                                       "hidden-from-staff\"><bdi>struck</bdi></td>"));
}

TEST_CASE("a page has a script only where a table can be sorted", "[report][document]") {
    Table table = two_columns();
    CHECK(occurrences(as_html(with({table})), "<script") == 0);
    CHECK(occurrences(as_html(with({table})), "script-src") == 0);
    table.parts = {{CellPart{}, CellPart{5.0, {}}}, {CellPart{}, CellPart{12.0, "<svg></svg>"}}};
    const std::string page = as_html(with({table}));
    CHECK(occurrences(page, "<script") == 1);
    CHECK_THAT(page, ContainsSubstring("<td data-sort=\"12\"><svg></svg><bdi>12</bdi></td>"));
    CHECK_THAT(page, ContainsSubstring("<th scope=\"row\" class=\"words\"><bdi>Bonn</bdi></th>"));
}

TEST_CASE("texts are text in every writer", "[report][document][hostile]") {
    const std::string name = GENERATE(as<std::string>{}, "<script>alert(1)</script>",
                                      "{{title}} {{{css}}}", "\"><img src=x>", "a\033[31mb");
    const Document document = with(
        {Heading{2, name, "here"}, Paragraph{name},
         List{{name}, List::Kind::bullets, {{name, "x.yaml"}}}, Facts{{{name, name}}},
         Figures{{{name, name}}}, Legend{name, {name}}, Code{name, name},
         Links{{{"#here", name, name}}},
         Table{
             {.title = name, .note = name, .columns = {{name}, {name}}, .rows = {{name, name}}}}});
    const std::string page = as_html(document);
    CHECK(occurrences(page, "<script") == 0);
    CHECK(occurrences(page, "<img") == 0);
    CHECK(occurrences(page, ":root") == 1);
    CHECK(occurrences(page, "\033") == 0);
    CHECK(occurrences(as_text(document, {}), "\033") == 0);
}

TEST_CASE("an interval stands below its figure where the table is too wide for the terminal",
          "[report][document]") {
    const std::string place(40, 'p');
    Table table{{.title = "",
                 .note = "",
                 .columns = {{"place"}, {"lost"}, {"more"}},
                 .rows = {{"Ulm", "574 (17 to 1,340)", "8 (1 to 12)"}}}};
    CHECK_THAT(as_text(with({table}), {}),
               ContainsSubstring("Ulm    574 (17 to 1,340)  8 (1 to 12)\n"));
    table.table.rows.push_back({place, "5 (1 to 9)", std::string(40, '9') + " (1 to 9)"});
    const std::string text = as_text(with({table}), {});
    CHECK_THAT(text, ContainsSubstring("            574"));
    CHECK_THAT(text, ContainsSubstring("(17 to 1,340)"));
    CHECK(text.find("574 (") == std::string::npos);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find('\n', at);
        CHECK(end - at <= 100);
        at = end + 1;
    }
}

TEST_CASE("what stands where leads to the file, on a terminal its name is said",
          "[report][document]") {
    const Document document =
        with({List{{"gfi fails"}, List::Kind::bullets, {{"a.yaml:12", "../a.yaml"}}}});
    CHECK_THAT(as_text(document, {}), ContainsSubstring("• gfi fails [a.yaml:12]\n"));
    CHECK_THAT(as_html(document), ContainsSubstring("[<a href=\"../a.yaml\">a.yaml:12</a>]"));
}

}  // namespace
}  // namespace kammerspiel::report
