#pragma once

#include <kainjow/mustache.hpp>

#include "kammerspiel/base/text.hpp"
#include "kammerspiel/report/chart_engine.hpp"
#include "kammerspiel/report/document.hpp"
#include "kammerspiel/report/exercise_papers.hpp"

namespace kammerspiel::report {

/// The parts of a document for document.html.mustache: what kind of block each is decides which
/// part of the template it uses. `marking`: at the top of every new page of a paper; where they are
/// slides, a new page is the next of these.
[[nodiscard]] kainjow::mustache::data blocks_for_html(const std::vector<Block>& blocks,
                                                      const Marking& marking, bool are_slides,
                                                      const Text& text, ChartEngine& engine);

}  // namespace kammerspiel::report
