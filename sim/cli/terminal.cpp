#include "sim/cli/terminal.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "sim/cli/commands.hpp"

namespace kammerspiel::cli {

void print(std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fflush(stdout);
}

void complain(std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stderr);
    std::fflush(stderr);
}

Text Common::text() const {
    if (language == "de") return Text(Language::de);
    if (language == "en") return Text(Language::en);
    // As other programs do: the first of these that is set decides.
    for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe): one thread yet
        if (value == nullptr || *value == '\0') continue;
        return Text(std::string_view(value).starts_with("de") ? Language::de : Language::en);
    }
    return Text(Language::en);
}

bool Common::uses_colour(int descriptor) const {
    if (colour == "always") return true;
    if (colour == "never") return false;
    const char* no_colour = std::getenv("NO_COLOR");  // NOLINT(concurrency-mt-unsafe)
    const bool is_forbidden = no_colour != nullptr && *no_colour != '\0';
    return !is_forbidden && ::isatty(descriptor) == 1;
}

std::optional<scenario::Scenario> load_or_complain(const std::string& path, const Text& text,
                                                   bool colour, bool with_warnings) {
    Diagnostics diagnostics;
    scenario::Loaded loaded = scenario::load(path, diagnostics);
    std::string all;
    for (const Diagnostic& diagnostic : diagnostics.sorted()) {
        if (diagnostic.severity == Severity::warning && !with_warnings) continue;
        all += render(diagnostic, *loaded.lines, text, colour);
    }
    if (diagnostics.left_out() > 0) {
        all += text("cli.more_diagnostics",
                    {{"count", static_cast<std::int64_t>(diagnostics.left_out())}}) +
               "\n";
    }
    complain(all);
    return std::move(loaded.scenario);
}

}  // namespace kammerspiel::cli
