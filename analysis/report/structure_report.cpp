#include "kammerspiel/report/structure_report.hpp"

#include "analysis/report/structure_needs.hpp"
#include "kammerspiel/base/version.hpp"
#include "kammerspiel/scenario/load.hpp"

namespace kammerspiel::report {

StructureReport structure_report(const scenario::Scenario& scenario,
                                 const graph::NeedAnalysis& needs, const Text& text) {
    const federation::Federation& federation = needs.graph.federation();
    const StructureWords words(scenario, federation, text);
    StructureReport report;
    const std::string& title =
        text.language() == Language::de ? scenario.title.de : scenario.title.en;
    report.title = text("structure.title", {{"scenario", title}});
    report.of_what = text("structure.of_what",
                          {{"organisations", Message{"structure.organisations_all",
                                                     {{"count", federation.organisations.size()}}}},
                           {"hosts", Message{"structure.hosts", {{"count", federation.hosts()}}}},
                           {"all_services", words.services(federation.services.size())}});
    report.sections = {failures_section(needs, words), pairs_section(needs, words),
                       black_start_section(needs, words), criticality_section(needs, words)};
    report.provenance =
        text("structure.provenance", {{"version", std::string(program_version)},
                                      {"scenario", scenario.id},
                                      {"hash", scenario::hash(scenario).substr(0, 16)}});
    return report;
}

}  // namespace kammerspiel::report
