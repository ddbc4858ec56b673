#pragma once

#include <bit>
#include <concepts>
#include <limits>

namespace kammerspiel {

/// A set of enumerators or small numbers, kept as the bits of one word.
/// Precondition throughout: a member's number is less than the bits that a `Word` has.
template <class Member, std::unsigned_integral Word>
class BitSet {
   public:
    constexpr BitSet() = default;
    [[nodiscard]] static constexpr BitSet all() {
        BitSet set;
        set.bits_ = std::numeric_limits<Word>::max();
        return set;
    }

    constexpr void add(Member member) { bits_ = static_cast<Word>(bits_ | bit(member)); }
    constexpr void remove(Member member) { bits_ = static_cast<Word>(bits_ & ~bit(member)); }
    [[nodiscard]] constexpr bool contains(Member member) const {
        return (bits_ & bit(member)) != 0;
    }
    [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
    constexpr bool operator==(const BitSet&) const = default;

    /// In ascending order.
    template <class Visitor>
    constexpr void for_each(Visitor&& visit) const {
        for (Word left = bits_; left != 0; left = static_cast<Word>(left & (left - 1))) {
            visit(static_cast<Member>(std::countr_zero(left)));
        }
    }

   private:
    Word bits_ = 0;

    static constexpr Word bit(Member member) {
        return static_cast<Word>(Word{1} << static_cast<unsigned>(member));
    }
};

}  // namespace kammerspiel
