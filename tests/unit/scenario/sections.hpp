#pragma once

#include "kammerspiel/scenario/keys.hpp"

// The table of keys, walked.

namespace kammerspiel::test {

/// The section whose keys may stand behind the key; nullptr for a plain value.
[[nodiscard]] inline const scenario::Section* section_behind(const scenario::Key& key) {
    using scenario::Kind;
    switch (key.kind) {
        case Kind::selector:
        case Kind::selector_or_itself: return &scenario::selector_section();
        case Kind::scope: return &scenario::scope_section();
        case Kind::condition: return &scenario::condition_section();
        case Kind::need: return &scenario::need_section();
        default: return key.section;
    }
}

}  // namespace kammerspiel::test
