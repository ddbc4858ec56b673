#pragma once

#include <string>

namespace kammerspiel {

/// A text that people read, in both languages. Where one was not written, it is that of the other.
struct Localised {
    std::string en;
    std::string de;
    bool operator==(const Localised&) const = default;
};

}  // namespace kammerspiel
