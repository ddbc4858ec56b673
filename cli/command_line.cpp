#include "cli/command_line.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>
#include <limits>

#include "cli/commands.hpp"
#include "kammerspiel/base/version.hpp"

namespace kammerspiel::cli {
namespace {

std::vector<std::string> names_of_commands(const CLI::App& program) {
    std::vector<std::string> names;
    for (const CLI::App* command : program.get_subcommands({}))
        names.push_back(command->get_name());
    return names;
}

void add_options_of(const CLI::App& app, std::vector<std::string>& names) {
    for (const CLI::Option* option : app.get_options()) {
        for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    }
}

std::string unknown_option(const std::string& written, const CLI::App& program,
                           const CLI::App* command, const Text& text) {
    const std::string word = written.substr(0, written.find('='));
    std::vector<std::string> names;
    add_options_of(program, names);
    if (command != nullptr) add_options_of(*command, names);
    return text("cli.error.unknown_option", {{"word", word}}) + suggestion(word, names, text);
}

/// Where the program or its command lacks an argument that it needs, that one's name.
std::string missing_argument(const CLI::App* command) {
    if (command == nullptr) return {};
    for (const CLI::Option* option : command->get_options()) {
        if (option->get_required() && option->count() == 0) return option->get_name();
    }
    return {};
}

std::string fault(const CLI::ParseError& error, const CLI::App& program, const CLI::App* command,
                  const Text& text) {
    const std::vector<std::string> left = program.remaining(true);
    const auto option = std::find_if(left.begin(), left.end(), [](const std::string& word) {
        return word.size() > 1 && word.front() == '-';
    });
    const bool is_value = error.get_name() == "ValidationError";
    if (!is_value && option != left.end()) {
        return unknown_option(*option, program, command, text);
    }
    if (is_value) return error.what();
    if (command == nullptr && left.empty()) return text("cli.error.no_command");
    if (command == nullptr) {
        const auto known = names_of_commands(program);
        return text(
                   "cli.error.unknown_command",
                   {{"word", left.front()}, {"known", fmt::format("{}", fmt::join(known, ", "))}}) +
               suggestion(left.front(), known, text);
    }
    if (error.get_name() == "ArgumentMismatch") {
        const std::string what = error.what();
        return text("cli.error.value_missing", {{"name", what.substr(0, what.find(':'))}});
    }
    const std::string missing = missing_argument(command);
    if (!missing.empty()) return text("cli.error.required", {{"name", missing}});
    if (!left.empty()) return text("cli.error.extra", {{"word", left.front()}});
    return error.what();
}

/// Has the library write its own words (Usage, Options …) in the language of `text`. Before
/// commands are added, since they take it over from the program.
void speak(CLI::App& program, const Text& text) {
    program.get_formatter()->label("Usage", text("cli.help.usage"));
    program.get_formatter()->label("OPTIONS", text("cli.help.options_badge"));
    program.get_formatter()->label("SUBCOMMAND", text("cli.help.command_badge"));
    program.get_formatter()->label("Positionals", text("cli.help.positionals"));
    program.get_formatter()->label("REQUIRED", text("cli.help.required"));
    program.get_formatter()->label("Excludes", text("cli.help.excludes"));
    program.get_formatter()->label("Needs", text("cli.help.needs"));
    program.get_formatter()->column_width(34);
    program.option_defaults()->group(text("cli.help.options"));
    program.set_help_flag("-h,--help", text("cli.help.help"));
}

/// What is wrong with the command line, and what was probably meant.
std::string sentence_of(const CLI::ParseError& error, const CLI::App& program, const Text& text) {
    // The innermost one that is named: `results merge`.
    const CLI::App* command = nullptr;
    std::string name = "kammerspiel";
    for (auto chosen = program.get_subcommands(); !chosen.empty();
         chosen = command->get_subcommands()) {
        command = chosen.front();
        name += " " + command->get_name();
    }
    return "kammerspiel: " + fault(error, program, command, text) + "\n" +
           text("cli.see_help", {{"command", name}}) + "\n";
}

/// What all commands, and those within them, have in their --help.
void complete_help(CLI::App& program, const Text& text) {
    std::vector<CLI::App*> commands = program.get_subcommands({});
    for (std::size_t i = 0; i < commands.size(); ++i) {
        CLI::App& command = *commands[i];
        command.footer(text("cli.help.footer"));
        command.group(text("cli.help.commands"));
        command.get_help_ptr()->group(text("cli.help.options"));
        const auto within = command.get_subcommands({});
        commands.insert(commands.end(), within.begin(), within.end());
    }
}

/// What reads the command line; `chosen` becomes what it asks for.
void add_everything(CLI::App& program, const CommonOptions& common, Command& chosen) {
    const Text& text = common->text;
    speak(program, text);
    program.name(common->executable.name);
    program.description(text("cli.help.about"));
    program.set_version_flag("--version",
                             fmt::format("{} {}", common->executable.name, program_version),
                             text("cli.help.version"));
    program.require_subcommand(1);
    program.fallthrough();
    program.footer(text("cli.help.footer"));
    Parser parser(program);
    const std::vector<std::string> languages{"auto", "de", "en"};
    parser.add_option("--lang", common->language, text("cli.help.lang"))
        .type_name(alternatives(languages))
        .check(one_of(languages, text));
    const std::vector<std::string> when{"auto", "always", "never"};
    parser.add_option("--colour,--color", common->colour, text("cli.help.colour"))
        .type_name(alternatives(when))
        .check(one_of(when, text));
    parser.add_flag("-q,--quiet", common->quiet, text("cli.help.quiet"));
    add_init(parser, common, chosen);
    add_import(parser, common, chosen);
    add_check(parser, common, chosen);
    add_analyse(parser, common, chosen);
    add_run(parser, common, chosen);
    add_why(parser, common, chosen);
    add_compare(parser, common, chosen);
    add_deadline(parser, common, chosen);
    add_sensitivity(parser, common, chosen);
    add_evidence(parser, common, chosen);
    add_improve(parser, common, chosen);
    add_invest(parser, common, chosen);
    add_play(parser, common, chosen);
    add_report(parser, common, chosen);
    add_msel(parser, common, chosen);
    add_results(parser, common, chosen);
    add_backtest(parser, common, chosen);
    add_incident(parser, common, chosen);
    add_schema(parser, common, chosen);
    complete_help(program, text);
}

}  // namespace

Status carry_out(int argc, char** argv, const CommonOptions& common) {
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
    const std::string command = program.get_subcommands().front()->get_name();
    // These two say it themselves where it is so.
    if (command != "compare" && command != "run") say_if_one_of_many(command, *common);
    return chosen();
}

void say_if_one_of_many(const std::string& command, const Common& common) {
    if (common.executable.processes < 2 || common.quiet) return;
    complain(common.text("cli.one_of_many",
                         {{"program", common.executable.name}, {"command", command}}) +
             "\n");
}

Check one_of(std::vector<std::string> words, const Text& text) {
    return [words = std::move(words), text](std::string& word) {
        if (std::find(words.begin(), words.end(), word) != words.end()) {
            return std::string();
        }
        return text("cli.error.not_one_of",
                    {{"word", word}, {"known", fmt::format("{}", fmt::join(words, ", "))}}) +
               suggestion(word, words, text);
    };
}

Check whole_number(std::uint64_t most, const Text& text, std::uint64_t least) {
    return [most, least, text](std::string& word) {
        std::uint64_t number = 0;
        const char* end = word.data() + word.size();
        const auto read = std::from_chars(word.data(), end, number);
        if (read.ec == std::errc() && read.ptr == end && number >= least && number <= most) {
            return std::string();
        }
        return text("cli.error.not_a_number", {{"word", word},
                                               {"least", fmt::format("{}", least)},
                                               {"most", fmt::format("{}", most)}});
    };
}

void add_seed_and_world(Parser& command, std::uint64_t& seed, std::uint64_t& world,
                        const Text& text) {
    const auto number = text("cli.help.number");
    const auto any = std::numeric_limits<std::uint64_t>::max();
    command.add_option("--seed", seed, text("cli.help.run.seed"))
        .type_name(number)
        .check(whole_number(any, text))
        .show_default();
    command.add_option("-w,--world", world, text("cli.help.run.world"))
        .type_name(number)
        .check(whole_number(any, text))
        .show_default();
}

void add_seed_and_threads(Parser& command, std::uint64_t& seed, unsigned& threads,
                          const Text& text) {
    constexpr std::uint64_t most_threads = 1024;
    const auto number = text("cli.help.number");
    command.add_option("--seed", seed, text("cli.help.run.seed"))
        .type_name(number)
        .check(whole_number(std::numeric_limits<std::uint64_t>::max(), text))
        .show_default();
    command.add_option("--threads", threads, text("cli.help.compare.threads"))
        .type_name(number)
        .check(whole_number(most_threads, text))
        .show_default();
}

std::string alternatives(const std::vector<std::string>& words) {
    return fmt::format("{}", fmt::join(words, "|"));
}

}  // namespace kammerspiel::cli
