#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kammerspiel/base/calendar.hpp"
#include "kammerspiel/scenario/exercise.hpp"

// The injects in an exercise's own file, changed where they stand.

namespace kammerspiel::exercise {

/// Lines that take the place of others.
struct LineChange {
    std::size_t line = 0;  ///< number of the first one in the file as it was
    std::vector<std::string> before, after;
};

struct EditedInjects {
    std::string text;  ///< of the whole file
    std::vector<LineChange> changes;
};

/// The text of an exercise file with `after` for its injects, which were `before`: what stays keeps
/// its comments, its order and its form, of what is changed only the keys that are; new ones come
/// last. Absent where the injects are laid out in a way that cannot be changed line by line. The
/// caller holds what comes of it against `after` by loading it.
[[nodiscard]] std::optional<EditedInjects> edit_injects(std::string_view text,
                                                        const std::vector<scenario::Inject>& before,
                                                        const std::vector<scenario::Inject>& after,
                                                        const Calendar& calendar);

}  // namespace kammerspiel::exercise
