#include "cli/terminal.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <system_error>

#include "cli/commands.hpp"
#include "kammerspiel/federation/compile.hpp"
#include "kammerspiel/graph/findings.hpp"

namespace kammerspiel::cli {

namespace {

constexpr const char* standard_output = "(stdout)";

std::string_view key_for(int error_number) {
    switch (error_number) {
        case ENOSPC:
        case EDQUOT: return "cli.file.full";
        case EACCES:
        case EPERM: return "cli.file.denied";
        case EROFS: return "cli.file.read_only";
        case ENOENT: return "cli.file.missing";
        case EEXIST:
        case ENOTDIR: return "cli.file.not_a_folder";
        case EISDIR: return "cli.file.is_a_folder";
        case ENAMETOOLONG: return "cli.file.too_long";
        case EFBIG: return "cli.file.too_large";
        default: return "cli.file.other";
    }
}

std::optional<Language> language_called(std::string_view word) {
    if (word.starts_with("de")) return Language::de;
    if (word.starts_with("en")) return Language::en;
    return std::nullopt;
}

/// As other programs do: the first of these that is set decides.
Language language_of_environment() {
    for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe): one thread yet
        if (value == nullptr || *value == '\0') continue;
        return language_called(value).value_or(Language::en);
    }
    return Language::en;
}

}  // namespace

void print(std::string_view text) {
    errno = 0;
    const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
    if ((written && std::fflush(stdout) == 0) || errno == EPIPE) return;
    throw FileError(standard_output, "write", errno);
}

void complain(std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stderr);
    std::fflush(stderr);
}

Language language_of(int argc, const char* const* argv) {
    constexpr std::string_view option = "--lang";
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        std::optional<Language> language;
        if (word == option && i + 1 < argc) language = language_called(argv[i + 1]);
        if (word.starts_with("--lang=")) language = language_called(word.substr(option.size() + 1));
        if (language) return *language;
    }
    return language_of_environment();
}

std::string sentence_of(const FileError& error, const Text& text) {
    const bool is_output = error.path() == standard_output;
    const std::string reason = std::generic_category().message(error.error_number());
    return "kammerspiel: " +
           text("cli.file.failed",
                {{"path", is_output ? text("cli.file.standard_output") : error.path().string()},
                 {"reason", text(key_for(error.error_number()), {{"reason", reason}})}});
}

std::string suggestion(std::string_view word, const std::vector<std::string>& candidates,
                       const Text& text) {
    const std::string_view near = nearest(word, candidates);
    return near.empty() ? "" : " – " + text("cli.did_you_mean", {{"word", near}});
}

bool Common::uses_colour(int descriptor) const {
    if (colour == "always") return true;
    if (colour == "never") return false;
    const char* no_colour = std::getenv("NO_COLOR");  // NOLINT(concurrency-mt-unsafe)
    const bool is_forbidden = no_colour != nullptr && *no_colour != '\0';
    return !is_forbidden && ::isatty(descriptor) == 1;
}

void complain_of(const Diagnostics& diagnostics, const LineSource& lines, const Text& text,
                 bool colour, bool with_warnings) {
    std::string all;
    for (const Diagnostic& diagnostic : diagnostics.sorted()) {
        if (diagnostic.severity == Severity::warning && !with_warnings) continue;
        all += render(diagnostic, lines, text, colour);
    }
    if (diagnostics.left_out() > 0) {
        all += text("cli.more_diagnostics",
                    {{"count", static_cast<std::int64_t>(diagnostics.left_out())}}) +
               "\n";
    }
    complain(all);
}

void warn_of_structure(const scenario::Scenario& scenario, Diagnostics& diagnostics) {
    graph::warn_of_structure(scenario, federation::compile(scenario), diagnostics);
}

namespace {

std::optional<Opened> opened_or_complain(scenario::Draft draft, Diagnostics& diagnostics,
                                         const Text& text, bool colour, bool with_warnings) {
    auto scenario = draft.bind({}, diagnostics);
    if (scenario && with_warnings) warn_of_structure(*scenario, diagnostics);
    complain_of(diagnostics, draft.lines(), text, colour, with_warnings);
    if (!scenario) return std::nullopt;
    return Opened{std::move(draft), std::move(*scenario)};
}

}  // namespace

std::optional<Opened> open_or_complain(const std::string& path, const Text& text, bool colour,
                                       bool with_warnings) {
    Diagnostics diagnostics;
    return opened_or_complain(scenario::Draft::open(path, diagnostics), diagnostics, text, colour,
                              with_warnings);
}

std::optional<Opened> open_or_complain(const scenario::ScenarioTexts& texts, const Text& text) {
    Diagnostics diagnostics;
    return opened_or_complain(scenario::Draft::open(texts, diagnostics), diagnostics, text, false,
                              false);
}

std::optional<scenario::Scenario> load_or_complain(const std::string& path, const Text& text,
                                                   bool colour, bool with_warnings) {
    auto opened = open_or_complain(path, text, colour, with_warnings);
    if (!opened) return std::nullopt;
    return std::move(opened->scenario);
}

}  // namespace kammerspiel::cli
