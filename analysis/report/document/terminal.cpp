#include <fmt/format.h>

#include <algorithm>

#include "analysis/report/document/text_layout.hpp"
#include "kammerspiel/base/text.hpp"
#include "kammerspiel/report/document.hpp"

namespace kammerspiel::report {
namespace {

/// Longest text that is shown of a paragraph.
constexpr std::size_t longest_paragraph = 2000;

/// Text of a scenario as one line that cannot harm a terminal.
std::string safe(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return harmless(text, longest_paragraph);
}

/// A heading in several lines, so that its column is as narrow as the figures; words are not broken
/// but where it says so itself.
std::string heading_of(const std::string& words) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at <= words.size();) {
        const std::size_t end = std::min(words.find('\n', at), words.size());
        const std::string line = safe(words.substr(at, end - at));
        at = end + 1;
        std::size_t narrow = 13;
        for (std::size_t from = 0; from < line.size();) {
            const std::size_t to = std::min(line.find(' ', from), line.size());
            narrow = std::max(narrow, columns_of(std::string_view(line).substr(from, to - from)));
            from = to + 1;
        }
        const std::vector<std::string> parts = wrapped(line, narrow);
        lines.insert(lines.end(), parts.begin(), parts.end());
    }
    return fmt::format("{}", fmt::join(lines, "\n"));
}

/// Parts of one kind follow each other without an empty line.
enum class Group { none, heading, sentences, answer, caution, alarm, note, list, other };

class Writer {
   public:
    Writer(const Document& document, const Terminal& terminal)
        : terminal_(terminal), text_(document.language == "de" ? Language::de : Language::en) {}

    std::string write(const Document& document) {
        lines(document.title, true);
        if (!document.subtitle.empty()) lines(document.subtitle);
        last_ = Group::other;
        for (const Block& block : document.blocks) std::visit(*this, block);
        return with_plain_spaces(out_);
    }

    void operator()(const Heading& heading) {
        // Those of parts that had nothing to say here.
        while (!waiting_.empty() && waiting_.back().level >= heading.level) waiting_.pop_back();
        waiting_.push_back(heading);
    }
    void operator()(const Paragraph& paragraph) {
        switch (paragraph.kind) {
            case Paragraph::Kind::caution:
                begin(Group::caution);
                return hanging("! ", paragraph.text);
            case Paragraph::Kind::alarm:
                begin(Group::none);
                return lines("!! " + paragraph.text, true);
            case Paragraph::Kind::answer: begin(Group::answer); break;
            case Paragraph::Kind::note: begin(Group::note); break;
            case Paragraph::Kind::plain:
            case Paragraph::Kind::message:
            case Paragraph::Kind::truth: begin(Group::sentences); break;
        }
        lines(paragraph.text);
    }
    void operator()(const List& list) {
        if (list.items.empty()) return;
        begin(Group::list);
        for (std::size_t i = 0; i < list.items.size(); ++i) {
            const bool is_known = i < list.sources.size() && !list.sources[i].words.empty();
            const std::string sign = list.kind == List::Kind::numbers ? fmt::format("{}. ", i + 1)
                                     : list.kind == List::Kind::boxes ? "[ ] "
                                                                      : "• ";
            hanging(sign, is_known ? fmt::format("{} [{}]", list.items[i], list.sources[i].words)
                                   : list.items[i]);
        }
    }
    void operator()(const Facts& facts) {
        if (facts.rows.empty() || !facts.on_terminal) return;
        begin(Group::list);
        for (const auto& [term, value] : facts.rows) {
            hanging("", fmt::format("{}: {}", term, value), "  ");
        }
    }
    void operator()(const Table& block) {
        const PageTable& table = block.table;
        const std::size_t rows =
            std::min({table.rows.size(), table.most_on_terminal, terminal_.most_rows});
        if (rows == 0 || !table.on_terminal) return;
        begin(Group::none);
        if (!table.title.empty()) lines(table.title, true);
        out_ += printed(table, rows);
        if (!table.note.empty()) lines(table.note);
        if (rows < table.rows.size()) {
            lines(text_("document.more_rows", {{"count", table.rows.size() - rows}}));
        }
    }
    void operator()(const Chronicle& chronicle) {
        // What staff could see, and what was so without their seeing it: two lists, never mixed.
        for (const bool is_hidden : {false, true}) {
            bool is_first = true;
            for (const Chronicle::Row& row : chronicle.rows) {
                if (row.is_hidden != is_hidden) continue;
                if (is_first) {
                    begin(Group::none);
                    lines(is_hidden ? chronicle.hidden : chronicle.seen, true);
                }
                is_first = false;
                constexpr std::size_t side = 9;
                hanging(is_hidden
                            ? row.when + "  "
                            : fmt::format("{}  {}  ", row.when, padded(row.side, side, false)),
                        row.what);
            }
        }
    }
    void operator()(const Code& code) {
        if (code.text.empty()) return;
        begin(Group::none);
        if (!code.title.empty()) lines(code.title, true);
        for (std::size_t at = 0; at < code.text.size();) {
            const std::size_t end = std::min(code.text.find('\n', at), code.text.size());
            out_ += harmless(std::string_view(code.text).substr(at, end - at), longest_paragraph) +
                    "\n";
            at = end + 1;
        }
    }
    void operator()(const WritingLines& writing) {
        begin(Group::other);
        if (!writing.label.empty()) lines(writing.label);
        for (unsigned i = 0; i < writing.count; ++i) {
            out_ += std::string(terminal_width, '_') + "\n";
        }
    }
    // Only for pages.
    void operator()(const Cards& /*unused*/) const {}
    void operator()(const Figures& /*unused*/) const {}
    void operator()(const Legend& /*unused*/) const {}
    void operator()(const Picture& /*unused*/) const {}
    void operator()(const Links& /*unused*/) const {}
    void operator()(const NewPage& /*unused*/) const {}

