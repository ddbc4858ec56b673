#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string_view>

// Names as numbers: what a random draw belongs to.

namespace kammerspiel::kernel {

/// What a draw belongs to: a 64-bit hash of its name, never a position, so that adding something
/// changes no draw of anything else. Among 10 million names two coincide with probability 3e-6.
struct EntityId {
    std::uint64_t value = 0;

    [[nodiscard]] static constexpr EntityId of(std::string_view name);
    constexpr auto operator<=>(const EntityId&) const = default;
};

/// A name still being spelled. What begins alike is hashed once and continued:
/// `NamePrefix{"ihk-ulm/workstations#"}.numbered(17) == EntityId::of("ihk-ulm/workstations#17")`,
/// so that a million hosts need no million strings.
class NamePrefix {
   public:
    constexpr NamePrefix() = default;
    constexpr explicit NamePrefix(std::string_view text) : NamePrefix(NamePrefix{}.then(text)) {}

    [[nodiscard]] constexpr NamePrefix then(std::string_view text) const {
        NamePrefix longer = *this;
        for (const char c : text) longer.spell(c);
        return longer;
    }
    /// Continued with the decimal digits of `number`.
    [[nodiscard]] constexpr NamePrefix then(std::uint64_t number) const {
        char digits[20] = {};
        int count = 0;
        do {
            digits[count++] = static_cast<char>('0' + number % 10);
            number /= 10;
        } while (number != 0);
        NamePrefix longer = *this;
        while (count > 0) longer.spell(digits[--count]);
        return longer;
    }
    [[nodiscard]] constexpr EntityId id() const { return EntityId{mixed(state_)}; }
    [[nodiscard]] constexpr EntityId numbered(std::uint64_t number) const {
        return then(number).id();
    }
    constexpr bool operator==(const NamePrefix&) const = default;

   private:
    // Each step is a bijection of the state, so that names of which one begins with the other stay
    // apart; the shift brings the product's high bits back to where the next letter goes, which
    // FNV-1a (same shape, without it) lacks.
    constexpr void spell(char c) {
        state_ = (state_ ^ static_cast<unsigned char>(c)) * 0x9E3779B97F4A7C15U;
        state_ ^= state_ >> 32;
    }
    /// The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
    [[nodiscard]] static constexpr std::uint64_t mixed(std::uint64_t x) {
        x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9U;
        x = (x ^ x >> 27) * 0x94D049BB133111EBU;
        return x ^ x >> 31;
    }
    std::uint64_t state_ = 0xCBF29CE484222325U;
};

constexpr EntityId EntityId::of(std::string_view name) { return NamePrefix{name}.id(); }

}  // namespace kammerspiel::kernel

template <>
struct std::hash<kammerspiel::kernel::EntityId> {
    std::size_t operator()(kammerspiel::kernel::EntityId id) const noexcept { return id.value; }
};
