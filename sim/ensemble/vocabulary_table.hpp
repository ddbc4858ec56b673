#pragma once

#include "kammerspiel/ensemble/vocabulary.hpp"

// What the files of the table of figures (vocabulary_*.cpp) share. Only they include it.

namespace kammerspiel::ensemble::terms {

using enum Holds;
inline constexpr Missing never = Missing::never;
inline constexpr Missing beyond_horizon = Missing::beyond_horizon;
inline constexpr Missing not_bounded = Missing::not_bounded;
inline constexpr Missing not_defined = Missing::not_defined;
inline constexpr Missing left_out = Missing::left_out;

[[nodiscard]] std::span<const Term> of_everything();  ///< provenance, places, strategies
[[nodiscard]] std::span<const Term> of_a_run();
[[nodiscard]] std::span<const Term> of_a_study();
[[nodiscard]] std::span<const Term> of_questions();
[[nodiscard]] std::span<const Term> of_the_structure();
/// Of files that the program keeps or prints beside results: traces, findings, papers.
[[nodiscard]] std::span<const Term> of_what_is_kept();

}  // namespace kammerspiel::ensemble::terms
