#include <unistd.h>

#include <algorithm>
#include <stdexcept>

#include "cli/interrupt.hpp"
#include "cli/progress.hpp"
#include "cli/question.hpp"
#include "cli/staged_folder.hpp"
#include "kammerspiel/ensemble/uncertain.hpp"
#include "kammerspiel/report/evidence_report.hpp"

namespace kammerspiel::cli {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint64_t usual_worlds = 50;
constexpr std::uint64_t most_worlds = 1'000'000;

struct Options : QuestionOptions {
    std::uint64_t worlds = usual_worlds;
    bool list = false;
    bool all = false;
};

/// Every figure, those of which something is said apart from those of which nothing is.
report::EvidenceReport ledger_of(const Question& question, const Options& options) {
    report::EvidenceReport report;
    report.context = question.context;
    for (const scenario::Parameter& one : question.draft.parameters()) {
        if (one.is_plain && !options.all) {
            report.plain.push_back(one);
            continue;
        }
        report::LedgerEntry entry{one, std::nullopt, std::nullopt};
        const bool is_known_how = one.confidence || one.between || options.all;
        if (is_known_how && !options.list) {
            entry.ends = ensemble::ends_of(
                question.draft, one, one.confidence.value_or(scenario::Confidence::assumption));
        }
        report.entries.push_back(std::move(entry));
    }
    return report;
}

/// Runs what has ends; false if fewer than two worlds were run.
bool vary(report::EvidenceReport& report, Question question, const Options& options,
          const std::stop_token& stop, const Common& common) {
    std::vector<ensemble::Ends> ends;
    std::vector<std::size_t> varied;
    for (std::size_t e = 0; e < report.entries.size(); ++e) {
        if (!report.entries[e].ends) continue;
        ends.push_back(*report.entries[e].ends);
        varied.push_back(e);
    }
    ProgressLine line(common);
    const auto began = Clock::now();
    ensemble::VariantRunner runner(std::move(question.draft), question.aim, options.threads);
    const auto at = ensemble::at_ends(runner, ends, options.worlds, stop, [&](std::uint64_t done) {
        if (!line.is_due()) return;
        const Pace pace{
            .done = done, .of = options.worlds, .here = done, .spent = Clock::now() - began};
        line.show(in_words(pace, common.text));
    });
    line.clear();
    if (at.as_written.size() < 2) return false;
    report.worlds = at.as_written.size();
    report.as_written = stats::moments(at.as_written).mean;
    for (const stats::Swing& swing : stats::one_at_a_time(at.low, at.high)) {
        report.entries[varied[swing.parameter]].swing = swing;
    }
    std::stable_sort(report.entries.begin(), report.entries.end(),
                     [](const auto& a, const auto& b) { return a.priority() > b.priority(); });
    return true;
}

Status list(const report::EvidenceReport& report, const Options& options, const Common& common) {
    if (options.json) {
        print(report::evidence_as_json(report));
    } else if (options.csv) {
        print(report::evidence_as_csv(report));
    } else {
        print(report::ledger_in_words(report, common.text, common.uses_colour(STDOUT_FILENO)));
    }
    return Status::done;
}

Status find_what_to_ask(const Options& options, const Common& common) {
    const Text& text = common.text;
    const Interrupt interrupt;
    Status fault{};
    auto question = ask(options, "evidence", common, fault);
    if (!question) return fault;
    report::EvidenceReport report = ledger_of(*question, options);
    if (options.list) return list(report, options, common);
    const bool has_any = std::any_of(report.entries.begin(), report.entries.end(),
                                     [](const auto& entry) { return entry.ends.has_value(); });
    if (!has_any) {
        complain("kammerspiel: " +
                 text("evidence.nothing", {{"scenario", question->context.scenario}}) + "\n");
        return Status::input_at_fault;
    }
    StagedFolder staged(question->folder);
    const std::string folder = question->folder;
    try {
        if (!vary(report, std::move(*question), options, interrupt.token(), common)) {
            complain("kammerspiel: " + text("evidence.interrupted_early") + "\n");
            return Status::interrupted;
        }
    } catch (const ensemble::ImpossibleValues& refused) {
        complain("kammerspiel: " + text("question.contradiction", {{"what", refused.what()}}) +
                 "\n");
        return Status::input_at_fault;
    }
    if (interrupt.has_come()) {
        complain(
            text("evidence.interrupted", {{"count", static_cast<std::int64_t>(report.worlds)}}) +
            "\n");
    }
    const report::Document document = report::evidence_document(report, text);
    const Answer answer{.json = report::evidence_as_json(report),
                        .csv = report::evidence_as_csv(report),
                        .words = as_text(document, {.colour = common.uses_colour(STDOUT_FILENO)}),
                        .written = text("evidence.written", {{"folder", folder}})};
    staged.write({{"evidence.html", as_html(document)},
                  {"evidence.csv", answer.csv},
                  {"evidence.json", answer.json}});
    print_answer(options, answer, common);
    return interrupt.has_come() ? Status::interrupted : Status::done;
}

}  // namespace

void add_evidence(Parser& program, const CommonOptions& common, Command& chosen) {
    const Text& text = common->text;
    Parser command = program.add_subcommand("evidence", text("cli.help.evidence"));
    const auto options = std::make_shared<Options>();
    add_question(command, *options, text);
    command.add_option("-n,--worlds", options->worlds, text("cli.help.evidence.worlds"))
        .type_name(text("cli.help.number"))
        .check(whole_number(most_worlds, text, 2))
        .show_default();
    command.add_flag("--all", options->all, text("cli.help.evidence.all"));
    command.add_flag("--list", options->list, text("cli.help.evidence.list"));
    command.callback(
        [=, &chosen] { chosen = [=] { return find_what_to_ask(*options, *common); }; });
}

}  // namespace kammerspiel::cli
