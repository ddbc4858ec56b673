#pragma once

#include <fmt/format.h>

#include <stdexcept>
#include <string>
#include <utility>

namespace kammerspiel {

/// A broken model: the program contradicts itself. Never caused by input, which gets a Diagnostic.
/// Stays on in Release, because a result that looks right and is wrong is the worst outcome.
class BrokenModel : public std::logic_error {
   public:
    using std::logic_error::logic_error;
};

[[noreturn]] inline void broken(const std::string& what) { throw BrokenModel(what); }

/// Throws BrokenModel with the formatted sentence unless `holds`. The sentence names both ends.
template <class... Args>
void ensure(bool holds, fmt::format_string<Args...> sentence, Args&&... args) {
    if (!holds) [[unlikely]] {
        broken(fmt::format(sentence, std::forward<Args>(args)...));
    }
}

/// Marks the end of a switch that names every enumerator.
[[noreturn]] inline void unreachable() { broken("a switch met a value that no enumerator has"); }

}  // namespace kammerspiel
