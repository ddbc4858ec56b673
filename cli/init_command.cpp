#include <filesystem>

#include "cli/commands.hpp"
#include "cli/staged_folder.hpp"
#include "cli/starters.hpp"

namespace kammerspiel::cli {
namespace {

namespace fs = std::filesystem;

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
    const std::vector<StarterFile> files = files_of_starter(name, text.language());
    std::vector<StagedFolder::File> written;
    for (const StarterFile& file : files) written.push_back({file.path, file.text});
    staged.write(written);
    if (!common.quiet) print(text("cli.init.done", {{"folder", folder.string()}}) + "\n");
    return Status::done;
}

}  // namespace

void add_init(Parser& program, const CommonOptions& common, Command& chosen) {
    const Text& text = common->text;
    const std::vector<std::string> starters{"chambers", "provider", "hospitals", "company"};
    Parser command = program.add_subcommand("init", text("cli.help.init"));
    const auto folder = std::make_shared<std::string>();
    const auto name = std::make_shared<std::string>(starters.front());
    command.add_option("DIR", *folder, text("cli.help.init.dir")).required().type_name("");
    command.add_option("-t,--template", *name, text("cli.help.init.template"))
        .type_name(alternatives(starters))
        .check(one_of(starters, text))
        .show_default();
    command.callback([=, &chosen] { chosen = [=] { return start(*folder, *name, *common); }; });
}

}  // namespace kammerspiel::cli
