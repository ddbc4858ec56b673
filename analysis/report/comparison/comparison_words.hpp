#pragma once

#include <string>
#include <vector>

#include "analysis/report/run/parameter_words.hpp"
#include "kammerspiel/report/comparison_report.hpp"

namespace kammerspiel::report {

/// The confidence of each interval of a pair, so that those of all pairs hold together with 95 %.
[[nodiscard]] double confidence_of_pairs(const ensemble::Comparison& comparison);

/// Figures, sentences and tables of a comparison in a language; who lays them out is told nothing
/// of statistics.
class ComparisonWords {
   public:
    ComparisonWords(const ensemble::Comparison& comparison, const StudyContext& context,
                    const Text& text)
        : comparison_(comparison), context_(context), text_(text) {}

    struct Table {
        std::string title;
        std::string note;  ///< how to read it; may be empty
        std::vector<std::string> columns;
        std::vector<std::vector<std::string>> rows;
        std::size_t best = 0;  ///< the row that stands out
    };

    [[nodiscard]] std::string title() const;
    [[nodiscard]] std::string of_what() const;              ///< worlds, hypotheses, seed
    [[nodiscard]] std::string provenance() const;           ///< version, scenario, seed, worlds
    [[nodiscard]] std::vector<std::string> alarms() const;  ///< before any figure (rule 19)
    [[nodiscard]] std::vector<std::string> answer() const;  ///< which is better, how sure
    [[nodiscard]] std::vector<std::string> advice() const;  ///< on what the answer depends
    [[nodiscard]] Table leading() const;                    ///< the metric that decides
    [[nodiscard]] Table further() const;                    ///< the other metrics
    [[nodiscard]] Table hypotheses() const;                 ///< by attacker, with regret
    /// Every pair, metric by metric. `narrow`: with margins instead of whole intervals.
    [[nodiscard]] std::vector<Table> pairs(bool narrow) const;
    [[nodiscard]] std::string note_of_pairs() const;  ///< how to read their differences
    [[nodiscard]] Table regions() const;              ///< where the losses fall
    [[nodiscard]] Table services() const;
    [[nodiscard]] Table runs() const;      ///< worlds by strategy and attacker
    [[nodiscard]] Table evidence() const;  ///< what the figures rest on, the weakest first

    // Titles: in tables and pictures, and in quotation marks in sentences.
    [[nodiscard]] std::string strategy(std::size_t number) const;
    [[nodiscard]] std::string quoted(std::size_t strategy) const;
    [[nodiscard]] std::string attacker(std::size_t number) const;
    [[nodiscard]] std::string metric(ensemble::Metric metric) const;
    [[nodiscard]] std::string figure(ensemble::Metric metric, double value) const;
    /// With its interval as a share: 1.23 M ±3 %; with its ends where it is lopsided.
    [[nodiscard]] std::string with_margin(ensemble::Metric metric,
                                          const stats::Estimate& estimate) const;
    /// With its interval: 1.23 M (1.19 M to 1.27 M)
    [[nodiscard]] std::string with_interval(ensemble::Metric metric,
                                            const stats::Estimate& estimate) const;
    /// The median, or that it is reached in just half of the worlds.
    [[nodiscard]] std::string median(ensemble::Metric metric, const stats::Summary& summary) const;
    /// The figure that strategies are compared by: of times the median, else the mean.
    [[nodiscard]] std::string typical(ensemble::Metric metric, const stats::Summary& summary) const;
    [[nodiscard]] const Text& text() const { return text_; }

   private:
    const ensemble::Comparison& comparison_;
    const StudyContext& context_;
    const Text& text_;

    [[nodiscard]] TitleOfElement titles_of_elements() const;

    [[nodiscard]] std::string strategies(const std::vector<std::size_t>& numbers) const;
    /// In what share of worlds the first one is better, equal, worse.
    [[nodiscard]] std::string shares(const stats::Paired& pair) const;
    [[nodiscard]] std::string with_interval_of_share(const stats::SwitchPoint& point) const;
    void add_next(std::vector<std::string>& sentences) const;
    /// How surely it is the best, and who was run no further.
    void add_guarantee(std::vector<std::string>& sentences) const;
    void add_information(std::vector<std::string>& sentences, std::string_view clear,
                         std::string_view open,
                         const std::optional<stats::InformationValue>& found) const;
    void add_hypotheses(std::vector<std::string>& sentences) const;
    void add_switches(const stats::PriorSwing& swing, std::vector<std::string>& sentences) const;
    [[nodiscard]] std::string place(const ensemble::SiteFigures& site) const;
    [[nodiscard]] Table sites(ensemble::Site::Kind kind, std::string_view title) const;
};

/// As documents have it.
[[nodiscard]] PageTable page_table(const ComparisonWords::Table& from);

}  // namespace kammerspiel::report
