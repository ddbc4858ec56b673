#pragma once

#include <array>

#include "kammerspiel/scenario/keys.hpp"

// What the files of the table (keys*.cpp) share: how their rows read, and the words that several
// of them allow. Only they include it.

namespace kammerspiel::scenario::table {

using enum Kind;
inline constexpr Presence required = Presence::required;
inline constexpr Presence optional = Presence::optional;

inline constexpr std::array<std::string_view, 8> kinds{"workstation", "server",   "identity",
                                                       "management",  "backup",   "network",
                                                       "telephony",   "appliance"};
inline constexpr std::array<std::string_view, 2> integrities{"foothold", "controlled"};
inline constexpr std::array<std::string_view, 3> shifts{"business-hours", "extended",
                                                        "round-the-clock"};
inline constexpr std::array<std::string_view, 3> deciders{"federation", "region", "organisation"};

}  // namespace kammerspiel::scenario::table

/// Defines `const Section& name()`. A section refers to its keys by their address, so it does not
/// matter in which order the files' tables come into being.
#define KAMMERSPIEL_SECTION(name, title, german, keys)     \
    const Section& name() {                                \
        static const Section section{title, german, keys}; \
        return section;                                    \
    }
