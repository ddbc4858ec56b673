#include "kammerspiel/base/diagnostic.hpp"

#include "tests/catch.hpp"

using namespace kammerspiel;

namespace {

class OneLine : public LineSource {
   public:
    explicit OneLine(std::string text) : text_(std::move(text)) {}
    [[nodiscard]] std::string_view line(const std::string&, std::uint32_t) const override {
        return text_;
    }

   private:
    std::string text_;
};

Place place(const char* file, std::uint32_t line, std::uint32_t column, std::uint32_t length = 1) {
    return {std::make_shared<const std::string>(file), line, column, length};
}

const Text english(Language::en);
const Text german(Language::de);

/// Three messages without places, whatever they say.
const Message wrong{"scenario.need.empty_list"};
const Message worse{"scenario.need.empty_map"};
const Message worst{"scenario.need.weight"};

}  // namespace

TEST_CASE("a diagnostic shows place, line, caret, hint and the other place", "[base][diagnostic]") {
    const Diagnostic diagnostic{
        Severity::error,
        place("strategies.yaml", 41, 24, 7),
        {"scenario.group.unknown", {{"name", "identiy"}}},
        did_you_mean("identiy", {"identity"}),
        {{place("chamber.yaml", 12, 5), {"scenario.defined", {{"name", "identity"}}}}}};
    const OneLine line("    shutdown: { group: identiy }");
    CHECK(render(diagnostic, line, english, false) ==
          "strategies.yaml:41:24: error: unknown host group 'identiy'\n"
          "   41 |     shutdown: { group: identiy }\n"
          "      |                        ^~~~~~~ did you mean 'identity'?\n"
          "chamber.yaml:12:5: note: 'identity' is defined here\n");
    CHECK(render(diagnostic, line, german, false) ==
          "strategies.yaml:41:24: Fehler: unbekannte Hostgruppe 'identiy'\n"
          "   41 |     shutdown: { group: identiy }\n"
          "      |                        ^~~~~~~ meinten Sie 'identity'?\n"
          "chamber.yaml:12:5: Hinweis: 'identity' ist hier festgelegt\n");
}

TEST_CASE("where nothing closer is known, the catalogue's usual hint stands beside the caret",
          "[base][diagnostic]") {
    const std::vector<std::string> known{"title", "needs"};
    Diagnostic diagnostic{Severity::error,
                          place("a.yaml", 1, 1, 4),
                          {"scenario.key.unknown",
                           {{"key", "grit"}, {"section", "service", "Dienst"}, {"known", known}}},
                          did_you_mean("grit", known)};
    CHECK_THAT(render(diagnostic, OneLine("grit: 3"), german, false),
               EndsWith("^~~~ hier bekannt: title, needs\n"));
    diagnostic.hint = did_you_mean("titel", known);
    CHECK_THAT(render(diagnostic, OneLine("grit: 3"), german, false),
               EndsWith("^~~~ meinten Sie 'title'?\n"));
}

TEST_CASE("the caret stands under the character, not under the byte", "[base][diagnostic]") {
    const Diagnostic diagnostic{Severity::warning, place("a.yaml", 3, 12, 6), wrong};
    const std::string text = render(diagnostic, OneLine("größe: {übr: Müller}"), german, false);
    CHECK_THAT(text, StartsWith("a.yaml:3:12: Warnung: die Liste"));
    CHECK_THAT(text, EndsWith("    3 | größe: {übr: Müller}\n"
                              "      |            ^~~~~~\n"));
}

TEST_CASE("a fault of a whole file has no line", "[base][diagnostic]") {
    const Diagnostic diagnostic{
        Severity::error, place("empty.yaml", 0, 0), {"scenario.file.empty"}};
    CHECK(render(diagnostic, OneLine(""), english, false) ==
          "empty.yaml: error: the file is empty\n"
          "      'kammerspiel init' makes one to start from\n");
}

