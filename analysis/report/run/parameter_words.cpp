#include "analysis/report/run/parameter_words.hpp"

#include <algorithm>

namespace kammerspiel::report {
namespace {

using scenario::PathStep;

/// Behind a semicolon stand details for whoever writes the key.
std::string first_part(std::string words) {
    if (const std::size_t end = words.find(';'); end != std::string::npos) words.resize(end);
    return words;
}

std::string words_of(const PathStep& step, const TitleOfElement& title, const Text& text) {
    std::string means = first_part(text(step.means));
    if (step.label.empty()) return means;
    if (step.key->kind == scenario::Kind::factors) {
        return text("report.figure.where", {{"where", title(step)}, {"what", means}});
    }
    return text("report.figure.element", {{"what", means}, {"name", title(step)}});
}

}  // namespace

TitleOfElement titles_in(const scenario::Scenario& scenario, const Text& text) {
    return [&scenario, &text](const PathStep& step) {
        const auto titled_in = [&](const auto& things) {
            const auto found = std::find_if(things.begin(), things.end(), [&](const auto& thing) {
                return thing.name.text == step.label;
            });
            return found == things.end() ? step.label : text(found->title);
        };
        const scenario::Section* section = step.key->section;
        if (section == &scenario::strategy_section()) return titled_in(scenario.strategies);
        if (section == &scenario::attacker_section()) return titled_in(scenario.attackers);
        return step.label;
    };
}

std::string words_of(std::string_view path, const TitleOfElement& title, const Text& text) {
    const std::vector<PathStep> steps = scenario::steps_of(path);
    if (steps.empty()) return std::string(path);
    std::string where;
    for (std::size_t i = 0; i + 1 < steps.size(); ++i) {
        // All of them are in the federation.
        if (steps[i].key->section == &scenario::federation_section()) continue;
        if (!where.empty()) where += ", ";
        where += words_of(steps[i], title, text);
    }
    const std::string what = words_of(steps.back(), title, text);
    return where.empty() ? what : text("report.figure.where", {{"where", where}, {"what", what}});
}

}  // namespace kammerspiel::report
