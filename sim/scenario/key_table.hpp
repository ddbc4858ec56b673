#pragma once

#include <array>

#include "kammerspiel/scenario/keys.hpp"
#include "kammerspiel/scenario/scenario.hpp"

// What the files of the table (keys*.cpp) share: how their rows read. Only they include it.

namespace kammerspiel::scenario::table {

using enum Kind;
inline constexpr Presence required = Presence::required;
inline constexpr Presence optional = Presence::optional;

/// Of whatever draws something or is chosen among equals.
inline constexpr Key luck_key{"key", Kind::name, optional,
                              "what its luck, and every choice among equals, goes by in place of "
                              "its name: whoever renames it "
                              "and gives its old name here has the same worlds as before",
                              "wonach sein Glück und jede Wahl unter Gleichen geht, statt nach "
                              "seinem Namen: Wer es umbenennt "
                              "und hier den alten Namen nennt, hat dieselben Welten wie zuvor"};

}  // namespace kammerspiel::scenario::table

/// Defines `const Section& name()`. A section refers to its keys by their address, so it does not
/// matter in which order the files' tables come into being.
#define KAMMERSPIEL_SECTION(name, title, german, keys)     \
    const Section& name() {                                \
        static const Section section{title, german, keys}; \
        return section;                                    \
    }
