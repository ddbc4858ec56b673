#include <unistd.h>

#include <filesystem>

#include "cli/commands.hpp"
#include "cli/leave_one_out.hpp"
#include "cli/staged_folder.hpp"
#include "kammerspiel/incidents/incident_scenario.hpp"
#include "kammerspiel/report/leave_one_out_report.hpp"

namespace kammerspiel::cli {
namespace {

namespace fs = std::filesystem;

struct IncidentOptions {
    std::string library;
    std::string incident;
    std::string out;
};

Status list(const incidents::Library& library, const Common& common) {
    const auto document = report::library_document(library, common.text);
    print(as_text(document, {.colour = common.uses_colour(STDOUT_FILENO)}));
    return Status::done;
}

Status write_scenario(const IncidentOptions& options, const Common& common) {
    const Text& text = common.text;
    const auto library = library_or_complain(options.library, common);
    if (!library) return Status::input_at_fault;
    if (options.incident.empty()) return list(*library, common);
    const incidents::Incident* incident = library->find(options.incident);
    if (incident == nullptr) {
        std::vector<std::string> known;
        for (const auto& one : library->incidents) known.push_back(one.id);
        complain("kammerspiel: " +
                 text("cli.incident.unknown",
                      {{"incident", options.incident}, {"library", library->name}}) +
                 suggestion(options.incident, known, text) + "\n");
        return Status::command_at_fault;
    }
    const fs::path folder = options.out.empty() ? "out/" + incident->id : options.out;
    std::error_code error;
    if (fs::exists(folder, error)) {
        const bool is_folder = fs::is_directory(folder, error);
        if (!is_folder || !fs::is_empty(folder, error)) {
            complain("kammerspiel: " +
                     text(is_folder ? "cli.init.not_empty" : "cli.folder.is_file",
                          {{"folder", folder.string()}}) +
                     "\n");
            return Status::command_at_fault;
        }
    }
    Diagnostics diagnostics;
    const auto texts = incidents::scenario_of(*library, *incident, diagnostics);
    if (!texts) {
        complain_of(diagnostics, NoLines(), text, common.uses_colour(STDERR_FILENO), true);
        return Status::input_at_fault;
    }
    StagedFolder staged(folder);
    std::vector<StagedFolder::File> files;
    for (const auto& [name, content] : texts->files) files.push_back({name, content});
    staged.write(files);
    if (!common.quiet) {
        print(text("cli.incident.written", {{"folder", folder.string()}}) + "\n");
    }
    return Status::done;
}

}  // namespace

void add_incident(Parser& program, const CommonOptions& common, Command& chosen) {
    const Text& text = common->text;
    Parser command = program.add_subcommand("incident", text("cli.help.incident"));
    const auto options = std::make_shared<IncidentOptions>();
    command.add_option("LIBRARY", options->library, text("cli.help.incident.library"))
        .required()
        .type_name("");
    command.add_option("ID", options->incident, text("cli.help.incident.id")).type_name("");
    command.add_option("-o,--out", options->out, text("cli.help.incident.out"))
        .type_name(text("cli.help.folder"));
    command.callback([=, &chosen] { chosen = [=] { return write_scenario(*options, *common); }; });
}

}  // namespace kammerspiel::cli
