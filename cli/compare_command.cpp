#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "cli/advance.hpp"
#include "cli/begun_study.hpp"
#include "cli/commands.hpp"
#include "cli/compare_variants.hpp"
#include "cli/comparison_output.hpp"
#include "cli/interrupt.hpp"
#include "cli/named.hpp"
#include "cli/question.hpp"
#include "cli/result_place.hpp"
#include "cli/say.hpp"
#include "cli/staged_folder.hpp"
#include "cli/study_scenario.hpp"
#include "kammerspiel/base/notation.hpp"
#include "kammerspiel/ensemble/uncertain.hpp"
#include "kammerspiel/report/comparison_report.hpp"

namespace kammerspiel::cli {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::uint64_t usual_compared_worlds = 200;
constexpr std::uint64_t most_compared_worlds = 10'000'000;
/// If nobody says otherwise.
constexpr std::uint64_t most_for_precision = 51'200;
/// What `--keep` takes.
constexpr const char* places_word = "places";

struct CompareOptions {
    std::string scenario;
    std::string out;
    std::vector<std::string> strategies;
    std::optional<std::uint64_t> worlds;
    std::string precision;
    std::string time;
    std::string shard;
    std::string metric = "member_hours_lost";
    std::uint64_t seed = 1;
    unsigned threads = 0;
    bool resume = false;
    bool fresh = false;
    bool uncertain = false;
    bool strict = false;
    bool statistics = false;
    std::string keep;
    bool every_metric = false;
    bool json = false;
    bool csv = false;
    std::vector<std::string> set;
    std::vector<std::string> variants;
    std::string command_line;
};

/// All of them where none is named; complains about a name that is none.
std::optional<std::vector<std::uint32_t>> chosen_strategies(const scenario::Scenario& scenario,
                                                            const std::vector<std::string>& names,
                                                            const Text& text) {
    std::vector<std::uint32_t> chosen;
    for (const std::string& name : names) {
        const auto found = find_named(scenario.strategies, name, "cli.unknown.strategy", text);
        if (!found) return std::nullopt;
        if (std::find(chosen.begin(), chosen.end(), *found) == chosen.end())
            chosen.push_back(*found);
    }
    if (chosen.empty()) {
        for (std::uint32_t s = 0; s < scenario.strategies.size(); ++s) chosen.push_back(s);
    }
    return chosen;
}

/// What is asked for hangs on means: times have none.
bool asks_for_rounds(const CompareOptions& options, ensemble::Metric metric) {
    const bool by_time = !options.time.empty() && !options.worlds;
    return !ensemble::info(metric).is_time && (!options.precision.empty() || by_time);
}

/// 5%, 5 % or 0.05; absent where it is neither.
std::optional<double> share_of(std::string text) {
    const bool is_percent = text.ends_with('%');
    if (is_percent) text.pop_back();
    while (text.ends_with(' ')) text.pop_back();
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    constexpr double hundred = 100;
    const double share = is_percent ? value / hundred : value;
    return share > 0 && share < 1 ? std::optional(share) : std::nullopt;
}

/// 3/40, of as many worlds as asked for; absent where it is no part of them.
std::optional<ensemble::Shard> shard_of(std::string_view text, std::uint64_t worlds) {
    ensemble::Shard shard{.worlds = worlds};
    const char* end = text.data() + text.size();
    const auto number = std::from_chars(text.data(), end, shard.number);
    if (number.ec != std::errc{} || number.ptr == end || *number.ptr != '/') return std::nullopt;
    const auto of = std::from_chars(number.ptr + 1, end, shard.of);
    const bool is_one = of.ec == std::errc{} && of.ptr == end && shard.is_possible();
    return is_one ? std::optional(shard) : std::nullopt;
}

/// What goes with a whole study alone is refused; so are more shards than worlds.
bool may_be_a_shard(const CompareOptions& options, const Text& text) {
    const auto refuse = [&](const std::string& sentence) {
        complain("kammerspiel: " + sentence + "\n");
        return false;
    };
    for (const auto& [is_given, option] : {std::pair{!options.precision.empty(), "--precision"},
                                           {!options.time.empty(), "--time"}}) {
        if (is_given) return refuse(text("cli.shard.without_rounds", {{"option", option}}));
    }
    for (const auto& [is_given, option] : {std::pair{options.statistics, "--statistics"},
                                           {options.json, "--json"},
                                           {options.csv, "--csv"}}) {
        if (is_given) return refuse(text("cli.shard.without_table", {{"option", option}}));
    }
    const std::uint64_t worlds = options.worlds.value_or(usual_compared_worlds);
    if (shard_of(options.shard, worlds)) return true;
    return refuse(text("cli.shard.too_many",
                       {{"shard", options.shard}, {"count", static_cast<std::int64_t>(worlds)}}));
}

std::string name_of_study(const std::optional<ensemble::Shard>& shard) {
    return shard ? fmt::format("shard-{}-of-{}.sqlite", shard->number, shard->of) : study_name;
}

bool has_uncertain(const scenario::Draft& draft) {
    const auto& all = draft.parameters();
    return std::any_of(all.begin(), all.end(),
                       [](const auto& parameter) { return parameter.between.has_value(); });
}

StudyLimits limits_of(const CompareOptions& options, ensemble::Metric metric) {
    StudyLimits limits{.worlds = usual_compared_worlds,
                       .in_rounds = asks_for_rounds(options, metric)};
    if (!options.precision.empty()) limits.precision = share_of(options.precision);
    if (!options.time.empty()) {
        const Duration span = notation::duration(options.time).value.value_or(Duration{});
        limits.until = Clock::now() + std::chrono::microseconds(span.count());
    }
    if (options.worlds) {
        limits.worlds = *options.worlds;
    } else if (limits.precision) {
        limits.worlds = most_for_precision;
    } else if (!options.time.empty()) {
        limits.worlds = most_compared_worlds;
    }
    return limits;
}

std::string in_percent(double share, const Text& text) {
    constexpr double fine = 0.001;
    return text.percent(share, share < fine ? 4 : 1);
}

/// How the study ended, where that is not as asked.
void say_end(Advance::Ended ended, const Advance& advance, const ensemble::Store& store,
             const fs::path& path, const Common& common) {
    const Text& text = common.text;
    const auto worlds = static_cast<std::int64_t>(store.worlds());
    if (ended == Advance::Ended::interrupted) {
        complain(text("cli.compare.interrupted", {{"count", worlds}, {"file", path.string()}}) +
                 "\n");
    } else if (ended == Advance::Ended::time) {
        say(common, text("cli.compare.time_is_up", {{"count", worlds}}));
    } else if (ended == Advance::Ended::settled) {
        say(common, text("cli.compare.settled", {{"count", worlds}}));
    } else if (ended == Advance::Ended::precise) {
        say(common, text("cli.compare.precise",
                         {{"count", worlds}, {"share", in_percent(*advance.precision(), text)}}));
    } else if (advance.limits().precision) {
        complain("kammerspiel: " +
                 text("cli.compare.not_precise",
                      {{"count", worlds},
                       {"wanted", in_percent(*advance.limits().precision, text)},
                       {"share", advance.precision() ? in_percent(*advance.precision(), text)
                                                     : text("cli.compare.no_precision")}}) +
                 "\n");
    }
}

/// What comes of a shard: no page, as it is a part, but what to do with it.
Status tell_of_shard(const ensemble::Store& store, Advance::Ended ended, const Common& common) {
    const Text& text = common.text;
    const ensemble::Shard& shard = *store.shard();
    const std::string name = fmt::format("{}/{}", shard.number, shard.of);
    const fs::path& file = store.path();
    if (ended == Advance::Ended::interrupted) {
        complain(text("cli.shard.interrupted",
                      {{"shard", name},
                       {"count", static_cast<std::int64_t>(store.worlds() - shard.first())},
                       {"of", text.whole(static_cast<std::int64_t>(shard.end() - shard.first()))},
                       {"file", file.string()}}) +
                 "\n");
        return Status::interrupted;
    }
    if (common.quiet) return Status::done;
    const fs::path all = file.parent_path() / fmt::format("shard-*-of-{}.sqlite", shard.of);
    print(text("cli.shard.done", {{"shard", name},
                                  {"first", text.whole(static_cast<std::int64_t>(shard.first()))},
                                  {"last", text.whole(static_cast<std::int64_t>(shard.end() - 1))},
                                  {"file", file.string()},
                                  {"all", all.string()},
                                  {"whole", (file.parent_path() / study_name).string()}}) +
          "\n");
    return Status::done;
}

/// What is asked of the scenario with something changed; complains about what goes with a study
/// alone.
std::optional<VariantOptions> of_variants(const CompareOptions& options, const Text& text) {
    for (const auto& [is_given, option] : {std::pair{!options.precision.empty(), "--precision"},
                                           {!options.time.empty(), "--time"},
                                           {!options.shard.empty(), "--shard"},
                                           {options.resume, "--resume"},
                                           {options.fresh, "--fresh"},
                                           {options.uncertain, "--uncertain"},
                                           {options.strict, "--strict"},
                                           {!options.keep.empty(), "--keep"},
                                           {options.every_metric, "--all-metrics"},
                                           {options.statistics, "--statistics"}}) {
        if (!is_given) continue;
        complain("kammerspiel: " + text("variants.without", {{"option", option}}) + "\n");
        return std::nullopt;
    }
    return VariantOptions{.scenario = options.scenario,
                          .out = options.out,
                          .strategies = options.strategies,
                          .metric = options.metric,
                          .worlds = options.worlds,
                          .seed = options.seed,
                          .threads = options.threads,
                          .json = options.json,
                          .csv = options.csv,
                          .set = options.set,
                          .variants = options.variants};
}

AskedStudy asked_study(const CompareOptions& options, const fs::path& folder) {
    AskedStudy asked{.path = {},
                     .resume = options.resume,
                     .fresh = options.fresh,
                     .uncertain = options.uncertain,
                     .worlds = options.worlds};
    asked.shard = shard_of(options.shard, options.worlds.value_or(usual_compared_worlds));
    asked.path = folder / name_of_study(asked.shard);
    asked.strict = options.strict;
    asked.as_it_is = !options.worlds && options.precision.empty() && options.time.empty();
    return asked;
}

/// Writes the pages and prints what is asked for.
void show_comparison(const CompareOptions& options, const StudyReport& report, StagedFolder& staged,
                     const std::string& folder, const Common& common) {
    const Text& text = common.text;
    const std::string json = report::comparison_as_json(report.comparison, report.context);
    const std::string csv = report::comparison_as_csv(report.comparison, report.context);
    const report::Document document =
        report::comparison_document(report.comparison, report.context, text, options.statistics);
    tell_of_kept(staged.write({{"comparison.html", as_html(document)},
                               {"comparison.csv", csv},
                               {"curve.csv", report::comparison_curve_as_csv(report.comparison)},
                               {"comparison.json", json}}),
                 text);
    print_answer({options.json, options.csv},
                 {.json = json,
                  .csv = csv,
                  .words = as_text(document, {.colour = common.uses_colour(STDOUT_FILENO)}),
                  .written = text("cli.compare.written", {{"folder", folder}})},
                 common);
}

Status compare_strategies(const CompareOptions& options, const Common& common) {
    const Text& text = common.text;
    if (!options.set.empty() || !options.variants.empty()) {
        const auto of = of_variants(options, text);
        return of ? compare_variants(*of, common) : Status::command_at_fault;
    }
    if (!options.shard.empty() && !may_be_a_shard(options, text)) return Status::command_at_fault;
    const Interrupt interrupt;
    auto opened =
        open_or_complain(options.scenario, text, common.uses_colour(STDERR_FILENO), !common.quiet);
    if (!opened) return Status::input_at_fault;
    // Titles are told as they are now, also of a study that began before.
    const scenario::Scenario now = opened->scenario;
    const std::string folder = options.out.empty() ? "out/" + now.id + "-compare" : options.out;
    AskedStudy asked = asked_study(options, folder);
    go_on_as_begun(asked, *opened, common);
    const scenario::Scenario& scenario = opened->scenario;
    const auto strategies = chosen_strategies(scenario, options.strategies, text);
    const auto metric = metric_called(options.metric, scenario, text);
    if (!strategies || !metric) return Status::command_at_fault;
    if (options.uncertain && !has_uncertain(opened->draft)) {
        complain("kammerspiel: " + text("cli.compare.nothing_uncertain") + "\n");
        return Status::input_at_fault;
    }
    if (options.strict && (*metric != ensemble::Metric::member_hours_lost || options.uncertain)) {
        complain("kammerspiel: " + text("cli.compare.no_bound", {{"metric", options.metric}}) +
                 "\n");
        return Status::command_at_fault;
    }
    if (!asked.shard &&
        !may_write_results_to(
            folder, {"comparison.html", "comparison.csv", "curve.csv", "comparison.json"}, text)) {
        return Status::command_at_fault;
    }
    asked.metric = *metric;
    asked.in_rounds = asks_for_rounds(options, *metric);
    std::optional<StagedFolder> staged;
    // Of a shard there are no pages, and many may be written to one folder at once.
    if (asked.shard) {
        make_folder(folder);
    } else {
        staged.emplace(folder);
    }
    ensemble::About about = about_of(scenario, *strategies, options.seed, options.uncertain,
                                     options.command_line, options.keep == places_word);
    if (options.uncertain) about.parameters = ensemble::drawn_parameters(opened->draft);
    const model::Plan plan(std::move(opened->scenario));
    auto store = store_for(asked, about, plan, common);
    if (!store) return Status::input_at_fault;
    StudyLimits limits = limits_of(options, *metric);
    if (asked.shard) limits.worlds = asked.shard->end();
    if (options.strict) limits.most_loss = ensemble::most_member_hours(plan);
    Advance advance(plan, *store, limits, *metric, options.threads, interrupt.token(), common);
    if (options.uncertain) {
        advance.draw_in(opened->draft, options.seed);
    }
    const Advance::Ended ended = advance.run();
    store->finish();
    if (asked.shard) return tell_of_shard(*store, ended, common);
    say_end(ended, advance, *store, asked.path, common);
    constexpr std::uint64_t enough = 2;
    if (store->worlds() < enough) {
        complain(
            "kammerspiel: " +
            text("cli.compare.too_few", {{"count", static_cast<std::int64_t>(store->worlds())}}) +
            "\n");
        return ended == Advance::Ended::interrupted ? Status::interrupted
                                                    : Status::command_at_fault;
    }
    const StudyReport report = report_of(*store, now, *metric, options.every_metric);
    show_comparison(options, report, *staged, folder, common);
    return ended == Advance::Ended::interrupted ? Status::interrupted : Status::done;
}

Check share_validator(const Text& text) {
    return [text](std::string& word) {
        return share_of(word) ? std::string() : text("cli.error.not_a_share", {{"word", word}});
    };
}

Check shard_validator(const Text& text) {
    return [text](std::string& word) {
        return shard_of(word, most_compared_worlds)
                   ? std::string()
                   : text("cli.error.not_a_shard", {{"word", word}});
    };
}

Check span_validator(const Text& text) {
    return [text](std::string& word) {
        const auto span = notation::duration(word);
        return span.value && *span.value > Duration{}
                   ? std::string()
                   : text("cli.error.not_a_span", {{"word", word}});
    };
}

void add_limits(Parser& command, CompareOptions& options, const Text& text) {
    const auto number = text("cli.help.number");
    command.add_option("-n,--worlds", options.worlds, text("cli.help.compare.worlds"))
        .type_name(number)
        .check(whole_number(most_compared_worlds, text, 2));
    const Option precision =
        command.add_option("--precision", options.precision, text("cli.help.compare.precision"))
            .type_name("5%")
            .check(share_validator(text));
    command.add_option("--time", options.time, text("cli.help.compare.time"))
        .type_name("60s")
        .check(span_validator(text));
    command.add_flag("--strict", options.strict, text("cli.help.compare.strict")).needs(precision);
    command.add_option("--shard", options.shard, text("cli.help.compare.shard"))
        .type_name("3/40")
        .check(shard_validator(text));
    add_seed_and_threads(command, options.seed, options.threads, text);
}

}  // namespace

