#include "analysis/report/papers/paper_set.hpp"

#include "analysis/report/papers/handbook.hpp"
#include "analysis/report/papers/situation_manual.hpp"
#include "analysis/report/papers/strategy_comparison.hpp"

namespace kammerspiel::report::papers {

std::vector<Paper> paper_set(const PaperWords& words, const ChartMaker& charts) {
    std::vector<Paper> all;
    if (!words.exercise().moves.empty()) {
        all = situation_manual(words);
        all.push_back(handbook(words, charts));
        all.push_back(inject_cards(words));
    }
    if (words.material().study) all.push_back(strategy_comparison(words, charts));
    return all;
}

}  // namespace kammerspiel::report::papers
