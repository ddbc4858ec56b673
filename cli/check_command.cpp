#include <unistd.h>

#include "cli/commands.hpp"
#include "cli/diagnostics_json.hpp"
#include "kammerspiel/federation/compile.hpp"

namespace kammerspiel::cli {
namespace {

Status check_for_programs(const std::string& path, const Text& text) {
    Diagnostics diagnostics;
    const scenario::Loaded loaded = scenario::load(path, diagnostics);
    if (loaded.scenario) warn_of_structure(*loaded.scenario, diagnostics);
    print(diagnostics_json(path, loaded.scenario ? &*loaded.scenario : nullptr, diagnostics, text));
    return loaded.scenario ? Status::done : Status::input_at_fault;
}

/// What the planner should recognise: how long it is, and how much is in it.
std::string in_words(const scenario::Exercise& exercise, const Text& text) {
    const auto count = [&](std::size_t n) { return text.whole(static_cast<std::int64_t>(n)); };
    const scenario::Move* last = exercise.moves.empty() ? nullptr : &exercise.moves.back();
    const Duration lasts = last == nullptr ? Duration::zero() : last->begins + last->takes;
    const auto begins = Calendar::parse(exercise.begins.local);
    return text("cli.check.exercise",
                {{"title", exercise.title.en, exercise.title.de},
                 {"moves", count(exercise.moves.size())},
                 {"injects", count(exercise.injects.size())},
                 {"decisions", count(exercise.decisions.size())},
                 {"lasts", text.span(lasts)},
                 {"begins", begins ? text.short_moment(*begins) : exercise.begins.local}}) +
           "\n";
}

Status check_for_people(const std::string& path, const Common& common) {
    const Text& text = common.text;
    const auto scenario = load_or_complain(path, text, common.uses_colour(STDERR_FILENO), true);
    if (!scenario) return Status::input_at_fault;
    if (common.quiet) return Status::done;
    const auto federation = federation::compile(*scenario);
    const auto count = [&](std::uint64_t n) { return text.whole(static_cast<std::int64_t>(n)); };
    print(text("cli.check.fine", {{"scenario", scenario->id},
                                  {"organisations", count(federation.organisations.size())},
                                  {"hosts", count(federation.hosts())},
                                  {"services", count(federation.services.size())},
                                  {"strategies", count(scenario->strategies.size())},
                                  {"attackers", count(scenario->attackers.size())}}) +
          "\n");
    if (scenario->exercise) print(in_words(*scenario->exercise, text));
    return Status::done;
}

}  // namespace

void add_check(Parser& program, const CommonOptions& common, Command& chosen) {
    const Text& text = common->text;
    Parser command = program.add_subcommand("check", text("cli.help.check"));
    const auto path = std::make_shared<std::string>();
    const auto json = std::make_shared<bool>(false);
    command.add_option("SCENARIO", *path, text("cli.help.scenario")).required().type_name("");
    command.add_flag("--json", *json, text("cli.help.check.json"));
    command.callback([=, &chosen] {
        chosen = [=] {
            return *json ? check_for_programs(*path, common->text)
                         : check_for_people(*path, *common);
        };
    });
}

}  // namespace kammerspiel::cli
