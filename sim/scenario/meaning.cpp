#include "kammerspiel/scenario/meaning.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kammerspiel/base/sha256.hpp"

namespace kammerspiel::scenario {
namespace {

constexpr std::string_view between = " = ";

/// Of one line, whatever a text has in it.
std::string on_one_line(std::string_view text) {
    std::string line;
    for (const char c : text) {
        if (c == '\\')
            line += "\\\\";
        else if (c == '\n')
            line += "\\n";
        else
            line += c;
    }
    return line;
}

std::string as_it_was(std::string_view line) {
    std::string text;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] != '\\' || i + 1 == line.size()) {
            text += line[i];
            continue;
        }
        ++i;
        text += line[i] == 'n' ? '\n' : line[i];
    }
    return text;
}

std::vector<Meaning::Entry> all_of(const Meaning& meaning, bool with_ranges) {
    std::vector<Meaning::Entry> all = meaning.values;
    if (with_ranges) all.insert(all.end(), meaning.ranges.begin(), meaning.ranges.end());
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& a, const auto& b) { return a.key < b.key; });
    return all;
}

}  // namespace

std::string in_lines(const Meaning& meaning, bool with_ranges) {
    std::string lines;
    for (const Meaning::Entry& entry : all_of(meaning, with_ranges)) {
        lines += fmt::format("{}{}{}\n", on_one_line(entry.key), between, on_one_line(entry.value));
    }
    return lines;
}

Meaning meaning_in(std::string_view lines) {
    Meaning meaning;
    while (!lines.empty()) {
        const std::size_t end = std::min(lines.find('\n'), lines.size());
        const std::string_view line = lines.substr(0, end);
        lines.remove_prefix(std::min(end + 1, lines.size()));
        const std::size_t at = line.find(between);
        if (at == std::string_view::npos) continue;
        meaning.values.push_back(
            {as_it_was(line.substr(0, at)), as_it_was(line.substr(at + between.size()))});
    }
    return meaning;
}

std::string hash(const Meaning& meaning, bool with_ranges) {
    Sha256 digest;
    digest.add(in_lines(meaning, with_ranges));
    return digest.finish();
}

std::vector<Change> changes(const Meaning& before, const Meaning& after, bool with_ranges) {
    const auto old = all_of(before, with_ranges);
    const auto now = all_of(after, with_ranges);
    std::vector<Change> found;
    auto a = old.begin();
    auto b = now.begin();
    while (a != old.end() || b != now.end()) {
        if (b == now.end() || (a != old.end() && a->key < b->key)) {
            found.push_back({a->key, a->value, {}});
            ++a;
        } else if (a == old.end() || b->key < a->key) {
            found.push_back({b->key, {}, b->value});
            ++b;
        } else {
            if (a->value != b->value) found.push_back({a->key, a->value, b->value});
            ++a;
            ++b;
        }
    }
    return found;
}

}  // namespace kammerspiel::scenario
