#include "kammerspiel/base/diagnostic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace kammerspiel {
namespace {

constexpr std::string_view bold = "\033[1m";
constexpr std::string_view red = "\033[1;31m";
constexpr std::string_view magenta = "\033[1;35m";
constexpr std::string_view cyan = "\033[1;36m";
constexpr std::string_view green = "\033[1;32m";
constexpr std::string_view plain = "\033[0m";

/// Longest stretch of a source line that is shown.
constexpr std::size_t widest = 160;

std::string in_colour(std::string_view text, std::string_view colour, bool on) {
    return on ? fmt::format("{}{}{}", colour, text, plain) : std::string(text);
}

bool starts_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

std::string where(const Place& place) {
    if (place.line == 0) return place.name();
    return fmt::format("{}:{}:{}", place.name(), place.line, place.column);
}

/// Control characters of the input are not sent to the terminal.
std::string shown(std::string_view line) {
    std::string result;
    std::size_t characters = 0;
    for (const char c : line) {
        if (starts_character(c) && ++characters > widest) break;
        const auto byte = static_cast<unsigned char>(c);
        result += byte < 0x20U || byte == 0x7FU ? ' ' : c;
    }
    return result;
}

}  // namespace

void Diagnostics::add(Diagnostic diagnostic) {
    // A template is read once for each organisation that differs; its faults are still one each.
    const bool is_known = std::any_of(all_.begin(), all_.end(), [&](const Diagnostic& d) {
        return d.place.line == diagnostic.place.line && d.place == diagnostic.place &&
               d.message == diagnostic.message;
    });
    if (is_known) return;
    ++(diagnostic.severity == Severity::error ? errors_ : warnings_);
    if (all_.size() >= most) {
        ++left_out_;
        return;
    }
    all_.push_back(std::move(diagnostic));
}

void Diagnostics::error(const Place& place, std::string message, std::string mend,
                        std::vector<Note> notes) {
    add({Severity::error, place, std::move(message), std::move(mend), std::move(notes)});
}

void Diagnostics::warning(const Place& place, std::string message, std::string mend,
                          std::vector<Note> notes) {
    add({Severity::warning, place, std::move(message), std::move(mend), std::move(notes)});
}

std::vector<Diagnostic> Diagnostics::sorted() const {
    std::vector<Diagnostic> result = all_;
    std::stable_sort(result.begin(), result.end(), [](const Diagnostic& a, const Diagnostic& b) {
        return std::make_tuple(a.place.name(), a.place.line, a.place.column) <
               std::make_tuple(b.place.name(), b.place.line, b.place.column);
    });
    return result;
}

std::string render(const Diagnostic& diagnostic, const LineSource& lines, bool colour) {
    const bool is_error = diagnostic.severity == Severity::error;
    const std::string place = where(diagnostic.place);
    std::string text = place.empty() ? "" : in_colour(place + ": ", bold, colour);
    text += in_colour(is_error ? "error: " : "warning: ", is_error ? red : magenta, colour);
    text += in_colour(diagnostic.message, bold, colour) + "\n";
    const std::string_view line = diagnostic.place.line == 0
                                      ? std::string_view()
                                      : lines.line(diagnostic.place.name(), diagnostic.place.line);
    const bool fits = diagnostic.place.column <= widest;
    if (!line.empty() && fits) {
        text += fmt::format("{:5} | {}\n", diagnostic.place.line, shown(line));
        const std::size_t before = diagnostic.place.column - 1;
        const std::size_t length =
            std::clamp<std::size_t>(diagnostic.place.length, 1, widest - before);
        std::string caret = "^" + std::string(length - 1, '~');
        if (!diagnostic.mend.empty()) caret += " " + diagnostic.mend;
        text += "      | " + std::string(before, ' ') + in_colour(caret, green, colour) + "\n";
    } else if (!diagnostic.mend.empty()) {
        text += "      " + in_colour(diagnostic.mend, green, colour) + "\n";
    }
    for (const Note& note : diagnostic.notes) {
        text += in_colour(where(note.place) + ": ", bold, colour) +
                in_colour("note: ", cyan, colour) + note.message + "\n";
    }
    return text;
}

namespace {

/// Optimal string alignment distance, at most `limit` + 1.
std::size_t distance(std::string_view a, std::string_view b, std::size_t limit) {
    const std::size_t difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
    if (difference > limit) return limit + 1;
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        now[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t changed = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            now[j] = std::min({changed, last[j] + 1, now[j - 1] + 1});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) now[j] = std::min(now[j], before[j - 2] + 1);
        }
        std::swap(before, last);
        std::swap(last, now);
    }
    return last[b.size()];
}

}  // namespace

std::string_view nearest(std::string_view word, const std::vector<std::string>& candidates) {
    constexpr std::size_t longest = 64;
    if (word.size() > longest) return {};
    std::size_t best = std::max<std::size_t>(1, word.size() / 3) + 1;
    std::string_view found;
    for (const std::string& candidate : candidates) {
        const std::size_t d = distance(word, candidate, best - 1);
        if (d < best) {
            best = d;
            found = candidate;
        }
    }
    return found;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates) {
    const std::string_view found = nearest(word, candidates);
    return found.empty() ? std::string() : fmt::format("did you mean '{}'?", found);
}

}  // namespace kammerspiel
