#pragma once

#include <span>
#include <string_view>

namespace kammerspiel::live {

/// A file of the page, embedded when the program is built.
struct EmbeddedFile {
    std::string_view name;
    std::string_view content;
};
[[nodiscard]] std::span<const EmbeddedFile> embedded_page();

}  // namespace kammerspiel::live
