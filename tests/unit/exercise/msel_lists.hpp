#pragma once

#include "msel_sample.hpp"

// Lists of injects as other people keep them, read into an exercise of three moves without injects.

namespace kammerspiel::test {

struct ReadList {
    exercise::MselImport import;
    Diagnostics diagnostics;

    /// How often this was found; with where else it was so.
    [[nodiscard]] std::size_t count(std::string_view key) const;
    [[nodiscard]] bool notes(std::string_view key) const;
    /// The inject with this title; fails where there is none.
    [[nodiscard]] const scenario::Inject& titled(const std::string& title) const;
    /// In the room, in minutes since the exercise began; −1 where it comes at a scenario's time.
    [[nodiscard]] std::int64_t minute(const std::string& title) const;
};

/// Moves first-signs (9:00, 45 min), evening (10:00, 60 min), week-later (11:15, 60 min); groups
/// provider and chamber. In the room it is 3 December 2026, in the scenario 3 August 2022.
[[nodiscard]] MselSample empty_sample();
[[nodiscard]] ReadList read_list(const std::string& bytes,
                                 const exercise::MselOptions& options = {},
                                 const MselSample& sample = empty_sample(),
                                 const std::string& mapping = "");

}  // namespace kammerspiel::test
