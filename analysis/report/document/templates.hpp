#pragma once

#include <span>
#include <string>
#include <string_view>

namespace kammerspiel::report {

/// A template, embedded when the program is built.
struct EmbeddedFile {
    std::string_view name;
    std::string_view content;
};

[[nodiscard]] std::span<const EmbeddedFile> embedded_templates();

/// The text of one of them; BrokenModel if there is none of that name.
[[nodiscard]] std::string template_named(std::string_view name);

}  // namespace kammerspiel::report
