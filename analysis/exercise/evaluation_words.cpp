#include "kammerspiel/exercise/evaluation_words.hpp"

#include <fmt/format.h>

#include "kammerspiel/base/ensure.hpp"

namespace kammerspiel::exercise {
namespace {

std::string_view key_of(Rating rating) {
    switch (rating) {
        case Rating::without_challenges: return "without_challenges";
        case Rating::with_some_challenges: return "with_some_challenges";
        case Rating::with_major_challenges: return "with_major_challenges";
        case Rating::not_met: return "not_met";
        case Rating::not_applicable: return "not_applicable";
    }
    unreachable();
}

}  // namespace

std::string mark(Rating rating, const Text& text) {
    return text(fmt::format("evaluation.rating.{}.short", key_of(rating)));
}

std::string in_words(Rating rating, const Text& text) {
    return text(fmt::format("evaluation.rating.{}", key_of(rating)));
}

std::string meaning(Rating rating, const Text& text) {
    return text(fmt::format("evaluation.rating.{}.meaning", key_of(rating)));
}

}  // namespace kammerspiel::exercise
