#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "kammerspiel/base/words.hpp"
#include "kammerspiel/report/exercise_papers.hpp"
#include "kammerspiel/report/page_parts.hpp"

// A paper in words, before it is laid out as HTML or Markdown. Every text is plain: whatever a
// scenario calls its things, no layout takes it for markup.

namespace kammerspiel::report::papers {

struct Heading {
    int level = 2;  ///< 2 to 4; the title of the paper is 1
    std::string text;
};

struct Paragraph {
    enum class Kind {
        plain,
        note,     ///< smaller: how to read or use something
        caution,  ///< must not be overlooked
        answer,   ///< what a reader in a hurry reads
        message,  ///< what is said or handed out, word for word
        truth,    ///< for controllers only
    };
    std::string text;
    Kind kind = Kind::plain;
};

struct List {
    enum class Kind { bullets, numbers, boxes };
    std::vector<std::string> items;
    Kind kind = Kind::bullets;
};

/// Terms, each with what holds for it.
struct Facts {
    std::vector<std::pair<std::string, std::string>> rows;
};

struct Table {
    PageTable table;
    std::vector<double> widths = {};  ///< shares of the page's width, sum 1; empty: by content
};

/// A chart. What it shows can be read in `data`, too.
struct Picture {
    std::string svg;          ///< self-contained markup, which the layout takes as it is
    std::string title;        ///< the finding
    std::string alternative;  ///< in words, for those who do not see it
    std::string note;         ///< how to read it; may be empty
    PageTable data;
    bool is_tall = false;    ///< several panels, one above the other
    bool shows_data = true;  ///< in print; else only on screen, where it can be opened
};

/// Room to write by hand.
struct WritingLines {
    std::string label;
    unsigned count = 3;
};

/// Other files of the set.
struct Links {
    struct Link {
        std::string file;  ///< relative; letters, digits, '-', '.' and '/'
        std::string text;
        std::string what;  ///< for whom, or what it is for
    };
    std::vector<Link> links;
};

/// What follows begins on a new page.
struct NewPage {};

using Block =
    std::variant<Heading, Paragraph, List, Facts, Table, Picture, WritingLines, Links, NewPage>;

/// Who may read a paper.
enum class Audience { players, controllers, evaluators, decision_makers, everybody };
constexpr auto vocabulary(Audience) {
    using enum Audience;
    return std::array{Word{players, "players"}, Word{controllers, "controllers"},
                      Word{evaluators, "evaluators"}, Word{decision_makers, "decision_makers"},
                      Word{everybody, "everybody"}};
}

struct Paper {
    std::string name;  ///< of its file, without extension; may begin with a folder
    std::string language;
    std::string title;
    std::string subtitle;  ///< may be empty
    Audience audience = Audience::everybody;
    Marking marking;
    std::vector<Block> blocks;
    bool is_landscape = false;
    bool is_dense = false;   ///< smaller print, for what has to fit on few pages
    std::size_t sheets = 0;  ///< of A4 that it has to fit on in print; 0: any number
};

/// One self-contained page: no script, no network access; prints on A4.
[[nodiscard]] std::string as_html(const Paper& paper);
/// CommonMark with pipe tables; pictures are represented by their data.
[[nodiscard]] std::string as_markdown(const Paper& paper);

}  // namespace kammerspiel::report::papers
