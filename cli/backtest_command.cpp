#include <unistd.h>

#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/leave_one_out.hpp"
#include "cli/named.hpp"
#include "cli/result_place.hpp"
#include "cli/staged_folder.hpp"
#include "kammerspiel/report/backtest_report.hpp"

namespace kammerspiel::cli {
namespace {

constexpr std::uint64_t usual_backtest_worlds = 200;
constexpr std::uint64_t usual_points = 160;
constexpr std::uint64_t least_points = 8;
constexpr std::uint64_t most_points = 10'000;

struct BacktestOptions {
    std::string scenario;
    std::string out;
    std::string strategy;
    std::optional<std::uint64_t> worlds;
    std::uint64_t points = usual_points;
    std::uint64_t seed = 1;
    unsigned threads = 0;
    bool json = false;
    bool leave_one_out = false;
    bool resume = false;
};

Status compare_with_reality(const BacktestOptions& options, const Common& common) {
    const Text& text = common.text;
    const Interrupt interrupt;
    auto scenario =
        load_or_complain(options.scenario, text, common.uses_colour(STDERR_FILENO), !common.quiet);
    if (!scenario) return Status::input_at_fault;
    const auto strategy =
        find_named(scenario->strategies, options.strategy, "cli.unknown.strategy", text);
    if (!strategy) return Status::command_at_fault;
    if (scenario->observed.empty()) {
        complain("kammerspiel: " + text("backtest.nothing", {{"scenario", scenario->id}}) + "\n");
        return Status::input_at_fault;
    }
    const std::string folder =
        options.out.empty() ? "out/" + scenario->id + "-backtest" : options.out;
    if (!may_write_results_to(folder, {"backtest.html", "backtest.json"}, text)) {
        return Status::command_at_fault;
    }
    StagedFolder staged(folder);
    const model::Plan plan(std::move(*scenario));
    const auto result =
        ensemble::backtest(plan, *strategy, options.worlds.value_or(usual_backtest_worlds),
                           options.seed, options.threads, interrupt.token());
    if (interrupt.has_come()) return Status::interrupted;
    report::StudyContext context = report::study_context(plan.scenario(), options.seed);
    const scenario::Strategy& chosen = plan.scenario().strategies[*strategy];
    context.strategies = {{chosen.name.text, chosen.title}};
    const std::string json = report::backtest_as_json(result, context);
    const report::Document document = report::backtest_document(plan, result, context, text);
    tell_of_kept(staged.write({{"backtest.html", as_html(document)}, {"backtest.json", json}}),
                 text);
    if (options.json) {
        print(json);
    } else if (!common.quiet) {
        print(as_text(document, {.colour = common.uses_colour(STDOUT_FILENO)}) + "\n" +
              text("backtest.written", {{"folder", folder}}) + "\n");
    }
    return Status::done;
}

}  // namespace

void add_backtest(Parser& program, const CommonOptions& common, Command& chosen) {
    const Text& text = common->text;
    Parser command = program.add_subcommand("backtest", text("cli.help.backtest"));
    const auto options = std::make_shared<BacktestOptions>();
    const auto number = text("cli.help.number");
    constexpr std::uint64_t most_worlds = 1'000'000;
    command.add_option("SCENARIO", options->scenario, text("cli.help.scenario"))
        .required()
        .type_name("");
    command.add_option("-o,--out", options->out, text("cli.help.backtest.out"))
        .type_name(text("cli.help.folder"));
    const Option strategy =
        command.add_option("-s,--strategy", options->strategy, text("cli.help.run.strategy"))
            .type_name(text("cli.help.name"));
    command.add_option("-n,--worlds", options->worlds, text("cli.help.backtest.worlds"))
        .type_name(number)
        .check(whole_number(most_worlds, text, 1));
    const Option leave_one_out = command.add_flag("--leave-one-out", options->leave_one_out,
                                                  text("cli.help.backtest.leave_one_out"));
    leave_one_out.excludes(strategy);
    command.add_option("--points", options->points, text("cli.help.backtest.points"))
        .type_name(number)
        .check(whole_number(most_points, text, least_points))
        .show_default()
        .needs(leave_one_out);
    command.add_flag("--resume", options->resume, text("cli.help.backtest.resume"))
        .needs(leave_one_out);
    add_seed_and_threads(command, options->seed, options->threads, text);
    command.add_flag("--json", options->json, text("cli.help.run.json"));
    command.callback([=, &chosen] {
        chosen = [=] {
            return options->leave_one_out ? forecast_each_by_others({.library = options->scenario,
                                                                     .out = options->out,
                                                                     .worlds = options->worlds,
                                                                     .points = options->points,
                                                                     .seed = options->seed,
                                                                     .threads = options->threads,
                                                                     .json = options->json,
                                                                     .resume = options->resume},
                                                                    *common)
                                          : compare_with_reality(*options, *common);
        };
    });
}

}  // namespace kammerspiel::cli
