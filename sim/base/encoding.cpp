#include "kammerspiel/base/encoding.hpp"

#include <iconv.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <type_traits>

#include "kammerspiel/base/ensure.hpp"

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

}  // namespace

std::string from_windows_1252(std::string_view bytes) {
    const Converter converter = converter_from("CP1252");
    constexpr std::string_view replacement = "\uFFFD";
    constexpr std::size_t longest = 3;  // bytes of UTF-8 for one of the code page
    std::string text(longest * bytes.size(), '\0');
    std::string source(bytes);  // iconv wants to be able to write to it
    char* in = source.data();
    char* out = text.data();
    std::size_t in_left = source.size();
    std::size_t out_left = text.size();
    while (iconv(converter.get(), &in, &in_left, &out, &out_left) == static_cast<std::size_t>(-1)) {
        ensure(errno == EILSEQ && out_left >= replacement.size(),
               "iconv stopped at byte {} for reason {}", source.size() - in_left, errno);
        ++in;
        --in_left;
        out = std::copy(replacement.begin(), replacement.end(), out);
        out_left -= replacement.size();
    }
    text.resize(text.size() - out_left);
    return text;
}

}  // namespace kammerspiel
