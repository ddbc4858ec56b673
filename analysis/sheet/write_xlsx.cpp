#include <xlsxwriter.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <set>
#include <sstream>
#include <stdexcept>

#include "kammerspiel/base/atomic_file.hpp"
#include "kammerspiel/base/temporary_place.hpp"
#include "kammerspiel/sheet/cells.hpp"
#include "kammerspiel/sheet/spreadsheet.hpp"

namespace kammerspiel::sheet {
namespace {

namespace fs = std::filesystem;

void check(lxw_error error, const char* what) {
    if (error == LXW_NO_ERROR) return;
    throw std::runtime_error(std::string("cannot write a spreadsheet (") + what +
                             "): " + lxw_strerror(error));
}

/// The library writes to a file; ours is in a folder of its own, gone with this.
class Scratch {
   public:
    Scratch() {
        path_ = (temporary_place() / "kammerspiel-XXXXXX").string();
        if (::mkdtemp(path_.data()) == nullptr) {
            throw FileError(path_, "mkdir", errno);
        }
    }
    ~Scratch() {
        std::error_code error;
        fs::remove_all(path_, error);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    [[nodiscard]] const std::string& folder() const { return path_; }
    [[nodiscard]] std::string file() const { return path_ + "/sheets.xlsx"; }

   private:
    std::string path_;
};

/// XLSX has _x000D_ for a character that XML cannot hold; who writes that means the letters.
std::string in_xml(std::string_view text) {
    constexpr std::size_t length = 7;
    std::string xml;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool is_code =
            text.substr(at).starts_with("_x") && at + length <= text.size() &&
            text.find_first_not_of("0123456789abcdefABCDEF", at + 2) == at + length - 1 &&
            text[at + length - 1] == '_';
        xml += is_code ? "_x005F_" : std::string(1, text[at]);
    }
    return xml;
}

std::string written(std::string_view text) { return in_xml(as_cell(text)); }

/// A name as Excel takes it: at most 31 characters, none of []:*?/\, no other sheet's.
std::string sheet_name(const std::string& wanted, std::set<std::string>& taken) {
    constexpr std::size_t most = 31;
    std::string name;
    for (const char c : harmless(wanted, wanted.size())) {
        name += std::string_view("[]:*?/\\'").find(c) == std::string_view::npos ? c : ' ';
    }
    const auto folded = [](std::string text) {
        for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        return text;
    };
    // Excel keeps "History" for itself.
    if (name.find_first_not_of(' ') == std::string::npos || folded(name) == "history") name += "_";
    std::string chosen = shortened(name, most);
    for (std::size_t number = 2; !taken.insert(folded(chosen)).second; ++number) {
        const std::string tail = " " + std::to_string(number);
        chosen = shortened(name, most - tail.size()) + tail;
    }
    return chosen;
}

/// `&` begins a command in headers, two of them are one; Excel takes 255 characters.
std::string in_header(std::string_view text) {
    constexpr std::size_t most = 200;
    std::string plain = harmless(text, text.size());
    const auto marks = static_cast<std::size_t>(std::count(plain.begin(), plain.end(), '&'));
    if (marks >= most / 2) std::replace(plain.begin(), plain.end(), '&', '+');
    std::string header;
    for (const char c : shortened(plain, marks >= most / 2 ? most : most - marks)) {
        header += c;
        if (c == '&') header += c;
    }
    return header;
}

struct Formats {
    explicit Formats(lxw_workbook* book)
        : above(workbook_add_format(book)),
          heading(workbook_add_format(book)),
          cell(workbook_add_format(book)) {
        format_set_bold(above);
        format_set_bold(heading);
        format_set_text_wrap(heading);
        format_set_align(heading, LXW_ALIGN_VERTICAL_TOP);
        format_set_bg_color(heading, 0xE0E0E0);
        format_set_border(heading, LXW_BORDER_THIN);
        format_set_text_wrap(cell);
        format_set_align(cell, LXW_ALIGN_VERTICAL_TOP);
        format_set_border(cell, LXW_BORDER_THIN);
        // Text, so that what a person types later stays as they typed it, and is no formula.
        format_set_num_format_index(cell, text_format);
        format_set_num_format_index(heading, text_format);
        format_set_num_format_index(above, text_format);
    }
    static constexpr std::uint8_t text_format = 49;  ///< "@"
    lxw_format* above;
    lxw_format* heading;
    lxw_format* cell;
};

class SheetWriter {
   public:
    SheetWriter(lxw_worksheet* sheet, const SheetTable& table, const std::vector<SheetTable>& all,
                const Formats& formats)
        : sheet_(sheet),
          table_(table),
          all_(all),
          formats_(formats),
          heading_(static_cast<lxw_row_t>(table.above.size())),
          first_(heading_ + 1),
          end_(first_ + static_cast<lxw_row_t>(table.rows.size() + table.blank_rows)) {}

    void write(const std::string& marking) {
        for (std::size_t r = 0; r < table_.above.size(); ++r) {
            put(static_cast<lxw_row_t>(r), 0, table_.above[r], formats_.above);
        }
        columns();
        rows();
        page(marking);
    }

   private:
    lxw_worksheet* sheet_;
    const SheetTable& table_;
    const std::vector<SheetTable>& all_;
    const Formats& formats_;
    lxw_row_t heading_;
    lxw_row_t first_;
    lxw_row_t end_;  ///< one behind the last