   private:
    const Terminal& terminal_;
    Text text_;
    std::string out_;
    Group last_ = Group::other;
    std::vector<Heading> waiting_;

    void begin(Group group) {
        for (const Heading& heading : waiting_) {
            if (last_ != Group::heading) out_ += "\n";
            lines(heading.text, true);
            last_ = Group::heading;
        }
        waiting_.clear();
        const bool goes_on = last_ == Group::heading || (last_ == group && group != Group::none);
        if (!goes_on) out_ += "\n";
        last_ = group;
    }

    void lines(const std::string& text, bool is_bold = false) {
        for (const std::string& line : wrapped(safe(text), terminal_width)) {
            out_ += is_bold ? bold(line) : line;
            out_ += "\n";
        }
    }

    /// After a sign, the following lines set in.
    void hanging(const std::string& sign, const std::string& text, std::string indent = {}) {
        const std::string first = safe(sign);
        if (indent.empty()) indent = std::string(columns_of(first), ' ');
        bool is_first = true;
        for (const std::string& line : wrapped(safe(text), terminal_width - columns_of(indent))) {
            out_ += (is_first ? first : indent) + line + "\n";
            is_first = false;
        }
    }

    [[nodiscard]] std::string bold(const std::string& words) const {
        return terminal_.colour ? fmt::format("\033[1m{}\033[0m", words) : words;
    }

    [[nodiscard]] static std::string printed(const PageTable& table, std::size_t rows) {
        const TextTable lines = laid_out(table, rows, false);
        return lines.is_too_wide() ? laid_out(table, rows, true).print() : lines.print();
    }

    /// With intervals below their figures several of them fit side by side.
    [[nodiscard]] static TextTable laid_out(const PageTable& table, std::size_t rows,
                                            bool intervals_below) {
        std::vector<std::string> headings;
        std::vector<bool> is_text;
        for (const PageTable::Column& column : table.columns) {
            if (!column.on_terminal) continue;
            headings.push_back(heading_of(column.heading));
            is_text.push_back(column.is_text);
        }
        TextTable lines(headings, is_text);
        for (std::size_t r = 0; r < rows; ++r) {
            if (table.sums_last && r + 1 == table.rows.size()) lines.rule();
            std::vector<std::string> shown;
            for (std::size_t c = 0; c < table.rows[r].size(); ++c) {
                if (!table.columns[c].on_terminal) continue;
                const bool is_figure = c > 0 && !table.columns[c].is_text;
                std::string cell = safe(table.rows[r][c]);
                shown.push_back(is_figure && intervals_below ? below(std::move(cell)) : cell);
            }
            lines.add(std::move(shown));
        }
        return lines;
    }

    /// 574 (16.9 to 1.34 k) in two lines.
    [[nodiscard]] static std::string below(std::string cell) {
        constexpr std::size_t sign = 2;
        const bool begins_with_figure = cell.find_first_of("0123456789?>") < sign;
        const std::size_t at = cell.find(" (");
        if (begins_with_figure && at != std::string::npos) cell[at] = '\n';
        return cell;
    }
};

}  // namespace

std::string as_text(const Document& document, const Terminal& terminal) {
    return Writer(document, terminal).write(document);
}

}  // namespace kammerspiel::report
