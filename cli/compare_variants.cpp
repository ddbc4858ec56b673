#include "cli/compare_variants.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>

#include "cli/comparison_output.hpp"
#include "cli/interrupt.hpp"
#include "cli/named.hpp"
#include "cli/progress.hpp"
#include "cli/question.hpp"
#include "cli/result_place.hpp"
#include "cli/staged_folder.hpp"
#include "kammerspiel/ensemble/side_by_side.hpp"
#include "kammerspiel/report/variants_report.hpp"

namespace kammerspiel::cli {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint64_t usual_variant_worlds = 200;

struct NamedVariant {
    std::string name;
    std::vector<scenario::Override> values;
};

std::string trimmed(std::string_view words) {
    constexpr const char* blank = " \t\n";
    const std::size_t first = words.find_first_not_of(blank);
    if (first == std::string_view::npos) return {};
    return std::string(words.substr(first, words.find_last_not_of(blank) - first + 1));
}

/// KEY=VALUE; complains about what is none.
std::optional<scenario::Override> change_in(std::string_view word, const Text& text) {
    const std::size_t sign = word.find('=');
    const std::string key = trimmed(word.substr(0, sign));
    const std::string value =
        sign == std::string_view::npos ? std::string() : trimmed(word.substr(sign + 1));
    if (!key.empty() && !value.empty()) return scenario::Override{key, value};
    complain("kammerspiel: " + text("variants.not_a_change", {{"word", std::string(word)}}) + " (" +
             text("variants.hint.change") + ")\n");
    return std::nullopt;
}

/// NAME: KEY=VALUE; KEY=VALUE
std::optional<NamedVariant> variant_in(const std::string& word, const Text& text) {
    const std::size_t colon = word.find(':');
    NamedVariant variant{.name = trimmed(std::string_view(word).substr(0, colon)), .values = {}};
    // A colon that comes after a sign of equality belongs to a value.
    if (colon == std::string::npos || variant.name.empty() || word.find('=') < colon) {
        complain("kammerspiel: " + text("variants.no_name", {{"word", word}}) + "\n");
        return std::nullopt;
    }
    std::string_view rest = std::string_view(word).substr(colon + 1);
    while (true) {
        const std::size_t end = rest.find(';');
        if (!trimmed(rest.substr(0, end)).empty()) {
            auto change = change_in(rest.substr(0, end), text);
            if (!change) return std::nullopt;
            variant.values.push_back(std::move(*change));
        }
        if (end == std::string_view::npos) break;
        rest.remove_prefix(end + 1);
    }
    if (!variant.values.empty()) return variant;
    complain("kammerspiel: " + text("variants.no_name", {{"word", word}}) + "\n");
    return std::nullopt;
}

std::optional<std::vector<NamedVariant>> variants_in(const VariantOptions& options,
                                                     const Text& text) {
    std::vector<NamedVariant> variants;
    if (!options.set.empty()) {
        NamedVariant together{.name = text("variants.name"), .values = {}};
        for (const std::string& word : options.set) {
            auto change = change_in(word, text);
            if (!change) return std::nullopt;
            together.values.push_back(std::move(*change));
        }
        variants.push_back(std::move(together));
    }
    for (const std::string& word : options.variants) {
        auto variant = variant_in(word, text);
        if (!variant) return std::nullopt;
        const bool is_there = std::any_of(variants.begin(), variants.end(), [&](const auto& other) {
            return other.name == variant->name;
        });
        if (is_there) {
            complain("kammerspiel: " + text("variants.same_name", {{"name", variant->name}}) +
                     "\n");
            return std::nullopt;
        }
        variants.push_back(std::move(*variant));
    }
    return variants;
}

/// Whether the strategy's runs can differ: what changes inside other strategies does not reach it.
bool touches(const NamedVariant& variant, const std::string& strategy) {
    return std::any_of(variant.values.begin(), variant.values.end(), [&](const auto& value) {
        return !value.path.starts_with("strategies.") ||
               value.path.starts_with(fmt::format("strategies.{}.", strategy)) ||
               value.path == fmt::format("strategies.{}", strategy);
    });
}

std::vector<double> weights_of(const model::Plan& plan) {
    std::vector<double> weights;
    for (const auto& attacker : plan.scenario().attackers) weights.push_back(attacker.weight);
    return weights;
}

/// One variant's scenario; complains about what it makes wrong.
std::shared_ptr<const model::Plan> plan_of(const scenario::Draft& draft,
                                           const NamedVariant& variant, const model::Plan& written,
                                           const Common& common) {
    const Text& text = common.text;
    Diagnostics diagnostics;
    auto scenario = draft.bind(variant.values, diagnostics);
    if (!scenario) {
        complain("kammerspiel: " + text("variants.refused", {{"name", variant.name}}) + "\n");
        complain_of(diagnostics, draft.lines(), text, common.uses_colour(STDERR_FILENO), false);
        return nullptr;
    }
    const auto names = [](const scenario::Scenario& of) {
        std::vector<std::string> all;
        for (const auto& attacker : of.attackers) all.push_back(attacker.name.text);
        return all;
    };
    if (names(*scenario) != names(written.scenario())) {
        complain("kammerspiel: " + text("variants.other_attackers", {{"name", variant.name}}) +
                 "\n");
        return nullptr;
    }
    return std::make_shared<const model::Plan>(std::move(*scenario));
}

/// What stood there before; empty where nothing did.
std::string written_at(const scenario::Draft& draft, const std::string& path) {
    const scenario::Parameter* figure = draft.find(path);
    return figure == nullptr ? std::string() : figure->value;
}

report::ChangedLoss compared(const std::vector<double>& changed,
                             const std::vector<double>& written) {
    std::vector<double> more(changed.size());
    std::vector<double> is_less(changed.size());
    for (std::size_t w = 0; w < changed.size(); ++w) {
        more[w] = changed[w] - written[w];
        is_less[w] = more[w] < 0 ? 1 : 0;
    }
    return {.loss = stats::mean_estimate(changed),
            .difference = stats::difference_estimate(more),
            .less_often = stats::share_estimate(is_less, static_cast<double>(changed.size()))};
}

/// The strategies that are asked about, all where none is named; complains about a name that is
/// none.
std::optional<std::vector<std::uint32_t>> strategies_in(const VariantOptions& options,
                                                        const scenario::Scenario& scenario,
                                                        const Text& text) {
    std::vector<std::uint32_t> strategies;
    for (const std::string& name : options.strategies) {
        const auto found = find_named(scenario.strategies, name, "cli.unknown.strategy", text);
        if (!found) return std::nullopt;
        strategies.push_back(*found);
    }
    for (std::uint32_t s = 0; options.strategies.empty() && s < scenario.strategies.size(); ++s) {
        strategies.push_back(s);
    }
    return strategies;
}

/// The scenario as written and its variants, each with the strategies that it touches.
class Sides {
   public:
    Sides(Opened opened, std::vector<std::uint32_t> strategies, ensemble::Metric metric,
          const VariantOptions& options)
        : draft_(std::move(opened.draft)),
          strategies_(std::move(strategies)),
          runner_({metric}, options.seed, options.threads),
          worlds_(options.worlds.value_or(usual_variant_worlds)) {
        report_.context = report::study_context(opened.scenario, options.seed);
        report_.context.metric = metric;
        for (const std::uint32_t s : strategies_) {
            const scenario::Strategy& strategy = opened.scenario.strategies[s];
            report_.context.strategies.push_back({strategy.name.text, strategy.title});
            sides_.push_back({0, s});
        }
        written_ = std::make_shared<const model::Plan>(std::move(opened.scenario));
        runner_.add(written_);
        weights_.push_back(weights_of(*written_));
    }

