#pragma once

namespace kammerspiel::model {

/// One lambda for each alternative of a variant; a new alternative must be handled to compile.
template <class... Handlers>
struct Overloaded : Handlers... {
    using Handlers::operator()...;
};
template <class... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;

}  // namespace kammerspiel::model