void add_compare(Parser& program, const CommonOptions& common, Command& chosen) {
    const Text& text = common->text;
    Parser command = program.add_subcommand("compare", text("cli.help.compare"));
    const auto options = std::make_shared<CompareOptions>();
    command.add_option("SCENARIO", options->scenario, text("cli.help.scenario"))
        .required()
        .type_name("");
    command.add_option("-o,--out", options->out, text("cli.help.compare.out"))
        .type_name(text("cli.help.folder"));
    command.add_option("-s,--strategy", options->strategies, text("cli.help.compare.strategy"))
        .type_name(text("cli.help.name"))
        .delimiter(',');
    command.add_option("-m,--metric", options->metric, text("cli.help.compare.metric"))
        .type_name(text("cli.help.name"))
        .show_default();
    add_limits(command, *options, text);
    command.add_option("--set", options->set, text("cli.help.compare.set"))
        .type_name(text("cli.help.change"))
        .one_each();
    command.add_option("--variant", options->variants, text("cli.help.compare.variant"))
        .type_name(text("cli.help.variant"))
        .one_each();
    const Option resume =
        command.add_flag("--resume", options->resume, text("cli.help.compare.resume"));
    command.add_flag("--fresh", options->fresh, text("cli.help.compare.fresh")).excludes(resume);
    command.add_flag("--uncertain", options->uncertain, text("cli.help.compare.uncertain"));
    command.add_option("--keep", options->keep, text("cli.help.compare.keep"))
        .type_name(places_word)
        .check(one_of({places_word}, text));
    command.add_flag("--all-metrics", options->every_metric, text("cli.help.compare.all_metrics"));
    command.add_flag("--statistics", options->statistics, text("cli.help.compare.statistics"));
    const Option json = command.add_flag("--json", options->json, text("cli.help.run.json"));
    command.add_flag("--csv", options->csv, text("cli.help.compare.csv")).excludes(json);
    command.callback([=, &chosen] {
        options->command_line = common->command_line;
        chosen = [=] { return compare_strategies(*options, *common); };
    });
}

}  // namespace kammerspiel::cli
