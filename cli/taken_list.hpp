#pragma once

#include <filesystem>

#include "kammerspiel/exercise/msel.hpp"

// How a list of injects stood when it was taken into an exercise's file, kept beside that file: a
// list that is worked on and taken again must not undo what it said before.

namespace kammerspiel::cli {

/// Empty where none was taken yet, or where the note cannot be read.
[[nodiscard]] exercise::MselTimings taken_last(const std::filesystem::path& exercise_file);

void note_as_taken(const exercise::MselTimings& timings,
                   const std::filesystem::path& exercise_file);

}  // namespace kammerspiel::cli
