#include "kammerspiel/base/overloaded.hpp"
#include "kammerspiel/scenario/response.hpp"

namespace kammerspiel::scenario {

std::string_view word_of(const Action& action) {
    return std::visit([](const auto& a) { return a.word; }, action);
}

const Scope* scope_of(const Action& action) {
    return std::visit(Overloaded{[](const Inform&) -> const Scope* { return nullptr; },
                                 [](const auto& a) -> const Scope* { return &a.scope; }},
                      action);
}

}  // namespace kammerspiel::scenario
