#include "analysis/report/papers/paper_set.hpp"

#include "analysis/report/papers/after_action_report.hpp"
#include "analysis/report/papers/board_paper.hpp"
#include "analysis/report/papers/evaluation_guide.hpp"
#include "analysis/report/papers/feedback_form.hpp"
#include "analysis/report/papers/handbook.hpp"
#include "analysis/report/papers/organisation_sheets.hpp"
#include "analysis/report/papers/situation_manual.hpp"
#include "analysis/report/papers/slides.hpp"
#include "analysis/report/papers/strategy_comparison.hpp"

namespace kammerspiel::report::papers {

std::vector<Paper> paper_set(const PaperWords& words) {
    std::vector<Paper> all;
    if (!words.exercise().moves.empty()) {
        all = situation_manual(words);
        for (Paper& deck : slides(words)) all.push_back(std::move(deck));
        all.push_back(feedback_form(words));
        all.push_back(handbook(words));
        all.push_back(inject_cards(words));
        all.push_back(evaluation_guide(words));
        all.push_back(after_action_report(words));
    }
    if (words.material().study) {
        all.push_back(board_paper(words));
        all.push_back(strategy_comparison(words));
    }
    all.push_back(organisation_sheets(words));
    if (words.material().per_organisation) {
        for (Paper& sheet : sheet_of_each(words)) all.push_back(std::move(sheet));
    }
    return all;
}

}  // namespace kammerspiel::report::papers
