#include <unistd.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/diagnostics_json.hpp"
#include "cli/exercise_material.hpp"
#include "cli/result_place.hpp"
#include "kammerspiel/base/atomic_file.hpp"
#include "kammerspiel/exercise/msel.hpp"

namespace kammerspiel::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
    std::string scenario;
    std::string file;
    std::string mapping;
    std::string out;
    bool strict = false;
    bool force = false;
    bool json = false;
};

/// Whether there is something to write, and nothing that --strict forbids.
bool is_good(const Options& options, const exercise::MselImport& import,
             const Diagnostics& diagnostics) {
    if (!import.is_read) return false;
    return !options.strict || (diagnostics.errors() == 0 && diagnostics.warnings() == 0);
}

std::string in_words(const Options& options, const exercise::MselImport& import, bool is_written,
                     const Text& text) {
    if (!import.is_read) return text("cli.msel.nothing") + "\n";
    const auto whole = [&](std::size_t n) { return text.whole(static_cast<std::int64_t>(n)); };
    std::string words = text("cli.msel.read", {{"rows", whole(import.rows)},
                                               {"left_out", whole(import.left_out)},
                                               {"unchanged", whole(import.unchanged)},
                                               {"changed", whole(import.changed)},
                                               {"added", whole(import.added)},
                                               {"missing", whole(import.missing)}}) +
                        "\n";
    if (!is_written) {
        words += text("cli.msel.strict") + "\n";
    } else if (!options.out.empty()) {
        words += text("cli.msel.written", {{"file", options.out}}) + "\n";
    }
    return words;
}

std::string as_json(const Options& options, const exercise::MselImport& import,
                    const Diagnostics& diagnostics, const std::string& yaml, const Text& text) {
    nlohmann::ordered_json json{{"ok", is_good(options, import, diagnostics)},
                                {"language", code(import.language)},
                                {"rows", import.rows},
                                {"rows_left_out", import.left_out},
                                {"injects", import.injects.size()},
                                {"unchanged", import.unchanged},
                                {"changed", import.changed},
                                {"added", import.added},
                                {"missing", import.missing}};
    add_findings(json, diagnostics, text);
    if (options.out.empty() && !yaml.empty()) json["yaml"] = yaml;
    return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

Status read_back(const Options& options, const Common& common) {
    const Text& text = common.text;
    // Injects are edited after they were read.
    if (!may_write_file(options.out, options.force, "injects.yaml", text)) {
        return Status::command_at_fault;
    }
    const auto scenario =
        load_or_complain(options.scenario, text, common.uses_colour(STDERR_FILENO), false);
    if (!scenario) return Status::input_at_fault;
    if (!scenario->exercise) {
        complain("kammerspiel: " + text("cli.msel.no_exercise") + "\n");
        return Status::input_at_fault;
    }
    const scenario::Exercise& exercise = *scenario->exercise;
    const auto calendar = Calendar::make(scenario->starts.local, scenario->starts.zone).calendar;
    // With the times that the world that is played gave conditional injects: else an edit of one
    // could not be told from what was exported.
    const exercise::Schedule schedule =
        exercise::schedule_of(exercise, *calendar, moments_of_conditions(*scenario), {});
    const auto mapping =
        options.mapping.empty() ? std::nullopt : std::optional<fs::path>(options.mapping);
    Diagnostics diagnostics;
    const exercise::MselImport import =
        exercise::read_msel(options.file, exercise, schedule, mapping, text, diagnostics);
    const bool is_written = is_good(options, import, diagnostics);
    const std::string yaml =
        is_written ? exercise::injects_yaml(import.injects, *calendar) : std::string();
    if (is_written && !options.out.empty()) write_file(options.out, yaml);
    const Status status = is_written ? Status::done : Status::input_at_fault;
    if (options.json) {
        print(as_json(options, import, diagnostics, yaml, text));
        return status;
    }
    complain_of(diagnostics, NoLines(), text, common.uses_colour(STDERR_FILENO), !common.quiet);
    if (options.out.empty()) print(yaml);
    if (common.quiet) return status;
    const std::string words = in_words(options, import, is_written, text);
    if (options.out.empty() || !is_written) {
        complain(words);
    } else {
        print(words);
    }
    return status;
}

}  // namespace

void add_msel(Parser& program, const CommonOptions& common, Command& chosen) {
    const Text& text = common->text;
    Parser command = program.add_subcommand("msel", text("cli.help.msel"));
    const auto options = std::make_shared<Options>();
    command.add_option("SCENARIO", options->scenario, text("cli.help.scenario"))
        .required()
        .type_name("");
    command.add_option("FILE", options->file, text("cli.help.msel.file")).required().type_name("");
    command.add_option("--mapping", options->mapping, text("cli.help.msel.mapping"))
        .type_name(text("cli.help.file"));
    command.add_option("-o,--out", options->out, text("cli.help.msel.out"))
        .type_name(text("cli.help.file"));
    command.add_flag("--strict", options->strict, text("cli.help.msel.strict"));
    command.add_flag("--force", options->force, text("cli.help.msel.force"));
    command.add_flag("--json", options->json, text("cli.help.msel.json"));
    command.callback([=, &chosen] { chosen = [=] { return read_back(*options, *common); }; });
}

}  // namespace kammerspiel::cli
