#include "kammerspiel/base/atomic_file.hpp"
#include "sim/cli/commands.hpp"

namespace kammerspiel::cli {

void add_schema(CLI::App& program, const std::shared_ptr<Common>& common, Command& chosen) {
    CLI::App* command = program.add_subcommand(
        "schema", "Print the JSON Schema of the scenario format, or its reference");
    const auto part = std::make_shared<std::string>("scenario");
    const auto reference = std::make_shared<bool>(false);
    command->add_option("PART", *part, "Which kind of file: scenario, federation, profile")
        ->check(CLI::IsMember({"scenario", "federation", "profile"}))
        ->capture_default_str();
    command->add_flag("--reference", *reference, "Print the reference as Markdown instead");
    command->callback([=, &chosen] {
        chosen = [=] {
            print(*reference ? scenario::reference(code(common->text().language()))
                             : scenario::json_schema(*part));
            return Status::done;
        };
    });
}

}  // namespace kammerspiel::cli
