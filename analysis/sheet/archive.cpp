#include "kammerspiel/sheet/archive.hpp"

#include <zip.h>

namespace kammerspiel::sheet {

struct Archive::Open {
    zip_t* zip = nullptr;
};

Archive::Archive(const std::filesystem::path& file) : open_(std::make_unique<Open>()) {
    int error = 0;
    open_->zip = zip_open(file.c_str(), 0, &error);
}

Archive::~Archive() {
    if (is_open()) zip_discard(open_->zip);
}

bool Archive::is_open() const { return open_->zip != nullptr; }

std::optional<std::string> Archive::read(const char* name) const {
    constexpr zip_uint64_t most = std::uint64_t{64} << 20U;
    zip_stat_t about;
    if (zip_stat(open_->zip, name, 0, &about) != 0 || about.size > most) return std::nullopt;
    zip_file_t* part = zip_fopen(open_->zip, name, 0);
    if (part == nullptr) return std::nullopt;
    std::string text(about.size, '\0');
    const zip_int64_t read = zip_fread(part, text.data(), text.size());
    zip_fclose(part);
    if (read != static_cast<zip_int64_t>(text.size())) return std::nullopt;
    return text;
}

bool Archive::write(const char* name, const std::string& text) {
    zip_source_t* source = zip_source_buffer(open_->zip, text.data(), text.size(), 0);
    if (source == nullptr) return false;
    const zip_int64_t at = zip_file_add(open_->zip, name, source, ZIP_FL_OVERWRITE);
    if (at < 0) {
        zip_source_free(source);
        return false;
    }
    constexpr zip_uint16_t first_day = 0x21;
    return zip_file_set_dostime(open_->zip, static_cast<zip_uint64_t>(at), 0, first_day, 0) == 0;
}

bool Archive::close() {
    if (zip_close(open_->zip) != 0) return false;
    open_->zip = nullptr;
    return true;
}

}  // namespace kammerspiel::sheet
