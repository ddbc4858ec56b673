#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/converters.hpp"
#include "cli/exercise_material.hpp"
#include "cli/interrupt.hpp"
#include "cli/result_place.hpp"
#include "cli/staged_folder.hpp"

namespace kammerspiel::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
    MaterialOptions material;
    std::string out;
    bool pdf = false;
    bool docx = false;
    bool json = false;
};

bool may_write(const fs::path& folder, const Text& text) {
    std::error_code error;
    const bool is_file = fs::exists(folder, error) && !fs::is_directory(folder, error);
    const bool is_free = !fs::exists(folder, error) || (!is_file && fs::is_empty(folder, error));
    if (is_free) return true;
    if (!is_file && (is_ours(folder / "papers.json") || StagedFolder::has_unfinished(folder))) {
        return true;
    }
    complain("kammerspiel: " +
             text(is_file ? "cli.folder.is_file" : "cli.papers.foreign_folder",
                  {{"folder", folder.string()}}) +
             "\n");
    return false;
}

/// Complains where not all could be made.
bool convert_all(const std::vector<PageToConvert>& pages, Format format, const Text& text,
                 const std::stop_token& stop) {
    const auto failed = convert(pages, format, stop);
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

/// The files of the papers that lie in a folder, those made from its pages included, as papers.json
/// lists them; none that lies elsewhere.
std::vector<fs::path> earlier_files(const fs::path& folder) {
    std::ifstream file(folder / "papers.json");
    const auto json = nlohmann::json::parse(file, nullptr, false);
    std::vector<fs::path> all;
    if (!json.is_object() || !json.contains("files") || !json["files"].is_array()) return all;
    for (const auto& name : json["files"]) {
        if (!name.is_string()) continue;
        const fs::path path(name.get<std::string>());
        const bool is_inside =
            path.is_relative() && std::find(path.begin(), path.end(), "..") == path.end();
        if (!is_inside) continue;
        all.push_back(path);
        if (path.extension() != ".html") continue;
        for (const char* made : {".pdf", ".docx"}) {
            all.push_back(fs::path(path).replace_extension(made));
        }
    }
    return all;
}

/// What this time was not written would be handed out beside what was.
void remove_stale(const fs::path& folder, const std::vector<fs::path>& earlier,
                  const std::vector<report::ResultFile>& written) {
    for (const fs::path& file : earlier) {
        const bool is_new = std::any_of(written.begin(), written.end(),
                                        [&](const auto& one) { return file == one.name; });
        std::error_code ignored;
        if (!is_new) fs::remove(folder / file, ignored);
    }
}

Status make_papers(const Options& options, const Common& common) {
    const Text& text = common.text;
    const Interrupt interrupt;
    const auto gathered = gather(options.material, common);
    if (!gathered) return Status::input_at_fault;
    const fs::path folder =
        options.out.empty() ? "out/" + gathered->scenario + "-papers" : options.out;
    if (!may_write(folder, text)) return Status::command_at_fault;
    const report::PaperFiles papers = report::exercise_papers(*gathered->material, text);
    const std::vector<fs::path> earlier = earlier_files(folder);
    {
        StagedFolder staged(folder);
        std::vector<StagedFolder::File> files;
        for (const report::ResultFile& file : papers.files) files.push_back({file.name, file.text});
        staged.write(files);
    }
    remove_stale(folder, earlier, papers.files);
    std::vector<PageToConvert> pages;
    for (const auto& page : papers.pages) pages.push_back({folder / page.name, page.marking});
    bool is_whole = true;
    if (options.pdf)
        is_whole = convert_all(pages, Format::pdf, text, interrupt.token()) && is_whole;
    if (options.docx)
        is_whole = convert_all(pages, Format::docx, text, interrupt.token()) && is_whole;
    if (options.json) {
        print(papers.files.back().text);
    } else if (!common.quiet) {
        print(text("cli.papers.written",
                   {{"folder", folder.string()},
                    {"count", static_cast<std::int64_t>(papers.files.size())}}) +
              "\n");
    }
    if (interrupt.has_come()) return Status::interrupted;
    return is_whole ? Status::done : Status::machine_failed;
}

}  // namespace

void add_report(Parser& program, const CommonOptions& common, Command& chosen) {
    const Text& text = common->text;
    Parser command = program.add_subcommand("report", text("cli.help.report"));
    const auto options = std::make_shared<Options>();
    command.add_option("RESULT", options->material.result, text("cli.help.report.result"))
        .required()
        .type_name("");
    command.add_option("-o,--out", options->out, text("cli.help.report.out"))
        .type_name(text("cli.help.folder"));
    command.add_option("--study", options->material.study, text("cli.help.report.study"))
        .type_name(text("cli.help.file"));
    command
        .add_option("--evaluations", options->material.evaluations,
                    text("cli.help.report.evaluations"))
        .type_name(text("cli.help.file"));
    command.add_option("--log", options->material.log, text("cli.help.report.log"))
        .type_name(text("cli.help.file"));
    command.add_flag("--pdf", options->pdf, text("cli.help.report.pdf"));
    command.add_flag("--docx", options->docx, text("cli.help.report.docx"));
    command.add_flag("--json", options->json, text("cli.help.report.json"));
    command.callback([=, &chosen] { chosen = [=] { return make_papers(*options, *common); }; });
}

}  // namespace kammerspiel::cli
