#pragma once

#include <array>
#include <string>

#include "kammerspiel/base/words.hpp"
#include "kammerspiel/report/chart_engine.hpp"
#include "kammerspiel/report/document.hpp"
#include "kammerspiel/report/exercise_papers.hpp"

// Papers of an exercise: documents with a marking at the edges of their sheets.

namespace kammerspiel::report::papers {

/// Who may read a paper.
enum class Audience { players, controllers, evaluators, decision_makers, everybody };
constexpr auto vocabulary(Audience) {
    using enum Audience;
    return std::array{Word{players, "players"}, Word{controllers, "controllers"},
                      Word{evaluators, "evaluators"}, Word{decision_makers, "decision_makers"},
                      Word{everybody, "everybody"}};
}

struct Paper : Document {
    std::string name;  ///< of its file, without extension; may begin with a folder
    Audience audience = Audience::everybody;
    Marking marking;
    bool is_landscape = false;
    bool is_dense = false;   ///< smaller print, for what has to fit on few pages
    bool is_slides = false;  ///< for a projector: what stands between two new pages is one slide
    std::size_t sheets = 0;  ///< of A4 that it has to fit on in print; 0: any number
};

/// One self-contained page: no script, no network access; prints on A4.
[[nodiscard]] std::string as_html(const Paper& paper, ChartEngine& engine);
/// CommonMark with pipe tables; pictures are represented by their data.
[[nodiscard]] std::string as_markdown(const Paper& paper);

}  // namespace kammerspiel::report::papers
