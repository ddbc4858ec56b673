#include <fmt/format.h>

#include "analysis/report/chart/svg.hpp"
#include "analysis/report/document/paper.hpp"
#include "kammerspiel/base/text.hpp"

namespace kammerspiel::report {
namespace {

using papers::Paper;

/// Text that means nothing in CommonMark, as a backslash takes its meaning from every punctuation
/// mark; line ends stay within the block.
std::string literal(const std::string& words, std::string_view line_end) {
    constexpr std::string_view special = "\\`*_{}[]<>()#+-.!|~&$:\"'=^@";
    std::string safe;
    const std::string plain = printable(words);
    for (std::size_t i = 0; i < plain.size(); ++i) {
        const char c = plain[i];
        if (c == '\n') {
            safe += line_end;
            continue;
        }
        // A sign in the middle of words starts nothing; most texts stay readable so.
        const bool needs = special.find(c) != std::string_view::npos;
        const bool is_harmless_here = (c == '.' || c == '-' || c == '+' || c == ')' || c == '(' ||
                                       c == ':' || c == '\'' || c == '"' || c == '=' || c == '!') &&
                                      !safe.empty() && safe.back() != '\n';
        if (needs && !is_harmless_here) safe += '\\';
        // "1. " or "1) " at the beginning of a line would be a numbered list.
        const bool ends_number = (c == '.' || c == ')') && !safe.empty() &&
                                 (i + 1 == plain.size() || plain[i + 1] == ' ');
        const std::size_t line = safe.rfind('\n') == std::string::npos ? 0 : safe.rfind('\n') + 1;
        if (ends_number && safe.find_first_not_of("0123456789> ", line) == std::string::npos) {
            safe += '\\';
        }
        safe += c == '\t' ? ' ' : c;
    }
    return safe;
}

std::string paragraph_of(const std::string& words) { return literal(words, "  \n"); }
std::string cell(const std::string& words) { return words.empty() ? " " : literal(words, "<br>"); }

std::string row(const std::vector<std::string>& cells) {
    std::string line = "|";
    for (const std::string& one : cells) line += fmt::format(" {} |", cell(one));
    return line + "\n";
}

std::string of(const PageTable& table) {
    if (table.rows.empty()) return {};
    std::string out;
    if (!table.title.empty()) out += fmt::format("**{}**\n\n", paragraph_of(table.title));
    std::vector<std::string> headings;
    std::string rule = "|";
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        headings.push_back(table.columns[c].heading);
        rule += c == 0 || table.columns[c].is_text ? " :-- |" : " --: |";
    }
    out += row(headings) + rule + "\n";
    for (const auto& cells : table.rows) out += row(cells);
    if (!table.note.empty()) out += fmt::format("\n*{}*\n", paragraph_of(table.note));
    return out + "\n";
}

/// Every line of a block behind the sign of a quotation.
std::string quoted(const std::string& words) {
    return fmt::format("> {}\n\n", literal(words, "  \n> "));
}

class BlockText {
   public:
    explicit BlockText(const Paper& paper) : paper_(paper) {}

