#include <fmt/core.h>

#include "kammerspiel/base/notation.hpp"
#include "kammerspiel/model/run.hpp"

int main() {
    const auto read = kammerspiel::notation::duration("1d 12h");
    if (!read.value || *read.value != kammerspiel::hours(36)) return 1;
    fmt::print("{}\n", kammerspiel::notation::in_words(*read.value));
}
