#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kammerspiel {

/// The cells of a table that is written as text (RFC 4180), record by record, as they stand there.
class CsvReader {
   public:
    /// What a quotation mark means at a cell's beginning that nothing closes.
    enum class OpenQuote {
        takes_the_rest,  ///< whatever follows is the cell's
        is_a_character,  ///< like any other
    };
    struct Position {
        std::uint32_t line = 1;
        std::uint32_t column = 1;  ///< in characters
    };
    struct Cell {
        std::string text;  ///< without its quotation marks, those within it once
        Position begins;
        Position ends;
        bool is_quoted = false;
        bool has_open_quote = false;  ///< begins with one that nothing closes
        std::string_view after;       ///< what stands behind the closing quotation mark
        Position after_begins;
    };

    CsvReader(std::string_view text, char separator, OpenQuote open_quote)
        : text_(text), separator_(separator), open_quote_(open_quote) {}

    [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }

    /// Hands over the cells of the next record, one after the other. Precondition: not at the end.
    template <class Take>
    void record(Take take) {
        for (bool has_more = true; has_more;) {
            take(cell());
            has_more = is_at(separator_);
            if (has_more) advance();
        }
        if (is_at('\r')) advance();
        if (is_at('\n')) advance();
    }

   private:
    std::string_view text_;
    char separator_;
    OpenQuote open_quote_;
    std::size_t at_ = 0;
    Position position_;
    std::size_t open_quotes_ = 0;

    [[nodiscard]] bool is_at(char c) const { return !at_end() && text_[at_] == c; }
    void advance();
    [[nodiscard]] std::string_view until_end_of_cell();
    [[nodiscard]] bool is_closed() const;
    void read_quoted(Cell& cell);
    [[nodiscard]] Cell cell();
};

}  // namespace kammerspiel
