#pragma once

#include <chrono>
#include <string>

#include "cli/commands.hpp"

namespace kammerspiel::cli {

/// What a long computation says while it goes on, on standard error: on a terminal one line that
/// changes, elsewhere a line every ten seconds, nothing with --quiet.
class ProgressLine {
   public:
    explicit ProgressLine(const Common& common);
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    /// Whether it is time for a new line; then its words are worth making.
    [[nodiscard]] bool is_due() const;
    void show(const std::string& words);
    /// Takes the line away, so that what follows stands alone.
    void clear();

   private:
    enum class Kind { none, terminal, lines } kind_;
    std::chrono::steady_clock::time_point next_;
    bool is_shown_ = false;
};

/// Where a count of worlds stands.
struct Pace {
    std::uint64_t done = 0, of = 0;  ///< of: 0 where the end is not known
    std::uint64_t here = 0;          ///< of `done`, by this process
    std::chrono::duration<double> spent{};
};
/// "300 of 1,000 worlds, 42 worlds/s, 17 s left"
[[nodiscard]] std::string in_words(const Pace& pace, const Text& text);

}  // namespace kammerspiel::cli
