#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kammerspiel/base/diagnostic.hpp"

namespace kammerspiel::inventories {

/// Turns positions in a text into lines and columns.
class Places {
   public:
    Places(std::string_view text, std::shared_ptr<const std::string> file);

    /// The place of `length` bytes from `offset` on, to the end of the line at most.
    [[nodiscard]] Place at(std::size_t offset, std::size_t length);

    /// Where the value of an attribute begins, of the XML element whose name begins at `element`;
    /// the element where it has no such attribute.
    [[nodiscard]] std::size_t value_of(std::size_t element, std::string_view attribute) const;

   private:
    std::string_view text_;
    std::shared_ptr<const std::string> file_;
    std::vector<std::size_t> starts_;
    // Counting goes on from the last place, else a file without line ends would be counted as
    // often as it has values.
    std::size_t line_ = 0;
    std::size_t counted_to_ = 0;  ///< offset
    std::uint32_t characters_ = 0;
};

}  // namespace kammerspiel::inventories
