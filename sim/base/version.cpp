#include "kammerspiel/base/version.hpp"

namespace kammerspiel {

const std::string_view program_version = KAMMERSPIEL_VERSION;

}  // namespace kammerspiel
