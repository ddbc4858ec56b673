#include <fmt/format.h>

#include <csignal>
#include <new>

#include "kammerspiel/base/atomic_file.hpp"
#include "kammerspiel/base/version.hpp"
#include "sim/cli/commands.hpp"

namespace kammerspiel::cli {
namespace {

constexpr const char* footer =
    "Exit status: 0 done, 1 the scenario or input is at fault, 2 the command line is,\n"
    "3 the machine failed (disk full, no permission).";

int run_command(const Command& command, const Text& text) {
    try {
        return static_cast<int>(command());
    } catch (const FileError& error) {
        complain(fmt::format("kammerspiel: {}\n", error.what()));
        return static_cast<int>(Status::machine_failed);
    } catch (const std::bad_alloc&) {
        complain(text("cli.no_memory") + "\n");
        return static_cast<int>(Status::machine_failed);
    } catch (const BrokenModel& error) {
        complain(text("cli.broken", {{"what", error.what()}}) + "\n");
        return static_cast<int>(Status::machine_failed);
    }
}

int run_program(int argc, char** argv) {
    CLI::App program{
        "Simulates how a cyberattack and the response to it move through a federation, "
        "and what it costs."};
    program.name("kammerspiel");
    program.set_version_flag("--version", fmt::format("kammerspiel {}", program_version));
    program.require_subcommand(1);
    program.fallthrough();
    program.footer(footer);
    const auto common = std::make_shared<Common>();
    program.add_option("--lang", common->language, "Language of what is printed: de, en")
        ->check(CLI::IsMember({"de", "en", "auto"}))
        ->capture_default_str();
    program.add_option("--colour,--color", common->colour, "Colours: always, never, auto")
        ->check(CLI::IsMember({"always", "never", "auto"}))
        ->capture_default_str();
    program.add_flag("-q,--quiet", common->quiet, "Print errors only");
    Command chosen;
    add_check(program, common, chosen);
    add_run(program, common, chosen);
    add_init(program, common, chosen);
    add_schema(program, common, chosen);
    for (CLI::App* command : program.get_subcommands({})) command->footer(footer);
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const bool is_help = error.get_exit_code() == 0;
        const int status = program.exit(error);
        return is_help ? status : static_cast<int>(Status::command_at_fault);
    }
    return run_command(chosen, common->text());
}

}  // namespace
}  // namespace kammerspiel::cli

int main(int argc, char** argv) {
    // A reader that goes away (| head) ends the program quietly, not with a signal.
    std::signal(SIGPIPE, SIG_IGN);
    return kammerspiel::cli::run_program(argc, argv);
}
