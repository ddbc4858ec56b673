#include "kammerspiel/base/message.hpp"

#include <fmt/format.h>

namespace kammerspiel {

Argument::Argument(std::string_view n, const std::vector<std::string>& words)
    : name(n), value(fmt::format("{}", fmt::join(words, ", "))) {}

Argument::Argument(std::string_view n, Message m)
    : name(n), message(std::make_shared<const Message>(std::move(m))) {}

bool Argument::operator==(const Argument& other) const {
    const bool same_message =
        message == other.message ||
        (message != nullptr && other.message != nullptr && *message == *other.message);
    return same_message && name == other.name && value == other.value &&
           in_german == other.in_german && count == other.count && counts == other.counts;
}

}  // namespace kammerspiel
