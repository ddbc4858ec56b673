#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/diagnostics_json.hpp"
#include "cli/exercise_material.hpp"
#include "cli/provenance.hpp"
#include "cli/result_place.hpp"
#include "cli/taken_list.hpp"
#include "kammerspiel/base/atomic_file.hpp"
#include "kammerspiel/exercise/edit_injects.hpp"
#include "kammerspiel/exercise/msel.hpp"

namespace kammerspiel::cli {
namespace {

namespace fs = std::filesystem;

struct AskedMsel {
    std::string scenario;
    std::string file;
    std::string mapping;
    std::string sheet;
    std::string times = "auto";
    std::string out;
    bool strict = false;
    bool force = false;
    bool write = false;
    bool yes = false;
    std::string deleted = "ask";
    bool json = false;
};

/// Rows were there or not, and nothing came of them.
bool is_unusable(const exercise::MselImport& import) { return import.left_out == import.rows; }

/// Whether there is something to write, and nothing that --strict forbids.
bool is_good(const AskedMsel& options, const exercise::MselImport& import,
             const Diagnostics& diagnostics) {
    if (!import.is_read || is_unusable(import)) return false;
    return !options.strict || (diagnostics.errors() == 0 && diagnostics.warnings() == 0);
}

std::string in_words(const AskedMsel& options, const exercise::MselImport& import, bool is_written,
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
    for (const Message& note : import.notes) words += text(note) + "\n";
    if (is_unusable(import)) {
        words += text("cli.msel.unusable") + "\n";
    } else if (!is_written) {
        words += text("cli.msel.strict") + "\n";
    } else if (!options.out.empty()) {
        words += text("cli.msel.written", {{"file", options.out}}) + "\n";
    }
    return words;
}

std::string as_json(const AskedMsel& options, const exercise::MselImport& import,
                    const Diagnostics& diagnostics, const std::string& yaml, const Text& text) {
    nlohmann::ordered_json json = provenance({});
    json.update(nlohmann::ordered_json{{"ok", is_good(options, import, diagnostics)},
                                       {"language", code(import.language)},
                                       {"rows", import.rows},
                                       {"rows_left_out", import.left_out},
                                       {"inject_count", import.injects.size()},
                                       {"unchanged", import.unchanged},
                                       {"changed", import.changed},
                                       {"added", import.added},
                                       {"missing", import.missing}});
    json["read_as"] = nlohmann::ordered_json::array();
    for (const Message& note : import.notes) json["read_as"].push_back(text(note));
    add_findings(json, diagnostics, text);
    if (options.out.empty() && !yaml.empty()) json["yaml"] = yaml;
    return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

/// Whether a person sits there who can be asked.
bool can_ask() { return ::isatty(STDIN_FILENO) != 0 && ::isatty(STDERR_FILENO) != 0; }

/// Nothing that is not clearly a yes is one.
bool is_yes(const std::string& question, const Text& text) {
    complain(question + " ");
    std::string answer;
    std::getline(std::cin, answer);
    return answer == text("cli.msel.yes") || answer == text("cli.msel.yes_in_full");
}

/// The injects that stay: what the list lacks is asked about. Absent where nobody can be asked.
std::optional<std::vector<scenario::Inject>> that_stay(const AskedMsel& options,
                                                       const exercise::MselImport& import,
                                                       const Text& text) {
    std::vector<scenario::Inject> injects = import.injects;
    if (import.missing_names.empty() || options.deleted == "keep") return injects;
    const std::string names = fmt::format("{}", fmt::join(import.missing_names, ", "));
    if (options.deleted == "ask" && !can_ask()) {
        complain("kammerspiel: " +
                 text("cli.msel.deleted_unclear",
                      {{"count", static_cast<std::int64_t>(import.missing_names.size())},
                       {"names", names}}) +
                 "\n");
        return std::nullopt;
    }
    for (const std::string& name : import.missing_names) {
        const auto at = std::find_if(injects.begin(), injects.end(),
                                     [&](const auto& one) { return one.name.text == name; });
        if (at == injects.end()) continue;
        const bool goes =
            options.deleted == "remove" ||
            is_yes(text("cli.msel.delete", {{"name", name}, {"title", text(at->title)}}), text);
        if (goes) injects.erase(at);
    }
    return injects;
}

/// The exercise's own file: where it lies, and its text.
struct ExerciseFile {
    fs::path path;
    const scenario::SourceFile* source = nullptr;
};

ExerciseFile exercise_file(const AskedMsel& options, const scenario::Scenario& scenario) {
    std::error_code error;
    const fs::path given(options.scenario);
    const fs::path root = fs::is_directory(given, error) ? given : given.parent_path();
    for (const scenario::SourceFile& source : scenario.sources) {
        if (source.is_for_papers) return {root / source.path, &source};
    }
    return {};
}

/// Whether the changed text says exactly what it should.
bool says(const scenario::Scenario& scenario, const scenario::SourceFile& changed,
          const std::string& text_of_file, const std::vector<scenario::Inject>& injects) {
    scenario::ScenarioTexts texts{
        .id = scenario.id, .main = scenario.sources.front().path, .files = {}};
    for (const scenario::SourceFile& source : scenario.sources) {
        texts.files.emplace(source.path, &source == &changed ? text_of_file : source.text);
    }
    Diagnostics diagnostics;
    const auto loaded = scenario::load(texts, diagnostics).scenario;
    return loaded && loaded->exercise && loaded->exercise->injects == injects;
}

std::string as_difference(const exercise::EditedInjects& edited) {
    std::string words;
    const auto add = [&](char sign, const std::vector<std::string>& lines) {
        for (std::string line : lines) {
            if (line.ends_with('\r')) line.pop_back();
            words += fmt::format("{}{}\n", sign, line);
        }
    };
    for (const exercise::LineChange& change : edited.changes) {
        words += fmt::format("@@ {} @@\n", change.line);
        // Of a longer inject only the lines that differ.
        std::size_t front = 0;
        while (front < std::min(change.before.size(), change.after.size()) &&
               change.before[front] == change.after[front]) {
            ++front;
        }
        std::size_t back = 0;
        while (back < std::min(change.before.size(), change.after.size()) - front &&
               change.before[change.before.size() - 1 - back] ==
                   change.after[change.after.size() - 1 - back]) {
            ++back;
        }
        const auto part = [](const std::vector<std::string>& lines, std::size_t from,
                             std::size_t to) {
            return std::vector<std::string>(lines.begin() + static_cast<std::ptrdiff_t>(from),
                                            lines.begin() + static_cast<std::ptrdiff_t>(to));
        };
        add(' ', part(change.before, 0, std::min<std::size_t>(front, 1)));
        add('-', part(change.before, front, change.before.size() - back));
        add('+', part(change.after, front, change.after.size() - back));
    }
    return words;
}

/// What was there before, under a name that is free.
fs::path keep_copy(const fs::path& file, const std::string& text) {
    fs::path copy(file.string() + ".before");
    std::error_code error;
    for (int number = 2; fs::exists(copy, error); ++number) {
        copy = fmt::format("{}.before-{}", file.string(), number);
    }
    write_file(copy, text);
    return copy;
}

/// Into the exercise's own file, with a word before.
Status write_into_exercise(const AskedMsel& options, const scenario::Scenario& scenario,
                           const Calendar& calendar, const exercise::MselImport& import,
                           const Common& common) {
    const Text& text = common.text;
    const auto injects = that_stay(options, import, text);
    if (!injects) return Status::command_at_fault;
    const ExerciseFile file = exercise_file(options, scenario);
    const auto edited =
        exercise::edit_injects(file.source->text, scenario.exercise->injects, *injects, calendar);
    if (!edited || !says(scenario, *file.source, edited->text, *injects)) {
        complain("kammerspiel: " + text("cli.msel.cannot_edit", {{"file", file.path.string()}}) +
                 "\n");
        return Status::input_at_fault;
    }
    if (edited->changes.empty()) {
        note_as_taken(import.timings, file.path);
        if (!common.quiet) {
            print(text("cli.msel.nothing_to_write", {{"file", file.path.string()}}) + "\n");
        }
        return Status::done;
    }
    print(as_difference(*edited));
    if (!options.yes && can_ask() &&
        !is_yes(text("cli.msel.write", {{"file", file.path.string()}}), text)) {
        complain(text("cli.msel.not_written", {{"file", file.path.string()}}) + "\n");
        return Status::done;
    }
    const fs::path copy = keep_copy(file.path, file.source->text);
    write_file(file.path, edited->text);
    note_as_taken(import.timings, file.path);
    if (!common.quiet) {
        print(
            text("cli.msel.written_into", {{"file", file.path.string()}, {"copy", copy.string()}}) +
            "\n");
    }
    return Status::done;
}

/// A draft that nobody has changed stays one: it is drafted anew from what the world has become.
void leave_drafts(const exercise::Schedule& schedule, exercise::MselImport& import) {
    for (const exercise::ScheduledInject& one : schedule.injects) {
        if (!one.is_derived) continue;
        import.added -= std::erase_if(import.injects, [&](scenario::Inject inject) {
            // Who sends it is said in the language of the list alone.
            inject.from = one.inject.from;
        return inject == one.inject;
    });
}
}  // namespace

Status read_back(const AskedMsel& options, const Common& common) {
    const Text& text = common.text;
    // Injects are edited after they were read.
    if (!may_write_file(options.out, options.force, "injects.yaml", text,
                        {options.file, options.mapping, options.scenario})) {
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
    // With the times that the world that is played gave conditional injects, and with what is
    // drafted from it: else an edit of one could not be told from what was exported.
    const exercise::Schedule schedule = played_schedule(*scenario);
    const auto mapping =
        options.mapping.empty() ? std::nullopt : std::optional<fs::path>(options.mapping);
    Diagnostics diagnostics;
    const exercise::MselOptions how{
        .sheets = options.sheet.empty() ? std::vector<std::string>() : std::vector{options.sheet},
        .times =
            value_of<exercise::MselTimes>(options.times).value_or(exercise::MselTimes::automatic),
        .taken = taken_last(exercise_file(options, *scenario).path)};
    exercise::MselImport import =
        exercise::read_msel(options.file, exercise, schedule, mapping, text, diagnostics, how);
    leave_drafts(schedule, import);
    if (options.write) {
        complain_of(diagnostics, NoLines(), text, common.uses_colour(STDERR_FILENO), !common.quiet);
        const bool is_taken = is_good(options, import, diagnostics);
        if (!common.quiet) complain(in_words(options, import, is_taken, text));
        if (!is_taken) return Status::input_at_fault;
        return write_into_exercise(options, *scenario, *calendar, import, common);
    }
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

}  // namespace kammerspiel::cli

void add_msel(Parser& program, const CommonOptions& common, Command& chosen) {
    const Text& text = common->text;
    Parser command = program.add_subcommand("msel", text("cli.help.msel"));
    const auto options = std::make_shared<AskedMsel>();
    command.add_option("SCENARIO", options->scenario, text("cli.help.scenario"))
        .required()
        .type_name("");
    command.add_option("FILE", options->file, text("cli.help.msel.file")).required().type_name("");
    command.add_option("--mapping", options->mapping, text("cli.help.msel.mapping"))
        .type_name(text("cli.help.file"));
    command.add_option("--sheet", options->sheet, text("cli.help.msel.sheet")).type_name("NAME");
    const auto& times = Words<exercise::MselTimes>::list;
    command.add_option("--times", options->times, text("cli.help.msel.times"))
        .check(one_of({times.begin(), times.end()}, text));
    const Option out = command.add_option("-o,--out", options->out, text("cli.help.msel.out"))
                           .type_name(text("cli.help.file"));
    const std::vector<std::string> choices{"ask", "keep", "remove"};
    const Option write =
        command.add_flag("--write", options->write, text("cli.help.msel.write")).excludes(out);
    command.add_option("--deleted", options->deleted, text("cli.help.msel.deleted"))
        .type_name(alternatives(choices))
        .check(one_of(choices, text))
        .needs(write)
        .show_default();
    command.add_flag("-y,--yes", options->yes, text("cli.help.msel.yes")).needs(write);
    command.add_flag("--strict", options->strict, text("cli.help.msel.strict"));
    command.add_flag("--force", options->force, text("cli.help.msel.force"));
    command.add_flag("--json", options->json, text("cli.help.msel.json")).excludes(write);
    command.callback([=, &chosen] { chosen = [=] { return read_back(*options, *common); }; });
}

}  // namespace kammerspiel::cli
