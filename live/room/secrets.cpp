#include "live/room/secrets.hpp"

#include <fmt/format.h>
#include <sys/random.h>

#include <array>
#include <cerrno>
#include <vector>

#include "kammerspiel/base/atomic_file.hpp"
#include "kammerspiel/base/sha256.hpp"

namespace kammerspiel::live {
namespace {

std::vector<unsigned char> random_bytes(std::size_t count) {
    std::vector<unsigned char> bytes(count);
    std::size_t have = 0;
    while (have < count) {
        const ssize_t more = ::getrandom(bytes.data() + have, count - have, 0);
        if (more < 0 && errno != EINTR) throw FileError("/dev/urandom", "read", errno);
        if (more > 0) have += static_cast<std::size_t>(more);
    }
    return bytes;
}

}  // namespace

std::string random_bits(unsigned bits) {
    std::string text;
    for (const unsigned char byte : random_bytes(bits / 8)) text += fmt::format("{:02x}", byte);
    return text;
}

std::string random_code() {
    // Without 0, 1, I, L and O.
    constexpr std::string_view signs = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    static_assert(signs.size() == 31);
    constexpr std::size_t length = 6;
    std::string code;
    while (code.size() < length) {
        // Bytes beyond a multiple of 31 would make some signs likelier.
        const unsigned byte = random_bytes(1).front();
        if (byte < 248) code += signs[byte % signs.size()];
    }
    return code;
}

std::string hashed(std::string_view secret) {
    Sha256 sum;
    sum.add(secret);
    return sum.finish();
}

bool is_same_secret(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    unsigned difference = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        difference |= static_cast<unsigned>(static_cast<unsigned char>(a[i])) ^
                      static_cast<unsigned>(static_cast<unsigned char>(b[i]));
    }
    return difference == 0;
}

}  // namespace kammerspiel::live
