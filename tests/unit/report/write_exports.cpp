#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "kammerspiel/base/atomic_file.hpp"
#include "kammerspiel/federation/compile.hpp"
#include "kammerspiel/report/structure_exports.hpp"
#include "kammerspiel/scenario/load.hpp"

// Writes every export of structure for other programs to read back: of the shipped ihk-2022, of the
// same with names that are meant to break files, and of one with a thousand chambers.
//
//     write_exports FOLDER

namespace kammerspiel {
namespace {

namespace fs = std::filesystem;

/// Every name that a scenario may write freely.
void rename(scenario::Scenario& scenario) {
    const std::string hostile =
        "\"quoted\" <b>&amp; \\N \\l 'x' ]]> %%{init: {}}%% #35; |a| `*b*` \u202eright\n--> end\tz";
    scenario.title = {hostile, hostile};
    for (auto& organisation : scenario.organisations) organisation.name = hostile;
    for (auto& organisation : scenario.organisations) {
        for (auto& service : organisation.services) service.title = {hostile, hostile};
    }
    for (auto& attacker : scenario.attackers) attacker.title = {hostile, hostile};
    for (auto& strategy : scenario.strategies) strategy.title = {hostile, hostile};
}

/// So many times its organisations, with what they need of others unchanged.
void multiply(scenario::Scenario& scenario, std::size_t wanted) {
    const auto chambers = scenario.organisations;
    for (std::size_t i = 0; scenario.organisations.size() < wanted; ++i) {
        auto copy = chambers[i % chambers.size()];
        if (copy.id.text == "gfi") continue;
        copy.id.text = fmt::format("{}-{}", copy.id.text, i);
        scenario.organisations.push_back(std::move(copy));
    }
}

void write(const fs::path& folder, const scenario::Scenario& scenario) {
    fs::create_directories(folder);
    const auto federation = federation::compile(scenario);
    const Text text(Language::de);
    const auto first = federation::OrganisationId{std::size_t{0}};
    const auto provider = federation.find_organisation("gfi").value();
    write_file(folder / "federation.graphml", report::as_graphml(federation, text));
    write_file(folder / "federation.dot", report::as_dot(federation, {}, text));
    write_file(folder / "inside.dot", report::as_dot(federation, {first, provider}, text));
    write_file(folder / "federation.mmd", report::as_mermaid(federation, text));
    write_file(folder / "inside.mmd", report::as_mermaid(federation, first, text));
    write_file(folder / "provider.mmd", report::as_mermaid(federation, provider, text));
    write_file(folder / "layer.json", report::as_navigator_layer(scenario, text));
    // What a reader must find again.
    nlohmann::json facts{{"organisations", federation.organisations.size()},
                         {"host_groups", federation.host_groups.size()},
                         {"services", federation.services.size()},
                         {"links", federation.links.size()},
                         {"hosts", federation.hosts()},
                         {"members", federation.members()},
                         {"name", federation.organisations[0].name},
                         {"attackers", scenario.attackers.size()}};
    write_file(folder / "facts.json", facts.dump());
}

}  // namespace
}  // namespace kammerspiel

int main(int count, char** words) {
    using namespace kammerspiel;
    if (count != 2) return 2;
    const fs::path folder = words[1];
    Diagnostics diagnostics;
    auto loaded = scenario::load(KAMMERSPIEL_ROOT "/scenarios/ihk-2022", diagnostics);
    if (!loaded.scenario) return 1;
    write(folder / "shipped", *loaded.scenario);
    scenario::Scenario hostile = *loaded.scenario;
    rename(hostile);
    write(folder / "hostile", hostile);
    multiply(*loaded.scenario, 1000);
    write(folder / "large", *loaded.scenario);
    return 0;
}
