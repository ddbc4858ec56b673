#include "source_literals.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace kammerspiel::test {

namespace fs = std::filesystem;

namespace {

class Reader {
   public:
    explicit Reader(Source& source) : source_(source), text_(source.text) {}

    void read() {
        while (at_ < text_.size()) {
            if (begins("//")) {
                blank_until("\n");
            } else if (begins("/*")) {
                blank_until("*/");
            } else if (begins("R\"")) {
                const std::size_t open = text_.find('(', at_);
                const std::string end = ")" + text_.substr(at_ + 2, open - at_ - 2) + "\"";
                at_ = std::min(text_.find(end, open), text_.size());
                at_ += end.size();
            } else if (text_[at_] == '"') {
                literal();
            } else if (text_[at_] == '\'' && !is_separator()) {
                at_ = end_of('\'') + 1;
            } else {
                ++at_;
            }
        }
    }

   private:
    Source& source_;
    std::string& text_;
    std::size_t at_ = 0;

    bool begins(std::string_view what) const { return text_.compare(at_, what.size(), what) == 0; }
    /// Of digits: 10'000.
    bool is_separator() const {
        return at_ > 0 && std::isalnum(static_cast<unsigned char>(text_[at_ - 1])) != 0;
    }
    void blank_until(std::string_view end) {
        const std::size_t last = std::min(text_.find(end, at_ + 2), text_.size());
        std::fill(text_.begin() + static_cast<std::ptrdiff_t>(at_),
                  text_.begin() + static_cast<std::ptrdiff_t>(last), ' ');
        at_ = std::min(last + end.size(), text_.size());
    }
    std::size_t end_of(char quote) const {
        std::size_t at = at_ + 1;
        while (at < text_.size() && text_[at] != quote) at += text_[at] == '\\' ? 2U : 1U;
        return std::min(at, text_.size());
    }
    void literal() {
        const std::size_t end = end_of('"');
        source_.literals.push_back({text_.substr(at_ + 1, end - at_ - 1), at_});
        at_ = end + 1;
    }
};

}  // namespace

Source read_source(std::string path, std::string text) {
    Source source{std::move(path), std::move(text), {}};
    Reader(source).read();
    return source;
}

std::vector<Source> all_sources() {
    const fs::path root = KAMMERSPIEL_ROOT;
    std::vector<Source> all;
    for (const char* folder : {"sim", "analysis", "live", "cli", "include"}) {
        if (!fs::exists(root / folder)) continue;
        for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
            const auto extension = entry.path().extension();
            if (extension != ".cpp" && extension != ".hpp") continue;
            std::ifstream stream(entry.path());
            all.push_back(read_source(fs::relative(entry.path(), root).string(),
                                      {std::istreambuf_iterator<char>(stream), {}}));
        }
    }
    return all;
}

}  // namespace kammerspiel::test
