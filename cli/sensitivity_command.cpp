#include <unistd.h>

#include <algorithm>
#include <stdexcept>

#include "cli/interrupt.hpp"
#include "cli/progress.hpp"
#include "cli/question.hpp"
#include "cli/result_place.hpp"
#include "cli/staged_folder.hpp"
#include "kammerspiel/ensemble/uncertain.hpp"
#include "kammerspiel/report/sensitivity_report.hpp"

namespace kammerspiel::cli {
namespace {

using Clock = std::chrono::steady_clock;
using ensemble::Variant;

constexpr std::uint64_t usual_samples = 100;
constexpr std::uint64_t most_samples = 1'000'000;
/// Enough to tell luck from effect; the swings of further worlds add little to the picture.
constexpr std::uint64_t least_sensitivity_worlds = 10;

struct SensitivityOptions : QuestionOptions {
    std::uint64_t samples = usual_samples;
};

std::vector<scenario::Parameter> uncertain(const scenario::Draft& draft) {
    std::vector<scenario::Parameter> all;
    for (const scenario::Parameter& parameter : draft.parameters()) {
        if (parameter.between) all.push_back(parameter);
    }
    return all;
}

/// Runs the base samples, then one assumption at a time, until all are done or a stop is asked for.
class Study {
   public:
    Study(Question question, std::vector<scenario::Parameter> parameters,
          const SensitivityOptions& options, std::stop_token stop, const Common& common)
        : parameters_(std::move(parameters)),
          draws_(options.seed, 0),
          design_(parameters_.size(), static_cast<std::size_t>(options.samples), draws_),
          worlds_(std::min<std::uint64_t>(options.samples,
                                          std::max(least_sensitivity_worlds, options.samples / 4))),
          runner_(std::move(question.draft), question.aim, options.threads),
          stop_(std::move(stop)),
          line_(common),
          text_(common.text) {}

    /// Nothing where fewer than two base samples were run.
    [[nodiscard]] std::optional<report::SensitivityReport> run(report::StudyContext context) {
        report::SensitivityReport report;
        report.context = std::move(context);
        report.parameters = parameters_;
        const std::vector<double> outcomes = base_samples();
        const std::size_t rows = design_.parameters() + 2;
        report.base_samples = outcomes.size() / rows;
        if (report.base_samples < 2) return std::nullopt;
        report.indices = stats::sobol_indices(design_, outcomes, draws_);
        one_at_a_time(report);
        line_.clear();
        return report;
    }

   private:
    std::vector<scenario::Parameter> parameters_;
    kernel::Draws draws_;
    stats::SaltelliDesign design_;
    std::uint64_t worlds_;
    ensemble::VariantRunner runner_;
    std::stop_token stop_;
    ProgressLine line_;
    const Text& text_;

    void show(const char* key, std::uint64_t done, std::uint64_t of, Clock::time_point began) {
        if (!line_.is_due()) return;
        const Pace pace{.done = done, .of = of, .here = done, .spent = Clock::now() - began};
        line_.show(text_(key) + in_words(pace, text_));
    }

    /// How many groups of variants make all threads busy for a while.
    [[nodiscard]] std::size_t groups(std::size_t variants_in_one) const {
        constexpr std::size_t variants_of_a_thread = 8;
        return std::max<std::size_t>(1, variants_of_a_thread * runner_.threads() / variants_in_one);
    }

    [[nodiscard]] Variant row(std::size_t number) const {
        Variant variant{.values = {}, .first_world = design_.base_sample(number), .worlds = 1};
        const std::vector<double> point = design_.point(number);
        for (std::size_t p = 0; p < parameters_.size(); ++p) {
            variant.values.push_back({parameters_[p].path, parameters_[p].at(point[p])});
        }
        return variant;
    }

