#include "kammerspiel/base/csv_cell.hpp"

namespace kammerspiel {

std::string csv_cell(std::string_view text) {
    if (text.find_first_of(",;\"\n\r\t") == std::string_view::npos) return std::string(text);
    std::string cell = "\"";
    for (const char c : text) {
        if (c == '"') cell += '"';
        cell += c;
    }
    return cell + "\"";
}

std::string csv_cell_without_formula(std::string_view text) {
    constexpr std::string_view begins_formula = "=+-@\t\r";
    const bool is_formula =
        !text.empty() && begins_formula.find(text.front()) != std::string_view::npos;
    return csv_cell(is_formula ? "'" + std::string(text) : std::string(text));
}

}  // namespace kammerspiel
