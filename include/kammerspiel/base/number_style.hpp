#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kammerspiel/base/message.hpp"

// Figures as people write them: 60.000 and 60,0 in German, 60,000 and 60.0 in English.

namespace kammerspiel {

/// What a figure may be, where its sign can part thousands or decimals.
struct NumberReadings {
    std::optional<double> grouped;  ///< 60.000 as 60000
    std::optional<double> decimal;  ///< 60.000 as 60
    [[nodiscard]] bool is_open() const { return grouped && decimal; }
};
/// Neither: it is no figure. Blanks, no-break spaces and apostrophes between groups of three part
/// thousands.
[[nodiscard]] NumberReadings readings_of(std::string_view text);

/// Whether a figure as YAML and JSON have it, with a point, would be read as another one by who
/// parts thousands with points: 60.000, 1.250, but not 0.125 or 12.5.
[[nodiscard]] bool may_be_thousands(std::string_view text);

/// How to write it: both readings named where it may be either, else in the project's notation.
/// Empty where it is no figure, or is written so already.
[[nodiscard]] Message how_to_write(std::string_view text);

/// Which sign parts decimals in the figures of a column, as far as one of them makes it certain.
class NumberStyle {
   public:
    NumberStyle() = default;
    [[nodiscard]] static NumberStyle of(const std::vector<std::string_view>& column);
    /// Absent: it is no figure, or may be either.
    [[nodiscard]] std::optional<double> read(std::string_view text) const;

   private:
    char decimal_ = '\0';  ///< '.', ',' or not known
};

/// In the project's notation, without needless digits: 60000, 0.8.
[[nodiscard]] std::string number_text(double value);

}  // namespace kammerspiel
