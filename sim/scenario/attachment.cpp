#include "kammerspiel/scenario/attachment.hpp"

#include <utility>

namespace kammerspiel::scenario {
namespace {

using Type = Attachment::Type;

constexpr std::array endings{std::pair{".png", Type::png}, std::pair{".jpg", Type::jpeg},
                             std::pair{".jpeg", Type::jpeg}, std::pair{".pdf", Type::pdf}};
constexpr std::array beginnings{std::pair{std::string_view("\x89PNG\r\n\x1a\n"), Type::png},
                                std::pair{std::string_view("\xff\xd8\xff"), Type::jpeg},
                                std::pair{std::string_view("%PDF-"), Type::pdf}};

}  // namespace

std::optional<Type> type_by_name(std::string_view path) {
    std::string small(path);
    for (char& c : small) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    for (const auto& [ending, type] : endings) {
        if (small.ends_with(ending)) return type;
    }
    return std::nullopt;
}

std::optional<Type> type_by_content(std::string_view bytes) {
    for (const auto& [beginning, type] : beginnings) {
        if (bytes.starts_with(beginning)) return type;
    }
    return std::nullopt;
}

}  // namespace kammerspiel::scenario
