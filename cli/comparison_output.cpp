#include "cli/comparison_output.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "cli/study_scenario.hpp"

namespace kammerspiel::cli {
namespace {

/// Whether the condition, or a part of it, is how certain one is about the attacker.
bool asks_for_certainty(const scenario::Condition& condition) {
    return condition.what == scenario::Condition::What::certainty ||
           std::any_of(condition.children.begin(), condition.children.end(), asks_for_certainty);
}

bool waits_for_certainty(const scenario::Strategy& strategy) {
    return std::any_of(strategy.plays.begin(), strategy.plays.end(),
                       [](const auto& play) { return asks_for_certainty(play.when); });
}

/// Whether anything that is decided in it hangs on how likely deciders hold the attackers to be.
bool decides_by_weights(const scenario::Strategy& strategy) {
    const auto opens_by_it = [](const scenario::Action& action) {
        const auto* close = std::get_if<scenario::CloseLink>(&action);
        return close != nullptr && close->until && asks_for_certainty(*close->until);
    };
    return waits_for_certainty(strategy) ||
           std::any_of(strategy.plays.begin(), strategy.plays.end(), [&](const auto& play) {
               return std::any_of(play.actions.begin(), play.actions.end(), opens_by_it);
           });
}

/// Strategies of the study, by position, of which that is so.
std::vector<std::size_t> those(const scenario::Scenario& scenario,
                               const std::vector<std::string>& names,
                               bool (*is_so)(const scenario::Strategy&)) {
    std::vector<std::size_t> all;
    for (std::size_t s = 0; s < names.size(); ++s) {
        for (const scenario::Strategy& strategy : scenario.strategies) {
            if (strategy.name.text == names[s] && is_so(strategy)) all.push_back(s);
        }
    }
    return all;
}

}  // namespace

std::optional<ensemble::Metric> metric_called(const std::string& name,
                                              const scenario::Scenario& scenario,
                                              const Text& text) {
    auto metric = ensemble::find_metric(name);
    if (!metric) {
        metric = ensemble::find_metric_by_earlier_name(name);
        if (metric) {
            complain(text("cli.compare.earlier_metric",
                          {{"name", name}, {"now", ensemble::info(*metric).name}}) +
                     "\n");
        }
    }
    if (metric == ensemble::Metric::money_lost && !scenario.valuation) {
        complain("kammerspiel: " + text("cli.compare.no_valuation") + "\n");
        return std::nullopt;
    }
    if (metric) return metric;
    std::vector<std::string> known;
    for (const auto& info : ensemble::metrics()) known.emplace_back(info.name);
    complain("kammerspiel: " +
             text("cli.unknown.metric",
                  {{"name", name}, {"known", fmt::format("{}", fmt::join(known, ", "))}}) +
             suggestion(name, known, text) + "\n");
    return std::nullopt;
}

StudyReport report_of(const ensemble::Store& store, const scenario::Scenario& scenario,
                      ensemble::Metric by, bool every_metric) {
    const ensemble::About& about = store.about();
    std::vector<ensemble::Metric> also = ensemble::usual_metrics();
    if (scenario.valuation) also.push_back(ensemble::Metric::money_lost);
    std::vector<ensemble::Metric> further;
    for (const ensemble::MetricInfo& one : ensemble::metrics()) {
        const bool is_there = one.metric == by || std::count(also.begin(), also.end(), one.metric);
        const bool has_values = one.metric != ensemble::Metric::money_lost || scenario.valuation;
        if (every_metric && !is_there && has_values) further.push_back(one.metric);
    }
    StudyReport report{
        .comparison = ensemble::compare(
            store, {.by = by,
                    .also = std::move(also),
                    .further = std::move(further),
                    .waiting = those(scenario, about.definition.strategies, waits_for_certainty),
                    .by_weights = those(scenario, about.definition.strategies, decides_by_weights),
                    .forensics = scenario.detection.forensics
                                     ? std::optional(scenario.detection.forensics->accuracy)
                                     : std::nullopt,
                    .worlds = store.worlds()}),
        .context = {}};
    report::StudyContext& context = report.context;
    context = report::study_context(scenario, about.definition.seed);
    // As they were when the study was made.
    context.program_version = about.definition.program_version;
    context.hash = about.definition.scenario_hash;
    context.is_uncertain = about.definition.uncertain;
    context.metric = by;
    context.worlds = store.worlds();
    for (std::size_t s = 0; s < about.definition.strategies.size(); ++s) {
        const std::string& name = about.definition.strategies[s];
        const auto now = std::find_if(scenario.strategies.begin(), scenario.strategies.end(),
                                      [&](const auto& one) { return one.name.text == name; });
        // A title may have been mended since.
        context.strategies.push_back(
            {name, now == scenario.strategies.end() ? about.strategy_titles[s] : now->title});
    }
    return report;
}

Status show_study(const ensemble::Store& store, const std::string& file, const std::string& metric,
                  bool with_statistics, const Common& common) {
    const Text& text = common.text;
    const ensemble::About& about = store.about();
    const auto scenario = scenario_of(about, text);
    if (!scenario) return Status::input_at_fault;
    constexpr std::size_t most_shown = 300;
    print(text("cli.results.about",
               {{"file", file},
                {"scenario", about.scenario},
                {"hash", about.definition.scenario_hash.substr(0, 16)},
                {"version", harmless(about.definition.program_version, most_shown)},
                {"seed", fmt::format("{}", about.definition.seed)},
                {"command", harmless(about.command_line, most_shown)}}) +
          "\n\n");
    constexpr std::uint64_t enough = 2;
    if (store.worlds() < enough) {
        print(text("cli.compare.too_few", {{"count", static_cast<std::int64_t>(store.worlds())}}) +
              "\n");
        return Status::done;
    }
    const auto by = metric_called(metric, *scenario, text);
    if (!by) return Status::command_at_fault;
    const StudyReport report = report_of(store, *scenario, *by, false);
    const report::Document document =
        report::comparison_document(report.comparison, report.context, text, with_statistics);
    print(as_text(document, {.colour = common.uses_colour(STDOUT_FILENO)}));
    return Status::done;
}

}  // namespace kammerspiel::cli
