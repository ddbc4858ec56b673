#include <fmt/format.h>

#include "analysis/report/document/templates.hpp"
#include "kammerspiel/base/ensure.hpp"

namespace kammerspiel::report {

std::string template_named(std::string_view name) {
    for (const EmbeddedFile& file : embedded_templates()) {
        if (file.name == name) return std::string(file.content);
    }
    broken(fmt::format("there is no template '{}'", name));
}

}  // namespace kammerspiel::report
