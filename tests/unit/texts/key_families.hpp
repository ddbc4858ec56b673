#pragma once

#include <string>
#include <vector>

// Keys of the message catalogue that are put together while the program runs.

namespace kammerspiel::test {

/// One text for each value of something: report.side.{} for truth, knowledge, …
struct KeyFamily {
    std::string pattern;            ///< as it stands in the source
    std::vector<std::string> keys;  ///< all that can come of it
    /// What has a text has a key, and what has none is shown as it is: any key may be there.
    bool is_open = false;
};

/// Every family that the sources may use.
[[nodiscard]] std::vector<KeyFamily> key_families();

}  // namespace kammerspiel::test
