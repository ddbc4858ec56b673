#include <fmt/format.h>

#include <algorithm>

#include "analysis/report/document/text_layout.hpp"
#include "analysis/report/run/figures_in_words.hpp"
#include "analysis/report/run/trace_names.hpp"

namespace kammerspiel::report {
namespace {

/// Longest text that is shown of a paragraph.
constexpr std::size_t longest_text = 2000;

/// Text of a scenario as one line that cannot harm a terminal.
std::string safe(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return harmless(text, longest_text);
}

class Writer {
   public:
    Writer(const RunReport& report, const Text& text, bool colour)
        : report_(report), text_(text), colour_(colour) {}

    std::string write() const {
        std::string out = heading(report_.title) + "\n";
        for (const auto& alarm : report_.alarms) out += heading("!! " + alarm) + "\n";
        out += paragraph(
            text_("report.summary.world", {{"strategy", report_.strategy_title},
                                           {"attacker", report_.attacker_title},
                                           {"world", fmt::format("{}", report_.provenance.world)}}),
            "", "");
        for (const auto& sentence : report_.summary) out += paragraph(sentence, "", "");
        for (const auto& caution : report_.cautions) out += paragraph(caution, "! ", "  ");
        for (const Account& account : report_.accounts) {
            out += paragraph(account.sentence, "- ", "  ");
        }
        out += timeline();
        out += "\n" + heading(text_("report.by_service")) + table(report_.by_service);
        if (report_.by_region.size() > 1) {
            out += "\n" + heading(text_("report.by_region")) + table(report_.by_region);
        }
        out +=
            "\n" + paragraph(text_("report.table.note", {{"people", report_.people_many}}), "", "");
        return with_plain_spaces(out);
    }

   private:
    const RunReport& report_;
    const Text& text_;
    bool colour_;

    std::string bold(const std::string& text) const {
        return colour_ ? "\033[1m" + text + "\033[0m" : text;
    }

    std::string heading(const std::string& text) const {
        std::string out;
        for (const auto& line : wrapped(safe(text), terminal_width)) {
            out += bold(line) + "\n";
        }
        return out;
    }

    static std::string paragraph(const std::string& text, const std::string& first,
                                 const std::string& others) {
        std::string out;
        const auto lines = wrapped(safe(text), terminal_width - columns_of(first));
        for (std::size_t l = 0; l < lines.size(); ++l) {
            out += (l == 0 ? first : others) + lines[l] + "\n";
        }
        return out;
    }

    /// What staff could see, and what was so without their seeing it: two lists, never mixed.
    std::string timeline() const {
        std::string out;
        const auto list = [&](std::string_view title, auto belongs) {
            std::string lines;
            for (const TimelineRow& row : report_.timeline) {
                if (belongs(row.side)) lines += line(row);
            }
            if (!lines.empty()) out += "\n" + heading(text_(title)) + lines;
        };
        list("report.timeline_seen", [](Side side) { return side != Side::truth; });
        list("report.timeline_truth", [](Side side) { return side == Side::truth; });
        return out;
    }

    std::string line(const TimelineRow& row) const {
        std::string head = row.when + "  ";
        if (row.side != Side::truth) {
            const std::string side = text_(fmt::format("report.side.{}", word_of(row.side)));
            head += padded(side, 9, false) + "  ";
        }
        return paragraph(row.what, head, std::string(columns_of(head), ' '));
    }

    std::string days(const model::Restored& when) const {
        if (when.never_below) return "–";
        if (!when.at) {
            return "> " + text_.number((report_.end - SimTime::start()).in_days(), 0);
        }
        return text_.number((*when.at - SimTime::start()).in_days(), 1);
    }

    /// In hours, or in thousands of them where that is what counts.
    struct Unit {
        double hours = 1.0;
        std::string_view heading = "report.column.lost";
    };
    Unit unit_for_losses() const {
        const bool is_large = report_.total.lost.sum() >= 1e5;
        return is_large ? Unit{1e3, "report.column.lost_thousands"} : Unit{};
    }

    std::string table(const std::vector<LossRow>& rows) const {
        const Unit unit = unit_for_losses();
        std::vector<std::string> headings{"", text_("report.column.outage"), text_(unit.heading)};
        for (const CauseOfLoss cause : Words<CauseOfLoss>::values) {
            if (!is_shown(cause)) continue;
            headings.push_back(text_(fmt::format("report.column.{}", word_of(cause))));
        }
        for (const auto key : {"report.column.half", "report.column.most", "report.column.all"}) {
            headings.push_back(text_(key));
        }
        if (!report_.currency.empty()) {
            headings.push_back(text_("report.column.money", {{"currency", report_.currency}}));
        }
        TextTable table(std::move(headings));
        for (const LossRow& row : rows) table.add(cells(row, unit));
        table.rule();
        table.add(cells(report_.total, unit));
        return table.print();
    }

    /// A column of its own for other causes only where there are some.
    bool is_shown(CauseOfLoss cause) const {
        return cause != CauseOfLoss::other || report_.total.lost.other > 0.0;
    }

    std::vector<std::string> cells(const LossRow& row, const Unit& unit) const {
        std::vector<std::string> cells{
            safe(row.name), text_.number(row.outage_hours, 1),
            text_.number(row.lost.sum() / unit.hours, row.lost.sum() < 100.0 * unit.hours ? 1 : 0)};
        const std::vector<CausePart> parts = parts_of(row.lost);
        std::vector<double> hours;
        for (const CausePart& part : parts) hours.push_back(part.hours);
        const std::vector<std::string> shares = parts_of_100(hours, text_);
        for (std::size_t p = 0; p < parts.size(); ++p) {
            if (is_shown(parts[p].cause)) cells.push_back(shares[p]);
        }
        for (const auto* when : {&row.half, &row.most, &row.all}) cells.push_back(days(*when));
        if (row.worth) cells.push_back(text_.compact(row.worth->sum()));
        return cells;
    }
};

}  // namespace

std::string as_text(const RunReport& report, const Text& text, bool colour) {
    return Writer(report, text, colour).write();
}

}  // namespace kammerspiel::report
