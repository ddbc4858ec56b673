#pragma once

#include <cstddef>
#include <cstdint>

namespace kammerspiel::scenario {

/// What a hostile document may cost.
struct Limits {
    std::size_t bytes = 16U << 20U;  ///< of one file
    std::size_t depth = 64;          ///< of nesting
    std::size_t nodes = 2'000'000;   ///< after aliases are expanded ("billion laughs")
    std::size_t files = 256;
    std::size_t attachments = 32;
    std::size_t attachment_bytes = 4U << 20U;  ///< of one: many telephones fetch it at once
    std::uint64_t hosts = 50'000'000;
    std::size_t organisations = 200'000;
    std::size_t parts = 10'000'000;  ///< of all organisations: groups, services, needs, …
};

}  // namespace kammerspiel::scenario
