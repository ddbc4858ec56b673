#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kammerspiel/base/text.hpp"
#include "kammerspiel/report/document.hpp"
#include "kammerspiel/report/study_context.hpp"
#include "kammerspiel/stats/estimate.hpp"

// What could be bought beforehand and what it saves, as people and programs read it.

namespace kammerspiel::report {

struct ReportedInvestment {
    std::string name;
    Localised title;
    double cost = 0;
};

/// Some of the investments together.
struct Bundle {
    std::vector<std::size_t> of;  ///< numbers of investments, ascending
    double cost = 0;
    // In worlds that nothing was chosen by, in one incident:
    stats::Estimate saves;                       ///< of the metric, mean
    std::optional<stats::Estimate> saves_money;  ///< of `cost`, where the scenario values losses
    std::vector<stats::Estimate> saves_against;  ///< of the metric, by attacker
    bool is_affordable = true;                   ///< within the budget
};

struct InvestReport {
    StudyContext context;  ///< its strategy is the one that is played
    std::string currency;
    std::optional<double> budget;
    std::vector<ReportedInvestment> investments;
    std::size_t bundles_tried = 0;
    bool is_every_bundle = true;  ///< else bundles were grown one investment at a time
    std::size_t worlds_to_choose = 0;
    std::size_t worlds_to_value = 0;
    stats::Estimate without;    ///< mean loss without any, in the worlds to value
    std::vector<Bundle> alone;  ///< by investment
    /// Each saves more than all that cost less, by the worlds to choose: ascending by cost.
    std::vector<Bundle> front;
    /// The cheapest of the front that is not surely worse than the one that saves most, among those
    /// that are affordable; absent where none surely saves anything.
    std::optional<std::size_t> best;
};

[[nodiscard]] Document invest_document(const InvestReport& report, const Text& text);
[[nodiscard]] std::string invest_as_json(const InvestReport& report);
/// One line for each investment alone and each bundle; the same in every language.
[[nodiscard]] std::string invest_as_csv(const InvestReport& report);

}  // namespace kammerspiel::report
