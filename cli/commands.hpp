#pragma once

#include <functional>
#include <memory>

#include "cli/parser.hpp"
#include "cli/terminal.hpp"
#include "kammerspiel/cli/program.hpp"

namespace kammerspiel::cli {

/// Exit statuses, as every command's --help says.
enum class Status : int {
    done = 0,
    input_at_fault = 1,    ///< the scenario or another input
    command_at_fault = 2,  ///< the command line
    machine_failed = 3,    ///< disk full, no permission …
    interrupted = 130,     ///< by Ctrl-C: 128 + SIGINT, as shells have it
};

/// What the options before the command set, and the language they are answered in.
struct Common {
    explicit Common(Language spoken) : text(spoken) {}
    Text text;
    std::string language = "auto";
    std::string colour = "auto";
    bool quiet = false;
    std::string command_line;  ///< as it was given, for the provenance of results
    Executable executable;
    [[nodiscard]] bool uses_colour(int descriptor) const;
};
using CommonOptions = std::shared_ptr<Common>;

/// Where several processes run but only one does this: says so, lest anybody waits for the others.
void say_if_one_of_many(const std::string& command, const Common& common);

/// What runs when the command line is right.
using Command = std::function<Status()>;

// Each adds its command to the program and puts what it does into `chosen` when it is called.
void add_check(Parser& program, const CommonOptions& common, Command& chosen);
void add_analyse(Parser& program, const CommonOptions& common, Command& chosen);
void add_run(Parser& program, const CommonOptions& common, Command& chosen);
void add_init(Parser& program, const CommonOptions& common, Command& chosen);
void add_import(Parser& program, const CommonOptions& common, Command& chosen);
void add_msel(Parser& program, const CommonOptions& common, Command& chosen);
void add_schema(Parser& program, const CommonOptions& common, Command& chosen);
void add_why(Parser& program, const CommonOptions& common, Command& chosen);
void add_compare(Parser& program, const CommonOptions& common, Command& chosen);
void add_deadline(Parser& program, const CommonOptions& common, Command& chosen);
void add_play(Parser& program, const CommonOptions& common, Command& chosen);
void add_report(Parser& program, const CommonOptions& common, Command& chosen);
void add_results(Parser& program, const CommonOptions& common, Command& chosen);
void add_backtest(Parser& program, const CommonOptions& common, Command& chosen);
void add_incident(Parser& program, const CommonOptions& common, Command& chosen);
void add_sensitivity(Parser& program, const CommonOptions& common, Command& chosen);
void add_evidence(Parser& program, const CommonOptions& common, Command& chosen);
void add_invest(Parser& program, const CommonOptions& common, Command& chosen);
void add_improve(Parser& program, const CommonOptions& common, Command& chosen);

/// The options that choose a world.
void add_seed_and_world(Parser& command, std::uint64_t& seed, std::uint64_t& world,
                        const Text& text);

/// The options that choose a set of worlds, and how many threads share them.
void add_seed_and_threads(Parser& command, std::uint64_t& seed, unsigned& threads,
                          const Text& text);

/// For an option whose value is one of a few words.
[[nodiscard]] Check one_of(std::vector<std::string> words, const Text& text);
/// For an option whose value is a whole number from `least` to `most`.
[[nodiscard]] Check whole_number(std::uint64_t most, const Text& text, std::uint64_t least = 0);
/// a|b|c, as --help shows what an option takes.
[[nodiscard]] std::string alternatives(const std::vector<std::string>& words);

}  // namespace kammerspiel::cli
