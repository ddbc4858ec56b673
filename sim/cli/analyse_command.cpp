#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "kammerspiel/federation/compile.hpp"
#include "kammerspiel/report/structure_report.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/staged_folder.hpp"

namespace kammerspiel::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
    std::string scenario;
    std::string out;
    std::vector<std::string> only;
    std::uint64_t rows = 10;
    bool json = false;
};

const std::vector<std::string>& section_names() {
    static const std::vector<std::string> names{"failures", "pairs", "black-start", "criticality"};
    return names;
}

/// The way from the folder of results to that of the scenario's files.
std::string sources_from(const std::string& folder, const std::string& scenario) {
    fs::path root(scenario);
    if (!fs::is_directory(root)) root = root.parent_path();
    std::error_code unknown;
    const fs::path way = fs::relative(root, folder, unknown);
    return unknown ? std::string() : way.generic_string();
}

Status analyse(const Options& options, const Common& common) {
    const Text& text = common.text;
    const auto scenario =
        load_or_complain(options.scenario, text, common.uses_colour(STDERR_FILENO), !common.quiet);
    if (!scenario) return Status::input_at_fault;
    const std::string folder =
        options.out.empty() ? "out/" + scenario->id + "-structure" : options.out;
    StagedFolder staged(folder);
    const auto federation = federation::compile(*scenario);
    const graph::NeedGraph graph(federation);
    const auto needs = graph::analyse_needs(*scenario, graph);
    report::StructureReport report = report::structure_report(*scenario, needs, text);
    const std::string json = report::structure_as_json(*scenario, needs);
    const std::string html =
        report::structure_as_html(report, text, sources_from(folder, options.scenario));
    staged.write({{"structure.html", html}, {"structure.json", json}});
    if (!options.only.empty()) {
        std::erase_if(report.sections, [&](const report::StructureSection& section) {
            return std::find(options.only.begin(), options.only.end(), section.id) ==
                   options.only.end();
        });
    }
    if (options.json) {
        print(json);
    } else if (!common.quiet) {
        print(report::structure_in_words(report, text, common.uses_colour(STDOUT_FILENO),
                                         static_cast<std::size_t>(options.rows)) +
              "\n" + text("structure.written", {{"folder", folder}}) + "\n");
    }
    return Status::done;
}

}  // namespace

void add_analyse(CLI::App& program, const CommonOptions& common, Command& chosen) {
    const Text& text = common->text;
    CLI::App* command = program.add_subcommand("analyse", text("cli.help.analyse"));
    const auto options = std::make_shared<Options>();
    constexpr std::uint64_t most_rows = 1'000'000;
    command->add_option("SCENARIO", options->scenario, text("cli.help.scenario"))
        ->required()
        ->type_name("");
    command->add_option("-o,--out", options->out, text("cli.help.analyse.out"))
        ->type_name(text("cli.help.folder"));
    command->add_option("--only", options->only, text("cli.help.analyse.only"))
        ->delimiter(',')
        ->type_name(alternatives(section_names()))
        ->check(one_of(section_names(), text));
    command->add_option("--rows", options->rows, text("cli.help.analyse.rows"))
        ->type_name(text("cli.help.number"))
        ->check(whole_number(most_rows, text))
        ->capture_default_str();
    command->add_flag("--json", options->json, text("cli.help.run.json"));
    command->callback([=, &chosen] { chosen = [=] { return analyse(*options, *common); }; });
}

}  // namespace kammerspiel::cli
