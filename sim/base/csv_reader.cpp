#include "kammerspiel/base/csv_reader.hpp"

namespace kammerspiel {

void CsvReader::advance() {
    const char c = text_[at_++];
    if (c == '\n') {
        ++position_.line;
        position_.column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
        ++position_.column;
    }
}

std::string_view CsvReader::until_end_of_cell() {
    const std::size_t from = at_;
    while (!at_end() && !is_at(separator_) && !is_at('\n') && !is_at('\r')) advance();
    return text_.substr(from, at_ - from);
}

/// Of the quotation mark here: whether there is another one that is not doubled.
bool CsvReader::is_closed() const {
    std::size_t quote = text_.find('"', at_ + 1);
    while (quote != std::string_view::npos && quote + 1 < text_.size() && text_[quote + 1] == '"') {
        quote = text_.find('"', quote + 2);
    }
    return quote != std::string_view::npos;
}

void CsvReader::read_quoted(Cell& cell) {
    cell.is_quoted = true;
    cell.has_open_quote = true;
    advance();
    while (!at_end()) {
        const char c = text_[at_];
        advance();
        if (c == '"') {
            cell.has_open_quote = is_at('"');
            if (!cell.has_open_quote) break;
            advance();
        }
        cell.text += c;
    }
    cell.after_begins = position_;
    cell.after = until_end_of_cell();
}

CsvReader::Cell CsvReader::cell() {
    Cell cell;
    cell.begins = position_;
    // Each look for the end of a quote may go through the whole text.
    constexpr std::size_t patience = 20;
    const bool is_strict = open_quote_ == OpenQuote::takes_the_rest;
    const bool may_be_quoted = is_at('"') && (is_strict || open_quotes_ <= patience);
    if (may_be_quoted && (is_strict || is_closed())) {
        read_quoted(cell);
    } else {
        cell.has_open_quote = may_be_quoted;
        if (may_be_quoted) ++open_quotes_;
        cell.text = until_end_of_cell();
    }
    cell.ends = position_;
    return cell;
}

}  // namespace kammerspiel
