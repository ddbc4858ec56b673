#pragma once

#include <string>
#include <string_view>

// Where other holidays hold than in the rest of a state.

namespace kammerspiel {

/// The region, or the part of it whose holidays are others, for an organisation in this city, as
/// is_public_holiday takes it. Assumption (15 August) is a holiday in 1,704 of Bavaria's 2,056
/// municipalities; the state by itself counts as having it, its larger towns without it do not.
/// Augsburg has its Peace Festival (8 August).
[[nodiscard]] std::string holiday_region(std::string_view region, std::string_view city);

/// Whether anything is known of the holidays there: of the German states, and of DE those that all
/// of them have.
[[nodiscard]] bool knows_holidays(std::string_view region);

}  // namespace kammerspiel
