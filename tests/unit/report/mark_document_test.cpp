#include <zip.h>

#include <fstream>
#include <iterator>

#include "catch.hpp"
#include "kammerspiel/report/exercise_papers.hpp"
#include "tests/support/folder.hpp"

// Documents for editing carry the marking on every page.

namespace kammerspiel {
namespace {

namespace fs = std::filesystem;

const std::string body = "word/document.xml";

/// As pandoc writes it, but for what does not matter here.
void write_document(const fs::path& file, const std::string& section) {
    int error = 0;
    zip_t* zip = zip_open(file.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
    REQUIRE(zip != nullptr);
    const std::string document = "<w:document><w:body>" + section + "</w:body></w:document>";
    const std::string relations = "<Relationships></Relationships>";
    const std::string types = "<Types></Types>";
    const auto add = [&](const char* name, const std::string& text) {
        zip_source_t* source = zip_source_buffer(zip, text.data(), text.size(), 0);
        REQUIRE(zip_file_add(zip, name, source, 0) >= 0);
    };
    add(body.c_str(), document);
    add("word/_rels/document.xml.rels", relations);
    add("[Content_Types].xml", types);
    REQUIRE(zip_close(zip) == 0);
}

std::string part(const fs::path& file, const std::string& name) {
    int error = 0;
    zip_t* zip = zip_open(file.c_str(), ZIP_RDONLY, &error);
    REQUIRE(zip != nullptr);
    zip_stat_t about;
    std::string text;
    if (zip_stat(zip, name.c_str(), 0, &about) == 0) {
        text.resize(about.size);
        zip_file_t* opened = zip_fopen(zip, name.c_str(), 0);
        CHECK(zip_fread(opened, text.data(), text.size()) == static_cast<zip_int64_t>(text.size()));
        zip_fclose(opened);
    }
    zip_discard(zip);
    return text;
}

std::string bytes_of(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

TEST_CASE("a document carries the marking at the edges of its pages", "[report][papers]") {
    const test::Folder folder;
    const fs::path file = folder.path() / "paper.docx";
    write_document(file, "<w:p/><w:sectPr />");
    REQUIRE(report::mark_document(file, {.exercise = "EXERCISE",
                                         .tlp = "TLP:AMBER",
                                         .audience = "for <b>\"all\"</b> & none",
                                         .provenance = "scenario x (12ab)"}));
    const std::string top = part(file, "word/header1.xml");
    CHECK(top.find("EXERCISE") != std::string::npos);
    CHECK(top.find("TLP:AMBER") != std::string::npos);
    CHECK(top.find("for &lt;b&gt;&quot;all&quot;&lt;/b&gt; &amp; none") != std::string::npos);
    CHECK(part(file, "word/footer1.xml").find("scenario x (12ab)") != std::string::npos);
    CHECK(part(file, body).find("headerReference") != std::string::npos);
    CHECK(part(file, body).find("<w:p/>") != std::string::npos);
    CHECK(part(file, "word/_rels/document.xml.rels").find("header1.xml") != std::string::npos);
    CHECK(part(file, "[Content_Types].xml").find("/word/footer1.xml") != std::string::npos);
}

TEST_CASE("what is no document of the expected kind stays as it was", "[report][papers]") {
    const test::Folder folder;
    const fs::path file = folder.path() / "paper.docx";
    SECTION("no archive") { std::ofstream(file) << "this is a text"; }
    SECTION("an archive with another section") {
        write_document(file, "<w:p/><w:sectPr><w:x/></w:sectPr>");
    }
    const std::string before = bytes_of(file);
    CHECK_FALSE(report::mark_document(file, {"EXERCISE", "TLP:RED", "", ""}));
    CHECK(bytes_of(file) == before);
}

}  // namespace
}  // namespace kammerspiel