    /// Complains about a variant that makes the scenario wrong.
    bool add(const NamedVariant& variant, const Common& common) {
        auto plan = plan_of(draft_, variant, *written_, common);
        if (!plan) return false;
        weights_.push_back(weights_of(*plan));
        const std::size_t number = runner_.add(std::move(plan));
        report::ReportedVariant reported{.name = variant.name, .changes = {}, .losses = {}};
        for (const scenario::Override& value : variant.values) {
            reported.changes.push_back({value.path, written_at(draft_, value.path), value.value});
        }
        for (std::size_t s = 0; s < strategies_.size(); ++s) {
            const bool is_touched = touches(variant, report_.context.strategies[s].name);
            if (is_touched) sides_.push_back({number, strategies_[s]});
            reported.losses.push_back(is_touched ? std::optional(report::ChangedLoss{})
                                                 : std::nullopt);
        }
        report_.variants.push_back(std::move(reported));
        return true;
    }

    /// Absent after a stop before there were two worlds.
    [[nodiscard]] std::optional<report::VariantsReport> run(const std::stop_token& stop,
                                                            const Common& common) {
        ProgressLine line(common);
        const auto began = Clock::now();
        const auto losses = runner_.run(sides_, 0, worlds_, stop, [&](std::uint64_t done) {
            if (!line.is_due()) return;
            const Pace pace{
                .done = done, .of = worlds_, .here = done, .spent = Clock::now() - began};
            line.show(in_words(pace, common.text));
        });
        line.clear();
        constexpr std::size_t enough = 2;
        if (!losses || losses->worlds() < enough) return std::nullopt;
        report_.context.worlds = losses->worlds();
        std::size_t side = 0;
        std::vector<std::vector<double>> as_written;
        for (; side < strategies_.size(); ++side) {
            as_written.push_back(losses->weighted(side, weights_[0], 0));
            report_.as_written.push_back(stats::mean_estimate(as_written.back()));
        }
        for (std::size_t v = 0; v < report_.variants.size(); ++v) {
            for (std::size_t s = 0; s < strategies_.size(); ++s) {
                auto& changed = report_.variants[v].losses[s];
                if (!changed) continue;
                changed = compared(losses->weighted(side++, weights_[v + 1], 0), as_written[s]);
            }
        }
        return std::move(report_);
    }

