#include "cli/leave_one_out.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>

#include "cli/interrupt.hpp"
#include "cli/progress.hpp"
#include "cli/result_place.hpp"
#include "cli/staged_folder.hpp"
#include "kammerspiel/incidents/leave_one_out.hpp"
#include "kammerspiel/report/leave_one_out_report.hpp"

namespace kammerspiel::cli {
namespace {

using Clock = std::chrono::steady_clock;

/// Shows how many cells are done.
class Progress {
   public:
    explicit Progress(const Common& common) : line_(common), text_(common.text) {}

    void operator()(std::size_t done, std::size_t of) {
        if (first_ == 0) first_ = done;
        if (!line_.is_due()) return;
        std::string left = "–";
        if (done > first_) {
            const std::chrono::duration<double> spent = Clock::now() - began_;
            const double seconds =
                spent.count() * static_cast<double>(of - done) / static_cast<double>(done - first_);
            left = text_.span(Duration::micros(std::llround(seconds) * 1'000'000));
        }
        line_.show(text_(
            "cli.leave_one_out.progress",
            {{"done", fmt::format("{}", done)}, {"of", fmt::format("{}", of)}, {"left", left}}));
    }
    void clear() { line_.clear(); }

   private:
    ProgressLine line_;
    const Text& text_;
    Clock::time_point began_ = Clock::now();
    std::size_t first_ = 0;
};

}  // namespace

std::optional<incidents::Library> library_or_complain(const std::string& folder,
                                                      const Common& common) {
    Diagnostics diagnostics;
    auto read = incidents::read_library(folder, diagnostics);
    complain_of(diagnostics, *read.lines, common.text, common.uses_colour(STDERR_FILENO),
                !common.quiet);
    return std::move(read.library);
}

Status forecast_each_by_others(const LeaveOneOutCommand& command, const Common& common) {
    const Text& text = common.text;
    const Interrupt interrupt;
    const auto library = library_or_complain(command.library, common);
    if (!library) return Status::input_at_fault;
    const std::filesystem::path folder =
        command.out.empty() ? "out/" + library->name + "-leave-one-out" : command.out;
    if (!may_write_results_to(folder, {"leave-one-out.html", "leave-one-out.json"}, text)) {
        return Status::command_at_fault;
    }
    make_folder(folder / "cells");
    StagedFolder staged(folder);
    Progress progress(common);
    incidents::LeaveOneOutOptions options;
    options.seed = command.seed;
    options.threads = command.threads;
    options.points = static_cast<std::uint32_t>(command.points);
    options.worlds = static_cast<std::uint32_t>(command.worlds.value_or(options.worlds));
    options.cells = folder / "cells";
    options.resume = command.resume;
    options.stop = interrupt.token();
    options.progress = [&](std::size_t done, std::size_t of) { progress(done, of); };
    Diagnostics diagnostics;
    const auto run = incidents::leave_one_out(*library, options, diagnostics);
    progress.clear();
    if (diagnostics.has_errors()) {
        const NoLines none;
        const LineSource& lines = run.lines ? static_cast<const LineSource&>(*run.lines) : none;
        complain_of(diagnostics, lines, text, common.uses_colour(STDERR_FILENO), false);
        return Status::input_at_fault;
    }
    if (!run.result) {
        complain("kammerspiel: " +
                 text("cli.leave_one_out.interrupted", {{"folder", folder.string()}}) + "\n");
        return Status::interrupted;
    }
    const report::Document document = report::leave_one_out_document(*run.result, text);
    const std::string json = report::leave_one_out_as_json(*run.result);
    tell_of_kept(
        staged.write({{"leave-one-out.html", as_html(document)}, {"leave-one-out.json", json}}),
        text);
    if (command.json) {
        print(json);
    } else if (!common.quiet) {
        print(as_text(document, {.colour = common.uses_colour(STDOUT_FILENO)}) + "\n" +
              text("cli.leave_one_out.written", {{"folder", folder.string()}}) + "\n");
    }
    return Status::done;
}

}  // namespace kammerspiel::cli
