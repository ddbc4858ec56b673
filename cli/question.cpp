#include "cli/question.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include "cli/comparison_output.hpp"
#include "cli/named.hpp"

namespace kammerspiel::cli {

void add_question(Parser& command, QuestionOptions& options, const Text& text) {
    command.add_option("SCENARIO", options.scenario, text("cli.help.scenario"))
        .required()
        .type_name("");
    command.add_option("-o,--out", options.out, text("question.help.out"))
        .type_name(text("cli.help.folder"));
    command.add_option("-s,--strategy", options.strategy, text("question.help.strategy"))
        .type_name(text("cli.help.name"));
    command.add_option("-m,--metric", options.metric, text("question.help.metric"))
        .type_name(text("cli.help.name"))
        .show_default();
    add_seed_and_threads(command, options.seed, options.threads, text);
    const Option json = command.add_flag("--json", options.json, text("cli.help.run.json"));
    command.add_flag("--csv", options.csv, text("cli.help.compare.csv")).excludes(json);
}

std::optional<Question> ask(const QuestionOptions& options, const char* command,
                            const Common& common, Status& fault) {
    const Text& text = common.text;
    fault = Status::input_at_fault;
    auto opened =
        open_or_complain(options.scenario, text, common.uses_colour(STDERR_FILENO), !common.quiet);
    if (!opened) return std::nullopt;
    const scenario::Scenario& scenario = opened->scenario;
    fault = Status::command_at_fault;
    const auto strategy =
        find_named(scenario.strategies, options.strategy, "cli.unknown.strategy", text);
    const auto metric = metric_called(options.metric, scenario, text);
    if (!strategy || !metric) return std::nullopt;
    if (ensemble::info(*metric).is_time) {
        complain("kammerspiel: " + text("question.no_mean", {{"metric", options.metric}}) + "\n");
        return std::nullopt;
    }
    std::optional<std::uint32_t> against;
    if (!options.against.empty()) {
        against = find_named(scenario.strategies, options.against, "cli.unknown.strategy", text);
        if (!against) return std::nullopt;
        if (*against == *strategy) {
            complain("kammerspiel: " +
                     text("question.against_itself", {{"strategy", options.against}}) + "\n");
            return std::nullopt;
        }
    }
    report::StudyContext context = report::study_context(scenario, options.seed);
    context.metric = *metric;
    const auto add = [&](std::uint32_t s) {
        context.strategies.push_back(
            {scenario.strategies[s].name.text, scenario.strategies[s].title});
    };
    add(*strategy);
    if (against) add(*against);
    std::vector<std::string> strategies;
    for (const auto& one : scenario.strategies) strategies.push_back(one.name.text);
    const std::string folder =
        options.out.empty() ? fmt::format("out/{}-{}", scenario.id, command) : options.out;
    return Question{
        .draft = std::move(opened->draft),
        .aim = {.metric = *metric, .strategy = *strategy, .against = against, .seed = options.seed},
        .context = std::move(context),
        .folder = folder,
        .strategies = std::move(strategies)};
}

void print_answer(const AskedFor& asked, const Answer& answer, const Common& common) {
    if (asked.json) {
        print(answer.json);
    } else if (asked.csv) {
        print(answer.csv);
    } else if (!common.quiet) {
        print(answer.words + "\n" + answer.written + "\n");
    }
}

}  // namespace kammerspiel::cli
