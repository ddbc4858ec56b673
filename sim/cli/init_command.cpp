#include <fmt/format.h>

#include <filesystem>
#include <map>

#include "sim/cli/commands.hpp"
#include "sim/cli/staged_folder.hpp"
#include "sim/cli/starters.hpp"

namespace kammerspiel::cli {
namespace {

namespace fs = std::filesystem;

/// A starter's files by their paths. `x.de.yaml` is `x.yaml` for those who read German.
std::vector<StagedFolder::File> files_of(const std::string& name, Language language) {
    std::map<std::string, std::string_view> files;
    std::map<std::string, std::string_view> in_german;
    // What all starters share comes first, so that a starter can replace it.
    for (const std::string_view wanted : {std::string_view("shared"), std::string_view(name)}) {
        for (const EmbeddedFile& file : embedded_starters()) {
            const auto slash = file.name.find('/');
            if (file.name.substr(0, slash) != wanted) continue;
            fs::path path(file.name.substr(slash + 1));
            const bool is_german = path.stem().extension() == ".de";
            if (is_german) {
                path.replace_filename(path.stem().stem().string() + path.extension().string());
            }
            (is_german ? in_german : files)[path.string()] = file.content;
        }
    }
    if (language == Language::de) {
        for (const auto& [path, content] : in_german) files[path] = content;
    }
    std::vector<StagedFolder::File> all;
    for (const auto& [path, content] : files) all.push_back({path, content});
    return all;
}

Status start(const fs::path& folder, const std::string& name, const Common& common) {
    const Text& text = common.text;
    const auto refuse = [&](std::string_view key) {
        complain("kammerspiel: " + text(key, {{"folder", folder.string()}}) + "\n");
        return Status::command_at_fault;
    };
    std::error_code error;
    if (fs::exists(folder, error)) {
        if (!fs::is_directory(folder, error)) return refuse("cli.folder.is_file");
        if (!fs::is_empty(folder, error)) return refuse("cli.init.not_empty");
    }
    StagedFolder staged(folder);
    staged.write(files_of(name, text.language()));
    if (!common.quiet) print(text("cli.init.done", {{"folder", folder.string()}}) + "\n");
    return Status::done;
}

}  // namespace

void add_init(CLI::App& program, const CommonOptions& common, Command& chosen) {
    const Text& text = common->text;
    const std::vector<std::string> starters{"chambers", "provider", "hospitals", "company"};
    CLI::App* command = program.add_subcommand("init", text("cli.help.init"));
    const auto folder = std::make_shared<std::string>();
    const auto name = std::make_shared<std::string>(starters.front());
    command->add_option("DIR", *folder, text("cli.help.init.dir"))->required()->type_name("");
    command->add_option("-t,--template", *name, text("cli.help.init.template"))
        ->type_name(alternatives(starters))
        ->check(one_of(starters, text))
        ->capture_default_str();
    command->callback([=, &chosen] { chosen = [=] { return start(*folder, *name, *common); }; });
}

}  // namespace kammerspiel::cli
