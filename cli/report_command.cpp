#include <fmt/format.h>

#include <filesystem>

#include "cli/commands.hpp"
#include "cli/exercise_material.hpp"
#include "cli/interrupt.hpp"
#include "cli/paper_folder.hpp"
#include "cli/result_place.hpp"
#include "cli/staged_folder.hpp"

namespace kammerspiel::cli {
namespace {

namespace fs = std::filesystem;

struct ReportOptions {
    MaterialOptions material;
    bool is_final = false;
    bool per_organisation = false;
    bool reopen = false;
    bool pdf = false;
    bool docx = false;
    bool json = false;
};

bool may_write(const fs::path& folder, const Text& text) {
    std::error_code error;
    const bool is_file = fs::exists(folder, error) && !fs::is_directory(folder, error);
    const bool is_free = !fs::exists(folder, error) || (!is_file && fs::is_empty(folder, error));
    if (is_free) return true;
    if (!is_file &&
        (is_ours(folder / "papers.json") || is_ours(folder / WrittenRecord::file_name) ||
         StagedFolder::has_unfinished(folder))) {
        return true;
    }
    complain("kammerspiel: " +
             text(is_file ? "cli.folder.is_file" : "cli.papers.foreign_folder",
                  {{"folder", folder.string()}}) +
             "\n");
    return false;
}

/// Complains where not all could be made.
bool convert_all(const fs::path& folder, const std::vector<report::PaperFiles::Page>& pages,
                 Format format, const Common& common, const std::stop_token& stop,
                 StagedFolder::Outcome& outcome) {
    const Text& text = common.text;
    const auto failed = convert_in(folder, pages, format, stop, outcome);
    if (!failed) {
        complain("kammerspiel: " + text(fmt::format("cli.papers.no_program.{}", word_of(format))) +
                 "\n");
    } else if (*failed > 0) {
        complain("kammerspiel: " +
                 text(fmt::format("cli.papers.failed.{}", word_of(format)),
                      {{"count", static_cast<std::int64_t>(*failed)}}) +
                 "\n");
    }
    return failed && *failed == 0;
}

/// Pages under the names that they stand under: where one had to go beside another, both.
std::vector<report::PaperFiles::Page> pages_there(const report::PaperFiles& papers,
                                                  const StagedFolder::Outcome& outcome) {
    std::vector<report::PaperFiles::Page> pages = papers.pages;
    for (const auto& page : papers.pages) {
        for (const auto& one : outcome.beside) {
            if (one.kept == page.name) pages.push_back({one.written, page.marking});
        }
    }
    return pages;
}

/// What was closed stays as it is; nothing is closed before anything was seen.
bool may_change(const ReportOptions& options, const Gathered& gathered, const Text& text) {
    const auto refuse = [&](std::string_view key) {
        complain("kammerspiel: " + text(key, {{"folder", gathered.folder.string()}}) + "\n");
        return false;
    };
    const bool is_closed = state_of_papers(gathered.folder) == report::PapersState::final;
    if (is_closed && !options.reopen) return refuse("cli.papers.is_final");
    if (options.is_final && gathered.material->seen.is_empty()) {
        return refuse("cli.papers.nothing_to_close");
    }
    return true;
}

StagedFolder::Outcome write(const Gathered& gathered, const report::PaperFiles& papers) {
    StagedFolder staged(gathered.folder);
    std::vector<StagedFolder::File> files;
    for (const report::ResultFile& file : papers.files) files.push_back({file.name, file.text});
    StagedFolder::Rules rules;
    rules.inputs = gathered.inputs;
    rules.removes_others = true;
    return staged.write(files, rules);
}

void tell_of_outdated(const std::vector<std::string>& outdated, const Text& text) {
    if (outdated.empty()) return;
    complain(
        "kammerspiel: " +
        text("cli.papers.outdated", {{"count", static_cast<std::int64_t>(outdated.size())},
                                     {"files", fmt::format("{}", fmt::join(outdated, ", "))}}) +
        "\n");
}

Status make_papers(const ReportOptions& options, const Common& common) {
    const Text& text = common.text;
    const Interrupt interrupt;
    const auto gathered = gather(options.material, common);
    if (!gathered) return Status::input_at_fault;
    const fs::path& folder = gathered->folder;
    if (!may_write(folder, text) || !may_change(options, *gathered, text)) {
        return Status::command_at_fault;
    }
    gathered->material->is_final = options.is_final;
    gathered->material->per_organisation = options.per_organisation;
    const report::PaperFiles papers = report::exercise_papers(*gathered->material, text);
    if (interrupt.has_come()) {
        complain(text("cli.papers.interrupted", {{"folder", folder.string()}}) + "\n");
        return Status::interrupted;
    }
    StagedFolder::Outcome outcome = write(*gathered, papers);
    bool is_whole = true;
    for (const auto& [is_wanted, format] :
         {std::pair{options.pdf, Format::pdf}, std::pair{options.docx, Format::docx}}) {
        if (!is_wanted) continue;
        is_whole = convert_all(folder, pages_there(papers, outcome), format, common,
                               interrupt.token(), outcome) &&
                   is_whole;
    }
    tell_of_kept(outcome, text);
    tell_of_outdated(set_outdated_apart(folder), text);
    if (options.json) {
        print(papers.files.back().text);
    } else if (!common.quiet) {
        print(text("cli.papers.written",
                   {{"folder", folder.string()},
                    {"count", static_cast<std::int64_t>(papers.files.size())}}) +
              "\n" +
              text("cli.papers.state",
                   {{"state",
                     text(fmt::format("papers.state.{}", word_of(gathered->material->state())))}}) +
              "\n");
    }
    if (interrupt.has_come()) {
        // Without conversions all had been done before it came.
        if (!is_whole) {
            complain(text("cli.papers.interrupted_converting", {{"folder", folder.string()}}) +
                     "\n");
        }
        return is_whole ? Status::done : Status::interrupted;
    }
    return is_whole ? Status::done : Status::machine_failed;
}

}  // namespace

void add_report(Parser& program, const CommonOptions& common, Command& chosen) {
    const Text& text = common->text;
    Parser command = program.add_subcommand("report", text("cli.help.report"));
    const auto options = std::make_shared<ReportOptions>();
    command.add_option("RESULT", options->material.result, text("cli.help.report.result"))
        .required()
        .type_name("");
    command.add_option("-o,--out", options->material.out, text("cli.help.report.out"))
        .type_name(text("cli.help.folder"));
    command.add_option("--study", options->material.study, text("cli.help.report.study"))
        .type_name(text("cli.help.file"));
    command
        .add_option("--evaluations", options->material.evaluations,
                    text("cli.help.report.evaluations"))
        .type_name(text("cli.help.file"));
    command.add_option("--feedback", options->material.feedback, text("cli.help.report.feedback"))
        .type_name(text("cli.help.file"));
    command.add_option("--log", options->material.log, text("cli.help.report.log"))
        .type_name(text("cli.help.file"));
    command.add_flag("--per-organisation", options->per_organisation,
                     text("cli.help.report.per_organisation"));
    command.add_flag("--final", options->is_final, text("cli.help.report.final"));
    command.add_flag("--reopen", options->reopen, text("cli.help.report.reopen"));
    command.add_flag("--pdf", options->pdf, text("cli.help.report.pdf"));
    command.add_flag("--docx", options->docx, text("cli.help.report.docx"));
    command.add_flag("--json", options->json, text("cli.help.report.json"));
    command.callback([=, &chosen] { chosen = [=] { return make_papers(*options, *common); }; });
}

}  // namespace kammerspiel::cli
