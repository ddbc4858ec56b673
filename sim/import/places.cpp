#include "sim/import/places.hpp"

#include <algorithm>

namespace kammerspiel::inventories {
namespace {

std::uint32_t characters(std::string_view text) {
    return static_cast<std::uint32_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace

Places::Places(std::string_view text, std::shared_ptr<const std::string> file)
    : text_(text), file_(std::move(file)) {
    starts_.push_back(0);
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\n') starts_.push_back(at + 1);
    }
}

Place Places::at(std::size_t offset, std::size_t length) {
    offset = std::min(offset, text_.size());
    const auto next = std::upper_bound(starts_.begin(), starts_.end(), offset);
    const auto line = static_cast<std::size_t>(next - starts_.begin()) - 1;
    if (line != line_) {
        line_ = line;
        counted_to_ = starts_[line];
        characters_ = 0;
    }
    if (offset < counted_to_) {
        characters_ -= characters(text_.substr(offset, counted_to_ - offset));
    } else {
        characters_ += characters(text_.substr(counted_to_, offset - counted_to_));
    }
    counted_to_ = offset;
    const std::string_view marked = text_.substr(offset, length);
    const std::uint32_t width = characters(marked.substr(0, marked.find('\n')));
    return {file_, static_cast<std::uint32_t>(line) + 1, characters_ + 1, std::max(width, 1U)};
}

std::size_t Places::value_of(std::size_t element, std::string_view attribute) const {
    std::size_t at = element;
    const auto skip = [&](auto is_skipped) {
        while (at < text_.size() && is_skipped(text_[at])) ++at;
    };
    skip([](char c) { return !is_blank(c) && c != '>' && c != '/'; });
    while (at < text_.size()) {
        skip(is_blank);
        const std::size_t begin = at;
        skip([](char c) { return !is_blank(c) && c != '=' && c != '>' && c != '/'; });
        const std::string_view name = text_.substr(begin, at - begin);
        skip([](char c) { return is_blank(c) || c == '='; });
        if (at >= text_.size() || name.empty()) break;
        const char quote = text_[at++];
        if (name == attribute) return at;
        skip([&](char c) { return c != quote; });
        ++at;
    }
    return element;
}

}  // namespace kammerspiel::inventories