TEST_CASE("an endless line is not shown", "[base][diagnostic]") {
    const OneLine endless(std::string(100'000, 'x'));
    const Diagnostic far{
        Severity::error, place("a.yaml", 1, 90'000, 5), {"scenario.strategy.none"}};
    CHECK(render(far, endless, english, false) ==
          "a.yaml:1:90000: error: there is no strategy\n"
          "      at least one, e.g. do-nothing: {plays: []}\n");
    const Diagnostic near{Severity::error, place("a.yaml", 1, 1, 100'000), wrong};
    CHECK(render(near, endless, english, false).size() < 500);
}

TEST_CASE("nothing of an input moves the cursor, whether line, word, file or name",
          "[base][diagnostic]") {
    const std::string hostile = "\x1b[2J\x07\xc2\x9b z\xe2\x80\xae\xff\r";
    const Message named{"scenario.group.unknown", {{"name", hostile}}};
    const Message nested{"scenario.value.fault", {{"key", hostile}, {"fault", named}}};
    const Diagnostic diagnostic{Severity::error,
                                place(hostile.c_str(), 1, 1, 2),
                                nested,
                                did_you_mean(hostile, {hostile}),
                                {{place(hostile.c_str(), 2, 1), named}}};
    const std::string text = render(diagnostic, OneLine(hostile), english, false);
    CHECK(text.find_first_of("\x1b\x07\r\xff") == std::string::npos);
    CHECK(text.find("\xc2\x9b") == std::string::npos);
    CHECK(text.find("\xe2\x80\xae") == std::string::npos);
    CHECK_THAT(text, ContainsSubstring("unknown host group '�[2J�� z���'"));
    CHECK_THAT(text, ContainsSubstring("    1 | �[2J�� z���\n      | ^~"));
}

TEST_CASE("a word of any length leaves a message that can be read", "[base][diagnostic]") {
    const Diagnostic diagnostic{
        Severity::error,
        place("a.yaml", 1, 1),
        {"scenario.group.unknown", {{"name", std::string(1U << 20U, 'x')}}}};
    const std::string text = render(diagnostic, OneLine("x"), english, false);
    CHECK(text.size() < 1000);
    CHECK_THAT(text, ContainsSubstring("xxx…'"));
}

TEST_CASE("colours are there only when asked for", "[base][diagnostic]") {
    const Diagnostic diagnostic{Severity::error, place("a.yaml", 1, 1), wrong};
    CHECK(render(diagnostic, OneLine("x"), english, false).find('\x1b') == std::string::npos);
    CHECK_THAT(render(diagnostic, OneLine("x"), english, true),
               ContainsSubstring("\x1b[1;31merror"));
}

TEST_CASE("diagnostics come in the order of the files", "[base][diagnostic]") {
    Diagnostics all;
    all.error(place("b.yaml", 1, 1), worst);
    all.warning(place("a.yaml", 9, 2), worse);
    all.error(place("a.yaml", 2, 5), wrong);
    all.error(place("b.yaml", 1, 1), wrong);
    const auto sorted = all.sorted();
    REQUIRE(sorted.size() == 4);
    CHECK(sorted[0].message == wrong);
    CHECK(sorted[1].message == worse);
    CHECK(sorted[2].message == worst);
    CHECK(sorted[3].message == wrong);
    CHECK(all.errors() == 3);
    CHECK(all.warnings() == 1);
    CHECK(all.has_errors());
}

TEST_CASE("the same finding twice is one finding", "[base][diagnostic]") {
    Diagnostics all;
    const auto unknown = [](const char* name) {
        return Message{
            "scenario.value.fault",
            {{"key", "a"}, {"fault", Message{"scenario.zone.unknown", {{"name", name}}}}}};
    };
    all.error(place("a.yaml", 2, 5), unknown("x"));
    all.error(place("a.yaml", 2, 5), unknown("x"));
    all.error(place("a.yaml", 2, 6), unknown("x"));
    all.error(place("a.yaml", 2, 5), unknown("y"));
    CHECK(all.errors() == 3);
    CHECK(all.sorted().size() == 3);
}

TEST_CASE("after a hundred, diagnostics are only counted", "[base][diagnostic]") {
    Diagnostics all;
    for (std::uint32_t i = 1; i <= 250; ++i) all.error(place("a.yaml", i, 1), wrong);
    CHECK(all.sorted().size() == Diagnostics::most);
    CHECK(all.left_out() == 150);
    CHECK(all.errors() == 250);
}

TEST_CASE("the nearest known word is suggested for a slip of the pen", "[base][suggest]") {
    const std::vector<std::string> words{"identity", "workstations", "mail", "mail-gateway", "wan"};
    CHECK(nearest("identiy", words) == "identity");   // left out
    CHECK(nearest("idnetity", words) == "identity");  // swapped
    CHECK(nearest("workstattions", words) == "workstations");
    CHECK(nearest("meil", words) == "mail");
    CHECK(nearest("mail-gatway", words) == "mail-gateway");
    CHECK(nearest("wlan", words) == "wan");
    CHECK(nearest("telephony", words).empty());
    CHECK(nearest("", {}).empty());
    CHECK(nearest(std::string(10'000, 'a'), words).empty());
    CHECK(english(did_you_mean("identiy", words)) == "did you mean 'identity'?");
    CHECK(did_you_mean("telephony", words).empty());
}
