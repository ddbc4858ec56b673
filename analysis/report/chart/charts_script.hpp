#pragma once

#include <string_view>

namespace kammerspiel::report {

/// What draws pictures: the bundled script of folder web/.
[[nodiscard]] std::string_view charts_script();

}  // namespace kammerspiel::report
