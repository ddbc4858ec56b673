#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "cli/commands.hpp"
#include "cli/comparison_output.hpp"
#include "cli/interrupt.hpp"
#include "cli/named.hpp"
#include "cli/progress.hpp"
#include "cli/result_place.hpp"
#include "cli/staged_folder.hpp"
#include "kammerspiel/base/notation.hpp"
#include "kammerspiel/base/number.hpp"
#include "kammerspiel/ensemble/deadline.hpp"
#include "kammerspiel/report/deadline_report.hpp"

namespace kammerspiel::cli {
namespace {

struct DeadlineOptions {
    std::string scenario;
    std::string play;
    std::string strategy;
    std::string out;
    std::string metric = "member_hours_lost";
    std::vector<std::string> at;
    std::string over;
    std::uint64_t worlds = 50;
    std::uint64_t seed = 1;
    unsigned threads = 0;
    bool json = false;
};

/// Hours after the start: dense where decisions are made.
constexpr std::array usual_hours{0, 2, 4, 8, 12, 18, 24, 36, 48, 72, 120, 240};

bool is_meant(const scenario::Play& play, const std::string& word) {
    return play.name.text == word ||
           std::any_of(play.actions.begin(), play.actions.end(),
                       [&](const auto& action) { return scenario::word_of(action) == word; });
}

struct Chosen {
    std::uint32_t strategy = 0, play = 0;
};

/// The play of this name or, where none has it, the first that does such a thing; in the named
/// strategy or the first one that has it.
std::optional<Chosen> choose(const scenario::Scenario& scenario, const DeadlineOptions& options,
                             const Text& text) {
    std::optional<std::uint32_t> only;
    if (!options.strategy.empty()) {
        only = find_named(scenario.strategies, options.strategy, "cli.unknown.strategy", text);
        if (!only) return std::nullopt;
    }
    std::vector<std::string> known;
    for (const bool by_name : {true, false}) {
        for (std::uint32_t s = 0; s < scenario.strategies.size(); ++s) {
            if (only && s != *only) continue;
            const auto& plays = scenario.strategies[s].plays;
            for (std::uint32_t p = 0; p < plays.size(); ++p) {
                const bool fits =
                    by_name ? plays[p].name.text == options.play : is_meant(plays[p], options.play);
                if (fits) return Chosen{s, p};
                if (by_name) known.push_back(plays[p].name.text);
            }
        }
    }
    std::sort(known.begin(), known.end());
    known.erase(std::unique(known.begin(), known.end()), known.end());
    complain("kammerspiel: " +
             text("cli.unknown.play",
                  {{"name", options.play}, {"known", fmt::format("{}", fmt::join(known, ", "))}}) +
             suggestion(options.play, known, text) + "\n");
    return std::nullopt;
}

/// Ascending, each once, before the horizon.
std::optional<std::vector<SimTime>> moments_of(const DeadlineOptions& options, Duration horizon,
                                               const Text& text) {
    std::vector<SimTime> moments;
    if (options.at.empty()) {
        for (const int hour : usual_hours) moments.push_back(SimTime::start() + hours(hour));
    }
    for (const std::string& word : options.at) {
        const auto span = notation::duration(word);
        if (!span.value || *span.value < Duration{}) {
            complain("kammerspiel: " + text("cli.deadline.not_a_moment", {{"word", word}}) + "\n");
            return std::nullopt;
        }
        moments.push_back(SimTime::start() + *span.value);
    }
    std::sort(moments.begin(), moments.end());
    moments.erase(std::unique(moments.begin(), moments.end()), moments.end());
    const SimTime end = SimTime::start() + horizon;
    moments.erase(
        std::remove_if(moments.begin(), moments.end(), [&](SimTime at) { return at >= end; }),
        moments.end());
    if (moments.empty()) {
        complain("kammerspiel: " + text("cli.deadline.beyond", {{"horizon", text.span(horizon)}}) +
                 "\n");
        return std::nullopt;
    }
    return moments;
}

/// What the scenario says one would not want to pass, and the loss that was asked about.
std::optional<std::vector<ensemble::Threshold>> thresholds_in(const DeadlineOptions& options,
                                                              const scenario::Scenario& scenario,
                                                              const Text& text) {
    std::vector<ensemble::Threshold> all = ensemble::thresholds_of(scenario);
    if (options.over.empty()) return all;
    const auto loss = parse_number(options.over);
    if (!loss || *loss < 0) {
        complain("kammerspiel: " + text("cli.deadline.not_a_number", {{"word", options.over}}) +
                 "\n");
        return std::nullopt;
    }
    all.push_back({.what = ensemble::Threshold::What::loss, .name = {}, .loss = *loss});
    return all;
}

std::string title_of_service(const scenario::Scenario& scenario, const std::string& name,
                             const Text& text) {
    for (const scenario::Organisation& organisation : scenario.organisations) {
        for (const scenario::Service& service : organisation.services) {
            if (service.name.text == name) return text(service.title);
        }
    }
    return name;
}

/// With their titles, by moment, over attackers with their weights.
std::vector<report::PassedThreshold> passed_in(const ensemble::DeadlineLosses& losses,
                                               const std::vector<ensemble::Threshold>& thresholds,
                                               const scenario::Scenario& scenario,
                                               ensemble::Metric metric, const Text& text) {
    using What = ensemble::Threshold::What;
    double sum = 0;
    for (const auto& attacker : scenario.attackers) sum += attacker.weight;
    const std::size_t attackers = scenario.attackers.size();
    const auto worlds = static_cast<std::size_t>(losses.worlds);
    std::vector<report::PassedThreshold> all;
    for (std::size_t t = 0; t < thresholds.size(); ++t) {
        const ensemble::Threshold& one = thresholds[t];
        report::PassedThreshold passed;
        switch (one.what) {
            case What::mtpd:
                passed.name = "mtpd:" + one.name;
                passed.title = text("deadline.threshold.mtpd",
                                    {{"service", title_of_service(scenario, one.name, text)}});
                break;
            case What::obligation: {
                passed.name = "obligation:" + one.name;
                const auto& duties = scenario.obligations;
                const auto duty = std::find_if(duties.begin(), duties.end(), [&](const auto& o) {
                    return o.name.text == one.name;
                });
                passed.title =
                    text("deadline.threshold.obligation", {{"obligation", text(duty->title)}});
                break;
            }
            case What::loss:
                passed.name = fmt::format("{}>{}", ensemble::info(metric).name, one.loss);
                passed.title =
                    text("deadline.threshold.loss", {{"figure", text.compact(one.loss)}});
                break;
        }
        const std::vector<double>& values = losses.passed[t];
        for (std::size_t m = 0; m < values.size() / (worlds * attackers); ++m) {
            std::vector<double> shares(worlds, 0.0);
            for (std::size_t w = 0; w < worlds; ++w) {
                for (std::size_t a = 0; a < attackers; ++a) {
                    shares[w] += scenario.attackers[a].weight / sum *
                                 values[(m * worlds + w) * attackers + a];
                }
            }
            passed.probability.push_back(
                stats::share_estimate(shares, static_cast<double>(worlds)));
        }
        all.push_back(std::move(passed));
    }
    return all;
}

Status find_deadline(const DeadlineOptions& options, const Common& common) {
    const Text& text = common.text;
    const Interrupt interrupt;
    auto scenario =
        load_or_complain(options.scenario, text, common.uses_colour(STDERR_FILENO), !common.quiet);
    if (!scenario) return Status::input_at_fault;
    const auto chosen = choose(*scenario, options, text);
    const auto metric = metric_called(options.metric, *scenario, text);
    if (!chosen || !metric) return Status::command_at_fault;
    const auto moments = moments_of(options, scenario->horizon, text);
    if (!moments) return Status::command_at_fault;
    const auto thresholds = thresholds_in(options, *scenario, text);
    if (!thresholds) return Status::command_at_fault;
    const std::string folder =
        options.out.empty() ? "out/" + scenario->id + "-deadline" : options.out;
    if (!may_write_results_to(folder, {"deadline.html", "deadline.json"}, text)) {
        return Status::command_at_fault;
    }
    StagedFolder staged(folder);
    const model::Plan plan(std::move(*scenario));
    const auto& strategy = plan.scenario().strategies[chosen->strategy];
    ProgressLine line(common);
    const auto began = std::chrono::steady_clock::now();
    const ensemble::DeadlineLosses losses = ensemble::deadline(
        plan,
        {.strategy = chosen->strategy,
         .play = chosen->play,
         .moments = *moments,
         .metric = *metric,
         .thresholds = *thresholds,
         .worlds = options.worlds,
         .seed = options.seed,
         .threads = options.threads},
        interrupt.token(), [&](std::uint64_t done) {
            if (!line.is_due()) return;
            line.show(in_words(Pace{.done = done,
                                    .of = options.worlds,
                                    .here = done,
                                    .spent = std::chrono::steady_clock::now() - began},
                               text));
        });
    line.clear();
    constexpr std::uint64_t enough = 2;
    if (losses.worlds < enough) return Status::interrupted;
    std::vector<double> weights;
    for (const auto& attacker : plan.scenario().attackers) weights.push_back(attacker.weight);
    const auto result = stats::deadline(
        stats::Outcomes(moments->size() + 1, static_cast<std::size_t>(losses.worlds), weights,
                        losses.values),
        *moments);
    if (!result) {
        complain("kammerspiel: " + text("cli.deadline.no_means", {{"metric", options.metric}}) +
                 "\n");
        return Status::command_at_fault;
    }
    report::StudyContext context = report::study_context(plan.scenario(), options.seed);
    context.strategies = {{strategy.name.text, strategy.title}};
    context.metric = *metric;
    context.worlds = losses.worlds;
    const std::string& play = strategy.plays[chosen->play].name.text;
    const auto passed = passed_in(losses, *thresholds, plan.scenario(), *metric, text);
    const std::string json = report::deadline_as_json(*result, plan, context, play, passed);
    const report::Document document =
        report::deadline_document(*result, plan, context, play, passed, text);
    tell_of_kept(staged.write({{"deadline.html", as_html(document)}, {"deadline.json", json}}),
                 text);
    if (options.json) {
        print(json);
    } else if (!common.quiet) {
        print(as_text(document, {.colour = common.uses_colour(STDOUT_FILENO)}) + "\n" +
              text("deadline.written", {{"folder", folder}}) + "\n");
    }
    return interrupt.has_come() ? Status::interrupted : Status::done;
}

}  // namespace

void add_deadline(Parser& program, const CommonOptions& common, Command& chosen) {
    const Text& text = common->text;
    Parser command = program.add_subcommand("deadline", text("cli.help.deadline"));
    const auto options = std::make_shared<DeadlineOptions>();
    const auto number = text("cli.help.number");
    constexpr std::uint64_t most_worlds = 1'000'000;
    command.add_option("SCENARIO", options->scenario, text("cli.help.scenario"))
        .required()
        .type_name("");
    command.add_option("-p,--play", options->play, text("cli.help.deadline.play"))
        .required()
        .type_name(text("cli.help.name"));
    command.add_option("-s,--strategy", options->strategy, text("cli.help.deadline.strategy"))
        .type_name(text("cli.help.name"));
    command.add_option("--at", options->at, text("cli.help.deadline.at"))
        .type_name("0h,4h,1d")
        .delimiter(',');
    command.add_option("--over", options->over, text("cli.help.deadline.over"))
        .type_name(text("cli.help.number"));
    command.add_option("-m,--metric", options->metric, text("cli.help.compare.metric"))
        .type_name(text("cli.help.name"))
        .show_default();
    command.add_option("-n,--worlds", options->worlds, text("cli.help.backtest.worlds"))
        .type_name(number)
        .check(whole_number(most_worlds, text, 2))
        .show_default();
    add_seed_and_threads(command, options->seed, options->threads, text);
    command.add_option("-o,--out", options->out, text("cli.help.deadline.out"))
        .type_name(text("cli.help.folder"));
    command.add_flag("--json", options->json, text("cli.help.run.json"));
    command.callback([=, &chosen] { chosen = [=] { return find_deadline(*options, *common); }; });
}

}  // namespace kammerspiel::cli
