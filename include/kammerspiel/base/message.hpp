#pragma once

#include <concepts>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

// What is to be said to a person, before it is known in which language: a key of the message
// catalogue (<module>/texts) and what stands in the message's places.

namespace kammerspiel {

struct Message;

/// A value for a place in a message, e.g. {"service", "e-mail"}. A number given as `count` also
/// chooses between the message's singular and plural.
struct Argument {
    std::string_view name;  ///< a literal
    std::string value;
    std::string in_german;  ///< where not empty: instead of `value` in German
    std::int64_t count = 0;
    bool counts = false;
    std::shared_ptr<const Message> message;  ///< where set: a message in the message

    Argument(std::string_view n, std::string v) : name(n), value(std::move(v)) {}
    Argument(std::string_view n, std::string_view v) : name(n), value(v) {}
    Argument(std::string_view n, const char* v) : name(n), value(v) {}
    /// What is at hand in both languages.
    Argument(std::string_view n, std::string_view en, std::string_view de)
        : name(n), value(en), in_german(de) {}
    /// Several words: a, b, c
    Argument(std::string_view n, const std::vector<std::string>& words);
    Argument(std::string_view n, Message m);
    Argument(std::string_view n, std::integral auto c)
        : name(n), count(static_cast<std::int64_t>(c)), counts(true) {}

    bool operator==(const Argument& other) const;
};

struct Message {
    std::string key;
    std::vector<Argument> arguments = {};
    [[nodiscard]] bool empty() const { return key.empty(); }
    bool operator==(const Message&) const = default;
};

}  // namespace kammerspiel
