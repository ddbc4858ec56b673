#include "analysis/report/papers/evaluated.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kammerspiel/exercise/evaluation_words.hpp"

namespace kammerspiel::report::papers {

Evaluated::Evaluated(const PaperWords& words, const scenario::Objective& objective)
    : words_(words), objective_(objective) {
    for (const exercise::Observation& one : words.material().seen.observations) {
        if (one.objective == objective.name.text) all_.push_back(&one);
    }
}

std::vector<exercise::Rating> Evaluated::ratings(std::optional<std::size_t> task) const {
    std::vector<exercise::Rating> found;
    for (const exercise::Observation* one : all_) {
        const auto rating = counted(*one);
        if (rating && one->task == task) found.push_back(*rating);
    }
    return found;
}

std::string Evaluated::marks(std::optional<std::size_t> task) const {
    std::vector<std::string> all;
    for (const exercise::Rating rating : ratings(task)) all.push_back(mark(rating, words_.text()));
    return fmt::format("{}", fmt::join(all, ", "));
}

bool Evaluated::is_rated_as_a_whole() const { return !ratings(std::nullopt).empty(); }

std::string Evaluated::tasks_not_met() const {
    std::vector<std::string> tasks;
    for (std::size_t t = 0; t < objective_.tasks.size(); ++t) {
        const auto found = ratings(t);
        if (std::find(found.begin(), found.end(), exercise::Rating::not_met) != found.end()) {
            tasks.push_back(fmt::format("{}", t + 1));
        }
    }
    return fmt::format("{}", fmt::join(tasks, ", "));
}

std::string Evaluated::rating() const {
    std::vector<exercise::Rating> whole = ratings(std::nullopt);
    // Who could not see it does not differ from who could.
    const bool any_seen = std::any_of(whole.begin(), whole.end(), [](exercise::Rating one) {
        return one != exercise::Rating::not_applicable;
    });
    if (any_seen) std::erase(whole, exercise::Rating::not_applicable);
    if (!whole.empty()) {
        const bool is_agreed = std::all_of(
            whole.begin(), whole.end(), [&](exercise::Rating one) { return one == whole.front(); });
        if (!is_agreed) return words_("aar.not_agreed", {{"ratings", marks(std::nullopt)}});
        const std::string agreed =
            words_("aar.agreed", {{"short", mark(whole.front(), words_.text())},
                                  {"word", in_words(whole.front(), words_.text())}});
        const std::string worse = tasks_not_met();
        return worse.empty() || whole.front() == exercise::Rating::not_met
                   ? agreed
                   : words_("aar.agreed_but", {{"rating", agreed}, {"tasks", worse}});
    }
    std::vector<std::string> tasks;
    for (std::size_t t = 0; t < objective_.tasks.size(); ++t) {
        if (const std::string found = marks(t); !found.empty()) {
            tasks.push_back(words_("aar.task_rating",
                                   {{"number", fmt::format("{}", t + 1)}, {"ratings", found}}));
        }
    }
    if (tasks.empty()) return words_("evaluation.rating.none");
    return words_("aar.tasks_rated", {{"tasks", fmt::format("{}", fmt::join(tasks, "; "))}});
}

std::vector<std::size_t> Evaluated::unrated() const {
    std::vector<std::size_t> tasks;
    for (std::size_t t = 0; t < objective_.tasks.size(); ++t) {
        if (ratings(t).empty()) tasks.push_back(t);
    }
    return tasks;
}

std::string Evaluated::reference(const exercise::Observation& observation) const {
    if (!observation.task || *observation.task >= objective_.tasks.size()) {
        return words_("aar.reference.whole");
    }
    return words_("aar.reference.task", {{"number", fmt::format("{}", *observation.task + 1)},
                                         {"task", words_(objective_.tasks[*observation.task])}});
}

}  // namespace kammerspiel::report::papers
