#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "kammerspiel/base/diagnostic.hpp"
#include "sim/import/csv.hpp"

namespace kammerspiel::inventories {

/// The files of an inventory, wherever they lie; named as the caller names them.
class InventoryFiles : public LineSource {
   public:
    /// The text of a file in UTF-8 without byte order mark, valid as long as this object. What
    /// cannot be read, or is no text, is reported: absent.
    [[nodiscard]] std::optional<SourceText> read(const std::filesystem::path& path,
                                                 const InventoryLimits& limits, Diagnostics& out);

    [[nodiscard]] std::string_view line(const std::string& file,
                                        std::uint32_t number) const override;

   private:
    struct File {
        std::shared_ptr<const std::string> name;
        std::string bytes;
        std::vector<std::size_t> starts;  ///< of lines
    };
    std::vector<std::unique_ptr<File>> files_;
};

}  // namespace kammerspiel::inventories
