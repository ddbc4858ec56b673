#include <unistd.h>

#include "kammerspiel/federation/compile.hpp"
#include "sim/cli/commands.hpp"

namespace kammerspiel::cli {

void add_check(CLI::App& program, const std::shared_ptr<Common>& common, Command& chosen) {
    CLI::App* command =
        program.add_subcommand("check", "Read a scenario and say everything that is wrong with it");
    const auto path = std::make_shared<std::string>();
    command->add_option("SCENARIO", *path, "Folder of a scenario, or its scenario.yaml")
        ->required();
    command->callback([=, &chosen] {
        chosen = [=] {
            const Text text = common->text();
            const auto scenario =
                load_or_complain(*path, text, common->uses_colour(STDERR_FILENO), true);
            if (!scenario) return Status::input_at_fault;
            if (common->quiet) return Status::done;
            const auto federation = federation::compile(*scenario);
            const auto count = [](std::size_t n) { return static_cast<std::int64_t>(n); };
            print(text("cli.check.fine",
                       {{"scenario", scenario->id},
                        {"organisations", text.whole(count(federation.organisations.size()))},
                        {"hosts", text.whole(static_cast<std::int64_t>(federation.hosts()))},
                        {"services", text.whole(count(federation.services.size()))},
                        {"strategies", text.whole(count(scenario->strategies.size()))},
                        {"attackers", text.whole(count(scenario->attackers.size()))}}) +
                  "\n");
            return Status::done;
        };
    });
}

}  // namespace kammerspiel::cli
