#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/report/papers/paper_words.hpp"

namespace kammerspiel::report::papers {

/// What those who play for an organisation know of it by heart, whatever happens: its services, the
/// aims set for them, and whom they hang on.
struct OwnHouse {
    std::string id, name;
    struct Service {
        std::string title;
        std::string rto, mtpd;           ///< in words; a dash where none is set
        std::vector<std::string> needs;  ///< names of other organisations
    };
    std::vector<Service> services;  ///< that people want
    /// Other organisations that it needs, with how many of its services do; most first.
    std::vector<std::pair<std::string, std::size_t>> needed;
    std::vector<std::string> dependents;  ///< names of those that need something of it
};

/// Absent: the group plays for no organisation of the federation.
[[nodiscard]] std::optional<OwnHouse> own_house(const PaperWords& words,
                                                const scenario::ExerciseGroup& group);

/// A sketch of who needs whom around these houses; empty where nobody needs anybody.
[[nodiscard]] Picture who_needs_whom(const std::vector<OwnHouse>& houses, const PaperWords& words);

}  // namespace kammerspiel::report::papers
