#include <fmt/format.h>

#include "analysis/report/structure/structure_words.hpp"
#include "kammerspiel/report/structure.hpp"

namespace kammerspiel::report {
namespace {

/// As the path of a link: what browsers would take for something else is put in percents.
std::string as_link(const std::string& path) {
    std::string link;
    for (const char c : path) {
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                              (c >= '0' && c <= '9') || c == '/' || c == '.' || c == '-' ||
                              c == '_' || c == '~';
        if (is_plain) {
            link += c;
        } else {
            link += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        }
    }
    return link;
}

/// Each sentence with its place in the scenario.
List of(const std::vector<Finding>& findings, const std::string& sources) {
    List list;
    for (const Finding& finding : findings) {
        const std::string place = StructureWords::place(finding.place);
        const bool has_link = !place.empty() && !sources.empty();
        list.items.push_back(finding.sentence);
        list.sources.push_back(
            {place, has_link ? as_link(fmt::format("{}/{}", sources, finding.place.name())) : ""});
    }
    return list;
}

/// The way to each section, with what matters most in it.
Links ways_to(const std::vector<StructureSection>& sections) {
    Links links;
    for (const StructureSection& section : sections) {
        const bool has_any = !section.findings.empty();
        links.links.push_back({fmt::format("#{}", section.id), section.title,
                               has_any ? section.findings.front().sentence : std::string()});
    }
    return links;
}

}  // namespace

Document structure_document(const StructureReport& report, const Text& text,
                            const std::string& sources) {
    Document document{.language = std::string(code(text.language())),
                      .title = report.title,
                      .subtitle = report.of_what,
                      .blocks = {Heading{2, text("structure.first")}, ways_to(report.sections)},
                      .provenance = report.provenance};
    auto& blocks = document.blocks;
    for (const StructureSection& section : report.sections) {
        blocks.emplace_back(Heading{2, section.title, section.id});
        blocks.emplace_back(of(section.findings, sources));
        blocks.emplace_back(section.code);
        for (const Picture& picture : section.pictures) blocks.emplace_back(picture);
        for (const PageTable& table : section.tables) blocks.emplace_back(Table{table});
        for (const std::string& note : section.notes) {
            blocks.emplace_back(Paragraph{note, Paragraph::Kind::note});
        }
    }
    return document;
}

}  // namespace kammerspiel::report
