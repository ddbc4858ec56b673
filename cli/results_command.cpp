#include <fmt/format.h>
#include <unistd.h>

#include <cmath>

#include "cli/begun_study.hpp"
#include "cli/commands.hpp"
#include "cli/comparison_output.hpp"
#include "cli/interrupt.hpp"
#include "cli/named.hpp"
#include "cli/one_world.hpp"
#include "cli/provenance.hpp"
#include "cli/result_place.hpp"
#include "cli/study_scenario.hpp"
#include "kammerspiel/base/version.hpp"
#include "kammerspiel/ensemble/merge_shards.hpp"
#include "kammerspiel/ensemble/migrate.hpp"
#include "kammerspiel/ensemble/uncertain.hpp"
#include "kammerspiel/ensemble/vocabulary.hpp"

namespace kammerspiel::cli {
namespace {

namespace fs = std::filesystem;

struct ResultsOptions {
    std::string file;
    bool csv = false;
    bool json = false;
    bool in_lines = false;
    bool digest = false;
    std::string migrate;
    bool force = false;
    std::string world;
    std::string strategy;
    std::string attacker;
    std::string out;
    std::string metric = "member_hours_lost";
    bool statistics = false;
};

/// A run of a study, and what a metric of it is or why it is missing.
struct RunOf {
    std::uint64_t world;
    std::string_view strategy, attacker;
    double weight;
};

std::string_view status_of(const ensemble::MetricInfo& metric, double value) {
    using ensemble::Status;
    if (std::isfinite(value)) return word_of(Status::known);
    return word_of(metric.is_time ? Status::beyond_horizon : Status::not_defined);
}

std::string value_in_csv(double value) {
    return std::isfinite(value) ? fmt::format("{}", value) : "";
}

std::string_view unit_of(const ensemble::MetricInfo& metric, const ensemble::About& about) {
    return metric.metric == ensemble::Metric::money_lost ? std::string_view(about.currency)
                                                         : metric.unit;
}

std::string csv_headings(bool in_lines) {
    std::string text = "world,strategy,attacker,attacker_weight";
    if (in_lines) return text + ",metric,unit,value,status\n";
    for (const auto& metric : ensemble::metrics()) {
        text += fmt::format(",{}", metric.name);
        if (metric.may_be_missing()) text += fmt::format(",{}_status", metric.name);
    }
    return text + "\n";
}

std::string csv_of(const RunOf& run, const ensemble::Headline& figures,
                   const ensemble::About& about, bool in_lines) {
    const std::string head =
        fmt::format("{},{},{},{}", run.world, run.strategy, run.attacker, run.weight);
    std::string text = in_lines ? std::string() : head;
    for (const auto& metric : ensemble::metrics()) {
        const double value = figures[metric.metric];
        if (in_lines) {
            text += fmt::format("{},{},{},{},{}\n", head, metric.name, unit_of(metric, about),
                                value_in_csv(value), status_of(metric, value));
            continue;
        }
        text += "," + value_in_csv(value);
        if (metric.may_be_missing()) text += fmt::format(",{}", status_of(metric, value));
    }
    return in_lines ? text : text + "\n";
}

nlohmann::ordered_json value_in_json(const ensemble::MetricInfo& metric, double value) {
    if (!std::isfinite(value)) return nullptr;
    return metric.is_whole ? nlohmann::ordered_json(static_cast<std::uint64_t>(value))
                           : nlohmann::ordered_json(value);
}

std::string line_of(const nlohmann::ordered_json& json) {
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

/// One object a run, or a run and metric, so that a study of any size can be read line by line;
/// each says where it comes from.
std::string json_of(nlohmann::ordered_json head, const RunOf& run,
                    const ensemble::Headline& figures, const ensemble::About& about,
                    bool in_lines) {
    head["world"] = run.world;
    head["strategy"] = run.strategy;
    head["attacker"] = run.attacker;
    head["attacker_weight"] = run.weight;
    std::string lines;
    for (const auto& metric : ensemble::metrics()) {
        const double value = figures[metric.metric];
        const std::string name(metric.name);
        if (in_lines) {
            nlohmann::ordered_json line = head;
            line["metric"] = metric.name;
            line["unit"] = unit_of(metric, about);
            line["value"] = value_in_json(metric, value);
            line["status"] = status_of(metric, value);
            lines += line_of(line);
            continue;
        }
        head[name] = value_in_json(metric, value);
        if (metric.may_be_missing()) head[name + "_status"] = status_of(metric, value);
    }
    return in_lines ? lines : line_of(head);
}

void print_runs(const ensemble::Store& store, const ResultsOptions& options) {
    const ensemble::About& about = store.about();
    const auto origin = provenance({.scenario = about.scenario,
                                    .scenario_hash = about.definition.scenario_hash,
                                    .seed = about.definition.seed,
                                    .program_version = about.definition.program_version});
    std::string text = options.csv ? csv_headings(options.in_lines) : std::string();
    constexpr std::size_t enough = 1U << 20U;
    store.for_each_run([&](std::uint64_t world, std::size_t strategy, std::size_t attacker,
                           const ensemble::Headline& figures) {
        const RunOf run{world, about.definition.strategies[strategy], about.attackers[attacker],
                        about.weights[attacker]};
        text += options.csv ? csv_of(run, figures, about, options.in_lines)
                            : json_of(origin, run, figures, about, options.in_lines);
        if (text.size() < enough) return;
        print(text);
        text.clear();
    });
    print(text);
}

Status replay(const ResultsOptions& options, const ensemble::Store& store, const Common& common) {
    const Text& text = common.text;
    const Interrupt interrupt;
    const std::uint64_t world = std::stoull(options.world);
    if (world >= store.worlds()) {
        complain(
            "kammerspiel: " +
            text("cli.results.no_world", {{"world", text.whole(static_cast<std::int64_t>(world))},
                                          {"count", static_cast<std::int64_t>(store.worlds())}}) +
            "\n");
        return Status::command_at_fault;
    }
    const auto draft = draft_of(store.about(), text);
    if (!draft) return Status::input_at_fault;
    const ensemble::Definition& definition = store.about().definition;
    const auto plan = ensemble::plan_with(
        *draft, definition.uncertain ? ensemble::drawn(*draft, definition.seed, world)
                                     : std::vector<scenario::Override>{});
    const scenario::Scenario& scenario = plan->scenario();
    const auto strategy =
        find_named(scenario.strategies, options.strategy, "cli.unknown.strategy", text);
    const auto attacker =
        find_named(scenario.attackers, options.attacker, "cli.unknown.attacker", text);
    if (!strategy || !attacker) return Status::command_at_fault;
    if (definition.program_version != program_version) {
        complain(text("cli.results.other_version", {{"here", std::string(program_version)},
                                                    {"there", definition.program_version}}) +
                 "\n");
    }
    const std::string folder =
        options.out.empty()
            ? (store.path().parent_path() / fmt::format("world-{}-{}-{}", world,
                                                        scenario.strategies[*strategy].name.text,
                                                        scenario.attackers[*attacker].name.text))
                  .string()
            : options.out;
    if (!may_write_world_to(folder, text)) return Status::command_at_fault;
    return tell_world(*plan,
                      {.strategy = *strategy,
                       .attacker = *attacker,
                       .world = {.seed = definition.seed, .replication = world},
                       .keep_trace = true,
                       .stop = interrupt.token()},
                      folder, options.json, common, run_here());
}

Status migrate(const fs::path& file, const ResultsOptions& options, const Common& common) {
    const Text& text = common.text;
    if (!may_write_file(options.migrate, options.force, study_name, text, {file})) {
        return Status::command_at_fault;
    }
    const int format = ensemble::migrate_study(file, options.migrate);
    if (!common.quiet) {
        print(text("cli.results.migrated",
                   {{"format", static_cast<std::int64_t>(format)}, {"file", options.migrate}}) +
              "\n");
    }
    return Status::done;
}

Status show_results(const ResultsOptions& options, const Common& common) {
    if (options.file.empty()) {
        // Not asked for by the command line, as `merge` goes without it.
        complain("kammerspiel: " + common.text("cli.error.required", {{"name", "FILE"}}) + "\n" +
                 common.text("cli.see_help", {{"command", "kammerspiel results"}}) + "\n");
        return Status::command_at_fault;
    }
    if (options.in_lines && !options.csv && !options.json) {
        complain("kammerspiel: " + common.text("cli.results.long_alone") + "\n" +
                 common.text("cli.see_help", {{"command", "kammerspiel results"}}) + "\n");
        return Status::command_at_fault;
    }
    std::error_code error;
    // The folder of a comparison will do.
    const fs::path file = fs::is_directory(options.file, error)
                              ? fs::path(options.file) / study_name
                              : fs::path(options.file);
    if (!options.migrate.empty()) return migrate(file, options, common);
    const ensemble::Store store = ensemble::Store::open(file);
    if (options.digest) {
        print(store.digest() + "\n");
    } else if (!options.world.empty()) {
        return replay(options, store, common);
    } else if (options.csv || options.json) {
        print_runs(store, options);
    } else {
        return show_study(store, file.string(), options.metric, options.statistics, common);
    }
    return Status::done;
}

struct MergeOptions {
    std::vector<std::string> studies;
    std::string out;
    bool force = false;
};

Status merge(const MergeOptions& options, const Common& common) {
    const Text& text = common.text;
    const std::vector<fs::path> files(options.studies.begin(), options.studies.end());
    if (!may_write_file(options.out, options.force, study_name, text, files)) {
        return Status::command_at_fault;
    }
    const auto merged = ensemble::merge_shards(files, options.out, common.command_line);
    if (common.quiet) return Status::done;
    print(text("cli.merge.done", {{"count", static_cast<std::int64_t>(merged.shards)},
                                  {"worlds", text.whole(static_cast<std::int64_t>(merged.worlds))},
                                  {"file", options.out}}) +
          "\n");
    return Status::done;
}

/// `is_chosen` tells the command around it, whose turn comes afterwards, that it is not meant.
void add_merge(Parser& results, const CommonOptions& common, Command& chosen,
               const std::shared_ptr<bool>& is_chosen) {
    const Text& text = common->text;
    Parser command = results.add_subcommand("merge", text("cli.help.merge"));
    const auto options = std::make_shared<MergeOptions>();
    command.add_option("STUDY", options->studies, text("cli.help.merge.studies"))
        .required()
        .type_name("");
    command.add_option("-o,--out", options->out, text("cli.help.merge.out"))
        .required()
        .type_name(study_name);
    command.add_flag("--force", options->force, text("cli.help.import.force"));
    command.callback([=, &chosen] {
        *is_chosen = true;
        chosen = [=] { return merge(*options, *common); };
    });
}

}  // namespace

void add_results(Parser& program, const CommonOptions& common, Command& chosen) {
    const Text& text = common->text;
    Parser command = program.add_subcommand("results", text("cli.help.results"));
    const auto options = std::make_shared<ResultsOptions>();
    command.add_option("FILE", options->file, text("cli.help.results.file")).type_name("");
    const Option csv = command.add_flag("--csv", options->csv, text("cli.help.results.csv"));
    const Option json = command.add_flag("--json", options->json, text("cli.help.results.json"));
    const Option digest =
        command.add_flag("--digest", options->digest, text("cli.help.results.digest"));
    csv.excludes(json).excludes(digest);
    json.excludes(digest);
    command.add_flag("--long", options->in_lines, text("cli.help.results.long"));
    const Option migrated =
        command.add_option("--migrate", options->migrate, text("cli.help.results.migrate"))
            .type_name(study_name)
            .excludes(csv)
            .excludes(json)
            .excludes(digest);
    command.add_flag("--force", options->force, text("cli.help.import.force")).needs(migrated);
    constexpr std::uint64_t most_worlds = 1'000'000'000;
    const Option world =
        command.add_option("-w,--world", options->world, text("cli.help.results.world"))
            .type_name(text("cli.help.number"))
            .check(whole_number(most_worlds, text))
            .excludes(csv)
            .excludes(digest)
            .excludes(migrated);
    command.add_option("-s,--strategy", options->strategy, text("cli.help.run.strategy"))
        .type_name(text("cli.help.name"))
        .needs(world);
    command.add_option("-a,--attacker", options->attacker, text("cli.help.run.attacker"))
        .type_name(text("cli.help.name"))
        .needs(world);
    command.add_option("-o,--out", options->out, text("cli.help.results.out"))
        .type_name(text("cli.help.folder"))
        .needs(world);
    command.add_option("-m,--metric", options->metric, text("cli.help.compare.metric"))
        .type_name(text("cli.help.name"))
        .show_default();
    command.add_flag("--statistics", options->statistics, text("cli.help.compare.statistics"));
    const auto merges = std::make_shared<bool>(false);
    add_merge(command, common, chosen, merges);
    command.callback([=, &chosen] {
        if (!*merges) chosen = [=] { return show_results(*options, *common); };
    });
}

}  // namespace kammerspiel::cli
