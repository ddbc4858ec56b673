#include "tests/fuzz/fed_file.hpp"

#include <unistd.h>

#include <fstream>

#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/base/text.hpp"

namespace kammerspiel::fuzz {
namespace {

namespace fs = std::filesystem;

std::string_view ending_of(std::string_view bytes) {
    if (bytes.starts_with("PK")) return ".xlsx";
    if (bytes.starts_with("{") || bytes.starts_with("[")) return ".json";
    if (bytes.starts_with("<")) return ".graphml";
    if (bytes.starts_with("|")) return ".md";
    return ".csv";
}

}  // namespace

void print(const Diagnostics& out, const LineSource& lines) {
    static const Text german(Language::de);
    static const Text english(Language::en);
    for (const Diagnostic& diagnostic : out.sorted()) {
        for (const Text* text : {&german, &english}) {
            ensure(!render(diagnostic, lines, *text, true).empty(), "a diagnostic says nothing");
        }
    }
}

FedFile::FedFile(std::string_view bytes, std::string_view ending)
    : folder_(fs::temp_directory_path() / ("kammerspiel-fuzz-" + std::to_string(::getpid()))) {
    fs::create_directories(folder_);
    path_ = folder_ / ("fed" + std::string(ending.empty() ? ending_of(bytes) : ending));
    std::ofstream(path_, std::ios::binary) << bytes;
}

FedFile::~FedFile() {
    std::error_code error;
    fs::remove_all(folder_, error);
}

}  // namespace kammerspiel::fuzz
