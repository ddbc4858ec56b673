#include "cli/progress.hpp"

#include <unistd.h>

namespace kammerspiel::cli {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto first_after = std::chrono::milliseconds(700);
constexpr auto between_changes = std::chrono::milliseconds(200);
constexpr auto between_lines = std::chrono::seconds(10);
constexpr const char* erase_line = "\r\033[K";

}  // namespace

ProgressLine::ProgressLine(const Common& common)
    : kind_(common.quiet                   ? Kind::none
            : ::isatty(STDERR_FILENO) == 1 ? Kind::terminal
                                           : Kind::lines),
      next_(Clock::now() + (kind_ == Kind::terminal ? Clock::duration(first_after)
                                                    : Clock::duration(between_lines))) {}

ProgressLine::~ProgressLine() { clear(); }

bool ProgressLine::is_due() const { return kind_ != Kind::none && Clock::now() >= next_; }

void ProgressLine::show(const std::string& words) {
    if (kind_ == Kind::none) return;
    if (kind_ == Kind::terminal) {
        complain(erase_line + words);
        is_shown_ = true;
        next_ = Clock::now() + between_changes;
    } else {
        complain(words + "\n");
        next_ = Clock::now() + between_lines;
    }
}

void ProgressLine::clear() {
    if (is_shown_) complain(erase_line);
    is_shown_ = false;
}

std::string in_words(const Pace& pace, const Text& text) {
    const auto count = static_cast<std::int64_t>(pace.done);
    std::string words =
        pace.of == 0
            ? text("cli.progress.worlds", {{"count", count}})
            : text("cli.progress.worlds_of",
                   {{"done", text.whole(count)}, {"count", static_cast<std::int64_t>(pace.of)}});
    const double seconds = pace.spent.count();
    if (pace.here == 0 || seconds <= 0) return words;
    const double rate = static_cast<double>(pace.here) / seconds;
    words += text("cli.progress.rate", {{"rate", text.number(rate, rate < 10 ? 1 : 0)}});
    if (pace.of > pace.done) {
        const double left = static_cast<double>(pace.of - pace.done) / rate;
        constexpr double micros = 1e6;
        words += text(
            "cli.progress.left",
            {{"span", text.span(Duration::micros(static_cast<std::int64_t>(std::max(left, 1.0)) *
                                                 static_cast<std::int64_t>(micros)))}});
    }
    return words;
}

}  // namespace kammerspiel::cli
