#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <new>

#include "kammerspiel/base/version.hpp"
#include "kammerspiel/ensemble/store.hpp"
#include "kammerspiel/ensemble/uncertain.hpp"
#include "sim/cli/command_line.hpp"
#include "sim/cli/commands.hpp"

namespace kammerspiel::cli {
namespace {

/// What reads the command line; `chosen` becomes what it asks for.
void add_everything(CLI::App& program, const CommonOptions& common, Command& chosen) {
    const Text& text = common->text;
    speak(program, text);
    program.name("kammerspiel");
    program.description(text("cli.help.about"));
    program.set_version_flag("--version", fmt::format("kammerspiel {}", program_version),
                             text("cli.help.version"));
    program.require_subcommand(1);
    program.fallthrough();
    program.footer(text("cli.help.footer"));
    const std::vector<std::string> languages{"auto", "de", "en"};
    program.add_option("--lang", common->language, text("cli.help.lang"))
        ->type_name(alternatives(languages))
        ->check(one_of(languages, text));
    const std::vector<std::string> when{"auto", "always", "never"};
    program.add_option("--colour,--color", common->colour, text("cli.help.colour"))
        ->type_name(alternatives(when))
        ->check(one_of(when, text));
    program.add_flag("-q,--quiet", common->quiet, text("cli.help.quiet"));
    add_init(program, common, chosen);
    add_import(program, common, chosen);
    add_check(program, common, chosen);
    add_analyse(program, common, chosen);
    add_run(program, common, chosen);
    add_why(program, common, chosen);
    add_compare(program, common, chosen);
    add_deadline(program, common, chosen);
    add_sensitivity(program, common, chosen);
    add_evidence(program, common, chosen);
    add_improve(program, common, chosen);
    add_report(program, common, chosen);
    add_msel(program, common, chosen);
    add_results(program, common, chosen);
    add_backtest(program, common, chosen);
    add_schema(program, common, chosen);
    for (CLI::App* command : program.get_subcommands({})) {
        command->footer(text("cli.help.footer"));
        command->group(text("cli.help.commands"));
        command->get_help_ptr()->group(text("cli.help.options"));
    }
}

Status read_and_carry_out(int argc, char** argv, const CommonOptions& common) {
    CLI::App program;
    Command chosen;
    add_everything(program, common, chosen);
    if (argc < 2) {
        complain(program.help());
        return Status::command_at_fault;
    }
    try {
        program.parse(argc, argv);
    } catch (const CLI::CallForHelp&) {
        print(program.help());
        return Status::done;
    } catch (const CLI::CallForVersion& version) {
        print(fmt::format("{}\n", version.what()));
        return Status::done;
    } catch (const CLI::ParseError& error) {
        complain(sentence_of(error, program, common->text));
        return Status::command_at_fault;
    }
    return chosen();
}

Status run_program(int argc, char** argv) {
    const auto common = std::make_shared<Common>(language_of(argc, argv));
    common->command_line =
        fmt::format("kammerspiel {}", fmt::join(argv + std::min(argc, 1), argv + argc, " "));
    const Text& text = common->text;
    try {
        return read_and_carry_out(argc, argv, common);
    } catch (const ensemble::StoreError& error) {
        complain("kammerspiel: " + text(error.message()) + "\n");
        if (error.fault() == ensemble::StoreError::Fault::input) return Status::input_at_fault;
    } catch (const ensemble::ImpossibleValues& error) {
        complain("kammerspiel: " + text("cli.impossible_values", {{"values", error.values()}}) +
                 "\n");
        return Status::input_at_fault;
    } catch (const FileError& error) {
        complain(sentence_of(error, text) + "\n");
    } catch (const std::bad_alloc&) {
        complain(text("cli.no_memory") + "\n");
    } catch (const BrokenModel& error) {
        complain(text("cli.broken", {{"what", error.what()}}) + "\n");
    } catch (const std::exception& error) {
        complain(text("cli.unexpected", {{"what", error.what()}}) + "\n");
    }
    return Status::machine_failed;
}

}  // namespace
}  // namespace kammerspiel::cli

int main(int argc, char** argv) {
    // A reader that goes away (| head) and a file that grows too large are told to the writer, who
    // then ends in good order, instead of ending the program by a signal.
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
    return static_cast<int>(kammerspiel::cli::run_program(argc, argv));
}
