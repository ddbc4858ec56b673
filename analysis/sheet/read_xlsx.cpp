#include <zip.h>

#include <charconv>
#include <map>
#include <pugixml.hpp>

#include "analysis/sheet/read_parts.hpp"

namespace kammerspiel::sheet {
namespace {

/// The name without a prefix: some programs write x:row.
std::string_view local_name(const char* name) {
    const std::string_view whole = name;
    const std::size_t colon = whole.find(':');
    return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
    return node.find_child(
        [&](const pugi::xml_node& one) { return local_name(one.name()) == name; });
}

std::string attribute(const pugi::xml_node& node, std::string_view name) {
    return node
        .find_attribute(
            [&](const pugi::xml_attribute& one) { return local_name(one.name()) == name; })
        .value();
}

template <class Number>
std::optional<Number> number_in(std::string_view text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

/// `_x000D_` stands for a character that XML cannot hold; `_x005F_` for an underscore before such.
std::string decoded(std::string_view text) {
    std::string result;
    constexpr std::size_t length = 7;
    while (!text.empty()) {
        unsigned code = 0;
        const bool may_be = text.size() >= length && text.starts_with("_x") && text[6] == '_';
        const auto [end, error] =
            may_be ? std::from_chars(text.data() + 2, text.data() + 6, code, 16)
                   : std::from_chars_result{text.data(), std::errc::invalid_argument};
        if (error == std::errc{} && end == text.data() + 6 && code > 0 && code < 0x80U) {
            result += static_cast<char>(code);
            text.remove_prefix(length);
            continue;
        }
        result += text.front();
        text.remove_prefix(1);
    }
    return result;
}

/// Plain text, or runs of it with fonts of their own; without how it is spoken (rPh).
std::string text_of(const pugi::xml_node& item) {
    std::string text;
    for (const pugi::xml_node& part : item.children()) {
        const std::string_view name = local_name(part.name());
        if (name == "t") text += part.text().get();
        if (name == "r") text += child(part, "t").text().get();
    }
    return decoded(text);
}

/// The parts of the package, unpacked within the limit on all of them together.
class Package {
   public:
    explicit Package(std::string_view bytes) {
        zip_error_t error;
        zip_error_init(&error);
        zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
        if (source == nullptr) return;
        zip_ = zip_open_from_source(source, ZIP_RDONLY, &error);
        if (zip_ == nullptr) zip_source_free(source);
    }
    ~Package() {
        if (zip_ != nullptr) zip_discard(zip_);
    }
    Package(const Package&) = delete;
    Package& operator=(const Package&) = delete;

    [[nodiscard]] bool is_open() const { return zip_ != nullptr; }
    [[nodiscard]] bool is_too_large() const { return is_too_large_; }
    [[nodiscard]] bool has(const std::string& name) const {
        return zip_name_locate(zip_, name.c_str(), ZIP_FL_NOCASE) >= 0;
    }

    std::string part(const std::string& name) {
        std::string bytes;
        const zip_int64_t index = zip_name_locate(zip_, name.c_str(), ZIP_FL_NOCASE);
        if (index < 0 || is_too_large_) return bytes;
        zip_file_t* file = zip_fopen_index(zip_, static_cast<zip_uint64_t>(index), 0);
        if (file == nullptr) return bytes;
        constexpr std::size_t block = 65'536;
        while (true) {
            const std::size_t before = bytes.size();
            bytes.resize(before + block);
            const zip_int64_t read = zip_fread(file, bytes.data() + before, block);
            bytes.resize(before + static_cast<std::size_t>(std::max<zip_int64_t>(read, 0)));
            if (read <= 0) break;
            unpacked_ += static_cast<std::size_t>(read);
            is_too_large_ = unpacked_ > most_sheet_bytes;
            if (is_too_large_) break;
        }
        zip_fclose(file);
        return is_too_large_ ? std::string() : bytes;
    }

    /// False: not there, too large, or no XML.
    bool document(const std::string& name, pugi::xml_document& into) {
        const std::string bytes = part(name);
        // An element takes far more memory than its few bytes.
        constexpr std::ptrdiff_t most_elements = 6'000'000;
        if (std::count(bytes.begin(), bytes.end(), '<') > most_elements) is_too_large_ = true;
        if (bytes.empty() || is_too_large_) return false;
        constexpr unsigned options = pugi::parse_default | pugi::parse_ws_pcdata_single;
        return static_cast<bool>(into.load_buffer(bytes.data(), bytes.size(), options));
    }

   private:
    zip_t* zip_ = nullptr;
    std::size_t unpacked_ = 0;
    bool is_too_large_ = false;
};

/// What a part refers to: by id and by the last word of the kind.
struct Relations {
    std::map<std::string, std::string> by_id;
    std::map<std::string, std::string> by_kind;
};

std::string folder_of(const std::string& part) {
    const std::size_t slash = part.rfind('/');
    return slash == std::string::npos ? "" : part.substr(0, slash + 1);
}

std::string resolved(const std::string& folder, const std::string& target) {
    if (target.starts_with('/')) return target.substr(1);
    return std::filesystem::path(folder + target).lexically_normal().generic_string();
}

Relations relations_of(Package& package, const std::string& part) {
    Relations relations;
    const std::string folder = folder_of(part);
    pugi::xml_document xml;
    if (!package.document(folder + "_rels/" + part.substr(folder.size()) + ".rels", xml)) {
        return relations;
    }
    for (const pugi::xml_node& one : xml.document_element().children()) {
        const std::string target = resolved(folder, attribute(one, "Target"));
        const std::string kind = attribute(one, "Type");
        relations.by_id.emplace(attribute(one, "Id"), target);
        relations.by_kind.emplace(kind.substr(kind.rfind('/') + 1), target);
    }
    return relations;
}

class Workbook {
   public:
    Workbook(Package& package, const SheetFile& file, Diagnostics& out)
        : package_(package), file_(file), out_(out) {}

    std::vector<ReadSheet> read() {
        std::vector<ReadSheet> sheets;
        const Relations top = relations_of(package_, "");
        const auto main = top.by_kind.find("officeDocument");
        const std::string part = main == top.by_kind.end() ? "xl/workbook.xml" : main->second;
        pugi::xml_document book;
        if (!package_.document(part, book)) {
            const bool is_other = package_.has("content.xml") || package_.has("mimetype");
            fail(is_other ? "sheet.open_document" : "sheet.no_workbook");
            return sheets;
        }
        const Relations relations = relations_of(package_, part);
        read_settings(book.document_element(), relations, folder_of(part));
        for (const pugi::xml_node& sheet : child(book.document_element(), "sheets").children()) {
            const auto target = relations.by_id.find(relation_of(sheet));
            if (target == relations.by_id.end()) continue;
            SheetRows rows(file_, out_);
            if (!read_cells(target->second, rows)) return sheets;
            const std::string state = attribute(sheet, "state");
            sheets.push_back({*file_, attribute(sheet, "name"),
                              state == "hidden" || state == "veryHidden", rows.take()});
        }
        return sheets;
    }

    Package& package_;
    const SheetFile& file_;
    Diagnostics& out_;
    bool since_1904_ = false;
    std::vector<std::string> shared_;
    std::vector<MomentFormat> styles_;
    bool said_shared_ = false;

    void fail(const char* key) {
        if (package_.is_too_large()) {
            out_.error({file_}, {"sheet.too_large", {{"most", most_sheet_bytes >> 20U}}});
        } else {
            out_.error({file_}, {key});
        }
    }

    static std::string relation_of(const pugi::xml_node& sheet) {
        // r:id, beside which stands sheetId; the prefix may be another.
        for (const pugi::xml_attribute& one : sheet.attributes()) {
            if (local_name(one.name()) == "id") return one.value();
        }
        return "";
    }

    void read_settings(const pugi::xml_node& book, const Relations& relations,
                       const std::string& folder) {
        const std::string date = attribute(child(book, "workbookPr"), "date1904");
        since_1904_ = date == "1" || date == "true";
        const auto part_of = [&](const char* kind, const char* usual) {
            const auto found = relations.by_kind.find(kind);
            return found == relations.by_kind.end() ? folder + usual : found->second;
        };
        pugi::xml_document strings;
        if (package_.document(part_of("sharedStrings", "sharedStrings.xml"), strings)) {
            for (const pugi::xml_node& item : strings.document_element().children()) {
                shared_.push_back(text_of(item));
            }
        }
        pugi::xml_document styles;
        if (package_.document(part_of("styles", "styles.xml"), styles)) {
            read_styles(styles.document_element());
        }
    }

    void read_styles(const pugi::xml_node& styles) {
        std::map<unsigned, MomentFormat> custom;
        for (const pugi::xml_node& one : child(styles, "numFmts").children()) {
            if (const auto id = number_in<unsigned>(attribute(one, "numFmtId"))) {
                custom[*id] = moment_format(attribute(one, "formatCode"));
            }
        }
        for (const pugi::xml_node& one : child(styles, "cellXfs").children()) {
            const unsigned id = number_in<unsigned>(attribute(one, "numFmtId")).value_or(0);
            const auto found = custom.find(id);
            styles_.push_back(found == custom.end() ? moment_format(id) : found->second);
        }
    }

    /// False: the sheet cannot be read, which was said.
    bool read_cells(const std::string& part, SheetRows& into) {
        pugi::xml_document sheet;
        if (!package_.document(part, sheet)) {
            fail("sheet.xml");
            return false;
        }
        std::size_t row = 0;
        for (const pugi::xml_node& line : child(sheet.document_element(), "sheetData").children()) {
            const auto number = number_in<std::size_t>(attribute(line, "r"));
            if (number && *number > 0) row = *number - 1;
            if (!read_row(line, row, into)) return true;
            ++row;
        }
        fill_merged(child(sheet.document_element(), "mergeCells"), into);
        return true;
    }

    /// What is merged over several rows holds for each of them.
    static void fill_merged(const pugi::xml_node& merges, SheetRows& into) {
        constexpr std::size_t most_rows = 1000;
        constexpr std::size_t most_merges = 10'000;
        std::size_t count = 0;
        for (const pugi::xml_node& merge : merges.children()) {
            if (++count > most_merges) return;
            const std::string range = attribute(merge, "ref");
            const std::size_t colon = range.find(':');
            if (colon == std::string::npos) continue;
            const std::string first = range.substr(0, colon);
            const std::string last = range.substr(colon + 1);
            const auto column = column_of(first);
            const auto from = row_of(first);
            const auto to = row_of(last);
            // A title over several columns is one text.
            if (!column || column != column_of(last) || !from || !to) continue;
            const std::string text = into.at(*from, *column);
            if (text.empty()) continue;
            for (std::size_t row = *from + 1; row <= std::min(*to, *from + most_rows); ++row) {
                if (!into.put(row, *column, text)) return;
            }
        }
    }

    /// Of C5: 4.
    static std::optional<std::size_t> row_of(std::string_view reference) {
        reference.remove_prefix(std::min(reference.find_first_of("0123456789"), reference.size()));
        const auto row = number_in<std::size_t>(reference);
        if (!row || *row == 0) return std::nullopt;
        return *row - 1;
    }

    bool read_row(const pugi::xml_node& line, std::size_t row, SheetRows& into) {
        std::size_t column = 0;
        for (const pugi::xml_node& cell : line.children()) {
            column = column_of(attribute(cell, "r")).value_or(column);
            if (!into.put(row, column, value_of(cell, row, column))) return false;
            ++column;
        }
        return true;
    }

    /// Of C5: 2.
    static std::optional<std::size_t> column_of(std::string_view reference) {
        std::size_t column = 0;
        for (const char c : reference) {
            if (c < 'A' || c > 'Z') break;
            column = column * 26 + static_cast<std::size_t>(c - 'A') + 1;
            if (column > most_sheet_columns) return most_sheet_columns;
        }
        if (column == 0) return std::nullopt;
        return column - 1;
    }

    std::string value_of(const pugi::xml_node& cell, std::size_t row, std::size_t column) {
        const std::string type = attribute(cell, "t");
        const std::string value = child(cell, "v").text().get();
        if (type == "inlineStr") return text_of(child(cell, "is"));
        if (type == "s") return shared(value, row, column);
        if (type == "b") return value == "1" ? "true" : "false";
        if (type == "str") return decoded(value);
        if (!type.empty() && type != "n") return value;
        const auto number = number_in<double>(value);
        if (!number) return value;
        const auto style = number_in<std::size_t>(attribute(cell, "s")).value_or(0);
        const MomentFormat format = style < styles_.size() ? styles_[style] : MomentFormat::none;
        return moment_of(*number, format, since_1904_);
    }

    std::string shared(const std::string& value, std::size_t row, std::size_t column) {
        const auto number = number_in<std::size_t>(value);
        if (number && *number < shared_.size()) return shared_[*number];
        if (!said_shared_) {
            out_.warning(
                {file_, static_cast<std::uint32_t>(row + 1), static_cast<std::uint32_t>(column + 1),
                 1},
                {"sheet.shared", {{"cell", column_letters(column) + std::to_string(row + 1)}}});
        }
        said_shared_ = true;
        return "";
    }
};

}  // namespace

std::vector<ReadSheet> read_xlsx_sheets(std::string_view bytes, const SheetFile& file,
                                        Diagnostics& out) {
    Package package(bytes);
    if (!package.is_open()) {
        out.error({file}, {"sheet.zip"});
        return {};
    }
    return Workbook(package, file, out).read();
}

}  // namespace kammerspiel::sheet
