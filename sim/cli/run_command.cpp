#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "kammerspiel/report/run_report.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/interrupt.hpp"
#include "sim/cli/named.hpp"
#include "sim/cli/staged_folder.hpp"

namespace kammerspiel::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
    std::string scenario;
    std::string out;
    std::string strategy;
    std::string attacker;
    std::uint64_t seed = 1;
    std::uint64_t world = 0;
    std::string executive = "automatic";
    unsigned threads = 0;
    bool json = false;
};

constexpr unsigned most_threads = 1024;

void complain_line(const std::string& sentence) { complain(sentence + "\n"); }

model::Executive executive_of(const std::string& word) {
    if (word == "sequential") return model::Executive::sequential;
    if (word == "parallel") return model::Executive::parallel;
    return model::Executive::automatic;
}

/// Whether the results in a folder are ours to replace: run.json says so at its beginning.
bool is_result(const fs::path& folder) {
    std::ifstream file(folder / "run.json");
    std::string beginning(64, '\0');
    file.read(beginning.data(), static_cast<std::streamsize>(beginning.size()));
    return beginning.find("\"program\": \"kammerspiel\"") != std::string::npos;
}

/// A file that a result would replace and that is not from us.
std::optional<fs::path> foreign_file(const fs::path& folder) {
    if (is_result(folder) || StagedFolder::has_unfinished(folder)) return std::nullopt;
    std::error_code error;
    for (const auto* name :
         {"run.json", "report.html", "metrics.csv", "services.csv", "trace.jsonl"}) {
        if (fs::exists(folder / name, error)) return folder / name;
    }
    return std::nullopt;
}

/// Complains where results must not go.
bool may_write_to(const fs::path& folder, const Text& text) {
    std::error_code error;
    if (fs::exists(folder, error) && !fs::is_directory(folder, error)) {
        complain_line("kammerspiel: " + text("cli.folder.is_file", {{"folder", folder.string()}}));
        return false;
    }
    if (const auto file = foreign_file(folder)) {
        complain_line("kammerspiel: " + text("cli.folder.foreign", {{"file", file->string()}}));
        return false;
    }
    return true;
}

struct Told {
    report::RunReport report;
    std::vector<report::ResultFile> files;
    bool complete = true;
};

Told simulate(const model::Plan& plan, const model::RunOptions& options, const Text& text) {
    const model::RunResult result = model::run(plan, options);
    report::RunReport report = report::make_run_report(plan, options, result, text);
    auto files = report::files_of_run(report, plan, options, result, text);
    return {std::move(report), std::move(files), result.complete};
}

void write(const Told& told, StagedFolder& staged) {
    std::vector<StagedFolder::File> files;
    for (const report::ResultFile& file : told.files) files.push_back({file.name, file.text});
    staged.write(files);
}

void show(const Told& told, const std::string& folder, const Options& options,
          const Common& common) {
    const Text& text = common.text;
    if (options.json) {
        print(told.files.back().text);
    } else if (!common.quiet) {
        print(report::as_text(told.report, text, common.uses_colour(STDOUT_FILENO)) + "\n" +
              text("cli.run.written", {{"folder", folder}}) + "\n");
    }
    if (!told.complete) complain_line(text("cli.run.interrupted", {{"folder", folder}}));
}

Status run_one(const Options& options, const Common& common) {
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
    // Before the work, so that nobody waits for a result that cannot be written.
    const std::string folder = options.out.empty() ? "out/" + scenario->id : options.out;
    if (!may_write_to(folder, text)) return Status::command_at_fault;
    StagedFolder staged(folder);
    const model::Plan plan(std::move(*scenario));
    if (interrupt.has_come()) {
        complain_line(text("cli.run.interrupted_before"));
        return Status::interrupted;
    }
    const Told told = simulate(plan,
                               {.strategy = *strategy,
                                .attacker = *attacker,
                                .world = {.seed = options.seed, .replication = options.world},
                                .executive = executive_of(options.executive),
                                .threads = options.threads,
                                .keep_trace = true,
                                .stop = interrupt.token()},
                               text);
    write(told, staged);
    show(told, folder, options, common);
    return told.complete ? Status::done : Status::interrupted;
}

void add_world_options(CLI::App& command, Options& options, const Text& text) {
    const auto number = text("cli.help.number");
    add_seed_and_world(command, options.seed, options.world, text);
    const std::vector<std::string> executives{"automatic", "sequential", "parallel"};
    command.add_option("--executive", options.executive, text("cli.help.run.executive"))
        ->type_name(alternatives(executives))
        ->check(one_of(executives, text))
        ->capture_default_str();
    command.add_option("--threads", options.threads, text("cli.help.run.threads"))
        ->type_name(number)
        ->check(whole_number(most_threads, text))
        ->capture_default_str();
}

}  // namespace

void add_run(CLI::App& program, const CommonOptions& common, Command& chosen) {
    const Text& text = common->text;
    CLI::App* command = program.add_subcommand("run", text("cli.help.run"));
    const auto options = std::make_shared<Options>();
    command->add_option("SCENARIO", options->scenario, text("cli.help.scenario"))
        ->required()
        ->type_name("");
    command->add_option("-o,--out", options->out, text("cli.help.run.out"))
        ->type_name(text("cli.help.folder"));
    command->add_option("-s,--strategy", options->strategy, text("cli.help.run.strategy"))
        ->type_name(text("cli.help.name"));
    command->add_option("-a,--attacker", options->attacker, text("cli.help.run.attacker"))
        ->type_name(text("cli.help.name"));
    add_world_options(*command, *options, text);
    command->add_flag("--json", options->json, text("cli.help.run.json"));
    command->callback([=, &chosen] { chosen = [=] { return run_one(*options, *common); }; });
}

}  // namespace kammerspiel::cli
