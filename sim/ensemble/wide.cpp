#include "kammerspiel/ensemble/wide.hpp"

#include <algorithm>
#include <cmath>

#include "kammerspiel/base/ensure.hpp"

namespace kammerspiel::ensemble {
namespace {

__extension__ using UInt128 = unsigned __int128;

constexpr int limb_bits = 64;

constexpr std::uint64_t low(UInt128 number) { return static_cast<std::uint64_t>(number); }
constexpr std::uint64_t high(UInt128 number) {
    return static_cast<std::uint64_t>(number >> limb_bits);
}

}  // namespace

Wide Wide::square_of(model::Int128 number) {
    const UInt128 size =
        number < 0 ? UInt128{0} - static_cast<UInt128>(number) : static_cast<UInt128>(number);
    const UInt128 a = low(size);
    const UInt128 b = high(size);
    // (a + b B)² = a² + 2 a b B + b² B², with B = 2^64.
    const UInt128 a_a = a * a;
    const UInt128 a_b = a * b;
    const UInt128 b_b = b * b;
    Wide square;
    square.limbs_ = {low(a_a), high(a_a), low(b_b), high(b_b)};
    Wide middle;
    middle.limbs_ = {0, low(a_b), high(a_b), 0};
    square += middle;
    square += middle;
    return square;
}

Wide& Wide::operator+=(const Wide& other) {
    UInt128 carried = 0;
    for (std::size_t i = 0; i < limbs_.size(); ++i) {
        carried += UInt128{limbs_[i]} + other.limbs_[i];
        limbs_[i] = low(carried);
        carried >>= limb_bits;
    }
    ensure(carried == 0, "a sum of squares has more than {} bits", limb_bits * limbs_.size());
    return *this;
}

std::optional<Wide> Wide::parsed(std::string_view digits) {
    constexpr std::size_t most_digits = 77;  // 10^77 - 1 fits
    if (digits.empty() || digits.size() > most_digits) return std::nullopt;
    Wide number;
    for (const char digit : digits) {
        if (digit < '0' || digit > '9') return std::nullopt;
        UInt128 carried = static_cast<unsigned>(digit - '0');
        for (std::uint64_t& limb : number.limbs_) {
            carried += UInt128{limb} * 10;
            limb = low(carried);
            carried >>= limb_bits;
        }
    }
    return number;
}

double Wide::as_double() const {
    double sum = 0;
    for (std::size_t i = limbs_.size(); i-- > 0;) {
        sum = std::ldexp(sum, limb_bits) + static_cast<double>(limbs_[i]);
    }
    return sum;
}

std::string Wide::in_digits() const {
    std::array<std::uint64_t, 4> rest = limbs_;
    std::string digits;
    const auto is_zero = [&] {
        return std::all_of(rest.begin(), rest.end(), [](std::uint64_t limb) { return limb == 0; });
    };
    do {
        UInt128 remainder = 0;
        for (std::size_t i = rest.size(); i-- > 0;) {
            remainder = (remainder << limb_bits) + rest[i];
            rest[i] = low(remainder / 10);
            remainder %= 10;
        }
        digits += static_cast<char>('0' + static_cast<int>(low(remainder)));
    } while (!is_zero());
    std::reverse(digits.begin(), digits.end());
    return digits;
}

}  // namespace kammerspiel::ensemble
