#pragma once

#include <span>
#include <string_view>

namespace kammerspiel::report {

/// A template, embedded when the program is built.
struct EmbeddedFile {
    std::string_view name;
    std::string_view content;
};

[[nodiscard]] std::span<const EmbeddedFile> embedded_templates();

}  // namespace kammerspiel::report
