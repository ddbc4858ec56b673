#include "kammerspiel/sheet/cells.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "kammerspiel/base/text.hpp"

namespace kammerspiel::sheet {
namespace {

std::size_t length_of(unsigned char lead) {
    return lead < 0x80U ? 1 : lead < 0xE0U ? 2 : lead < 0xF0U ? 3 : 4;
}

/// What Excel counts: characters beyond U+FFFF are two.
std::size_t units_of(unsigned char lead) { return lead >= 0xF0U ? 2 : 1; }

/// Line by line, as line ends and tabs are no harm in a cell.
std::string without_harm(std::string_view text) {
    std::string whole;
    whole.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_of("\t\n\r", at), text.size());
        whole += harmless(text.substr(at, end - at), text.size());
        if (end == text.size()) break;
        const bool is_pair = text.substr(end).starts_with("\r\n");
        whole += text[end] == '\t' ? '\t' : '\n';
        at = end + (is_pair ? 2 : 1);
    }
    return whole;
}

}  // namespace

std::string shortened(std::string text, std::size_t most) {
    if (text.size() <= most) return text;
    std::size_t units = 0;
    std::size_t last = 0;  // where the text ends if `…` is to have room
    for (std::size_t at = 0; at < text.size();) {
        const auto lead = static_cast<unsigned char>(text[at]);
        units += units_of(lead);
        at += length_of(lead);
        if (units < most) last = at;
        if (units > most) return text.substr(0, last) + "…";
    }
    return text;
}

std::string as_cell(std::string_view text) {
    if (!is_harmless(text) || text.find('\r') != std::string_view::npos) {
        return shortened(without_harm(text), most_cell_characters);
    }
    return shortened(std::string(text), most_cell_characters);
}

bool looks_like_formula(std::string_view text) {
    // The wide forms: Excel in East Asian languages takes them for the narrow ones.
    static constexpr std::array<std::string_view, 11> beginnings{"=",  "+",  "-",  "@",  "\t", "\r",
                                                                 "\n", "＝", "＋", "－", "＠"};
    return std::any_of(beginnings.begin(), beginnings.end(),
                       [&](std::string_view beginning) { return text.starts_with(beginning); });
}

namespace {

bool is_formula_behind_apostrophes(std::string_view text) {
    return looks_like_formula(text.substr(std::min(text.find_first_not_of('\''), text.size())));
}

/// Where a cell may begin for one spreadsheet or another: at the beginning, and behind each of
/// these.
std::vector<std::size_t> beginnings_of_cells(std::string_view text) {
    std::vector<std::size_t> all{0};
    for (std::size_t at = text.find_first_of(";,\t\n"); at != std::string_view::npos;
         at = text.find_first_of(";,\t\n", at + 1)) {
        all.push_back(at + 1);
    }
    return all;
}

}  // namespace

std::string with_apostrophe(std::string text) {
    const auto all = beginnings_of_cells(text);
    // From the back, so that the places before stay what they are.
    for (auto at = all.rbegin(); at != all.rend(); ++at) {
        if (is_formula_behind_apostrophes(std::string_view(text).substr(*at))) {
            text.insert(*at, 1, '\'');
        }
    }
    return text;
}

std::string without_apostrophe(std::string text) {
    const auto all = beginnings_of_cells(text);
    for (auto at = all.rbegin(); at != all.rend(); ++at) {
        const auto rest = std::string_view(text).substr(*at);
        if (rest.starts_with('\'') && is_formula_behind_apostrophes(rest)) text.erase(*at, 1);
    }
    return text;
}

std::string column_letters(std::size_t column) {
    std::string letters;
    for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
        letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
    }
    return letters;
}

}  // namespace kammerspiel::sheet
