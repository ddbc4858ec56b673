#include "kammerspiel/base/plain_text.hpp"

#include <algorithm>

#include "kammerspiel/base/text.hpp"

namespace kammerspiel {
namespace {

Place place_of(std::string_view text, std::size_t offset,
               const std::shared_ptr<const std::string>& file) {
    const std::string_view before = text.substr(0, offset);
    const auto line = std::count(before.begin(), before.end(), '\n');
    const std::size_t start = before.rfind('\n') + 1;  // npos + 1 is 0
    const std::string_view in_line = before.substr(start);
    const auto column = std::count_if(in_line.begin(), in_line.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    });
    return {file, static_cast<std::uint32_t>(line) + 1, static_cast<std::uint32_t>(column) + 1, 1};
}

}  // namespace

bool check_plain_text(std::string_view bytes, const std::shared_ptr<const std::string>& file,
                      Diagnostics& out) {
    const bool is_utf16 = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
    if (is_utf16 || bytes.find('\0') != std::string_view::npos) {
        out.error({file}, {is_utf16 ? "scenario.file.utf16" : "scenario.file.binary"});
        return false;
    }
    if (const auto bad = find_invalid_utf8(bytes)) {
        out.error(place_of(bytes, *bad, file), {"scenario.file.utf8", {{"byte", *bad + 1}}});
        return false;
    }
    const bool is_blank = bytes.find_first_not_of(" \t\r\n") == std::string_view::npos;
    if (is_blank) out.error({file}, {"scenario.file.empty"});
    return !is_blank;
}

std::string_view without_byte_order_mark(std::string_view text) {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (text.starts_with(mark)) text.remove_prefix(mark.size());
    return text;
}

std::string checked_value(std::string value, const Place& place, Diagnostics& out) {
    if (is_harmless(value)) return value;
    out.error(place, {"scenario.value.control"});
    return harmless(value, value.size());
}

}  // namespace kammerspiel
