#include "analysis/report/papers/board_paper.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/report/chart/charts.hpp"
#include "analysis/report/comparison/comparison_words.hpp"

namespace kammerspiel::report::papers {
namespace {

using ensemble::Metric;

class BoardPaperWriter {
   public:
    BoardPaperWriter(const PaperWords& words, Paper& paper)
        : words_(words),
          comparison_(words.material().study->comparison),
          context_(words.material().study->context),
          figures_(comparison_, context_, words.text()),
          blocks_(paper.blocks) {}

    void write() {
        heading("board.question");
        blocks_.emplace_back(Paragraph{
            words_("board.question_is",
                   {{"scenario", figures_.title()},
                    {"count", static_cast<std::int64_t>(comparison_.strategies.size())}})});
        heading("board.answer");
        blocks_.emplace_back(Paragraph{headline(), Paragraph::Kind::answer});
        for (const std::string& sentence : reasons()) blocks_.emplace_back(Paragraph{sentence});
        blocks_.emplace_back(Table{losses(), {}});
        Picture picture =
            charts::distributions(charts::view_of(*words_.material().study), words_.text());
        picture.shows_data = false;
        blocks_.emplace_back(std::move(picture));
        heading("board.rests_on");
        blocks_.emplace_back(List{rests_on()});
        heading("board.to_decide");
        List decisions{to_decide()};
        blocks_.emplace_back(std::move(decisions));
        blocks_.emplace_back(WritingLines{words_("board.decided"), 1});
    }

   private:
    const PaperWords& words_;
    const ensemble::Comparison& comparison_;
    const StudyContext& context_;
    ComparisonWords figures_;
    std::vector<Block>& blocks_;

    void heading(std::string_view key) { blocks_.emplace_back(Heading{2, words_(key)}); }

    [[nodiscard]] std::size_t best() const { return comparison_.decision.ranking.front(); }
    [[nodiscard]] bool nothing_differs() const {
        return comparison_.decision.ranking.size() > 1 &&
               comparison_.decision.best.size() == comparison_.decision.ranking.size();
    }

    /// Those that the best one cannot be told from.
    [[nodiscard]] std::vector<std::string> rivals() const {
        const ensemble::MetricFigures& by = comparison_.metrics.front();
        std::vector<std::string> names;
        for (const std::size_t s : comparison_.decision.ranking) {
            if (s == best()) continue;
            if (stats::standing(by.pair(best(), s)) == stats::Standing::better) continue;
            names.push_back(figures_.quoted(s));
        }
        return names;
    }

    [[nodiscard]] std::string headline() const {
        if (nothing_differs()) return words_("board.no_difference");
        const auto others = rivals();
        if (others.empty()) {
            return words_("board.clear", {{"strategy", figures_.quoted(best())}});
        }
        return words_("board.no_winner", {{"strategy", figures_.quoted(best())},
                                          {"count", static_cast<std::int64_t>(others.size())},
                                          {"others", fmt::format("{}", fmt::join(others, ", "))}});
    }

    [[nodiscard]] std::vector<std::string> reasons() const {
        std::vector<std::string> sentences = figures_.answer();
        // The first one says which is best: that is the headline.
        if (!sentences.empty() && !nothing_differs()) sentences.erase(sentences.begin());
        constexpr std::size_t most = 2;
        if (sentences.size() > most) sentences.resize(most);
        return sentences;
    }

    [[nodiscard]] const ensemble::MetricFigures* metric(Metric wanted) const {
        const auto found = std::find_if(comparison_.metrics.begin(), comparison_.metrics.end(),
                                        [&](const auto& one) { return one.metric == wanted; });
        return found == comparison_.metrics.end() ? nullptr : &*found;
    }

    /// By strategy: what is lost, in money too, and until when most are back.
    [[nodiscard]] PageTable losses() const {
        PageTable table;
        table.columns = {{words_("board.column.strategy"), true, true}};
        std::vector<const ensemble::MetricFigures*> shown{&comparison_.metrics.front()};
        for (const Metric further :
             {Metric::member_hours_lost, Metric::money_lost, Metric::hours_to_90}) {
            const auto* found = metric(further);
            if (found == nullptr || found->metric == shown.front()->metric) continue;
            if (further == Metric::money_lost && context_.currency.empty()) continue;
            shown.push_back(found);
        }
        for (const auto* one : shown) table.columns.push_back({figures_.metric(one->metric)});
        for (const std::size_t s : comparison_.decision.ranking) {
            std::vector<std::string> row{figures_.strategy(s)};
            for (const auto* one : shown) {
                row.push_back(figures_.typical(one->metric, one->strategies[s].all));
            }
            table.rows.push_back(std::move(row));
        }
        table.stresses_first = rivals().empty() && !nothing_differs();
        return table;
    }

    [[nodiscard]] std::vector<std::string> rests_on() const {
        std::vector<std::string> attackers;
        for (std::size_t a = 0; a < comparison_.attackers.size(); ++a) {
            attackers.push_back(words_("board.hypothesis",
                                       {{"attacker", figures_.attacker(a)},
                                        {"share", words_.text().percent(comparison_.weights[a])}}));
        }
        std::vector<std::string> all{
            words_("board.worlds", {{"count", static_cast<std::int64_t>(comparison_.worlds)},
                                    {"attackers", fmt::format("{}", fmt::join(attackers, ", "))}})};
        const auto known = figures_.evidence().rows.size();
        if (known > 0) {
            all.push_back(words_("board.evidence", {{"count", static_cast<std::int64_t>(known)}}));
        }
        all.push_back(words_("board.not_in_it"));
        return all;
    }

    [[nodiscard]] std::vector<std::string> to_decide() const {
        std::vector<std::string> all;
        if (!nothing_differs()) {
            all.push_back(words_("board.decide.strategy", {{"strategy", figures_.quoted(best())}}));
        }
        all.push_back(words_("board.decide.who"));
        if (!figures_.evidence().rows.empty()) all.push_back(words_("board.decide.find_out"));
        if (!rivals().empty()) all.push_back(words_("board.decide.rivals"));
        return all;
    }
};

}  // namespace

Paper board_paper(const PaperWords& words) {
    const StudyMaterial& study = *words.material().study;
    const ComparisonWords figures(study.comparison, study.context, words.text());
    Paper paper = words.paper("decision-makers/board-paper",
                              words("board.title", {{"scenario", figures.title()}}),
                              Audience::decision_makers);
    paper.marking.provenance = words.text()(
        "compare.provenance", {{"version", study.context.program_version},
                               {"scenario", study.context.scenario},
                               {"hash", study.context.hash.substr(0, 16)},
                               {"seed", fmt::format("{}", study.context.seed)},
                               {"count", static_cast<std::int64_t>(study.comparison.worlds)}});
    paper.is_dense = true;
    paper.sheets = 1;
    BoardPaperWriter(words, paper).write();
    return paper;
}

}  // namespace kammerspiel::report::papers
