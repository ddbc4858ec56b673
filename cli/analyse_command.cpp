#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "cli/commands.hpp"
#include "cli/cut_trials.hpp"
#include "cli/result_place.hpp"
#include "cli/staged_folder.hpp"
#include "kammerspiel/federation/compile.hpp"
#include "kammerspiel/report/chart_engine.hpp"
#include "kammerspiel/report/structure_exports.hpp"
#include "kammerspiel/report/structure_report.hpp"

namespace kammerspiel::cli {
namespace {

namespace fs = std::filesystem;
using federation::OrganisationId;

struct AnalyseOptions {
    std::string scenario;
    std::string out;
    std::string inside;
    std::vector<std::string> only;
    std::vector<std::string> exports;
    std::uint64_t rows = 10;
    bool json = false;
};

std::vector<std::string> section_names() {
    return {"failures", "pairs", "black-start", "paths", "cuts", "contagion", "criticality"};
}

std::vector<std::string> export_names() { return {"graphml", "dot", "mermaid", "navigator"}; }

/// A file with what stands in it.
struct Named {
    std::string name;
    std::string text;
};

/// The way from the folder of results to that of the scenario's files.
std::string sources_from(const std::string& folder, const std::string& scenario) {
    fs::path root(scenario);
    if (!fs::is_directory(root)) root = root.parent_path();
    std::error_code unknown;
    const fs::path way = fs::relative(root, folder, unknown);
    return unknown ? std::string() : way.generic_string();
}

/// The organisation that is asked for, or the one that most hangs on.
std::optional<OrganisationId> inside_of(const AnalyseOptions& options,
                                        const graph::NeedAnalysis& needs, const Text& text) {
    if (options.inside.empty()) return report::most_needed(needs);
    const auto& federation = needs.graph.federation();
    const auto found = federation.find_organisation(options.inside);
    if (found) return found;
    std::vector<std::string> known;
    for (const auto& organisation : federation.organisations) known.push_back(organisation.id);
    complain("kammerspiel: " + text("structure.inside.unknown", {{"name", options.inside}}) +
             suggestion(options.inside, known, text) + "\n");
    return std::nullopt;
}

void add_exports(const AnalyseOptions& options, const report::StructureFindings& findings,
                 const Text& text, std::vector<Named>& files) {
    const auto& federation = findings.needs.graph.federation();
    const std::string inside = federation.of(findings.inside).id;
    for (const std::string& format : options.exports) {
        if (format == "graphml") {
            files.push_back({"structure.graphml", report::as_graphml(federation, text)});
        } else if (format == "dot") {
            files.push_back({"federation.dot", report::as_dot(federation, {}, text)});
            files.push_back(
                {"inside-" + inside + ".dot", report::as_dot(federation, {findings.inside}, text)});
        } else if (format == "mermaid") {
            files.push_back({"federation.mmd", report::as_mermaid(federation, text)});
            files.push_back({"inside-" + inside + ".mmd",
                             report::as_mermaid(federation, findings.inside, text)});
        } else {
            files.push_back(
                {"navigator.json", report::as_navigator_layer(findings.scenario, text)});
        }
    }
}

void add_pictures(const report::StructureReport& report, report::ChartEngine& engine,
                  std::vector<Named>& files) {
    for (const report::StructureSection& section : report.sections) {
        std::size_t number = 0;
        for (const report::Picture& picture : section.pictures) {
            if (picture.is_empty()) continue;
            const std::string name = number++ == 0 ? fmt::format("{}.svg", section.id)
                                                   : fmt::format("{}-{}.svg", section.id, number);
            files.push_back({name, report::standalone(picture, engine)});
        }
    }
}

Status analyse(const AnalyseOptions& options, const Common& common) {
    const Text& text = common.text;
    const auto scenario =
        load_or_complain(options.scenario, text, common.uses_colour(STDERR_FILENO), !common.quiet);
    if (!scenario) return Status::input_at_fault;
    const std::string folder =
        options.out.empty() ? "out/" + scenario->id + "-structure" : options.out;
    const auto federation = federation::compile(*scenario);
    const graph::NeedGraph graph(federation);
    const auto needs = graph::analyse_needs(*scenario, graph);
    const auto inside = inside_of(options, needs, text);
    if (!inside) return Status::command_at_fault;
    if (!may_write_results_to(folder, {"structure.html", "structure.json"}, text)) {
        return Status::command_at_fault;
    }
    StagedFolder staged(folder);
    const auto attacks = graph::analyse_attacks(*scenario, graph, needs.singles);
    const report::StructureFindings findings{*scenario, needs, attacks, *inside,
                                             try_cuts(*scenario, federation, attacks.cuts)};
    report::StructureReport report = report::structure_report(findings, text);
    const std::string json = report::structure_as_json(findings, text);
    report::ChartEngine engine;
    std::vector<Named> files{
        {"structure.html",
         as_html(structure_document(report, text, sources_from(folder, options.scenario)), engine)},
        {"structure.json", json}};
    add_pictures(report, engine, files);
    add_exports(options, findings, text, files);
    std::vector<StagedFolder::File> written;
    for (const Named& file : files) written.push_back({file.name, file.text});
    tell_of_kept(staged.write(written), text);
    if (!options.only.empty()) {
        std::erase_if(report.sections, [&](const report::StructureSection& section) {
            return std::find(options.only.begin(), options.only.end(), section.id) ==
                   options.only.end();
        });
    }
    if (options.json) {
        print(json);
    } else if (!common.quiet) {
        const report::Terminal terminal{.colour = common.uses_colour(STDOUT_FILENO),
                                        .most_rows = static_cast<std::size_t>(options.rows)};
        print(as_text(structure_document(report, text, {}), terminal) + "\n" +
              text("structure.written", {{"folder", folder}}) + "\n");
    }
    return Status::done;
}

}  // namespace

void add_analyse(Parser& program, const CommonOptions& common, Command& chosen) {
    const Text& text = common->text;
    Parser command = program.add_subcommand("analyse", text("cli.help.analyse"));
    const auto options = std::make_shared<AnalyseOptions>();
    constexpr std::uint64_t most_rows = 1'000'000;
    command.add_option("SCENARIO", options->scenario, text("cli.help.scenario"))
        .required()
        .type_name("");
    command.add_option("-o,--out", options->out, text("cli.help.analyse.out"))
        .type_name(text("cli.help.folder"));
    command.add_option("--only", options->only, text("cli.help.analyse.only"))
        .delimiter(',')
        .type_name(alternatives(section_names()))
        .check(one_of(section_names(), text));
    command.add_option("--rows", options->rows, text("cli.help.analyse.rows"))
        .type_name(text("cli.help.number"))
        .check(whole_number(most_rows, text))
        .show_default();
    command.add_option("--inside", options->inside, text("cli.help.analyse.inside"))
        .type_name(text("cli.help.name"));
    command.add_option("--export", options->exports, text("cli.help.analyse.export"))
        .delimiter(',')
        .type_name(alternatives(export_names()))
        .check(one_of(export_names(), text));
    command.add_flag("--json", options->json, text("cli.help.run.json"));
    command.callback([=, &chosen] { chosen = [=] { return analyse(*options, *common); }; });
}

}  // namespace kammerspiel::cli
