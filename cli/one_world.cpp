#include "cli/one_world.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>

#include "cli/result_place.hpp"
#include "cli/staged_folder.hpp"
#include "kammerspiel/report/run_report.hpp"

namespace kammerspiel::cli {
namespace {

namespace fs = std::filesystem;

void complain_line(const std::string& sentence) { complain(sentence + "\n"); }

}  // namespace

bool may_write_world_to(const std::string& folder, const Text& text) {
    return may_write_results_to(folder,
                                {"run.json", "report.html", "metrics.csv", "services.csv",
                                 "organisations.csv", "curve.csv", "trace.jsonl"},
                                text);
}

namespace {

/// Where the time of the run went, for whoever wants it faster.
std::string statistics(const model::RunResult& result, const Text& text) {
    std::string told;
    for (const model::EventCount& one : result.events_by_kind) {
        const double share = static_cast<double>(one.count) / static_cast<double>(result.events);
        told +=
            fmt::format("  {:<20} {:>14} {:>8}\n", one.kind,
                        text.whole(static_cast<std::int64_t>(one.count)), text.percent(share, 1));
    }
    if (told.empty()) return told;
    return "\n" +
           text("cli.run.statistics", {{"count", static_cast<std::int64_t>(result.events)}}) +
           "\n" + told;
}

struct Told {
    report::Document document;
    std::string statistics;
    std::vector<report::ResultFile> files;
    bool complete = true;
};

Told simulate(const model::Plan& plan, const model::RunOptions& options,
              const Executable::RunWorld& run, const Text& text) {
    const model::RunResult result = run(plan, options);
    const report::RunReport report = report::make_run_report(plan, options, result, text);
    auto files = report::files_of_run(report, plan, options, result, text);
    return {report::run_document(report, plan.calendar(), text), statistics(result, text),
            std::move(files), result.complete};
}

void write(const Told& told, StagedFolder& staged, const Text& text) {
    std::vector<StagedFolder::File> files;
    for (const report::ResultFile& file : told.files) files.push_back({file.name, file.text});
    tell_of_kept(staged.write(files), text);
}

void show(const Told& told, const std::string& folder, bool json, const Common& common) {
    const Text& text = common.text;
    if (json) {
        print(told.files.back().text);
    } else if (!common.quiet) {
        print(as_text(told.document, {.colour = common.uses_colour(STDOUT_FILENO)}) +
              told.statistics + "\n" + text("cli.run.written", {{"folder", folder}}) + "\n");
    }
    if (!told.complete) complain_line(text("cli.run.interrupted", {{"folder", folder}}));
}

}  // namespace

Status tell_world(const model::Plan& plan, const model::RunOptions& options,
                  const std::string& folder, bool json, const Common& common,
                  const Executable::RunWorld& run) {
    // Before the work, so that nobody waits for a result that cannot be written.
    StagedFolder staged(folder);
    const Told told = simulate(plan, options, run, common.text);
    write(told, staged, common.text);
    show(told, folder, json, common);
    return told.complete ? Status::done : Status::interrupted;
}

Executable::RunWorld run_here() {
    return [](const model::Plan& plan, const model::RunOptions& options) {
        return model::run(plan, options);
    };
}

}  // namespace kammerspiel::cli
