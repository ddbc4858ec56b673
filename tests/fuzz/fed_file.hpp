#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "kammerspiel/base/diagnostic.hpp"

// What targets share.

namespace kammerspiel::fuzz {

/// The lines that diagnostics show, where there are none.
class NoLines : public LineSource {
   public:
    [[nodiscard]] std::string_view line(const std::string&, std::uint32_t) const override {
        return "a line";
    }
};

/// Diagnostics must be printable whatever they point at.
void print(const Diagnostics& out, const LineSource& lines = NoLines());

/// A file with these bytes in a folder of this process, gone with it.
class FedFile {
   public:
    /// `ending`: .csv; empty: what the first bytes say.
    explicit FedFile(std::string_view bytes, std::string_view ending = {});
    ~FedFile();
    FedFile(const FedFile&) = delete;
    FedFile& operator=(const FedFile&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

   private:
    std::filesystem::path folder_;
    std::filesystem::path path_;
};

}  // namespace kammerspiel::fuzz
