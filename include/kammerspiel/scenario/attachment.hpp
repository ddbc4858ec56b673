#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "kammerspiel/base/words.hpp"

namespace kammerspiel::scenario {

/// A picture or a document that is handed out with an inject.
struct Attachment {
    enum class Type { png, jpeg, pdf };

    std::string written;  ///< as the exercise names it
    std::string path;     ///< within the scenario's folder
    Type type = Type::png;
    std::shared_ptr<const std::string> bytes;  ///< never null

    bool operator==(const Attachment& other) const {
        return written == other.written && path == other.path && type == other.type &&
               *bytes == *other.bytes;
    }
};
constexpr auto vocabulary(Attachment::Type) {
    using enum Attachment::Type;
    return std::array{Word{png, "png"}, Word{jpeg, "jpeg"}, Word{pdf, "pdf"}};
}

/// What a file of this name has to be; absent: no attachment.
[[nodiscard]] std::optional<Attachment::Type> type_by_name(std::string_view path);
/// What a file is by its first bytes.
[[nodiscard]] std::optional<Attachment::Type> type_by_content(std::string_view bytes);

}  // namespace kammerspiel::scenario
