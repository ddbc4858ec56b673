#include "analysis/report/papers/feedback_summary.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kammerspiel/exercise/evaluation_words.hpp"

namespace kammerspiel::report::papers {
namespace {

using exercise::Feedback;

class Summary {
   public:
    explicit Summary(const PaperWords& words)
        : words_(words), all_(words.material().seen.feedback) {}

    std::vector<Block> write() {
        if (all_.empty()) return {};
        blocks_.emplace_back(Heading{2, words_("feedback.summary")});
        blocks_.emplace_back(Paragraph{
            words_("feedback.summary.count", {{"count", static_cast<std::int64_t>(all_.size())}})});
        add_agreement();
        add_strengths();
        add_improvements();
        add_remarks();
        return std::move(blocks_);
    }

   private:
    const PaperWords& words_;
    const std::vector<Feedback>& all_;
    std::vector<Block> blocks_;

    PageTable::Column column(std::string_view key) const { return {words_(key), true, true}; }

    /// How many chose what. No mean is formed of answers that only have an order.
    void add_agreement() {
        PageTable table;
        table.columns = {column("feedback.statement"), {words_("feedback.summary.answers")}};
        for (int value = 1; value <= exercise::most_agreement; ++value) {
            table.columns.push_back({fmt::format("{}", value)});
        }
        table.columns.push_back({words_("feedback.summary.middle")});
        for (std::size_t s = 0; s < exercise::feedback_statements.size(); ++s) {
            std::vector<int> given;
            for (const Feedback& one : all_) {
                if (one.agreement[s]) given.push_back(*one.agreement[s]);
            }
            if (given.empty()) continue;
            std::sort(given.begin(), given.end());
            std::vector<std::string> row{
                words_(fmt::format("feedback.statement.{}", exercise::feedback_statements[s])),
                fmt::format("{}", given.size())};
            for (int value = 1; value <= exercise::most_agreement; ++value) {
                const auto count = std::count(given.begin(), given.end(), value);
                row.push_back(count == 0 ? "–" : fmt::format("{}", count));
            }
            row.push_back(middle_of(given));
            table.rows.push_back(std::move(row));
        }
        table.note = words_("feedback.summary.agreement_note");
        blocks_.emplace_back(Table{table, {0.44, 0.12, 0.07, 0.07, 0.07, 0.07, 0.07, 0.09}});
    }

    /// The median; between two neighbours both.
    static std::string middle_of(const std::vector<int>& sorted) {
        const int low = sorted[(sorted.size() - 1) / 2];
        const int high = sorted[sorted.size() / 2];
        return low == high ? fmt::format("{}", low) : fmt::format("{}–{}", low, high);
    }

    void add_strengths() {
        std::vector<std::string> strengths;
        for (const Feedback& one : all_) {
            strengths.insert(strengths.end(), one.strengths.begin(), one.strengths.end());
        }
        add_list("feedback.summary.strengths", strengths);
    }

    void add_list(std::string_view key, const std::vector<std::string>& items) {
        if (items.empty()) return;
        blocks_.emplace_back(Heading{3, words_(key)});
        blocks_.emplace_back(List{items});
    }

    /// What is urgent first.
    void add_improvements() {
        std::vector<Feedback::Improvement> improvements;
        for (const Feedback& one : all_) {
            improvements.insert(improvements.end(), one.improvements.begin(),
                                one.improvements.end());
        }
        if (improvements.empty()) return;
        const auto rank = [](const Feedback::Improvement& one) {
            constexpr int none = 3;
            return one.priority ? static_cast<int>(*one.priority) : none;
        };
        std::stable_sort(improvements.begin(), improvements.end(),
                         [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
        PageTable table;
        table.title = words_("feedback.summary.improvements");
        table.columns = {column("feedback.improvement"), column("feedback.action"),
                         column("feedback.priority"), column("feedback.responsible")};
        for (const Feedback::Improvement& one : improvements) {
            table.rows.push_back(
                {one.what, one.action,
                 one.priority ? words_(fmt::format("feedback.priority.{}", word_of(*one.priority)))
                              : "–",
                 one.responsible});
        }
        blocks_.emplace_back(Table{table, {0.36, 0.32, 0.12, 0.2}});
    }

    void add_remarks() {
        for (const auto& [key, field] : {std::pair{"feedback.missed", &Feedback::missed},
                                         {"feedback.equipment", &Feedback::equipment},
                                         {"feedback.training", &Feedback::training},
                                         {"feedback.plans", &Feedback::plans},
                                         {"feedback.more", &Feedback::more}}) {
            std::vector<std::string> said;
            for (const Feedback& one : all_) {
                if (!(one.*field).empty()) said.push_back(one.*field);
            }
            add_list(key, said);
        }
    }
};

}  // namespace

std::vector<Block> feedback_blocks(const PaperWords& words) { return Summary(words).write(); }

}  // namespace kammerspiel::report::papers
