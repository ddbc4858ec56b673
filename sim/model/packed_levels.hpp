#pragma once

#include <array>
#include <cstdint>

#include "kammerspiel/federation/level.hpp"

namespace kammerspiel::model {

/// What another organisation sees of a node, in 16 bytes: beside it there is room in a message.
class PackedLevels {
   public:
    constexpr PackedLevels() = default;
    constexpr explicit PackedLevels(const federation::SharedLevels& levels) {
        const std::array<std::int32_t, 6> all{levels.attack,  levels.precaution,
                                              levels.rebuild, levels.testing,
                                              levels.actual,  levels.without_attack};
        for (std::size_t i = 0; i < all.size(); ++i) {
            for (std::size_t bit = 0; bit < bits; ++bit) {
                const std::size_t at = i * bits + bit;
                const auto set = static_cast<std::uint32_t>(all[i]) >> bit & 1U;
                words_[at / 32] |= set << at % 32;
            }
        }
    }
    [[nodiscard]] constexpr federation::SharedLevels unpacked() const {
        std::array<std::int32_t, 6> all{};
        for (std::size_t at = 0; at < all.size() * bits; ++at) {
            const std::uint32_t set = words_[at / 32] >> at % 32 & 1U;
            all[at / bits] |= static_cast<std::int32_t>(set << at % bits);
        }
        return {all[0], all[1], all[2], all[3], all[4], all[5]};
    }

   private:
    static constexpr std::size_t bits = 20;
    static_assert(PartsPerMillion::full().count() < 1 << bits);
    std::array<std::uint32_t, 4> words_{};
};

}  // namespace kammerspiel::model
