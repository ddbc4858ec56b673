#include <unistd.h>

#include "cli/commands.hpp"
#include "cli/named.hpp"
#include "kammerspiel/base/calendar.hpp"
#include "kammerspiel/report/why.hpp"

namespace kammerspiel::cli {
namespace {

struct WhyOptions {
    std::string scenario;
    std::string what;
    std::string at;
    std::string strategy;
    std::string attacker;
    std::uint64_t seed = 1;
    std::uint64_t world = 0;
    bool json = false;
};

std::optional<federation::ServiceId> find_service(const model::Plan& plan, const std::string& name,
                                                  const Text& text) {
    std::vector<std::string> names;
    const auto& services = plan.federation().services;
    for (std::size_t s = 0; s < services.size(); ++s) {
        if (services[s].name == name) return federation::ServiceId{s};
        names.push_back(services[s].name);
    }
    complain("kammerspiel: " + text("why.unknown", {{"name", name}}) +
             suggestion(name, names, text) + "\n");
    return std::nullopt;
}

std::optional<SimTime> find_moment(const model::Plan& plan, const std::string& value,
                                   const Text& text) {
    const auto local = Calendar::parse(value);
    if (local) {
        const SimTime at = plan.calendar().at(*local);
        const SimTime horizon = SimTime::start() + plan.scenario().horizon;
        if (at >= SimTime::start() && at < horizon) return at;
    }
    complain("kammerspiel: " + text("why.moment", {{"value", value}}) + "\n");
    return std::nullopt;
}

Status explain(const WhyOptions& options, const Common& common) {
    const Text& text = common.text;
    auto scenario =
        load_or_complain(options.scenario, text, common.uses_colour(STDERR_FILENO), !common.quiet);
    if (!scenario) return Status::input_at_fault;
    const auto strategy =
        find_named(scenario->strategies, options.strategy, "cli.unknown.strategy", text);
    const auto attacker =
        find_named(scenario->attackers, options.attacker, "cli.unknown.attacker", text);
    if (!strategy || !attacker) return Status::command_at_fault;
    const model::Plan plan(std::move(*scenario));
    const auto service = find_service(plan, options.what, text);
    const auto at = find_moment(plan, options.at, text);
    if (!service || !at) return Status::command_at_fault;
    const model::RunOptions run{.strategy = *strategy,
                                .attacker = *attacker,
                                .world = {.seed = options.seed, .replication = options.world}};
    const auto explanation = model::explain(plan, run, *service, *at);
    print(options.json ? report::why_as_json(plan, run, explanation)
                       : report::why_in_words(plan, run, explanation, text));
    return Status::done;
}

}  // namespace

void add_why(Parser& program, const CommonOptions& common, Command& chosen) {
    const Text& text = common->text;
    Parser command = program.add_subcommand("why", text("cli.help.why"));
    const auto options = std::make_shared<WhyOptions>();
    command.add_option("SCENARIO", options->scenario, text("cli.help.scenario"))
        .required()
        .type_name("");
    command.add_option("WHAT", options->what, text("cli.help.why.what")).required().type_name("");
    command.add_option("--at", options->at, text("cli.help.why.at"))
        .required()
        .type_name(text("cli.help.text"));
    command.add_option("-s,--strategy", options->strategy, text("cli.help.run.strategy"))
        .type_name(text("cli.help.name"));
    command.add_option("-a,--attacker", options->attacker, text("cli.help.run.attacker"))
        .type_name(text("cli.help.name"));
    add_seed_and_world(command, options->seed, options->world, text);
    command.add_flag("--json", options->json, text("cli.help.run.json"));
    command.callback([=, &chosen] { chosen = [=] { return explain(*options, *common); }; });
}

}  // namespace kammerspiel::cli
