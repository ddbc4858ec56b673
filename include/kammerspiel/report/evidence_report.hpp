#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kammerspiel/base/text.hpp"
#include "kammerspiel/ensemble/evidence.hpp"
#include "kammerspiel/report/document.hpp"
#include "kammerspiel/report/study_context.hpp"
#include "kammerspiel/stats/sobol.hpp"

// The ledger of evidence: where each figure is from, how much the answer depends on it, and with
// that what to find out first.

namespace kammerspiel::report {

/// At one of a figure's ends another strategy is better than the one that is best as written.
struct Turn {
    std::string end;     ///< the figure's value there
    std::string better;  ///< strategy
    stats::Estimate
        costs;  ///< what deciding as if it were as written loses there more than that one
    [[nodiscard]] bool is_clear() const { return costs.low > 0; }
};

struct LedgerEntry {
    scenario::Parameter parameter;
    std::optional<ensemble::Ends> ends;  ///< absent: it was not varied
    std::optional<stats::Swing> swing;   ///< absent: it was not run
    std::optional<Turn> turn;  ///< at whichever end it costs more; absent: the decision stays
    /// |effect| × weakness, in the metric's unit.
    [[nodiscard]] double priority() const;
    /// What a wrong decision costs × weakness; 0 unless it is more than luck.
    [[nodiscard]] double worth_knowing() const;
};

struct EvidenceReport {
    StudyContext context;
    std::size_t worlds = 0;  ///< 0: the ledger is only listed
    double as_written = 0;   ///< mean outcome
    std::string best;        ///< the strategy that loses least as written
    /// Every figure of which something is said: first those that change which strategy is best, by
    /// what a wrong decision costs, then by priority, largest first; of equal ones in the
    /// order of the files. Where plain ones were varied too, they are among them.
    std::vector<LedgerEntry> entries;
    std::vector<scenario::Parameter> plain;  ///< nothing is said of them, and they were not varied
};

/// The ledger alone, figure by figure.
[[nodiscard]] std::string ledger_in_words(const EvidenceReport& report, const Text& text,
                                          bool colour);
[[nodiscard]] Document evidence_document(const EvidenceReport& report, const Text& text);
[[nodiscard]] std::string evidence_as_json(const EvidenceReport& report);
/// One line per figure, those of which nothing is said last; the same in every language.
[[nodiscard]] std::string evidence_as_csv(const EvidenceReport& report);

}  // namespace kammerspiel::report
