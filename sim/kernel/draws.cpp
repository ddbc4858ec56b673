#include "kammerspiel/kernel/draws.hpp"

#include <Random123/philox.h>

namespace kammerspiel::kernel {

// Out of line, so that Random123 is seen by this file only. The call costs 1 ns of about 15.
std::array<std::uint64_t, 4> Draws::bits(EntityId entity, Purpose purpose,
                                         std::uint64_t index) const {
    const r123::Philox4x64::ctr_type counter{{entity.value, purpose.value, index, 0}};
    const r123::Philox4x64::key_type key{{seed_, replication_}};
    const auto word = r123::Philox4x64{}(counter, key);
    return {word[0], word[1], word[2], word[3]};
}

}  // namespace kammerspiel::kernel
