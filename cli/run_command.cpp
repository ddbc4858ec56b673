#include <unistd.h>

#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/named.hpp"
#include "cli/one_world.hpp"

namespace kammerspiel::cli {
namespace {

struct RunOptions {
    std::string scenario;
    std::string out;
    std::string strategy;
    std::string attacker;
    std::uint64_t seed = 1;
    std::uint64_t world = 0;
    std::string executive = "automatic";
    unsigned threads = 0;
    bool json = false;
    bool statistics = false;
};

constexpr unsigned most_threads = 1024;

model::Executive executive_of(const std::string& word) {
    if (word == "sequential") return model::Executive::sequential;
    if (word == "parallel") return model::Executive::parallel;
    return model::Executive::automatic;
}

/// All processes share a world, unless one queue is asked for: that has no parts.
Executable::RunWorld runner_for(const RunOptions& options, const Common& common) {
    const bool is_shared = common.executable.run_world &&
                           executive_of(options.executive) != model::Executive::sequential;
    if (is_shared) return common.executable.run_world;
    say_if_one_of_many("run --executive sequential", common);
    return run_here();
}

Status run_one(const RunOptions& options, const Common& common) {
    const Text& text = common.text;
    const Interrupt interrupt;
    auto scenario =
        load_or_complain(options.scenario, text, common.uses_colour(STDERR_FILENO), !common.quiet);
    if (!scenario) return Status::input_at_fault;
    const auto strategy =
        find_named(scenario->strategies, options.strategy, "cli.unknown.strategy", text);
    const auto attacker =
        find_named(scenario->attackers, options.attacker, "cli.unknown.attacker", text);
    if (!strategy || !attacker) return Status::command_at_fault;
    const std::string folder = options.out.empty() ? "out/" + scenario->id : options.out;
    if (!may_write_world_to(folder, text)) return Status::command_at_fault;
    const model::Plan plan(std::move(*scenario));
    if (interrupt.has_come()) {
        complain(text("cli.run.interrupted_before") + "\n");
        return Status::interrupted;
    }
    return tell_world(plan,
                      {.strategy = *strategy,
                       .attacker = *attacker,
                       .world = {.seed = options.seed, .replication = options.world},
                       .executive = executive_of(options.executive),
                       .threads = options.threads,
                       .keep_trace = true,
                       .count_events = options.statistics,
                       .stop = interrupt.token()},
                      folder, options.json, common, runner_for(options, common));
}

void add_world_options(Parser& command, RunOptions& options, const Text& text) {
    const auto number = text("cli.help.number");
    add_seed_and_world(command, options.seed, options.world, text);
    const std::vector<std::string> executives{"automatic", "sequential", "parallel"};
    command.add_option("--executive", options.executive, text("cli.help.run.executive"))
        .type_name(alternatives(executives))
        .check(one_of(executives, text))
        .show_default();
    command.add_option("--threads", options.threads, text("cli.help.run.threads"))
        .type_name(number)
        .check(whole_number(most_threads, text))
        .show_default();
}

}  // namespace

void add_run(Parser& program, const CommonOptions& common, Command& chosen) {
    const Text& text = common->text;
    Parser command = program.add_subcommand("run", text("cli.help.run"));
    const auto options = std::make_shared<RunOptions>();
    command.add_option("SCENARIO", options->scenario, text("cli.help.scenario"))
        .required()
        .type_name("");
    command.add_option("-o,--out", options->out, text("cli.help.run.out"))
        .type_name(text("cli.help.folder"));
    command.add_option("-s,--strategy", options->strategy, text("cli.help.run.strategy"))
        .type_name(text("cli.help.name"));
    command.add_option("-a,--attacker", options->attacker, text("cli.help.run.attacker"))
        .type_name(text("cli.help.name"));
    add_world_options(command, *options, text);
    command.add_flag("--json", options->json, text("cli.help.run.json"));
    command.add_flag("--statistics", options->statistics, text("cli.help.run.statistics"));
    command.callback([=, &chosen] { chosen = [=] { return run_one(*options, *common); }; });
}

}  // namespace kammerspiel::cli
