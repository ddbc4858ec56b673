#include "sim/scenario/examples.hpp"

#include <algorithm>
#include <vector>

namespace kammerspiel::scenario {
namespace {

constexpr std::string_view begin_mark = "#> ";
constexpr std::string_view end_mark = "#<";

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

/// Whether `#> selector, scope` names the section.
bool names(std::string_view mark, std::string_view section) {
    mark.remove_prefix(begin_mark.size());
    while (!mark.empty()) {
        const std::size_t end = std::min(mark.find(", "), mark.size());
        if (mark.substr(0, end) == section) return true;
        mark.remove_prefix(std::min(end + 2, mark.size()));
    }
    return false;
}

/// `# one | eins` as `# one` or `# eins`.
std::string in_language(std::string_view line, std::string_view language) {
    const std::size_t comment = line.rfind("# ");
    const std::size_t between = line.rfind(" | ");
    if (comment == std::string_view::npos || between == std::string_view::npos ||
        between < comment) {
        return std::string(line);
    }
    if (language != "de") return std::string(line.substr(0, between));
    constexpr std::size_t hash = 2;
    constexpr std::size_t gap = 3;
    return std::string(line.substr(0, comment + hash)) + std::string(line.substr(between + gap));
}

/// One part: its lines, moved to the left edge.
void add_part(const std::vector<std::string_view>& part, std::string_view language,
              std::string& to) {
    std::size_t edge = std::string_view::npos;
    for (const std::string_view line : part) edge = std::min(edge, line.find_first_not_of(' '));
    for (const std::string_view line : part) {
        to += in_language(line.substr(std::min(edge, line.size())), language) + "\n";
    }
}

}  // namespace

std::string example_of(std::string_view section, std::string_view language) {
    std::string example;
    for (const EmbeddedFile& file : embedded_examples()) {
        const auto lines = lines_of(file.content);
        for (std::size_t l = 0; l < lines.size(); ++l) {
            if (!lines[l].starts_with(begin_mark) || !names(lines[l], section)) continue;
            std::vector<std::string_view> part;
            std::size_t depth = 1;
            for (std::size_t i = l + 1; i < lines.size() && depth > 0; ++i) {
                if (lines[i].starts_with(begin_mark)) {
                    ++depth;
                } else if (lines[i].starts_with(end_mark)) {
                    --depth;
                } else {
                    part.push_back(lines[i]);
                }
            }
            add_part(part, language, example);
        }
    }
    return example;
}

std::string outline_of(std::string_view file, std::string_view language) {
    std::string outline;
    for (const EmbeddedFile& one : embedded_examples()) {
        if (one.name != file) continue;
        for (const std::string_view line : lines_of(one.content)) {
            if (line.starts_with(' ') || line.starts_with('#')) continue;
            outline += in_language(line, language) + (line.ends_with(':') ? "  # …\n" : "\n");
        }
    }
    return outline;
}

}  // namespace kammerspiel::scenario
