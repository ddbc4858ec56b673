#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "cli/advance.hpp"
#include "cli/commands.hpp"
#include "cli/compare_variants.hpp"
#include "cli/comparison_output.hpp"
#include "cli/interrupt.hpp"
#include "cli/named.hpp"
#include "cli/result_place.hpp"
#include "cli/staged_folder.hpp"
#include "cli/study_scenario.hpp"
#include "kammerspiel/base/notation.hpp"
#include "kammerspiel/base/version.hpp"
#include "kammerspiel/ensemble/uncertain.hpp"
#include "kammerspiel/report/comparison_report.hpp"

namespace kammerspiel::cli {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::uint64_t usual_worlds = 200;
constexpr std::uint64_t most_worlds = 10'000'000;
/// If nobody says otherwise.
constexpr std::uint64_t most_for_precision = 51'200;
constexpr const char* study_name = "study.sqlite";

struct Options {
    std::string scenario;
    std::string out;
    std::vector<std::string> strategies;
    std::optional<std::uint64_t> worlds;
    std::string precision;
    std::string time;
    std::string metric = "member_hours_lost";
    std::uint64_t seed = 1;
    unsigned threads = 0;
    bool resume = false;
    bool fresh = false;
    bool uncertain = false;
    bool strict = false;
    bool statistics = false;
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

void say(const Common& common, const std::string& sentence) {
    if (!common.quiet) complain(sentence + "\n");
}

/// Where a study that is another one goes, so that nothing is lost.
fs::path kept_aside(const fs::path& study, const ensemble::Definition& found) {
    constexpr std::size_t enough = 8;
    const std::string stem =
        fmt::format("study-{}-seed{}", found.scenario_hash.substr(0, enough), found.seed);
    fs::path aside = study.parent_path() / fmt::format("{}.sqlite", stem);
    for (int i = 2; fs::exists(aside); ++i) {
        aside = study.parent_path() / fmt::format("{}-{}.sqlite", stem, i);
    }
    return aside;
}

void move_study(const fs::path& from, const fs::path& to) {
    for (const char* part : {"", "-wal", "-shm"}) {
        const fs::path old(from.string() + part);
        std::error_code error;
        if (!fs::exists(old, error)) continue;
        fs::rename(old, fs::path(to.string() + part), error);
        if (error) throw FileError(old, "rename", error.value());
    }
}

/// Where the study that is there is of a scenario that means the same, that one as the study holds
/// it: worlds go on in the order of things in which they began, and nothing that is written
/// otherwise costs a study.
void go_on_as_begun(const Options& options, const fs::path& path, Opened& opened,
                    const Common& common) {
    std::error_code error;
    if (options.fresh || !fs::exists(path, error)) return;
    const ensemble::Store study = ensemble::Store::open(path);
    const ensemble::About& about = study.about();
    if (about.definition.uncertain != options.uncertain ||
        about.definition.program_version != program_version) {
        return;
    }
    const auto changes = changes_since(about, opened.scenario, common.text);
    if (!changes || !changes->empty()) return;
    auto draft = draft_of(about, common.text);
    Diagnostics seen_before;
    auto scenario = draft ? draft->bind({}, seen_before) : std::nullopt;
    if (scenario) opened = {std::move(*draft), std::move(*scenario)};
}

/// What makes the study that is there another one than asked for.
std::string difference_in_words(const ensemble::Mismatch& difference, const ensemble::About& found,
                                const model::Plan& plan, const fs::path& path, const Text& text) {
    const bool is_scenario = difference.what == ensemble::Mismatch::What::scenario;
    return text(fmt::format("cli.compare.other_{}", word_of(difference.what)),
                {{"file", path.string()},
                 {"here", difference.here},
                 {"there", difference.there},
                 {"changes",
                  is_scenario ? in_words(changes_since(found, plan.scenario(), text), text) : ""}});
}

/// What is asked for hangs on means: times have none.
bool asks_for_rounds(const Options& options, ensemble::Metric metric) {
    const bool by_time = !options.time.empty() && !options.worlds;
    return !ensemble::info(metric).is_time && (!options.precision.empty() || by_time);
}

/// Why a study that left out runs cannot go on as asked; absent where it can.
std::optional<ensemble::Mismatch> other_rounds(const Options& options, const ensemble::Store& store,
                                               ensemble::Metric metric) {
    if (store.rounds().is_full()) return std::nullopt;
    const bool is_as_it_is = !options.worlds && options.precision.empty() && options.time.empty();
    const ensemble::RoundPlanning& there = *store.planned_by();
    const bool is_planned_alike = asks_for_rounds(options, metric) && there.metric == metric &&
                                  there.most_loss.has_value() == options.strict;
    if (is_as_it_is || is_planned_alike) return std::nullopt;
    const auto named = [](ensemble::Metric by, bool strict) {
        return std::string(ensemble::info(by).name) + (strict ? " --strict" : "");
    };
    return ensemble::Mismatch{ensemble::Mismatch::What::rounds, named(metric, options.strict),
                              named(there.metric, there.most_loss.has_value())};
}

/// The study to go on with: the one that is there if it is the same, else a new one.
std::optional<ensemble::Store> store_for(const Options& options, const fs::path& path,
                                         const ensemble::About& about, const model::Plan& plan,
                                         ensemble::Metric metric, const Common& common) {
    const Text& text = common.text;
    std::error_code error;
    if (!fs::exists(path, error)) {
        if (options.resume) {
            complain("kammerspiel: " +
                     text("cli.compare.nothing_to_resume", {{"file", path.string()}}) + "\n");
            return std::nullopt;
        }
        return ensemble::Store::create(path, about, ensemble::sites(plan.federation()));
    }
    std::optional<ensemble::Mismatch> difference;
    std::optional<ensemble::About> found;
    {
        ensemble::Store store = ensemble::Store::resume(path);
        ensemble::Definition wanted = about.definition;
        // Studies of earlier versions tell scenarios apart by their texts.
        if (store.about().definition.scenario_hash == scenario::hash_of_texts(plan.scenario())) {
            wanted.scenario_hash = store.about().definition.scenario_hash;
        }
        difference = ensemble::mismatch(wanted, store.about().definition);
        if (!difference) difference = other_rounds(options, store, metric);
        if (!difference && !options.fresh) {
            if (options.worlds && store.worlds() > *options.worlds) {
                complain(text("cli.compare.more_than_asked",
                              {{"asked", text.whole(static_cast<std::int64_t>(*options.worlds))},
                               {"count", static_cast<std::int64_t>(store.worlds())}}) +
                         "\n");
            } else if (store.worlds() > 0) {
                say(common, text("cli.compare.goes_on",
                                 {{"count", static_cast<std::int64_t>(store.worlds())}}));
            }
            return store;
        }
        found = store.about();
    }
    if (options.resume) {
        complain("kammerspiel: " + difference_in_words(*difference, *found, plan, path, text) +
                 "\n");
        return std::nullopt;
    }
    const fs::path aside = kept_aside(path, found->definition);
    if (difference && difference->what == ensemble::Mismatch::What::scenario) {
        say(common,
            text("cli.compare.another_scenario",
                 {{"changes", in_words(changes_since(*found, plan.scenario(), text), text)}}));
    }
    move_study(path, aside);
    say(common, text("cli.compare.kept_aside", {{"file", aside.string()}}));
    return ensemble::Store::create(path, about, ensemble::sites(plan.federation()));
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

bool has_uncertain(const scenario::Draft& draft) {
    const auto& all = draft.parameters();
    return std::any_of(all.begin(), all.end(),
                       [](const auto& parameter) { return parameter.between.has_value(); });
}

StudyLimits limits_of(const Options& options, ensemble::Metric metric) {
    StudyLimits limits{.worlds = usual_worlds, .in_rounds = asks_for_rounds(options, metric)};
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
        limits.worlds = most_worlds;
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

/// What is asked of the scenario with something changed; complains about what goes with a study
/// alone.
std::optional<VariantOptions> of_variants(const Options& options, const Text& text) {
    for (const auto& [is_given, option] : {std::pair{!options.precision.empty(), "--precision"},
                                           {!options.time.empty(), "--time"},
                                           {options.resume, "--resume"},
                                           {options.fresh, "--fresh"},
                                           {options.uncertain, "--uncertain"},
                                           {options.strict, "--strict"},
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

Status compare_strategies(const Options& options, const Common& common) {
    const Text& text = common.text;
    if (!options.set.empty() || !options.variants.empty()) {
        const auto of = of_variants(options, text);
        return of ? compare_variants(*of, common) : Status::command_at_fault;
    }
    const Interrupt interrupt;
    auto opened =
        open_or_complain(options.scenario, text, common.uses_colour(STDERR_FILENO), !common.quiet);
    if (!opened) return Status::input_at_fault;
    // Titles are told as they are now, also of a study that began before.
    const scenario::Scenario now = opened->scenario;
    const std::string folder = options.out.empty() ? "out/" + now.id + "-compare" : options.out;
    const fs::path path = fs::path(folder) / study_name;
    go_on_as_begun(options, path, *opened, common);
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
    if (!may_write_results_to(folder, {"comparison.html", "comparison.csv", "comparison.json"},
                              text)) {
        return Status::command_at_fault;
    }
    StagedFolder staged(folder);
    const ensemble::About about =
        about_of(scenario, *strategies, options.seed, options.uncertain, options.command_line);
    const model::Plan plan(std::move(opened->scenario));
    auto store = store_for(options, path, about, plan, *metric, common);
    if (!store) return Status::input_at_fault;
    StudyLimits limits = limits_of(options, *metric);
    if (options.strict) limits.most_loss = ensemble::most_member_hours(plan);
    Advance advance(plan, *store, limits, *metric, options.threads, interrupt.token(), common);
    if (options.uncertain) {
        advance.use(ensemble::uncertain_plans(opened->draft, options.seed));
    }
    const Advance::Ended ended = advance.run();
    store->finish();
    say_end(ended, advance, *store, path, common);
    constexpr std::uint64_t enough = 2;
    if (store->worlds() < enough) {
        complain(
            "kammerspiel: " +
            text("cli.compare.too_few", {{"count", static_cast<std::int64_t>(store->worlds())}}) +
            "\n");
        return ended == Advance::Ended::interrupted ? Status::interrupted
                                                    : Status::command_at_fault;
    }
    const StudyReport report = report_of(*store, now, *metric);
    const std::string json = report::comparison_as_json(report.comparison, report.context);
    const std::string csv = report::comparison_as_csv(report.comparison);
    const report::Document document =
        report::comparison_document(report.comparison, report.context, text, options.statistics);
    tell_of_kept(staged.write({{"comparison.html", as_html(document)},
                               {"comparison.csv", csv},
                               {"comparison.json", json}}),
                 text);
    if (options.json) {
        print(json);
    } else if (options.csv) {
        print(csv);
    } else if (!common.quiet) {
        print(as_text(document, {.colour = common.uses_colour(STDOUT_FILENO)}) + "\n" +
              text("cli.compare.written", {{"folder", folder}}) + "\n");
    }
    return ended == Advance::Ended::interrupted ? Status::interrupted : Status::done;
}

Check share_validator(const Text& text) {
    return [text](std::string& word) {
        return share_of(word) ? std::string() : text("cli.error.not_a_share", {{"word", word}});
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

void add_limits(Parser& command, Options& options, const Text& text) {
    const auto number = text("cli.help.number");
    command.add_option("-n,--worlds", options.worlds, text("cli.help.compare.worlds"))
        .type_name(number)
        .check(whole_number(most_worlds, text, 2));
    const Option precision =
        command.add_option("--precision", options.precision, text("cli.help.compare.precision"))
            .type_name("5%")
            .check(share_validator(text));
    command.add_option("--time", options.time, text("cli.help.compare.time"))
        .type_name("60s")
        .check(span_validator(text));
    command.add_flag("--strict", options.strict, text("cli.help.compare.strict")).needs(precision);
    add_seed_and_threads(command, options.seed, options.threads, text);
}

}  // namespace

void add_compare(Parser& program, const CommonOptions& common, Command& chosen) {
    const Text& text = common->text;
    Parser command = program.add_subcommand("compare", text("cli.help.compare"));
    const auto options = std::make_shared<Options>();
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
    command.add_flag("--statistics", options->statistics, text("cli.help.compare.statistics"));
    const Option json = command.add_flag("--json", options->json, text("cli.help.run.json"));
    command.add_flag("--csv", options->csv, text("cli.help.compare.csv")).excludes(json);
    command.callback([=, &chosen] {
        options->command_line = common->command_line;
        chosen = [=] { return compare_strategies(*options, *common); };
    });
}

}  // namespace kammerspiel::cli
