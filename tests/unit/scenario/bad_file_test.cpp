#include <fmt/format.h>

#include <filesystem>

#include "catch.hpp"
#include "tests/support/written.hpp"

namespace kammerspiel::test {
namespace {

namespace fs = std::filesystem;

std::string repeated(const std::string& text, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all += text;
    return all;
}

Outcome load_as(const std::string& file, const std::string& bytes) {
    Written files = small();
    files[file] = bytes;
    return load(files);
}

TEST_CASE("what is no text is refused with its reason", "[scenario][bad]") {
    for (const char* file : {"scenario.yaml", "federation.yaml", "chambers.csv", "crew.yaml"}) {
        INFO(file);
        CHECK(load_as(file, "").says("the file is empty"));
        CHECK(load_as(file, " \n \n").says("the file is empty"));
        CHECK(load_as(file, std::string("ab\0c", 4)).says("this is a binary file"));
        CHECK(load_as(file, "").says_in_german("die Datei ist leer"));
    }
    for (const char* file : {"scenario.yaml", "federation.yaml", "crew.yaml"}) {
        INFO(file);
        CHECK(load_as(file, "a: \xC3(\n").says("is not valid UTF-8"));
        CHECK(load_as(file,
                      "\xFF\xFE"
                      "a")
                  .says("UTF-16"));
    }
}

TEST_CASE("a path that leads nowhere is named", "[scenario][bad]") {
    const WrittenFolder folder;
    const Outcome nowhere = load(folder.path() / "missing");
    CHECK_FALSE(nowhere.scenario);
    CHECK(nowhere.says("missing"));
    const Outcome no_file = load(folder.path());
    CHECK_FALSE(no_file.scenario);
    CHECK(no_file.says("scenario.yaml"));
    fs::create_directory(folder.path() / "scenario.yaml");
    CHECK_FALSE(load(folder.path()).scenario);
}

TEST_CASE("a file that is missing is pointed at where it is named", "[scenario][bad]") {
    Written files = small();
    files.erase("crew.yaml");
    const Outcome outcome = load(files);
    REQUIRE(outcome.findings.size() == 1);
    CHECK(outcome.findings[0].starts_with("scenario.yaml:7:15 "));
    CHECK(outcome.says("'crew.yaml'"));
}

TEST_CASE("no path leaves the scenario's folder", "[scenario][bad]") {
    const WrittenFolder outside;
    outside.write("crew.yaml", small().at("crew.yaml"));
    const WrittenFolder folder;
    for (const auto& [file, bytes] : small()) folder.write(file, bytes);
    for (const std::string& path :
         {std::string("../crew.yaml"), (outside.path() / "crew.yaml").string(),
          std::string("a/../../crew.yaml"), std::string("link.yaml"),
          std::string("folder/crew.yaml")}) {
        std::error_code ignored;
        fs::create_symlink(outside.path() / "crew.yaml", folder.path() / "link.yaml", ignored);
        fs::create_directory_symlink(outside.path(), folder.path() / "folder", ignored);
        folder.write("scenario.yaml",
                     small_but("scenario.yaml", "crew.yaml", path).at("scenario.yaml"));
        const Outcome outcome = load(folder.path());
        INFO(path << "\n" << outcome.english);
        CHECK_FALSE(outcome.scenario);
        CHECK(outcome.findings.size() == 1);
    }
}

TEST_CASE("what would exhaust the machine is refused", "[scenario][bad]") {
    SECTION("nesting") {
        CHECK(load_as("crew.yaml", "a: " + repeated("[", 10'000)).says("levels deep"));
    }
    SECTION("aliases of aliases") {
        std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
        for (int i = 1; i < 12; ++i) {
            const std::string last = fmt::format("*a{}", i - 1);
            bomb += fmt::format("a{}: &a{} [{}{}]\n", i, i, repeated(last + ", ", 9), last);
        }
        CHECK(load_as("crew.yaml", bomb).says("once its aliases are expanded"));
    }
    SECTION("an alias of itself") { CHECK_FALSE(load_as("crew.yaml", "&a [*a]\n").scenario); }
    SECTION("hosts") {
        CHECK(load(small_but("federation.yaml", "per_staff: 1.5", "count: 60000000"))
                  .says("the federation has more than"));
    }
    SECTION("a large file") {
        CHECK(load_as("crew.yaml", std::string(40U << 20U, '#')).says("is larger than"));
    }
}

TEST_CASE("a hundred errors are shown, the others counted", "[scenario][bad]") {
    const Written files = small();
    std::string text = files.at("scenario.yaml");
    for (int i = 0; i < 150; ++i) text += fmt::format("unknown{}: 1\n", i);
    const Outcome outcome = load_as("scenario.yaml", text);
    CHECK(outcome.findings.size() == 100);
    CHECK(outcome.diagnostics.errors() == 150);
    CHECK(outcome.diagnostics.left_out() == 50);
}

TEST_CASE("what is wrong with a table is said at its cell", "[scenario][bad]") {
    const auto says = [](const std::string& table, const std::string& words) {
        const Outcome outcome = load_as("chambers.csv", table);
        INFO(outcome.english);
        CHECK_FALSE(outcome.scenario);
        CHECK(outcome.says(words));
    };
    says("a,b\n1,2\n", "chambers.csv:1:1: error: the table has no column 'id'");
    says("id,region,staf\nx,DE-NW,1\n", "chambers.csv:1:11: error: unknown column 'staf'");
    says("id,region,region\nx,DE-NW,y\n", "the column 'region' is there twice");
    says("id,region,staff,members\nx,DE-NW,1\n", "chambers.csv:2:1: error: this row has 3 cells");
    says("id,region,staff,members\n,DE-NW,1,1\n", "this row has no id");
    says("id,region,staff,members\nx,DE-NW,nan,1\n",
         "chambers.csv:2:9: error: the column 'staff' wants a number");
    says("id,region,staff,members\nx,DE-NW,1,2.5\n", "wants a whole number");
    says("id,region,staff,members\nx,DE-NW,1,1\nx,DE-NW,1,1\n",
         "the organisation 'x' is there twice");
    says("id,region,staff,members\nx,DE-NW,\"1,1\n", "a quoted cell has no end");
}

TEST_CASE("columns count characters, not bytes", "[scenario][bad]") {
    const Outcome outcome = load(
        small_but("federation.yaml", "gfi: {template: provider, region: DE-NW, staff: 10}",
                  "gfi: {name: \"Köln – Größe\", template: provider, region: DE-NW, staff: ten}"));
    REQUIRE(outcome.findings.size() == 1);
    CHECK(outcome.findings[0].starts_with("federation.yaml:5:75 "));
}

}  // namespace
}  // namespace kammerspiel::test
