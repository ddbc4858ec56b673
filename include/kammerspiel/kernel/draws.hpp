#pragma once

#include <array>
#include <cstdint>

#include "kammerspiel/kernel/entity.hpp"

// Randomness as a pure function: what a draw is for decides what it is.

namespace kammerspiel::kernel {

/// What a draw is for. The model numbers its purposes; a new one changes no draw of another.
struct Purpose {
    std::uint32_t value = 0;
    constexpr auto operator<=>(const Purpose&) const = default;
};

/// A number in the open interval (0, 1): (k + 1/2) / 2^52 with k uniform on [0, 2^52). Neither end
/// occurs, so that every quantile function can be applied to it.
class Uniform {
   public:
    /// From 64 random bits, of which the upper 52 count.
    [[nodiscard]] static constexpr Uniform from_bits(std::uint64_t bits) {
        return Uniform((static_cast<double>(bits >> 12) + 0.5) * 0x1p-52);
    }
    [[nodiscard]] constexpr double value() const { return value_; }
    constexpr operator double() const { return value_; }  // NOLINT: it is a number, and used as one

   private:
    constexpr explicit Uniform(double value) : value_(value) {}
    double value_;
};

/// All random numbers of one world. A value: two Draws of equal seed and replication are equal
/// everywhere, and nothing is used up by drawing.
///
/// Philox4x64-10 (Salmon et al., SC11) with key (seed, replication) and counter (entity, purpose,
/// index, 0): a bijection of the counter, so different draws never share their 256 bits.
class Draws {
   public:
    constexpr Draws() = default;
    constexpr Draws(std::uint64_t seed, std::uint64_t replication)
        : seed_(seed), replication_(replication) {}

    /// `index` counts the draws of this entity for this purpose.
    [[nodiscard]] Uniform uniform(EntityId entity, Purpose purpose, std::uint64_t index) const {
        return Uniform::from_bits(bits(entity, purpose, index)[0]);
    }
    /// Four independent numbers for the price of one, for what is drawn together. The first one is
    /// that of `uniform`.
    [[nodiscard]] std::array<Uniform, 4> four(EntityId entity, Purpose purpose,
                                              std::uint64_t index) const {
        const auto word = bits(entity, purpose, index);
        return {Uniform::from_bits(word[0]), Uniform::from_bits(word[1]),
                Uniform::from_bits(word[2]), Uniform::from_bits(word[3])};
    }
    [[nodiscard]] std::array<std::uint64_t, 4> bits(EntityId entity, Purpose purpose,
                                                    std::uint64_t index) const;

    [[nodiscard]] constexpr std::uint64_t seed() const { return seed_; }
    [[nodiscard]] constexpr std::uint64_t replication() const { return replication_; }
    constexpr bool operator==(const Draws&) const = default;

   private:
    std::uint64_t seed_ = 0;
    std::uint64_t replication_ = 0;
};

}  // namespace kammerspiel::kernel
