#include "catch.hpp"
#include "tests/support/written.hpp"

// Figures, tables and files as people write them where a comma parts decimals.

namespace kammerspiel::test {
namespace {

Outcome table(const std::string& csv) {
    Written files = small();
    files["chambers.csv"] = csv;
    return load(files);
}

std::uint64_t members(const Outcome& outcome, const std::string& id) {
    if (outcome.scenario) {
        for (const auto& one : outcome.scenario->organisations) {
            if (one.id.text == id) return one.members;
        }
    }
    FAIL(outcome.english);
    return 0;
}

TEST_CASE("a figure that may be thousands or decimals is refused with both readings",
          "[scenario][figures]") {
    const Outcome open = table("id,region,members,staff\nulm,DE-BW,60.000,5\nkiel,DE-SH,900,5\n");
    CHECK(open.says("chambers.csv:2:11: error: 'members': '60.000' can be read in two ways"));
    CHECK(open.says("60000 or 60.0?"));
    CHECK(open.says_in_german("60000 oder 60,0?"));
    const Outcome commas = table("id;region;members;staff\nulm;DE-BW;60,000;5\nkiel;DE-SH;900;5\n");
    CHECK(commas.says("60000 or 60.0?"));
}

TEST_CASE("the whole column decides where one of its figures is certain", "[scenario][figures]") {
    const Outcome points = table(
        "id;region;members;staff;lat\nulm;DE-BW;60.000;5;48,4\nkiel;DE-SH;1.200.000;5,5;54\n");
    CHECK(members(points, "ulm") == 60'000);
    CHECK(members(points, "kiel") == 1'200'000);
    CHECK(points.scenario->organisations.at(1).staff == 5.5);
    const Outcome commas = table(
        "id;region;members;staff;lat\nulm;DE-BW;60,000;1,250.5;48.4\nkiel;DE-SH;1,200,000;5;54\n");
    CHECK(members(commas, "ulm") == 60'000);
    // Groups of three that blanks part are thousands, and nobody has a quarter of a member.
    CHECK(members(table("id;region;members;staff\nulm;DE-BW;60 000;5\nkiel;DE-SH;1.250;5\n"),
                  "ulm") == 60'000);
}

TEST_CASE("tables in the encodings of Windows are read", "[scenario][figures]") {
    using namespace std::string_literals;
    const Outcome ansi =
        table("id;region;members;staff;name\nulm;DE-BW;5;5;K\xF6ln\nkiel;DE-SH;900;5;x\n");
    CHECK(members(ansi, "ulm") == 5);
    const std::string text = "id;region;members;staff\nulm;DE-BW;5;5\nkiel;DE-SH;900;5\n";
    std::string wide = "\xFF\xFE"s;
    for (const char c : text) wide += {c, '\0'};
    CHECK(members(table(wide), "kiel") == 900);
}

TEST_CASE("a tab in the indentation is named and shown", "[scenario][figures]") {
    Written files = small();
    for (const std::string file : {"scenario.yaml", "federation.yaml"}) {
        Written with_tab = files;
        with_tab[file] += "more:\n\tkey: 1\n";
        const Outcome outcome = load(with_tab);
        INFO(outcome.english);
        CHECK(outcome.says(":1: error: this line is indented with a tab; YAML wants spaces"));
        CHECK(outcome.says("→key: 1"));
        CHECK(outcome.says_in_german("mit einem Tabulator eingerückt"));
    }
}

TEST_CASE("a file that is missing is one mistake", "[scenario][figures]") {
    for (const char* file : {"federation.yaml", "chambers.csv", "crew.yaml"}) {
        INFO(file);
        Written files = small();
        files.erase(file);
        const Outcome outcome = load(files);
        INFO(outcome.english);
        CHECK(outcome.diagnostics.errors() == 1);
    }
}

TEST_CASE("a decimal comma in braces is no unknown key", "[scenario][figures]") {
    Written files = small();
    const std::string& scenario = files.at("scenario.yaml");
    const std::size_t at = scenario.find("weight:");
    const Outcome comma = load([&] {
        Written changed = files;
        std::string& text = changed["scenario.yaml"];
        const std::size_t crew = text.find("crew.yaml");
        REQUIRE(crew != std::string::npos);
        text.replace(crew, 9, "crew.yaml, weight: 0,8");
        return changed;
    }());
    static_cast<void>(at);
    INFO(comma.english);
    CHECK(comma.says("'0,8' is two entries here, as a comma parts them"));
    CHECK(comma.says("write 0.8"));
    CHECK_FALSE(comma.says("unknown key '8'"));
}

}  // namespace
}  // namespace kammerspiel::test
