#pragma once

#include <zip.h>

#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/folder.hpp"

namespace kammerspiel::test {

/// A sheet of a workbook as its XML has it.
struct RawSheet {
    std::string name;
    std::string rows;         ///< <row>…</row>
    std::string state = "";   ///< e.g. hidden
    std::string merges = "";  ///< <mergeCell ref='A1:A2'/>
};

/// The bytes of an XLSX file: what people's spreadsheets write and ours does not.
inline std::string workbook(const std::vector<RawSheet>& sheets, const std::string& formats = "",
                            const std::string& settings = "") {
    std::string list;
    std::string relations;
    std::vector<std::pair<std::string, std::string>> parts;
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        const std::string number = std::to_string(i + 1);
        const std::string state = sheets[i].state.empty() ? "" : " state='" + sheets[i].state + "'";
        list += "<sheet name='" + sheets[i].name + "' sheetId='" + number + "'" + state +
                " r:id='rId" + number + "'/>";
        relations += "<Relationship Id='rId" + number +
                     "' Type='x/worksheet' Target='worksheets/sheet" + number + ".xml'/>";
        parts.emplace_back("xl/worksheets/sheet" + number + ".xml",
                           "<worksheet><sheetData>" + sheets[i].rows + "</sheetData><mergeCells>" +
                               sheets[i].merges + "</mergeCells></worksheet>");
    }
    parts.emplace_back("xl/workbook.xml", "<workbook xmlns:r='r'><workbookPr " + settings +
                                              "/><sheets>" + list + "</sheets></workbook>");
    parts.emplace_back("xl/_rels/workbook.xml.rels",
                       "<Relationships>" + relations + "</Relationships>");
    parts.emplace_back("xl/styles.xml", "<styleSheet>" + formats + "</styleSheet>");
    const Folder folder;
    const std::string file = (folder / "made.xlsx").string();
    zip_t* zip = zip_open(file.c_str(), ZIP_CREATE, nullptr);
    for (const auto& [name, bytes] : parts) {
        zip_source_t* source = zip_source_buffer(zip, bytes.data(), bytes.size(), 0);
        zip_file_add(zip, name.c_str(), source, 0);
    }
    zip_close(zip);
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// A row of texts.
inline std::string row_of(const std::vector<std::string>& texts) {
    std::string row = "<row>";
    for (const std::string& text : texts) {
        row += text.empty() ? "<c/>" : "<c t='inlineStr'><is><t>" + text + "</t></is></c>";
    }
    return row + "</row>";
}

}  // namespace kammerspiel::test
