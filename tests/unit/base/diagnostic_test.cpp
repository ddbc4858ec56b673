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

}  // namespace

TEST_CASE("a diagnostic shows place, line, caret, mend and the other place", "[base][diagnostic]") {
    const Diagnostic diagnostic{Severity::error,
                                place("strategies.yaml", 41, 24, 7),
                                "unknown host group 'identiy'",
                                "did you mean 'identity'?",
                                {{place("chamber.yaml", 12, 5), "'identity' is defined here"}}};
    CHECK(render(diagnostic, OneLine("    shutdown: { group: identiy }"), false) ==
          "strategies.yaml:41:24: error: unknown host group 'identiy'\n"
          "   41 |     shutdown: { group: identiy }\n"
          "      |                        ^~~~~~~ did you mean 'identity'?\n"
          "chamber.yaml:12:5: note: 'identity' is defined here\n");
}

TEST_CASE("the caret stands under the character, not under the byte", "[base][diagnostic]") {
    const Diagnostic diagnostic{
        Severity::warning, place("a.yaml", 3, 12, 6), "späte Größe", {}, {}};
    const std::string text = render(diagnostic, OneLine("größe: {übr: Müller}"), false);
    CHECK_THAT(text, StartsWith("a.yaml:3:12: warning: späte Größe\n"));
    CHECK_THAT(text, EndsWith("    3 | größe: {übr: Müller}\n"
                              "      |            ^~~~~~\n"));
}

TEST_CASE("a fault of a whole file has no line", "[base][diagnostic]") {
    const Diagnostic diagnostic{
        Severity::error, place("empty.yaml", 0, 0), "the file is empty", "write something", {}};
    CHECK(render(diagnostic, OneLine(""), false) ==
          "empty.yaml: error: the file is empty\n      write something\n");
}

TEST_CASE("an endless or hostile line does not reach the terminal", "[base][diagnostic]") {
    const Diagnostic far{Severity::error, place("a.yaml", 1, 90'000, 5), "wrong", "mend it", {}};
    CHECK(render(far, OneLine(std::string(100'000, 'x')), false) ==
          "a.yaml:1:90000: error: wrong\n      mend it\n");
    const Diagnostic near{Severity::error, place("a.yaml", 1, 1, 100'000), "wrong", "", {}};
    CHECK(render(near, OneLine(std::string(100'000, 'x')), false).size() < 500);
    const Diagnostic escape{Severity::error, place("a.yaml", 1, 1, 2), "wrong", "", {}};
    CHECK(render(escape, OneLine("\x1b[2J\x07z"), false).find('\x1b') == std::string::npos);
}

TEST_CASE("colours are there only when asked for", "[base][diagnostic]") {
    const Diagnostic diagnostic{Severity::error, place("a.yaml", 1, 1), "wrong", "mend", {}};
    CHECK(render(diagnostic, OneLine("x"), false).find('\x1b') == std::string::npos);
    CHECK(render(diagnostic, OneLine("x"), true).find("\x1b[1;31merror") != std::string::npos);
}

TEST_CASE("diagnostics come in the order of the files", "[base][diagnostic]") {
    Diagnostics all;
    all.error(place("b.yaml", 1, 1), "third");
    all.warning(place("a.yaml", 9, 2), "second");
    all.error(place("a.yaml", 2, 5), "first");
    all.error(place("b.yaml", 1, 1), "fourth");
    const auto sorted = all.sorted();
    REQUIRE(sorted.size() == 4);
    CHECK(sorted[0].message == "first");
    CHECK(sorted[1].message == "second");
    CHECK(sorted[2].message == "third");
    CHECK(sorted[3].message == "fourth");
    CHECK(all.errors() == 3);
    CHECK(all.warnings() == 1);
    CHECK(all.has_errors());
}

TEST_CASE("the same finding twice is one finding", "[base][diagnostic]") {
    Diagnostics all;
    all.error(place("a.yaml", 2, 5), "wrong");
    all.error(place("a.yaml", 2, 5), "wrong");
    all.error(place("a.yaml", 2, 6), "wrong");
    CHECK(all.errors() == 2);
    CHECK(all.sorted().size() == 2);
}

TEST_CASE("after a hundred, diagnostics are only counted", "[base][diagnostic]") {
    Diagnostics all;
    for (std::uint32_t i = 1; i <= 250; ++i) all.error(place("a.yaml", i, 1), "wrong");
    CHECK(all.sorted().size() == Diagnostics::most);
    CHECK(all.left_out() == 150);
    CHECK(all.errors() == 250);
}

TEST_CASE("a warning alone is no error", "[base][diagnostic]") {
    Diagnostics all;
    all.warning(place("a.yaml", 1, 1), "odd");
    CHECK_FALSE(all.has_errors());
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
    CHECK(did_you_mean("identiy", words) == "did you mean 'identity'?");
    CHECK(did_you_mean("telephony", words).empty());
}
