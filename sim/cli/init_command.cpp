#include <fmt/format.h>

#include <filesystem>
#include <map>

#include "kammerspiel/base/atomic_file.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/starters.hpp"

namespace kammerspiel::cli {
namespace {

namespace fs = std::filesystem;

Status start(const fs::path& folder, const std::string& name, const Common& common) {
    const Text text = common.text();
    std::error_code error;
    if (fs::exists(folder, error) &&
        !(fs::is_directory(folder, error) && fs::is_empty(folder, error))) {
        complain(text("cli.init.not_empty", {{"folder", folder.string()}}) + "\n");
        return Status::input_at_fault;
    }
    // What all starters share comes first, so that a starter can replace it.
    std::map<std::string, std::string_view> files;
    for (const EmbeddedFile& file : embedded_starters()) {
        const auto slash = file.name.find('/');
        const std::string_view owner = file.name.substr(0, slash);
        const std::string path(file.name.substr(slash + 1));
        if (owner == name) files[path] = file.content;
        if (owner == "shared") files.try_emplace(path, file.content);
    }
    for (const auto& [path, content] : files) {
        make_folder((folder / path).parent_path());
        write_file(folder / path, content);
    }
    if (!common.quiet) {
        print(text("cli.init.done", {{"folder", folder.string()}}) + "\n");
    }
    return Status::done;
}

}  // namespace

void add_init(CLI::App& program, const std::shared_ptr<Common>& common, Command& chosen) {
    CLI::App* command =
        program.add_subcommand("init", "Make a folder with a scenario that runs at once");
    const auto folder = std::make_shared<std::string>();
    const auto name = std::make_shared<std::string>("chambers");
    command->add_option("DIR", *folder, "Folder to make; must not exist or be empty")->required();
    command->add_option("-t,--template", *name, "What to start from")
        ->check(CLI::IsMember({"chambers", "provider", "hospitals", "company"}))
        ->capture_default_str();
    command->callback([=, &chosen] { chosen = [=] { return start(*folder, *name, *common); }; });
}

}  // namespace kammerspiel::cli
