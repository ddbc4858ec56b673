#include <filesystem>
#include <map>

#include "cli/starters.hpp"
#include "kammerspiel/base/ensure.hpp"

namespace kammerspiel::cli {
namespace {

namespace fs = std::filesystem;

using Comments = std::map<std::string_view, std::string_view>;

template <class Line>
void for_each_line(std::string_view text, Line line) {
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        line(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

/// english = deutsch, one a line.
Comments german_comments() {
    constexpr std::string_view between = " = ";
    Comments comments;
    for (const EmbeddedFile& file : embedded_starters()) {
        if (file.name != "comments.de.txt") continue;
        for_each_line(file.content, [&](std::string_view line) {
            const std::size_t at = line.find(between);
            comments[line.substr(0, at)] = line.substr(at + between.size());
        });
    }
    return comments;
}

std::string in_german(std::string_view yaml) {
    const Comments comments = german_comments();
    std::string text;
    for_each_line(yaml, [&](std::string_view line) {
        const std::size_t at = line.starts_with("# ") ? 0 : line.find(" # ");
        if (at == std::string_view::npos) {
            text.append(line).append("\n");
            return;
        }
        const std::size_t begin = line.find("# ", at) + 2;
        const auto german = comments.find(line.substr(begin));
        ensure(german != comments.end(), "comments.de.txt lacks '{}'", line.substr(begin));
        text.append(line.substr(0, begin)).append(german->second).append("\n");
    });
    return text;
}

}  // namespace

std::vector<StarterFile> files_of_starter(std::string_view name, Language language) {
    std::map<std::string, std::string> files;
    std::map<std::string, std::string> translated;
    // What all starters share comes first, so that a starter can replace it.
    for (const std::string_view wanted : {std::string_view("shared"), name}) {
        for (const EmbeddedFile& file : embedded_starters()) {
            const auto slash = file.name.find('/');
            if (slash == std::string_view::npos || file.name.substr(0, slash) != wanted) continue;
            fs::path path(file.name.substr(slash + 1));
            const bool is_german = path.stem().extension() == ".de";
            if (is_german) {
                path.replace_filename(path.stem().stem().string() + path.extension().string());
            }
            (is_german ? translated : files)[path.string()] = file.content;
        }
    }
    std::vector<StarterFile> all;
    for (auto& [path, content] : files) {
        if (language == Language::de && translated.contains(path)) content = translated[path];
        if (language == Language::de && path.ends_with(".yaml")) content = in_german(content);
        all.push_back({path, content});
    }
    return all;
}

}  // namespace kammerspiel::cli
