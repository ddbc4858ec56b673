#pragma once

#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace kammerspiel {

/// Position of an entity in its table, typed by what it points at: an organisation's number cannot
/// be passed where a service's is expected. 32 bits; absence is `std::optional<Id>`, never a value.
template <class Tag>
struct Id {
    std::uint32_t value = 0;

    constexpr Id() = default;
    /// Precondition: 0 ≤ number < 2³².
    template <std::integral Number>
    constexpr explicit Id(Number number) : value(static_cast<std::uint32_t>(number)) {}
    [[nodiscard]] constexpr std::size_t index() const { return value; }
    constexpr auto operator<=>(const Id&) const = default;
};

}  // namespace kammerspiel

template <class Tag>
struct std::hash<kammerspiel::Id<Tag>> {
    std::size_t operator()(kammerspiel::Id<Tag> id) const noexcept { return id.value; }
};
