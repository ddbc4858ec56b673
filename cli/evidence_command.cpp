#include <unistd.h>

#include <algorithm>
#include <span>
#include <stdexcept>
#include <tuple>

#include "cli/interrupt.hpp"
#include "cli/progress.hpp"
#include "cli/question.hpp"
#include "cli/result_place.hpp"
#include "cli/staged_folder.hpp"
#include "kammerspiel/ensemble/uncertain.hpp"
#include "kammerspiel/report/evidence_report.hpp"

namespace kammerspiel::cli {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint64_t usual_evidence_worlds = 50;
constexpr std::uint64_t most_evidence_worlds = 1'000'000;

struct EvidenceOptions : QuestionOptions {
    std::uint64_t worlds = usual_evidence_worlds;
    bool list = false;
    bool all = false;
};

/// Every figure, those of which something is said apart from those of which nothing is.
report::EvidenceReport ledger_of(const Question& question, const EvidenceOptions& options) {
    report::EvidenceReport report;
    report.context = question.context;
    for (const scenario::Parameter& one : question.draft.parameters()) {
        if (one.is_plain && !options.all) {
            report.plain.push_back(one);
            continue;
        }
        report::LedgerEntry entry{one, std::nullopt, std::nullopt, std::nullopt};
        const bool is_known_how = one.confidence || one.between || options.all;
        if (is_known_how && !options.list) {
            entry.ends = ensemble::ends_of(
                question.draft, one, one.confidence.value_or(scenario::Confidence::assumption));
        }
        report.entries.push_back(std::move(entry));
    }
    return report;
}

/// Outcomes of every strategy at the ends of what is varied, in the same worlds, in the order of
/// the scenario. The one that is asked about comes first, so that a stop leaves at least its
/// outcomes; then those of others are fewer.
std::vector<ensemble::AtEnds> outcomes_at(const std::vector<ensemble::Ends>& ends,
                                          const Question& question, const EvidenceOptions& options,
                                          const std::stop_token& stop, const Common& common) {
    ProgressLine line(common);
    const auto began = Clock::now();
    const std::uint64_t strategies = question.strategies.size();
    std::vector<ensemble::AtEnds> all(question.strategies.size());
    for (std::uint32_t turn = 0; turn < strategies; ++turn) {
        ensemble::Aim aim = question.aim;
        aim.strategy = (question.aim.strategy + turn) % static_cast<std::uint32_t>(strategies);
        ensemble::VariantRunner runner(question.draft, aim, options.threads);
        all[aim.strategy] =
            ensemble::at_ends(runner, ends, options.worlds, stop, [&](std::uint64_t done) {
                if (!line.is_due()) return;
                const std::uint64_t so_far = turn * options.worlds + done;
                const Pace pace{.done = so_far,
                                .of = options.worlds * strategies,
                                .here = so_far,
                                .spent = Clock::now() - began};
                line.show(in_words(pace, common.text));
            });
    }
    line.clear();
    return all;
}

/// Whether all strategies were run in the same worlds, so that they can be compared.
bool are_complete(const std::vector<ensemble::AtEnds>& all) {
    return std::all_of(all.begin(), all.end(), [&](const ensemble::AtEnds& one) {
        return one.as_written.size() == all.front().as_written.size();
    });
}

/// The strategy that loses least by these outcomes; of equal ones `before`, else the first by name.
std::size_t best_of(const std::vector<std::span<const double>>& outcomes,
                    const std::vector<std::string>& names, std::optional<std::size_t> before) {
    const auto key = [&](std::size_t s) {
        return std::tuple(stats::moments(outcomes[s]).mean, s != before, names[s]);
    };
    std::size_t best = 0;
    for (std::size_t s = 1; s < outcomes.size(); ++s) {
        if (key(s) < key(best)) best = s;
    }
    return best;
}

/// Where the figure turns the decision, and what it costs not to know that.
std::optional<report::Turn> turn_of(const std::vector<ensemble::AtEnds>& all, std::size_t figure,
                                    const ensemble::Ends& ends,
                                    const std::vector<std::string>& names, std::size_t best) {
    std::optional<report::Turn> turn;
    for (const bool is_low : {true, false}) {
        std::vector<std::span<const double>> outcomes;
        for (const auto& one : all) outcomes.emplace_back((is_low ? one.low : one.high)[figure]);
        const std::size_t better = best_of(outcomes, names, best);
        if (better == best) continue;
        std::vector<double> costs(outcomes[best].begin(), outcomes[best].end());
        for (std::size_t w = 0; w < costs.size(); ++w) costs[w] -= outcomes[better][w];
        report::Turn one{is_low ? ends.low : ends.high, names[better],
                         stats::difference_estimate(costs)};
        const bool is_worse = !turn || std::pair(one.is_clear(), one.costs.value) >
                                           std::pair(turn->is_clear(), turn->costs.value);
        if (is_worse) turn = std::move(one);
    }
    return turn;
}

void add_turns(report::EvidenceReport& report, const std::vector<ensemble::AtEnds>& all,
               const std::vector<ensemble::Ends>& ends, const std::vector<std::size_t>& varied,
               const std::vector<std::string>& names) {
    std::vector<std::span<const double>> as_written;
    for (const auto& one : all) as_written.emplace_back(one.as_written);
    const std::size_t best = best_of(as_written, names, {});
    report.best = names[best];
    for (std::size_t f = 0; f < ends.size(); ++f) {
        report.entries[varied[f]].turn = turn_of(all, f, ends[f], names, best);
    }
}

/// Runs what has ends; false if fewer than two worlds were run.
bool vary(report::EvidenceReport& report, const Question& question, const EvidenceOptions& options,
          const std::stop_token& stop, const Common& common) {
    std::vector<ensemble::Ends> ends;
    std::vector<std::size_t> varied;
    for (std::size_t e = 0; e < report.entries.size(); ++e) {
        if (!report.entries[e].ends) continue;
        ends.push_back(*report.entries[e].ends);
        varied.push_back(e);
    }
    const auto all = outcomes_at(ends, question, options, stop, common);
    const ensemble::AtEnds& at = all[question.aim.strategy];
    if (at.as_written.size() < 2) return false;
    report.worlds = at.as_written.size();
    report.as_written = stats::moments(at.as_written).mean;
    for (const stats::Swing& swing : stats::one_at_a_time(at.low, at.high)) {
        report.entries[varied[swing.parameter]].swing = swing;
    }
    if (are_complete(all)) add_turns(report, all, ends, varied, question.strategies);
    std::stable_sort(report.entries.begin(), report.entries.end(),
                     [](const auto& a, const auto& b) {
                         return std::pair(a.worth_knowing(), a.priority()) >
                                std::pair(b.worth_knowing(), b.priority());
                     });
    return true;
}

Status list(const report::EvidenceReport& report, const EvidenceOptions& options,
            const Common& common) {
    if (options.json) {
        print(report::evidence_as_json(report));
    } else if (options.csv) {
        print(report::evidence_as_csv(report));
    } else {
        print(report::ledger_in_words(report, common.text, common.uses_colour(STDOUT_FILENO)));
    }
    return Status::done;
}

Status find_what_to_ask(const EvidenceOptions& options, const Common& common) {
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
    if (!may_write_results_to(question->folder, {"evidence.html", "evidence.csv", "evidence.json"},
                              text)) {
        return Status::command_at_fault;
    }
    StagedFolder staged(question->folder);
    const std::string folder = question->folder;
    try {
        if (!vary(report, *question, options, interrupt.token(), common)) {
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
    tell_of_kept(staged.write({{"evidence.html", as_html(document)},
                               {"evidence.csv", answer.csv},
                               {"evidence.json", answer.json}}),
                 text);
    print_answer({options.json, options.csv}, answer, common);
    return interrupt.has_come() ? Status::interrupted : Status::done;
}

}  // namespace

void add_evidence(Parser& program, const CommonOptions& common, Command& chosen) {
    const Text& text = common->text;
    Parser command = program.add_subcommand("evidence", text("cli.help.evidence"));
    const auto options = std::make_shared<EvidenceOptions>();
    add_question(command, *options, text);
    command.add_option("-n,--worlds", options->worlds, text("cli.help.evidence.worlds"))
        .type_name(text("cli.help.number"))
        .check(whole_number(most_evidence_worlds, text, 2))
        .show_default();
    command.add_flag("--all", options->all, text("cli.help.evidence.all"));
    command.add_flag("--list", options->list, text("cli.help.evidence.list"));
    command.callback(
        [=, &chosen] { chosen = [=] { return find_what_to_ask(*options, *common); }; });
}

}  // namespace kammerspiel::cli
