#include "kammerspiel/report/structure_report.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/report/document/templates.hpp"
#include "analysis/report/structure/structure_attack.hpp"
#include "analysis/report/structure/structure_contagion.hpp"
#include "analysis/report/structure/structure_cut.hpp"
#include "analysis/report/structure/structure_needs.hpp"
#include "analysis/report/structure/structure_pictures.hpp"
#include "kammerspiel/base/version.hpp"
#include "kammerspiel/report/chart_engine.hpp"
#include "kammerspiel/scenario/load.hpp"

namespace kammerspiel::report {
namespace {

using federation::Federation;
using federation::OrganisationId;

// Between these the colour runs on a logarithmic scale.
constexpr Duration soonest = hours(6);
constexpr Duration latest = spans_of_24h(30);

Exposure exposure(const StructureFindings& findings, const Text& text) {
    const Federation& federation = findings.needs.graph.federation();
    Exposure exposure{.of = {},
                      .what = text("structure.picture.exposure"),
                      .least = text("structure.picture.late", {{"span", text.span(latest)}}),
                      .most = text("structure.picture.soon", {{"span", text.span(soonest)}})};
    const double width = std::log(latest.in_hours() / soonest.in_hours());
    for (const auto& time : graph::time_to_fall(federation, findings.attacks.paths)) {
        const double hours = time ? std::max(soonest, *time).in_hours() : latest.in_hours();
        const double shade = 1 - std::log(hours / soonest.in_hours()) / width;
        exposure.of.push_back(std::clamp(shade, 0.0, 1.0));
    }
    return exposure;
}

Picture captioned(std::string svg, const std::string& caption) {
    Picture picture;
    picture.svg = std::move(svg);
    picture.alternative = caption;
    picture.note = caption;
    return picture;
}

}  // namespace

OrganisationId most_needed(const graph::NeedAnalysis& needs) {
    const Federation& federation = needs.graph.federation();
    for (const graph::SingleFailure& single : needs.singles.worst_first) {
        if (single.effect.organisations > 1) return graph::owner_of(federation, single.element);
    }
    const auto& all = federation.organisations;
    const auto largest = std::max_element(
        all.begin(), all.end(), [](const auto& a, const auto& b) { return a.members < b.members; });
    return OrganisationId{static_cast<std::size_t>(largest - all.begin())};
}

StructureReport structure_report(const StructureFindings& findings, const Text& text) {
    const scenario::Scenario& scenario = findings.scenario;
    const Federation& federation = findings.needs.graph.federation();
    const StructureWords words(scenario, federation, text);
    StructureReport report;
    report.title = text("structure.title", {{"scenario", text(scenario.title)}});
    report.of_what = text("structure.of_what",
                          {{"organisations", Message{"structure.organisations_all",
                                                     {{"count", federation.organisations.size()}}}},
                           {"hosts", Message{"structure.hosts", {{"count", federation.hosts()}}}},
                           {"all_services", words.services(federation.services.size())}});
    report.sections = {failures_section(findings.needs, words),
                       pairs_section(findings.needs, words),
                       black_start_section(findings.needs, words),
                       attack_section(findings.attacks.paths, words),
                       cut_section(findings.attacks.cuts, findings.trials, words),
                       contagion_section(findings.attacks.contagion, scenario, text),
                       criticality_section(findings.needs, words)};
    report.sections[0].pictures.push_back(captioned(
        inside_picture(federation, findings.inside, text),
        text("structure.picture.inside", {{"organisation", federation.of(findings.inside).id}})));
    report.sections[3].pictures.push_back(
        captioned(federation_picture(federation, exposure(findings, text), words.people(), text),
                  text("structure.picture.federation", {{"people", words.people()}})));
    report.provenance =
        text("structure.provenance", {{"version", std::string(program_version)},
                                      {"scenario", scenario.id},
                                      {"hash", scenario::hash(scenario).substr(0, 16)}});
    return report;
}

std::string standalone(const Picture& picture, ChartEngine& engine) {
    const std::string svg = picture.kind.empty() ? picture.svg : engine.draw(picture);
    const std::size_t end = svg.find('>');
    if (end == std::string::npos) return {};
    return svg.substr(0, end) + " xmlns=\"http://www.w3.org/2000/svg\"><style>" +
           template_named("screen.css") + "</style>" + svg.substr(end + 1) + "\n";
}

}  // namespace kammerspiel::report