    /// Of whole base samples, each in a world of its own.
    [[nodiscard]] std::vector<double> base_samples() {
        const auto began = Clock::now();
        const std::size_t rows = design_.parameters() + 2;
        const std::size_t at_once = groups(rows) * rows;
        std::vector<double> all;
        while (all.size() < design_.rows()) {
            std::vector<Variant> variants;
            const std::size_t end = std::min(all.size() + at_once, design_.rows());
            for (std::size_t number = all.size(); number < end; ++number) {
                variants.push_back(row(number));
            }
            const auto outcomes = runner_.run(variants, stop_);
            if (!outcomes) break;
            all.insert(all.end(), outcomes->begin(), outcomes->end());
            show("sensitivity.progress.samples", all.size() / rows, design_.base_samples(), began);
        }
        return all;
    }

    void one_at_a_time(report::SensitivityReport& report) {
        const auto began = Clock::now();
        std::vector<ensemble::Ends> ends;
        for (const scenario::Parameter& one : parameters_) {
            ends.push_back({one.path, one.between->low, one.between->high});
        }
        const auto at = ensemble::at_ends(runner_, ends, worlds_, stop_, [&](std::uint64_t done) {
            show("sensitivity.progress.swings", done, worlds_, began);
        });
        if (at.as_written.size() < 2) return;
        report.worlds = at.as_written.size();
        report.base = stats::difference_estimate(at.as_written);
        report.as_written = report.base.value;
        report.swings = stats::one_at_a_time(at.low, at.high);
    }
};

Status find_what_decides(const SensitivityOptions& options, const Common& common) {
    const Text& text = common.text;
    const Interrupt interrupt;
    Status fault{};
    auto question = ask(options, "sensitivity", common, fault);
    if (!question) return fault;
    auto parameters = uncertain(question->draft);
    if (parameters.empty()) {
        complain("kammerspiel: " +
                 text("sensitivity.nothing_uncertain", {{"scenario", question->context.scenario}}) +
                 "\n");
        return Status::input_at_fault;
    }
    if (!may_write_results_to(question->folder,
                              {"sensitivity.html", "sensitivity.csv", "sensitivity.json"}, text)) {
        return Status::command_at_fault;
    }
    StagedFolder staged(question->folder);
    const std::string folder = question->folder;
    const report::StudyContext context = question->context;
    std::optional<report::SensitivityReport> report;
    try {
        Study study(std::move(*question), std::move(parameters), options, interrupt.token(),
                    common);
        report = study.run(context);
    } catch (const ensemble::ImpossibleValues& refused) {
        complain("kammerspiel: " + text("question.contradiction", {{"what", refused.what()}}) +
                 "\n");
        return Status::input_at_fault;
    }
    if (!report) {
        complain("kammerspiel: " + text("sensitivity.interrupted_early") + "\n");
        return Status::interrupted;
    }
    if (interrupt.has_come()) {
        complain(text("sensitivity.interrupted",
                      {{"count", static_cast<std::int64_t>(report->base_samples)}}) +
                 "\n");
    }
    const report::Document document = report::sensitivity_document(*report, text);
    const Answer answer{.json = report::sensitivity_as_json(*report),
                        .csv = report::sensitivity_as_csv(*report),
                        .words = as_text(document, {.colour = common.uses_colour(STDOUT_FILENO)}),
                        .written = text("sensitivity.written", {{"folder", folder}})};
    tell_of_kept(staged.write({{"sensitivity.html", as_html(document)},
                               {"sensitivity.csv", answer.csv},
                               {"sensitivity.json", answer.json}}),
                 text);
    print_answer({options.json, options.csv}, answer, common);
    return interrupt.has_come() ? Status::interrupted : Status::done;
}

}  // namespace

void add_sensitivity(Parser& program, const CommonOptions& common, Command& chosen) {
    const Text& text = common->text;
    Parser command = program.add_subcommand("sensitivity", text("cli.help.sensitivity"));
    const auto options = std::make_shared<SensitivityOptions>();
    add_question(command, *options, text);
    command.add_option("--against", options->against, text("cli.help.sensitivity.against"))
        .type_name(text("cli.help.name"));
    command.add_option("-n,--samples", options->samples, text("cli.help.sensitivity.samples"))
        .type_name(text("cli.help.number"))
        .check(whole_number(most_samples, text, 2))
        .show_default();
    command.callback(
        [=, &chosen] { chosen = [=] { return find_what_decides(*options, *common); }; });
}

}  // namespace kammerspiel::cli
