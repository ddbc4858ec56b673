#pragma once

#include <string>
#include <vector>

#include "analysis/report/papers/paper_words.hpp"

namespace kammerspiel::report::papers {

/// What evaluators said of one objective.
class Evaluated {
   public:
    Evaluated(const PaperWords& words, const scenario::Objective& objective);

    [[nodiscard]] const std::vector<const exercise::Observation*>& observations() const {
        return all_;
    }
    /// Ratings that count: of a task or, without one, of the objective as a whole.
    [[nodiscard]] std::vector<exercise::Rating> ratings(std::optional<std::size_t> task) const;
    /// Of the objective as a whole: the rating, on what evaluators differ, or that it is not rated
    /// and how its tasks are. No mean is formed.
    [[nodiscard]] std::string rating() const;
    [[nodiscard]] bool is_rated_as_a_whole() const;
    /// P, S for each rating of a task; empty where nobody rated it.
    [[nodiscard]] std::string marks(std::optional<std::size_t> task) const;
    /// Tasks that nobody rated.
    [[nodiscard]] std::vector<std::size_t> unrated() const;
    /// What an observation is about: its task, or the objective as a whole.
    [[nodiscard]] std::string reference(const exercise::Observation& observation) const;

   private:
    const PaperWords& words_;
    const scenario::Objective& objective_;
    std::vector<const exercise::Observation*> all_;

    /// Numbers of tasks that somebody found not met; empty: none.
    [[nodiscard]] std::string tasks_not_met() const;
};

}  // namespace kammerspiel::report::papers
