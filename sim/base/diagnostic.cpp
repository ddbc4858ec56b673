#include "kammerspiel/base/diagnostic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <tuple>

namespace kammerspiel {
namespace {

constexpr std::string_view bold = "\033[1m";
constexpr std::string_view red = "\033[1;31m";
constexpr std::string_view magenta = "\033[1;35m";
constexpr std::string_view cyan = "\033[1;36m";
constexpr std::string_view green = "\033[1;32m";
constexpr std::string_view plain = "\033[0m";

/// Longest stretch of a source line that is shown, and of a word of a file within a message.
constexpr std::size_t widest = 160;
constexpr std::size_t longest_word = 500;

std::string in_colour(std::string_view text, std::string_view colour, bool on) {
    return on ? fmt::format("{}{}{}", colour, text, plain) : std::string(text);
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

std::string where(const Place& place) {
    const std::string file = harmless(place.name(), longest_word);
    if (place.line == 0) return file;
    return fmt::format("{}:{}:{}", file, place.line, place.column);
}

/// The message in words, of which those that stem from the input can do no harm.
// NOLINTNEXTLINE(misc-no-recursion): messages are made by the program, two or three deep
Message made_harmless(Message message) {
    for (Argument& argument : message.arguments) {
        argument.value = harmless(argument.value, longest_word);
        if (argument.message == nullptr) continue;
        argument.message = std::make_shared<const Message>(made_harmless(*argument.message));
    }
    return message;
}

std::string in_words(const Message& message, const Text& text) {
    return text(made_harmless(message));
}

/// Tells messages apart, in no language.
// NOLINTNEXTLINE(misc-no-recursion): as above
std::string identity_of(const Message& message) {
    std::string text = message.key;
    for (const Argument& argument : message.arguments) {
        text += fmt::format("|{}={}|{}", argument.name, argument.value, argument.count);
        if (argument.message != nullptr) text += identity_of(*argument.message);
    }
    return text;
}

}  // namespace

std::string hint_of(const Diagnostic& diagnostic, const Text& text) {
    if (!diagnostic.hint.empty()) return in_words(diagnostic.hint, text);
    const Message usual{diagnostic.message.key + ".hint", diagnostic.message.arguments};
    return text.has(usual.key) ? in_words(usual, text) : std::string();
}

void Diagnostics::add(Diagnostic diagnostic) {
    // A template is read once for each organisation that differs; its faults are still one each.
    const std::string identity =
        fmt::format("{}:{}:{}:{}", diagnostic.place.name(), diagnostic.place.line,
                    diagnostic.place.column, identity_of(diagnostic.message));
    if (!seen_.insert(std::hash<std::string>{}(identity)).second) return;
    std::size_t& count = diagnostic.severity == Severity::error ? errors_ : warnings_;
    if (++count <= most) all_.push_back(std::move(diagnostic));
}

void Diagnostics::error(const Place& place, Message message, Message hint,
                        std::vector<Note> notes) {
    add({Severity::error, place, std::move(message), std::move(hint), std::move(notes)});
}

void Diagnostics::warning(const Place& place, Message message, Message hint,
                          std::vector<Note> notes) {
    add({Severity::warning, place, std::move(message), std::move(hint), std::move(notes)});
}

std::vector<Diagnostic> Diagnostics::sorted() const {
    std::vector<Diagnostic> result = all_;
    std::stable_sort(result.begin(), result.end(), [](const Diagnostic& a, const Diagnostic& b) {
        return std::make_tuple(a.place.name(), a.place.line, a.place.column) <
               std::make_tuple(b.place.name(), b.place.line, b.place.column);
    });
    return result;
}

namespace {

/// As wide as it is, so that the caret fits; a tab is shown, as it may be what is wrong.
std::string shown_line(std::string_view line) {
    std::string with_arrows;
    for (const char c : line) {
        if (c == '\t') {
            with_arrows += "→";
        } else {
            with_arrows += c;
        }
    }
    return harmless(with_arrows, widest);
}

}  // namespace

std::string render(const Diagnostic& diagnostic, const LineSource& lines, const Text& text,
                   bool colour) {
    const bool is_error = diagnostic.severity == Severity::error;
    const std::string place = where(diagnostic.place);
    const std::string severity =
        text(is_error ? "base.diagnostic.error" : "base.diagnostic.warning");
    std::string all = place.empty() ? "" : in_colour(place + ": ", bold, colour);
    all += in_colour(severity + ": ", is_error ? red : magenta, colour);
    all += in_colour(in_words(diagnostic.message, text), bold, colour) + "\n";
    const std::string hint = hint_of(diagnostic, text);
    const std::string_view line = diagnostic.place.line == 0
                                      ? std::string_view()
                                      : lines.line(diagnostic.place.name(), diagnostic.place.line);
    // Column 0: the line as a whole.
    const bool fits = diagnostic.place.column >= 1 && diagnostic.place.column <= widest;
    if (!line.empty() && fits) {
        all += fmt::format("{:5} | {}\n", diagnostic.place.line, shown_line(line));
        const std::size_t before = diagnostic.place.column - 1;
        // What goes on in the next line, such as a long text, is marked to the end of this one.
        const std::size_t end = std::clamp(characters(line), before + 1, widest);
        const std::size_t length =
            std::clamp<std::size_t>(diagnostic.place.length, 1, end - before);
        std::string caret = "^" + std::string(length - 1, '~');
        if (!hint.empty()) caret += " " + hint;
        all += "      | " + std::string(before, ' ') + in_colour(caret, green, colour) + "\n";
    } else if (!hint.empty()) {
        all += fmt::format("      {}\n", in_colour(hint, green, colour));
    }
    for (const Note& note : diagnostic.notes) {
        all += in_colour(where(note.place) + ": ", bold, colour) +
               in_colour(text("base.diagnostic.note") + ": ", cyan, colour) +
               in_words(note.message, text) + "\n";
    }
    return all;
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

Message did_you_mean(std::string_view word, const std::vector<std::string>& candidates) {
    const std::string_view found = nearest(word, candidates);
    return found.empty() ? Message{} : Message{"base.diagnostic.did_you_mean", {{"word", found}}};
}

}  // namespace kammerspiel
