#include "cluster/bytes.hpp"

#include <array>
#include <bit>
#include <limits>

#include "kammerspiel/base/ensure.hpp"

namespace kammerspiel::cluster {
namespace {

constexpr unsigned bits_of_byte = 8;
constexpr unsigned bytes_of_limb = 8;
constexpr std::uint64_t low_byte = 0xFF;
/// Of a whole number, a byte holds seven bits, and one that says whether there are more.
constexpr unsigned bits_of_part = 7;
constexpr std::uint64_t low_part = 0x7F;
constexpr std::uint64_t more_follow = 0x80;

__extension__ using UInt128 = unsigned __int128;
using Limbs = std::array<std::uint64_t, 4>;
/// A Wide is nothing but its limbs, the lowest first.
static_assert(sizeof(Limbs) == sizeof(ensemble::Wide));

std::uint64_t byte_of(const Limbs& limbs, unsigned place) {
    return limbs[place / bytes_of_limb] >> (place % bytes_of_limb * bits_of_byte) & low_byte;
}

unsigned bytes_needed(const Limbs& limbs) {
    auto count = static_cast<unsigned>(sizeof(Limbs));
    while (count > 0 && byte_of(limbs, count - 1) == 0) --count;
    return count;
}

}  // namespace

void ByteWriter::byte(std::uint64_t value) { bytes_.push_back(static_cast<char>(value)); }

void ByteWriter::whole(std::uint64_t number) {
    for (; number > low_part; number >>= bits_of_part) byte((number & low_part) | more_follow);
    byte(number);
}

void ByteWriter::wide(const ensemble::Wide& number) {
    const auto limbs = std::bit_cast<Limbs>(number);
    const unsigned count = bytes_needed(limbs);
    byte(count);
    for (unsigned place = 0; place < count; ++place) byte(byte_of(limbs, place));
}

void ByteWriter::wide(model::Int128 number) {
    const auto bits = static_cast<UInt128>(number);
    const Limbs limbs{static_cast<std::uint64_t>(bits),
                      static_cast<std::uint64_t>(bits >> (bits_of_byte * bytes_of_limb)), 0, 0};
    wide(std::bit_cast<ensemble::Wide>(limbs));
}

void ByteWriter::real(double number) {
    const auto bits = std::bit_cast<std::uint64_t>(number);
    for (unsigned place = 0; place < bytes_of_limb; ++place) {
        byte(bits >> (place * bits_of_byte) & low_byte);
    }
}

void ByteWriter::text(std::string_view text) {
    whole(text.size());
    bytes_ += text;
}

std::uint8_t ByteReader::byte() {
    ensure(!bytes_.empty(), "a message of the ranks ends too early");
    const auto value = static_cast<std::uint8_t>(bytes_.front());
    bytes_.remove_prefix(1);
    return value;
}

std::uint64_t ByteReader::whole() {
    std::uint64_t number = 0;
    unsigned shift = 0;
    while (true) {
        const std::uint64_t part = byte();
        number |= (part & low_part) << shift;
        if (part < more_follow) return number;
        shift += bits_of_part;
        ensure(shift < bits_of_byte * bytes_of_limb,
               "a message of the ranks has a number too long");
    }
}

std::uint32_t ByteReader::index() {
    const std::uint64_t number = whole();
    ensure(number <= std::numeric_limits<std::uint32_t>::max(),
           "a message of the ranks has the place {}", number);
    return static_cast<std::uint32_t>(number);
}

ensemble::Wide ByteReader::very_wide() {
    Limbs limbs{};
    const unsigned count = byte();
    ensure(count <= sizeof(Limbs), "a message of the ranks has a number of {} bytes", count);
    for (unsigned place = 0; place < count; ++place) {
        const std::uint64_t value = byte();
        limbs[place / bytes_of_limb] |= value << (place % bytes_of_limb * bits_of_byte);
    }
    return std::bit_cast<ensemble::Wide>(limbs);
}

model::Int128 ByteReader::wide() {
    const auto limbs = std::bit_cast<Limbs>(very_wide());
    ensure(limbs[2] == 0 && limbs[3] == 0, "a message of the ranks has a sum of more than {} bits",
           2 * bits_of_byte * bytes_of_limb);
    return static_cast<model::Int128>(UInt128{limbs[1]} << (bits_of_byte * bytes_of_limb) |
                                      limbs[0]);
}

double ByteReader::real() {
    std::uint64_t bits = 0;
    for (unsigned place = 0; place < bytes_of_limb; ++place) {
        bits |= std::uint64_t{byte()} << (place * bits_of_byte);
    }
    return std::bit_cast<double>(bits);
}

std::string ByteReader::text() {
    const std::uint64_t size = whole();
    ensure(size <= bytes_.size(), "a message of the ranks ends too early");
    std::string text(bytes_.substr(0, size));
    bytes_.remove_prefix(size);
    return text;
}

}  // namespace kammerspiel::cluster
