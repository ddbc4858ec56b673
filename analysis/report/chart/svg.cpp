#include "analysis/report/chart/svg.hpp"

#include <fmt/format.h>

namespace kammerspiel::report {

std::string printable(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool is_control = (byte < 0x20U && c != '\n' && c != '\t') || byte == 0x7FU;
        safe += is_control ? std::string("\uFFFD") : std::string(1, c);
    }
    return safe;
}

std::string escaped(std::string_view text) {
    std::string safe;
    for (const char c : printable(text)) {
        switch (c) {
            case '&': safe += "&amp;"; break;
            case '<': safe += "&lt;"; break;
            case '>': safe += "&gt;"; break;
            case '"': safe += "&quot;"; break;
            case '\'': safe += "&#39;"; break;
            default: safe += c;
        }
    }
    return safe;
}

namespace svg {

std::string line(double x1, double y1, double x2, double y2, std::string_view kind) {
    return fmt::format(
        "<line class=\"{}\" x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\"/>", kind, x1,
        y1, x2, y2);
}

std::string label(double x, double y, std::string_view anchor, std::string_view words,
                  std::string_view kind) {
    return fmt::format("<text class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>",
                       kind, x, y, anchor, escaped(words));
}

std::string begin(double width, double height, std::string_view alternative,
                  std::string_view kind) {
    return fmt::format("<svg class=\"{}\" viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">",
                       kind, width, height, escaped(alternative));
}

}  // namespace svg
}  // namespace kammerspiel::report
