#pragma once

#include <string>
#include <vector>

// What pages of results are made of, in words, before they are laid out for a terminal or as HTML.

namespace kammerspiel::report {

struct PageTable {
    struct Column {
        std::string heading;
        bool on_terminal = true;  ///< what is wider than a terminal stands in the page alone
        bool is_text = false;     ///< words, not figures: left-aligned in the page
    };
    std::string title;
    std::string note;  ///< how to read it; may be empty
    std::vector<Column> columns;
    std::vector<std::vector<std::string>> rows;
    bool stresses_first = false;
};

struct PagePicture {
    std::string svg;
    std::string caption;
};

}  // namespace kammerspiel::report
