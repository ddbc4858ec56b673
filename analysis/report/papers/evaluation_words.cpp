#include "analysis/report/papers/evaluation_words.hpp"

#include <fmt/format.h>

#include "kammerspiel/base/ensure.hpp"

namespace kammerspiel::report::papers {
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

std::vector<const ScheduledInject*> injects_for(const ExerciseMaterial& material,
                                                const scenario::Objective& objective) {
    std::vector<const ScheduledInject*> aimed;
    for (const ScheduledInject& one : material.schedule.injects) {
        if (one.inject.objective && *one.inject.objective == objective.name) aimed.push_back(&one);
    }
    return aimed;
}

}  // namespace kammerspiel::report::papers
