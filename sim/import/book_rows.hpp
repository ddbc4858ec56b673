#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kammerspiel/base/diagnostic.hpp"
#include "kammerspiel/import/organisation_book.hpp"
#include "sim/import/book_words.hpp"

namespace kammerspiel::inventories {

/// The rows of one sheet, by the columns that its headings name.
class BookRows {
   public:
    /// Says what is missing. `sheet` must outlive this.
    BookRows(BookPart part, const BookSheet& sheet, const std::string& file, const Text& text,
             Diagnostics& out);

    class Row {
       public:
        Row(const BookRows& rows, std::size_t number) : rows_(rows), number_(number) {}
        /// Without spaces at its ends; empty where there is none.
        [[nodiscard]] std::string text(BookColumn column) const;
        [[nodiscard]] std::string cell(std::size_t column) const;
        /// A name as scenarios have it; says so if it had to be mended.
        [[nodiscard]] std::string name(BookColumn column) const;
        /// In [low, high]; written with a point or a comma. What could be read in two ways is
        /// refused with both.
        [[nodiscard]] std::optional<double> number(BookColumn column, double low,
                                                   double high) const;
        [[nodiscard]] std::optional<double> number(std::size_t column, double low,
                                                   double high) const;
        /// A number in [0, 1], or in per cent.
        [[nodiscard]] std::optional<double> share(BookColumn column) const;
        /// 4h, as scenarios write it.
        [[nodiscard]] std::string span(BookColumn column) const;
        [[nodiscard]] Place place(BookColumn column) const;
        void fault(BookColumn column, const std::string& key, std::vector<Argument> arguments = {},
                   const Message& hint = {}) const;

       private:
        const BookRows& rows_;
        std::size_t number_;
        void fault(std::size_t column, const std::string& key, std::vector<Argument> arguments,
                   const Message& hint) const;
    };

    [[nodiscard]] std::vector<Row> rows() const;
    /// Headings that name no column of ours, by position: of services' capacities.
    [[nodiscard]] const std::map<std::size_t, std::string>& others() const { return others_; }

   private:
    BookPart part_;
    const BookSheet& sheet_;
    std::shared_ptr<const std::string> file_;
    const Text& text_;
    Diagnostics& out_;
    std::size_t heading_ = 0;
    std::map<BookColumn, std::size_t> columns_;
    std::map<std::size_t, std::string> others_;
    bool is_read_ = false;

    bool find_heading();
};

}  // namespace kammerspiel::inventories
