#include "kammerspiel/base/words.hpp"

#include "kammerspiel/base/calendar.hpp"
#include "tests/catch.hpp"

namespace kammerspiel {
namespace {

enum class Light { red, red_and_amber, green };
constexpr auto vocabulary(Light) {
    using enum Light;
    return std::array{Word{red, "red"}, Word{red_and_amber, "red-and-amber"}, Word{green, "green"}};
}

static_assert(word_of(Light::green) == "green");
static_assert(value_of<Light>("red-and-amber") == Light::red_and_amber);
static_assert(!value_of<Light>("blue"));
static_assert(detail::is_enumerator<Light::green>());
static_assert(!detail::is_enumerator<static_cast<Light>(3)>());

TEST_CASE("a value of an enumeration and its word lead to each other", "[base][words]") {
    for (const Shift shift : Words<Shift>::values) CHECK(value_of<Shift>(word_of(shift)) == shift);
    for (const std::string_view word : Words<Light>::list) {
        CHECK(word_of(value_of<Light>(word).value()) == word);
    }
}

TEST_CASE("some values of an enumeration have their words in its order", "[base][words]") {
    const auto last = words_between<Light::red_and_amber, Light::green>;
    CHECK(std::vector<std::string_view>(last.begin(), last.end()) ==
          std::vector<std::string_view>{"red-and-amber", "green"});
}

TEST_CASE("a word is part of a key with low lines for hyphens", "[base][words]") {
    CHECK(as_key("red-and-amber") == "red_and_amber");
    CHECK(as_key("green") == "green");
}

}  // namespace
}  // namespace kammerspiel
