#include "cli/result_place.hpp"

#include <fstream>

#include "cli/terminal.hpp"

namespace kammerspiel::cli {

namespace fs = std::filesystem;

bool is_ours(const fs::path& json) {
    constexpr std::size_t enough = 64;
    std::ifstream file(json);
    std::string beginning(enough, '\0');
    file.read(beginning.data(), static_cast<std::streamsize>(beginning.size()));
    return beginning.find("\"program\": \"kammerspiel\"") != std::string::npos;
}

bool may_write_file(const std::string& file, bool force, const std::string& example,
                    const Text& text) {
    std::error_code error;
    if (file.empty() || !fs::exists(file, error)) return true;
    const bool is_folder = fs::is_directory(file, error);
    if (force && !is_folder) return true;
    complain("kammerspiel: " +
             text(is_folder ? "cli.file.is_folder" : "cli.file.exists",
                  {{"file", file}, {"example", example}}) +
             "\n");
    return false;
}

}  // namespace kammerspiel::cli
