#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace kammerspiel::sheet {

/// A ZIP archive whose parts are replaced, as workbooks and text documents are. It stays as it was
/// unless `close` says otherwise.
class Archive {
   public:
    explicit Archive(const std::filesystem::path& file);
    ~Archive();
    Archive(const Archive&) = delete;
    Archive& operator=(const Archive&) = delete;

    [[nodiscard]] bool is_open() const;
    /// The text of a part; absent if it is missing, at fault or larger than 64 MiB.
    [[nodiscard]] std::optional<std::string> read(const char* name) const;
    /// Replaces a part or adds it, without a time of day. `text` must live until `close`.
    [[nodiscard]] bool write(const char* name, const std::string& text);
    /// Writes what was replaced to the file.
    [[nodiscard]] bool close();

   private:
    struct Open;
    std::unique_ptr<Open> open_;
};

}  // namespace kammerspiel::sheet
