#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

// A result in words, before it is written for a terminal, as HTML or as Markdown: all pages and
// papers are made of these parts. Every text is plain: whatever a scenario calls its things, no
// writer takes it for markup.

namespace kammerspiel::report {

class ChartEngine;

struct PageTable {
    struct Column {
        std::string heading;
        bool on_terminal = true;  ///< what is wider than a terminal stands in the page alone
        bool is_text = false;     ///< words, not figures: left-aligned
    };
    std::string title;
    std::string note;  ///< how to read it; may be empty
    std::vector<Column> columns;
    std::vector<std::vector<std::string>> rows;
    bool stresses_first = false;
    bool sums_last = false;   ///< the last row is the sum of the others
    bool on_terminal = true;  ///< else it stands in the page alone
    bool on_page = true;      ///< else on the terminal alone
    /// So many rows on a terminal; of the others it says how many there are.
    std::size_t most_on_terminal = std::numeric_limits<std::size_t>::max();
};

struct Heading {
    int level = 2;  ///< 2 to 4; the title of the document is 1
    std::string text;
    std::string anchor = {};  ///< what links of the page lead to; letters, digits and '-'
};

struct Paragraph {
    enum class Kind {
        plain,
        note,     ///< smaller: how to read or use something
        caution,  ///< must not be overlooked
        alarm,    ///< must be read before any figure
        answer,   ///< what a reader in a hurry reads
        message,  ///< what is said or handed out, word for word
        truth,    ///< for controllers only
    };
    std::string text;
    Kind kind = Kind::plain;
};

struct List {
    enum class Kind { bullets, numbers, boxes };
    /// Where something stands.
    struct Source {
        std::string words;  ///< "chamber.yaml:12"
        std::string link;   ///< from the page to it; empty: words only
    };
    std::vector<std::string> items;
    Kind kind = Kind::bullets;
    std::vector<Source> sources = {};  ///< of the items, in their order; may be fewer
};

/// Terms, each with what holds for it.
struct Facts {
    std::vector<std::pair<std::string, std::string>> rows;
    bool is_brief = false;    ///< side by side where there is room for it
    bool on_terminal = true;  ///< else they stand in the page alone
};

/// Figures that stand out, each with what it is; on a terminal sentences say the same.
struct Figures {
    std::vector<std::pair<std::string, std::string>> all;
};

/// More than words in a cell of a table.
struct CellPart {
    std::optional<double> order;  ///< what the column is sorted by; without it by the words
    std::string svg;              ///< a small picture before the words; may be empty
};

/// What the parts of bars in cells stand for, in their order.
struct Legend {
    std::string title;
    std::vector<std::string> parts;
};

struct Table {
    PageTable table;
    std::vector<double> widths = {};  ///< shares of the page's width, sum 1; empty: by content
    /// By row and column; the readers of a page can sort such a table.
    std::vector<std::vector<CellPart>> parts = {};
};

/// A chart. What it shows can be read in `data`, or in tables near it. Left out where there is
/// nothing to draw.
struct Picture {
    std::string kind;         ///< as web/src/index.js has them; empty: `svg` is the picture
    std::string drawing;      ///< what the kind is drawn from: JSON
    std::string svg;          ///< self-contained markup, which writers take as it is
    std::string title;        ///< the finding; may be empty
    std::string alternative;  ///< in words, for those who do not see it
    std::string note;         ///< how to read it; may be empty
    PageTable data;
    /// From what the page's own script lets it move over time (web/map/map.js): JSON; empty: it
    /// stands still. Without script it is as drawn.
    std::string moves;
    bool is_tall = false;    ///< several panels, one above the other
    bool shows_data = true;  ///< in print; else only on screen, where it can be opened

    [[nodiscard]] bool is_empty() const { return kind.empty() && svg.empty(); }
};

/// What is said of a course of events, told apart by who could know it.
struct Chronicle {
    struct Row {
        std::string when;
        std::string kind;  ///< a word, the same in every language
        std::string side;  ///< whose doing or knowledge it is
        std::string what;
        bool is_hidden = false;  ///< nobody could see it at the time
        /// Since the start: where a picture that moves goes when the row is chosen.
        std::optional<double> hours = std::nullopt;
    };
    std::string when, seen, hidden;  ///< headings
    std::string note;                ///< how a page shows it
    std::vector<Row> rows;
    Picture beside = {};  ///< of the same course, on a page; may be empty
};

/// To be copied.
struct Code {
    std::string title;
    std::string text;
};

/// Room to write by hand.
struct WritingLines {
    std::string label;
    unsigned count = 3;
};

/// To be cut and handed out, four on a sheet of A4; each looks like what brings it.
struct Cards {
    struct Card {
        std::string medium;  ///< a word for its look, the same in every language: `phone`, `mail`
        std::string head;    ///< what it is
        std::vector<std::pair<std::string, std::string>> facts;
        std::string text;                  ///< word for word
        std::vector<std::string> receipt;  ///< fields for whoever gets it to fill in
        std::string foot;                  ///< marking and number
    };
    std::vector<Card> cards;
};

/// Other files, or places of the page.
struct Links {
    struct Link {
        std::string file;  ///< relative, or `#` and an anchor; letters, digits, '-', '.' and '/'
        std::string text;
        std::string what;  ///< for whom, or what it is for
    };
    std::vector<Link> links;
};

/// What follows begins on a new page.
struct NewPage {};

using Block = std::variant<Heading, Paragraph, List, Facts, Figures, Legend, Table, Picture,
                           Chronicle, Code, WritingLines, Cards, Links, NewPage>;

struct Document {
    std::string language;  ///< de, en
    std::string title;
    std::string subtitle;  ///< may be empty
    std::vector<Block> blocks;
    std::string provenance;  ///< from what it was made
};

/// How a document goes to a terminal of 100 columns.
struct Terminal {
    bool colour = false;
    std::size_t most_rows = std::numeric_limits<std::size_t>::max();  ///< of a table
};

/// One self-contained page: no network access; prints on A4. A script only where a table can be
/// sorted or a picture moves.
[[nodiscard]] std::string as_html(const Document& document, ChartEngine& engine);
/// A page by itself: with an engine of its own.
[[nodiscard]] std::string as_html(const Document& document);
/// What can be said in lines: without pictures, their legends, figures that stand out, links and
/// provenance. A heading below which nothing of that is left is left out.
[[nodiscard]] std::string as_text(const Document& document, const Terminal& terminal);

}  // namespace kammerspiel::report
