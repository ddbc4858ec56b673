#include <fmt/format.h>

#include "analysis/report/chart/svg.hpp"
#include "kammerspiel/report/exercise_papers.hpp"
#include "kammerspiel/sheet/archive.hpp"

// Page edges of a DOCX, which is a ZIP archive of XML parts (ECMA-376): a header and a footer of
// their own, named by the section that the whole text is.

namespace kammerspiel::report {
namespace {

constexpr const char* body = "word/document.xml";
constexpr const char* relations = "word/_rels/document.xml.rels";
constexpr const char* types = "[Content_Types].xml";
constexpr const char* namespaces =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

bool insert(std::string& text, std::string_view before, std::string_view what) {
    const std::size_t at = text.rfind(before);
    if (at == std::string::npos) return false;
    text.insert(at, what);
    return true;
}

std::string edge(std::string_view kind, const std::string& words, bool is_bold) {
    return fmt::format(
        R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{0} {1}><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr>{2}<w:sz w:val="16"/></w:rPr><w:t xml:space="preserve">{3}</w:t></w:r></w:p></w:{0}>)",
        kind, namespaces, is_bold ? "<w:b/>" : "", escaped(words));
}

/// The one section gets its edges, and the size of A4 with margins of 2 cm, in twentieths of a
/// point.
bool set_section(std::string& document) {
    constexpr std::string_view empty = "<w:sectPr />";
    const std::size_t at = document.rfind(empty);
    if (at == std::string::npos) return false;
    document.replace(
        at, empty.size(),
        fmt::format(
            R"(<w:sectPr {}><w:headerReference w:type="default" r:id="edgeTop"/><w:footerReference w:type="default" r:id="edgeBottom"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>)",
            namespaces));
    return true;
}

}  // namespace

bool mark_document(const std::filesystem::path& docx, const Marking& marking) {
    sheet::Archive archive(docx);
    if (!archive.is_open()) return false;
    auto document = archive.read(body);
    auto related = archive.read(relations);
    auto content = archive.read(types);
    if (!document || !related || !content || !set_section(*document)) return false;
    const bool is_named =
        insert(
            *related, "</Relationships>",
            R"(<Relationship Id="edgeTop" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/><Relationship Id="edgeBottom" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/>)") &&
        insert(
            *content, "</Types>",
            R"(<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>)");
    const std::string top = edge(
        "hdr", fmt::format("{}  ·  {}  ·  {}", marking.exercise, marking.audience, marking.tlp),
        true);
    const std::string bottom = edge("ftr", marking.provenance, false);
    return is_named && archive.write(body, *document) && archive.write(relations, *related) &&
           archive.write(types, *content) && archive.write("word/header1.xml", top) &&
           archive.write("word/footer1.xml", bottom) && archive.close();
}

}  // namespace kammerspiel::report
