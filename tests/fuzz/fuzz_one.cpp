#include <cstddef>
#include <cstdint>

#include "tests/fuzz/targets.hpp"

// A fuzzer: compiled once for each target, which KAMMERSPIEL_FUZZ_TARGET names.

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    kammerspiel::fuzz::KAMMERSPIEL_FUZZ_TARGET({reinterpret_cast<const char*>(bytes), size});
    return 0;
}
