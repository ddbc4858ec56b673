#pragma once

#include "analysis/report/papers/paper_words.hpp"

namespace kammerspiel::report::papers {

/// For exercise control: everything, move by move, with what is so beside what players know, and
/// what each option leads to by the study.
[[nodiscard]] Paper handbook(const PaperWords& words);

/// What is handed out or said for each inject, a card each, with nothing on it that players must
/// not see; so an exercise goes on when every screen is dark.
[[nodiscard]] Paper inject_cards(const PaperWords& words);

}  // namespace kammerspiel::report::papers
