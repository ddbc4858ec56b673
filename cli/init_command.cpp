#include <unistd.h>

#include <filesystem>
#include <map>

#include "cli/commands.hpp"
#include "cli/result_place.hpp"
#include "cli/staged_folder.hpp"
#include "cli/starters.hpp"
#include "kammerspiel/import/organisation_book.hpp"
#include "kammerspiel/sheet/spreadsheet.hpp"
#include "kammerspiel/sheet/workbook.hpp"

namespace kammerspiel::cli {
namespace {

namespace fs = std::filesystem;

struct InitOptions {
    std::string folder;
    std::string starter = "chambers";
    std::string from;
    std::string sheet;
};

bool may_begin(const fs::path& folder, const Text& text) {
    const auto refuse = [&](std::string_view key) {
        complain("kammerspiel: " + text(key, {{"folder", folder.string()}}) + "\n");
        return false;
    };
    std::error_code error;
    if (!fs::exists(folder, error)) return true;
    if (!fs::is_directory(folder, error)) return refuse("cli.folder.is_file");
    return fs::is_empty(folder, error) || refuse("cli.init.not_empty");
}

void write(const fs::path& folder, const std::vector<StarterFile>& files) {
    StagedFolder staged(folder);
    std::vector<StagedFolder::File> written;
    for (const StarterFile& file : files) written.push_back({file.path, file.text});
    // A scenario is the planner's from now on.
    StagedFolder::Rules rules;
    rules.records = false;
    (void)staged.write(written, rules);
}

Status start(const fs::path& folder, const std::string& name, const Common& common) {
    const Text& text = common.text;
    if (!may_begin(folder, text)) return Status::command_at_fault;
    write(folder, files_of_starter(name, text.language()));
    if (!common.quiet) print(text("cli.init.done", {{"folder", folder.string()}}) + "\n");
    return Status::done;
}

/// The workbook to fill in.
Status write_sheet(const fs::path& file, const Common& common) {
    const Text& text = common.text;
    if (!may_write_file(file.string(), false, "organisations.xlsx", text, {})) {
        return Status::command_at_fault;
    }
    constexpr std::size_t room = 200;
    std::vector<sheet::SheetTable> tables;
    for (auto& table : inventories::book_tables(text)) {
        sheet::SheetTable made;
        made.name = std::move(table.name);
        made.above = std::move(table.above);
        for (auto& column : table.columns) {
            made.columns.push_back({std::move(column.heading), column.width,
                                    std::move(column.choices), std::move(column.choices_from)});
        }
        made.rows = std::move(table.rows);
        made.blank_rows = tables.empty() ? 0 : room;  // the first one is only read
        tables.push_back(std::move(made));
    }
    write_file(file, sheet::as_xlsx(tables, "Kammerspiel"));
    if (!common.quiet) print(text("cli.init.sheet", {{"file", file.string()}}) + "\n");
    return Status::done;
}

void replace_all(std::string& text, std::string_view what, const std::string& by) {
    for (std::size_t at = text.find(what); at != std::string::npos;
         at = text.find(what, at + by.size())) {
        text.replace(at, what.size(), by);
    }
}

/// In double quotes, for YAML.
std::string quoted(const std::string& text) {
    std::string made = "\"";
    constexpr std::size_t longest = 100;
    for (const char c : harmless(text, longest)) {
        if (c == '"' || c == '\\') made += '\\';
        made += c;
    }
    return made + "\"";
}

/// A story on the federation that the workbook makes: it begins with whom most depend on.
std::vector<StarterFile> story_of(const inventories::BookFederation& federation,
                                  const fs::path& folder, Language language) {
    std::map<std::string, std::string> files;
    // Who reaches nobody over a link needs attackers who do not try.
    for (const char* starter : {federation.has_wan ? "shared" : "company", "sheet"}) {
        for (StarterFile& file : files_of_starter(starter, language)) {
            // The story is that of the sheet, the attackers are the other starter's.
            const bool is_of_attackers = file.path.starts_with("profiles/");
            const bool is_needed = starter == std::string_view("sheet")
                                       ? !is_of_attackers
                                       : is_of_attackers || file.path == "README.md";
            if (is_needed) files[file.path] = std::move(file.text);
        }
    }
    for (auto& [path, text] : files) {
        // Nobody wants what is not there.
        if (!federation.has_backups) replace_all(text, "  - {kind: backup}\n", "");
    }
    std::string& scenario = files.at("scenario.yaml");
    std::string services;
    for (const std::string& one : federation.services) {
        services += (services.empty() ? "" : ", ") + one;
    }
    replace_all(scenario, "SEAT", federation.seat);
    replace_all(scenario, "ENTRY", federation.entry_group);
    replace_all(scenario, "ODD", federation.odd_group);
    replace_all(scenario, "SERVICES", services);
    replace_all(scenario, "TITLE", quoted(folder.filename().string()));
    files["federation.yaml"] = federation.federation_yaml;
    files["organisations.csv"] = federation.organisations_csv;
    std::vector<StarterFile> all;
    for (auto& [path, content] : files) all.push_back({path, std::move(content)});
    return all;
}

Status start_from(const InitOptions& options, const Common& common) {
    const Text& text = common.text;
    const fs::path folder(options.folder);
    if (!may_begin(folder, text)) return Status::command_at_fault;
    Diagnostics diagnostics;
    std::vector<inventories::BookSheet> sheets;
    for (auto& one : sheet::read_workbook(options.from, diagnostics)) {
        sheets.push_back({std::move(one.name), std::move(one.rows)});
    }
    std::optional<inventories::BookFederation> federation;
    if (!diagnostics.has_errors()) {
        federation = inventories::federation_of_book(
            sheets, fs::path(options.from).filename().string(), text, diagnostics);
    }
    complain_of(diagnostics, NoLines(), text, common.uses_colour(STDERR_FILENO), !common.quiet);
    if (!federation) {
        complain("kammerspiel: " + text("cli.init.nothing", {{"folder", options.folder}}) + "\n");
        return Status::input_at_fault;
    }
    write(folder, story_of(*federation, fs::absolute(folder).lexically_normal(), text.language()));
    if (!common.quiet) {
        print(
            text("cli.init.from", {{"count", static_cast<std::int64_t>(federation->organisations)},
                                   {"file", options.from}}) +
            "\n" + text("cli.init.done", {{"folder", options.folder}}) + "\n");
    }
    return Status::done;
}

Status begin(const InitOptions& options, const Common& common) {
    if (!options.sheet.empty()) return write_sheet(options.sheet, common);
    if (options.folder.empty()) {
        complain("kammerspiel: " + common.text("cli.init.no_folder") + "\n");
        return Status::command_at_fault;
    }
    if (!options.from.empty()) return start_from(options, common);
    return start(options.folder, options.starter, common);
}

}  // namespace

void add_init(Parser& program, const CommonOptions& common, Command& chosen) {
    const Text& text = common->text;
    const std::vector<std::string> starters{"chambers", "provider", "hospitals", "company"};
    Parser command = program.add_subcommand("init", text("cli.help.init"));
    const auto options = std::make_shared<InitOptions>();
    const Option folder =
        command.add_option("DIR", options->folder, text("cli.help.init.dir")).type_name("");
    const Option starter =
        command.add_option("-t,--template", options->starter, text("cli.help.init.template"))
            .type_name(alternatives(starters))
            .check(one_of(starters, text))
            .show_default();
    const Option from = command.add_option("--from", options->from, text("cli.help.init.from"))
                            .type_name(text("cli.help.file"))
                            .excludes(starter);
    command.add_option("--sheet", options->sheet, text("cli.help.init.sheet"))
        .type_name(text("cli.help.file"))
        .excludes(starter)
        .excludes(from)
        .excludes(folder);
    command.callback([=, &chosen] { chosen = [=] { return begin(*options, *common); }; });
}

}  // namespace kammerspiel::cli
