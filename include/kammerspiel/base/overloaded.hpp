#pragma once

namespace kammerspiel {

/// One lambda for each alternative of a variant; a new alternative must be handled to compile.
template <class... Handlers>
struct Overloaded : Handlers... {
    using Handlers::operator()...;
};
// clang 14 does not deduce aggregates without it.
template <class... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;

}  // namespace kammerspiel
