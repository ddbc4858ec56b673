#include "kammerspiel/base/encoding.hpp"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <type_traits>

#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/base/text.hpp"

namespace kammerspiel {
namespace {

struct Close {
    void operator()(iconv_t converter) const { iconv_close(converter); }
};
using Converter = std::unique_ptr<std::remove_pointer_t<iconv_t>, Close>;

Converter converter_from(const char* code_page) {
    const iconv_t converter = iconv_open("UTF-8", code_page);
    // NOLINTNEXTLINE(performance-no-int-to-ptr): how iconv says that it has none
    ensure(converter != reinterpret_cast<iconv_t>(-1), "iconv does not know {}", code_page);
    return Converter(converter);
}

/// Bytes that mean nothing, `unit` of them at a time, become U+FFFD.
std::string converted(std::string_view bytes, const char* code_page, std::size_t unit) {
    const Converter converter = converter_from(code_page);
    constexpr std::string_view replacement = "\uFFFD";
    constexpr std::size_t longest = 3;  // bytes of UTF-8 for one unit of either
    std::string text(longest * (bytes.size() + 1), '\0');
    std::string source(bytes);  // iconv wants to be able to write to it
    char* in = source.data();
    char* out = text.data();
    std::size_t in_left = source.size();
    std::size_t out_left = text.size();
    while (iconv(converter.get(), &in, &in_left, &out, &out_left) == static_cast<std::size_t>(-1)) {
        // EINVAL: half a character at the end.
        ensure((errno == EILSEQ || errno == EINVAL) && out_left >= replacement.size(),
               "iconv stopped at byte {} for reason {}", source.size() - in_left, errno);
        const std::size_t skipped = std::min(unit, in_left);
        in += skipped;
        in_left -= skipped;
        out = std::copy(replacement.begin(), replacement.end(), out);
        out_left -= replacement.size();
    }
    text.resize(text.size() - out_left);
    return text;
}

/// Without a mark at its beginning, UTF-16 is known by every other byte being 0, as in most texts
/// of our letters.
const char* utf16_without_mark(std::string_view bytes) {
    constexpr std::size_t enough = 512;
    constexpr std::size_t least = 8;
    const std::string_view start = bytes.substr(0, std::min(bytes.size(), enough));
    if (start.size() < least || bytes.size() % 2 != 0) return nullptr;
    std::array<std::size_t, 2> zeros{};
    for (std::size_t i = 0; i < start.size(); ++i) zeros[i % 2] += start[i] == '\0' ? 1U : 0U;
    const std::size_t half = start.size() / 2;
    if (zeros[0] == 0 && 10 * zeros[1] > 8 * half) return "UTF-16LE";
    if (zeros[1] == 0 && 10 * zeros[0] > 8 * half) return "UTF-16BE";
    return nullptr;
}

}  // namespace

std::string from_windows_1252(std::string_view bytes) { return converted(bytes, "CP1252", 1); }

std::optional<std::string> as_utf8(std::string_view bytes) {
    using namespace std::string_view_literals;
    if (bytes.starts_with("\xFF\xFE"sv)) return converted(bytes.substr(2), "UTF-16LE", 2);
    if (bytes.starts_with("\xFE\xFF"sv)) return converted(bytes.substr(2), "UTF-16BE", 2);
    if (const char* code_page = utf16_without_mark(bytes)) return converted(bytes, code_page, 2);
    // No text: what is wrong with it is for others to say.
    if (bytes.find('\0') != std::string_view::npos) return std::nullopt;
    if (find_invalid_utf8(bytes)) return from_windows_1252(bytes);
    return std::nullopt;
}

bool looks_like_json(std::string_view text) {
    const auto skip = [&] {
        text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    };
    skip();
    if (text.empty()) return false;
    const char first = text.front();
    text.remove_prefix(1);
    skip();
    const char second = text.empty() ? '\0' : text.front();
    // A heading in brackets or braces is none: [ID];[Title]
    if (first == '{') return second == '"' || second == '}';
    return first == '[' && (second == '{' || second == '[' || second == ']');
}

}  // namespace kammerspiel
