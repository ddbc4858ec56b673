#include "kammerspiel/exercise/evaluation_words.hpp"

#include <fmt/format.h>

namespace kammerspiel::exercise {
std::string mark(Rating rating, const Text& text) {
    return text(fmt::format("evaluation.rating.{}.short", word_of(rating)));
}

std::string in_words(Rating rating, const Text& text) {
    return text(fmt::format("evaluation.rating.{}", word_of(rating)));
}

std::string meaning(Rating rating, const Text& text) {
    return text(fmt::format("evaluation.rating.{}.meaning", word_of(rating)));
}

}  // namespace kammerspiel::exercise