    void put(lxw_row_t row, std::size_t column, const std::string& text, lxw_format* format) {
        check(worksheet_write_string(sheet_, row, static_cast<lxw_col_t>(column),
                                     written(text).c_str(), format),
              "cell");
    }

    void columns() {
        for (std::size_t c = 0; c < table_.columns.size(); ++c) {
            const SheetColumn& column = table_.columns[c];
            const auto at = static_cast<lxw_col_t>(c);
            check(worksheet_set_column(sheet_, at, at, column.width, nullptr), "column");
            put(heading_, c, column.heading, formats_.heading);
            if (end_ == first_) continue;
            if (!column.choices.empty()) offer(at, column.choices);
            if (!column.choices_from.empty()) offer_from(at, column.choices_from);
        }
    }

    /// Excel takes at most 255 characters of words that are separated by commas; where they do not
    /// fit, nothing is offered.
    void offer(lxw_col_t column, const std::vector<std::string>& choices) {
        constexpr std::size_t most = 255;
        std::vector<std::string> words;
        std::size_t length = 0;
        for (const std::string& choice : choices) {
            words.push_back(harmless(choice, choice.size()));
            length += words.back().size() + 1;
            if (words.back().empty() || words.back().find(',') != std::string::npos) return;
        }
        if (length > most) return;
        std::vector<char*> list;
        for (std::string& word : words) list.push_back(word.data());
        list.push_back(nullptr);
        lxw_data_validation validation{};
        validation.validate = LXW_VALIDATION_TYPE_LIST;
        validation.value_list = list.data();
        // A planner may write another word after being asked.
        validation.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
        check(
            worksheet_data_validation_range(sheet_, first_, column, end_ - 1, column, &validation),
            "choices");
    }

    /// Of whatever stands there when somebody writes into the cell.
    void offer_from(lxw_col_t column, const std::string& sheet) {
        const auto other = std::find_if(all_.begin(), all_.end(),
                                        [&](const auto& one) { return one.name == sheet; });
        if (other == all_.end()) return;
        const std::size_t first = other->above.size() + 2;  // people count from 1
        const std::size_t last = first + other->rows.size() + other->blank_rows - 1;
        std::string formula =
            "='" + sheet + "'!$A$" + std::to_string(first) + ":$A$" + std::to_string(last);
        lxw_data_validation validation{};
        validation.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
        validation.value_formula = formula.data();
        validation.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
        check(
            worksheet_data_validation_range(sheet_, first_, column, end_ - 1, column, &validation),
            "choices");
    }

    void rows() {
        const std::size_t width = table_.columns.size();
        for (lxw_row_t r = first_; r < end_; ++r) {
            const std::size_t number = r - first_;
            for (std::size_t c = 0; c < width; ++c) {
                const bool is_there = number < table_.rows.size() && c < table_.rows[number].size();
                put(r, c, is_there ? table_.rows[number][c] : std::string(), formats_.cell);
            }
        }
    }

    void page(const std::string& marking) {
        worksheet_freeze_panes(sheet_, first_, 0);
        if (!table_.columns.empty()) {
            const auto last = static_cast<lxw_col_t>(table_.columns.size() - 1);
            const lxw_row_t until = std::max(heading_, end_ - 1);
            check(worksheet_autofilter(sheet_, heading_, 0, until, last), "filter");
            check(worksheet_repeat_rows(sheet_, heading_, heading_), "title");
            const std::string range =
                "A1:" + column_letters(last) + std::to_string(std::size_t{until} + 1);
            worksheet_ignore_errors(sheet_, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range.c_str());
        }
        constexpr std::uint8_t a4 = 9;
        worksheet_set_paper(sheet_, a4);
        worksheet_set_landscape(sheet_);
        worksheet_fit_to_pages(sheet_, 1, 0);
        check(worksheet_set_header(sheet_, ("&C" + in_header(marking)).c_str()), "header");
        check(worksheet_set_footer(sheet_, "&C&P / &N"), "footer");
    }
};

}  // namespace

std::string as_xlsx(const std::vector<SheetTable>& sheets, const std::string& marking) {
    const Scratch scratch;
    std::string folder = scratch.folder();
    lxw_workbook_options options{};
    options.tmpdir = folder.data();
    const std::string file = scratch.file();
    std::unique_ptr<lxw_workbook, decltype(&lxw_workbook_free)> owned(
        workbook_new_opt(file.c_str(), &options), &lxw_workbook_free);
    lxw_workbook* book = owned.get();
    if (book == nullptr) throw std::runtime_error("cannot begin a spreadsheet");
    // The day on which the format's present form was published: some fixed one is needed, or no two
    // files would have the same bytes.
    lxw_doc_properties properties{};
    properties.created = 1'167'609'600;  // 2007-01-01T00:00Z
    check(workbook_set_properties(book, &properties), "properties");
    const Formats formats(book);
    std::set<std::string> taken;
    for (const SheetTable& table : sheets) {
        const std::string name = sheet_name(table.name, taken);
        lxw_worksheet* sheet = workbook_add_worksheet(book, name.c_str());
        if (sheet == nullptr) throw std::runtime_error("cannot add a sheet named " + name);
        SheetWriter(sheet, table, sheets, formats).write(marking);
    }
    check(workbook_close(owned.release()), "file");
    std::ifstream in(file, std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    return std::move(bytes).str();
}

}  // namespace kammerspiel::sheet
