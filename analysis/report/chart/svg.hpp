#pragma once

#include <string>
#include <string_view>

// The few shapes that the charts of this folder are drawn with. Classes: report.css.

namespace kammerspiel::report {

/// Control characters, which HTML forbids, become `�`; escaping is left to the template.
[[nodiscard]] std::string printable(std::string_view text);

/// Text made safe for HTML and SVG, attributes included.
[[nodiscard]] std::string escaped(std::string_view text);

namespace svg {

/// `alternative` says in words what the picture shows.
[[nodiscard]] std::string begin(double width, double height, std::string_view alternative,
                                std::string_view kind = "chart");
[[nodiscard]] std::string line(double x1, double y1, double x2, double y2, std::string_view kind);
/// anchor: start, middle or end
[[nodiscard]] std::string label(double x, double y, std::string_view anchor, std::string_view words,
                                std::string_view kind = "tick");

}  // namespace svg
}  // namespace kammerspiel::report