    std::string operator()(const Heading& heading) const {
        return fmt::format("{} {}\n\n", std::string(static_cast<std::size_t>(heading.level), '#'),
                           literal(heading.text, " "));
    }
    std::string operator()(const Paragraph& paragraph) const {
        const std::string words = paragraph_of(paragraph.text);
        switch (paragraph.kind) {
            case Paragraph::Kind::plain: return words + "\n\n";
            case Paragraph::Kind::note: return fmt::format("*{}*\n\n", words);
            case Paragraph::Kind::answer: return fmt::format("**{}**\n\n", words);
            case Paragraph::Kind::caution:
            case Paragraph::Kind::alarm:
            case Paragraph::Kind::truth:
            case Paragraph::Kind::message: return quoted(paragraph.text);
        }
        return {};
    }
    std::string operator()(const List& list) const {
        std::string out;
        std::size_t number = 0;
        for (const std::string& item : list.items) {
            ++number;
            const std::string sign = list.kind == List::Kind::numbers ? fmt::format("{}.", number)
                                     : list.kind == List::Kind::boxes ? "- [ ]"
                                                                      : "-";
            out += fmt::format("{} {}\n", sign, literal(item, " "));
        }
        return out + "\n";
    }
    std::string operator()(const Facts& facts) const {
        std::string out;
        for (const auto& [term, value] : facts.rows) {
            out += fmt::format("- **{}:** {}\n", literal(term, " "), literal(value, "<br>"));
        }
        return out + "\n";
    }
    std::string operator()(const Figures& figures) const {
        std::string out;
        for (const auto& [value, label] : figures.all) {
            out += fmt::format("- **{}** {}\n", literal(value, " "), literal(label, " "));
        }
        return out + "\n";
    }
    std::string operator()(const Legend& /*unused*/) const { return {}; }
    std::string operator()(const Table& table) const {
        return table.table.on_page ? of(table.table) : std::string();
    }
    std::string operator()(const Chronicle& chronicle) const {
        PageTable table{.title = {},
                        .note = {},
                        .columns = {{chronicle.when, true, true},
                                    {chronicle.seen, true, true},
                                    {chronicle.hidden, true, true}},
                        .rows = {}};
        for (const Chronicle::Row& row : chronicle.rows) {
            table.rows.push_back({row.when, row.is_hidden ? "" : row.what,
                                  row.is_hidden ? row.what : std::string()});
        }
        return of(table);
    }
    std::string operator()(const Code& code) const {
        // An indented block: nothing in it means anything.
        std::string out = fmt::format("**{}**\n\n    ", literal(code.title, " "));
        for (const char c : printable(code.text)) out += c == '\n' ? "\n    " : std::string(1, c);
        return out + "\n\n";
    }
    std::string operator()(const Picture& picture) const {
        if (picture.is_empty()) return {};
        const std::string& title = picture.title.empty() ? picture.note : picture.title;
        std::string out = fmt::format("**{}**\n\n", paragraph_of(title));
        if (picture.data.rows.empty()) return out + paragraph_of(picture.alternative) + "\n\n";
        out += of(picture.data);
        if (!picture.note.empty()) out += fmt::format("*{}*\n\n", paragraph_of(picture.note));
        return out;
    }
    std::string operator()(const WritingLines& lines) const {
        std::string out = lines.label.empty() ? "" : paragraph_of(lines.label) + "\n\n";
        for (unsigned i = 0; i < lines.count; ++i)
            out += "\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\n\n";
        return out;
    }
    std::string operator()(const Cards& cards) const {
        std::string out;
        for (const Cards::Card& card : cards.cards) {
            out += fmt::format("---\n\n**{}**\n\n", paragraph_of(card.head));
            for (const auto& [term, value] : card.facts) {
                out += fmt::format("- {}: {}\n", literal(term, " "), literal(value, " "));
            }
            out += "\n" + (*this)(Paragraph{card.text, Paragraph::Kind::message});
            for (const std::string& field : card.receipt) {
                out += fmt::format("{}: \\_\\_\\_\\_\\_\\_\n\n", literal(field, " "));
            }
            out += fmt::format("*{}*\n\n", paragraph_of(card.foot));
        }
        return out;
    }
    std::string operator()(const Links& links) const {
        std::string out;
        for (const Links::Link& link : links.links) {
            out += fmt::format("- [{}]({}) – {}\n", literal(link.text, " "), link.file,
                               literal(link.what, " "));
        }
        return out + "\n";
    }
    std::string operator()(const NewPage& /*unused*/) const {
        return fmt::format("---\n\n{}\n\n", marking());
    }
    [[nodiscard]] std::string marking() const {
        return fmt::format("**{}** · {} · **{}**", literal(paper_.marking.exercise, " "),
                           literal(paper_.marking.audience, " "), literal(paper_.marking.tlp, " "));
    }

   private:
    const Paper& paper_;
};

}  // namespace

std::string papers::as_markdown(const Paper& paper) {
    const BlockText of_block(paper);
    std::string out = of_block.marking() + "\n\n";
    out += fmt::format("# {}\n\n", literal(paper.title, " "));
    if (!paper.subtitle.empty()) out += paragraph_of(paper.subtitle) + "\n\n";
    for (const Block& block : paper.blocks) out += std::visit(of_block, block);
    return out + fmt::format("---\n\n*{}*\n\n{}\n", paragraph_of(paper.marking.provenance),
                             of_block.marking());
}

}  // namespace kammerspiel::report
