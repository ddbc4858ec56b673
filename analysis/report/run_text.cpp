#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "kammerspiel/report/run_report.hpp"

namespace kammerspiel::report {
namespace {

constexpr std::size_t width = 100;

std::size_t columns_of(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

std::string shortened(const std::string& text, std::size_t most) {
    if (columns_of(text) <= most) return text;
    std::string kept;
    std::size_t columns = 0;
    for (const char c : text) {
        const bool begins = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
        if (begins && ++columns >= most) break;
        kept += c;
    }
    return kept + "…";
}

std::string padded(const std::string& text, std::size_t columns, bool to_right) {
    const std::size_t is = columns_of(text);
    const std::string gap(is < columns ? columns - is : 0, ' ');
    return to_right ? gap + text : text + gap;
}

/// Breaks a sentence at spaces.
std::string wrapped(std::string_view text, std::size_t indent) {
    std::string result;
    std::string line;
    const std::string margin(indent, ' ');
    std::size_t at = 0;
    while (at <= text.size()) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        const std::string word(text.substr(at, end - at));
        if (!line.empty() && columns_of(line) + 1 + columns_of(word) > width - indent) {
            result += line + "\n" + margin;
            line.clear();
        }
        line += (line.empty() ? "" : " ") + word;
        at = end + 1;
    }
    return result + line + "\n";
}

/// A table whose first column is left-aligned and the others right-aligned.
class Table {
   public:
    explicit Table(std::vector<std::string> heading) { rows_.push_back(std::move(heading)); }
    void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
    std::string print() const {
        std::vector<std::size_t> widths(rows_.front().size(), 0);
        for (const auto& row : rows_) {
            for (std::size_t c = 0; c < row.size(); ++c) {
                widths[c] = std::max(widths[c], columns_of(row[c]));
            }
        }
        const std::size_t all =
            std::accumulate(widths.begin(), widths.end(), 2 * (widths.size() - 1));
        if (all > width) widths[0] -= std::min(widths[0] - 8, all - width);
        std::string text;
        for (std::size_t r = 0; r < rows_.size(); ++r) {
            std::string line;
            for (std::size_t c = 0; c < rows_[r].size(); ++c) {
                if (c > 0) line += "  ";
                line += padded(shortened(rows_[r][c], widths[c]), widths[c], c > 0);
            }
            line.erase(line.find_last_not_of(' ') + 1);
            text += line + "\n";
            if (r == 0) text += std::string(std::min(all, width), '-') + "\n";
        }
        return text;
    }

   private:
    std::vector<std::vector<std::string>> rows_;
};

class Writer {
   public:
    Writer(const RunReport& report, const Text& text, bool colour)
        : report_(report), text_(text), colour_(colour) {}

    std::string write() const {
        std::string out = bold(report_.title) + "\n\n";
        for (const auto& sentence : report_.summary) out += wrapped(sentence, 0);
        for (const auto& caution : report_.cautions) out += "! " + wrapped(caution, 2);
        out += timeline();
        out += "\n" + bold(text_("report.by_service")) + "\n" + table(report_.by_service);
        out += "\n" + bold(text_("report.by_region")) + "\n" + table(report_.by_region);
        out += "\n" + wrapped(text_("report.table.note", {{"people", report_.people_many}}), 0);
        return out;
    }

   private:
    const RunReport& report_;
    const Text& text_;
    bool colour_;

    std::string bold(const std::string& text) const {
        return colour_ ? "\033[1m" + text + "\033[0m" : text;
    }

    std::string timeline() const {
        if (report_.timeline.empty()) return {};
        std::string out = "\n" + bold(text_("report.timeline")) + "\n";
        for (const TimelineRow& row : report_.timeline) {
            const std::string side = text_(fmt::format("report.side.{}", side_word(row.side)));
            const std::string head = row.when + "  " + padded(side, 9, false) + "  ";
            out += head + wrapped(row.what, columns_of(head));
        }
        return out;
    }

    static std::string_view side_word(Side side) {
        switch (side) {
            case Side::truth: return "truth";
            case Side::knowledge: return "knowledge";
            case Side::response: return "response";
            case Side::service: return "service";
        }
        unreachable();
    }

    std::string days(const model::Restored& when) const {
        if (when.never_below) return "–";
        if (!when.at) return "> " + text_.number((report_.end - SimTime::start()).in_days(), 0);
        return text_.number((*when.at - SimTime::start()).in_days(), 1);
    }

    std::string table(const std::vector<LossRow>& rows) const {
        Table table({"", text_("report.column.outage"), text_("report.column.lost"),
                     text_("report.column.attack"), text_("report.column.precaution"),
                     text_("report.column.testing"), text_("report.column.rebuild"),
                     text_("report.column.half"), text_("report.column.most"),
                     text_("report.column.all")});
        std::vector<LossRow> all = rows;
        all.push_back(report_.total);
        for (const LossRow& row : all) {
            const double sum = row.lost.sum();
            const auto share = [&](double part) {
                return sum > 0.0 ? text_.percent(part / sum) : std::string("–");
            };
            table.add({row.name, text_.number(row.outage_hours, 1), text_.rough(sum),
                       share(row.lost.attack), share(row.lost.precaution), share(row.lost.testing),
                       share(row.lost.rebuild), days(row.half), days(row.most), days(row.all)});
        }
        return table.print();
    }
};

}  // namespace

std::string as_text(const RunReport& report, const model::Plan&, const Text& text, bool colour) {
    return Writer(report, text, colour).write();
}

}  // namespace kammerspiel::report