   private:
    scenario::Draft draft_;
    std::vector<std::uint32_t> strategies_;
    ensemble::SideBySide runner_;
    std::uint64_t worlds_;
    std::shared_ptr<const model::Plan> written_;
    report::VariantsReport report_;
    std::vector<ensemble::Side> sides_;         ///< as written first
    std::vector<std::vector<double>> weights_;  ///< of attackers, as written first
};

}  // namespace

Status compare_variants(const VariantOptions& options, const Common& common) {
    const Text& text = common.text;
    const Interrupt interrupt;
    const auto variants = variants_in(options, text);
    if (!variants) return Status::command_at_fault;
    auto opened =
        open_or_complain(options.scenario, text, common.uses_colour(STDERR_FILENO), !common.quiet);
    if (!opened) return Status::input_at_fault;
    const auto metric = metric_called(options.metric, opened->scenario, text);
    const auto strategies = strategies_in(options, opened->scenario, text);
    if (!metric || !strategies) return Status::command_at_fault;
    if (ensemble::info(*metric).is_time) {
        complain("kammerspiel: " + text("question.no_mean", {{"metric", options.metric}}) + "\n");
        return Status::command_at_fault;
    }
    const std::string folder =
        options.out.empty() ? fmt::format("out/{}-variants", opened->scenario.id) : options.out;
    Sides sides(std::move(*opened), *strategies, *metric, options);
    for (const NamedVariant& variant : *variants) {
        if (!sides.add(variant, common)) return Status::command_at_fault;
    }
    if (!may_write_results_to(folder, {"variants.html", "variants.csv", "variants.json"}, text)) {
        return Status::command_at_fault;
    }
    say_if_one_of_many(options.set.empty() ? "compare --variant" : "compare --set", common);
    StagedFolder staged(folder);
    const auto report = sides.run(interrupt.token(), common);
    if (!report) {
        complain("kammerspiel: " + text("variants.interrupted_early") + "\n");
        return Status::interrupted;
    }
    const report::Document document = report::variants_document(*report, text);
    const std::string json = report::variants_as_json(*report);
    const std::string csv = report::variants_as_csv(*report);
    tell_of_kept(
        staged.write(
            {{"variants.html", as_html(document)}, {"variants.csv", csv}, {"variants.json", json}}),
        text);
    print_answer({options.json, options.csv},
                 {.json = json,
                  .csv = csv,
                  .words = as_text(document, {.colour = common.uses_colour(STDOUT_FILENO)}),
                  .written = text("variants.written", {{"folder", folder}})},
                 common);
    return interrupt.has_come() ? Status::interrupted : Status::done;
}

}  // namespace kammerspiel::cli
