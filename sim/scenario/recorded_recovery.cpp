#include "kammerspiel/scenario/recorded_recovery.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "kammerspiel/base/overloaded.hpp"
#include "kammerspiel/scenario/scenario.hpp"

namespace kammerspiel::scenario {
namespace {

constexpr std::array<RecordedValue, 18> values{{
    {"hold.lasts", "lognormal median 11d p90 25d",
     "until anything came back on purpose: median of 14 incidents 10.8 days, p90 25; "
     "Südwestfalen-IT 10, Potsdam 18, Baltimore 22",
     "bis irgendetwas gewollt zurückkam: Median aus 14 Vorfällen 10,8 Tage, p90 25; "
     "Südwestfalen-IT 10, Potsdam 18, Baltimore 22"},
    {"services.*.recovery.after", "2d", "an assumption", "eine Annahme"},
    {"services.*.recovery.work.effort", "lognormal median 64h p90 320h",
     "8 person-days, p90 40: an estimate; University of Vermont: 480 of 600 applications by day 55",
     "8 Personentage, p90 40: eine Schätzung; University of Vermont: 480 von 600 Anwendungen bis "
     "Tag 55"},
    {"services.*.recovery.work.intact", "lognormal median 8h p90 40h",
     "1 person-day, p90 5: an estimate; in Potsdam nothing was destroyed, and 150 procedures were "
     "joined up again within two months",
     "1 Personentag, p90 5: eine Schätzung; in Potsdam war nichts zerstört, und 150 Verfahren "
     "wurden binnen zwei Monaten wieder angebunden"},
    {"services.*.recovery.accept.takes", "lognormal median 3d p90 14d",
     "an estimate; pilots at Südwestfalen-IT, tests against the state's network in "
     "Rhein-Pfalz-Kreis on day 272",
     "eine Schätzung; Piloten bei der Südwestfalen-IT, Tests gegen das Landesnetz im "
     "Rhein-Pfalz-Kreis an Tag 272"},
    {"services.*.recovery.accept.passes", "0.8", "an estimate", "eine Schätzung"},
    {"services.*.recovery.interim.level", "0.4",
     "an estimate: static websites of the chambers on day 14, basic operation at Südwestfalen-IT",
     "eine Schätzung: statische Webauftritte der Kammern an Tag 14, Basisbetrieb bei der "
     "Südwestfalen-IT"},
    {"services.*.recovery.interim.work", "24h", "3 person-days: an assumption",
     "3 Personentage: eine Annahme"},
    {"releases.*.every", "monday 10:00",
     "weekly, an estimate: return in waves at Südwestfalen-IT and in Baltimore",
     "wöchentlich, eine Schätzung: Rückkehr in Wellen bei der Südwestfalen-IT und in Baltimore"},
    {"releases.*.at_most", "10", "an estimate", "eine Schätzung"},
    {"releases.*.watch", "7d",
     "an estimate: Potsdam's restart was stopped on its first day, the university of "
     "Duisburg-Essen was hit again",
     "eine Schätzung: Potsdams Neustart wurde am ersten Tag abgebrochen, die Universität "
     "Duisburg-Essen erneut getroffen"},
    {"accounts.a_day", "500",
     "Baltimore: 35 % of 10,000 staff on day 28, 65 % on day 34; Gießen: 38,000 in one planned "
     "week",
     "Baltimore: 35 % von 10.000 Beschäftigten an Tag 28, 65 % an Tag 34; Gießen: 38.000 in einer "
     "geplanten Woche"},
    {"crews.*.share", "0.6", "an estimate: part of the people keeps normal business going",
     "eine Schätzung: ein Teil der Leute hält den übrigen Betrieb aufrecht"},
    {"crews.*.tires", "{after: 3w, to: 0.7}",
     "an estimate: strain is told of in Gloucester and the Western Isles",
     "eine Schätzung: von Überlastung berichten Gloucester und die Western Isles"},
    {"reimage.prepare", "3d", "an estimate: Dallas 2023", "eine Schätzung: Dallas 2023"},
    {"reimage.side_by_side", "40", "an estimate: Dallas 2023, faulty update of July 2024",
     "eine Schätzung: Dallas 2023, fehlerhaftes Update vom Juli 2024"},
    {"reimage.each", "45min", "an assumption", "eine Annahme"},
    {"supplies.*.lead", "lognormal median 4w p90 16w",
     "an estimate; Kammergericht Berlin: 60 of 500 PCs on day 35",
     "eine Schätzung; Kammergericht Berlin: 60 von 500 Rechnern an Tag 35"},
}};

Duration scaled(Duration span, double factor) {
    return Duration::micros(std::llround(static_cast<double>(span.count()) * factor));
}

void scale(Distribution& distribution, double factor) {
    const auto by = [&](Duration& span) { span = scaled(span, factor); };
    std::visit(Overloaded{
                   [&](Fixed& d) { by(d.value); },
                   [&](Exponential& d) { by(d.mean); },
                   [&](Lognormal& d) { by(d.median), by(d.p90); },
                   [&](Uniformly& d) { by(d.low), by(d.high); },
                   [&](Triangular& d) { by(d.low), by(d.mode), by(d.high); },
                   [&](Pert& d) { by(d.low), by(d.mode), by(d.high); },
                   [&](Empirical& d) { std::for_each(d.values.begin(), d.values.end(), by); },
               },
               distribution);
}

std::uint32_t scaled(std::uint32_t count, double factor) {
    return static_cast<std::uint32_t>(std::max(1.0, std::round(count * factor)));
}

/// Whether the service stands on servers of its own organisation, and not on workstations alone.
// NOLINTNEXTLINE(misc-no-recursion): the depth is limited when the file is read
bool stands_on_servers(const Organisation& organisation, const Need& need) {
    if (need.op == Need::Op::reference) {
        return std::any_of(organisation.host_groups.begin(), organisation.host_groups.end(),
                           [&](const HostGroup& group) {
                               return group.name == need.of && group.kind != HostKind::workstation;
                           });
    }
    return std::any_of(need.children.begin(), need.children.end(),
                       [&](const Need& child) { return stands_on_servers(organisation, child); });
}

bool is_of_a_service(const Service& service) {
    return service.recovery && (service.recovery->work || service.recovery->accept);
}

}  // namespace

std::span<const RecordedValue> recorded_values() { return values; }

void add_recorded_stages(Scenario& scenario) {
    if (scenario.holds.empty()) scenario.holds.emplace_back();
    if (!scenario.accounts) scenario.accounts.emplace();
    if (scenario.reimages.empty()) {
        scenario.reimages.emplace_back();
        scenario.reimages.back().name.text = word_of(scenario.reimages.back().kind);
    }
    bool any_is_released = false;
    for (Organisation& organisation : scenario.organisations) {
        for (Crew& crew : organisation.crews) {
            if (!crew.share) crew.share = Share{0.6};
            if (!crew.tires) crew.tires = Crew::Tires{.after = spans_of_24h(21), .to = Share{0.7}};
        }
        for (Service& service : organisation.services) {
            if (!service.recovery && stands_on_servers(organisation, service.needs)) {
                service.recovery.emplace();
                service.recovery->work.emplace();
                service.recovery->work->intact = Lognormal{hours(8), hours(40)};
                service.recovery->accept.emplace();
            }
            any_is_released = any_is_released || is_of_a_service(service);
        }
    }
    if (!scenario.releases.empty() || !any_is_released) return;
    Release board;
    board.name.text = "board";
    board.every = {{.weekday = 1, .hour = 10, .minute = 0}};
    board.watch = spans_of_24h(7);
    scenario.releases.push_back(std::move(board));
}

void remove_stages(Scenario& scenario) {
    scenario.holds.clear();
    scenario.accounts.reset();
    scenario.reimages.clear();
    scenario.supplies.clear();
    scenario.releases.clear();
    for (Organisation& organisation : scenario.organisations) {
        for (Crew& crew : organisation.crews) {
            crew.share.reset();
            crew.tires.reset();
        }
        for (Service& service : organisation.services) service.recovery.reset();
    }
}

void change_pace(Scenario& scenario, const RecoveryPace& pace) {
    const double effort = 1.0 / pace.throughput;
    for (Hold& hold : scenario.holds) scale(hold.lasts, pace.hold);
    for (auto& [kind, steps] : scenario.recovery) {
        for (Distribution* step :
             {&steps.inspect, &steps.clean, &steps.rebuild, &steps.test, &steps.switch_on}) {
            scale(*step, effort);
        }
        if (steps.from_scratch) scale(*steps.from_scratch, effort);
    }
    if (scenario.accounts) {
        scenario.accounts->a_day = scaled(scenario.accounts->a_day, pace.throughput);
    }
    for (Reimage& reimage : scenario.reimages) {
        scale(reimage.prepare, effort);
        scale(reimage.each, effort);
    }
    for (Release& release : scenario.releases) {
        release.at_most = scaled(release.at_most, 1.0 / pace.release);
        release.watch = scaled(release.watch, pace.release);
    }
    for (Organisation& organisation : scenario.organisations) {
        for (Service& service : organisation.services) {
            if (!service.recovery) continue;
            if (auto& work = service.recovery->work) {
                scale(work->effort, effort);
                if (work->intact) scale(*work->intact, effort);
            }
            if (service.recovery->accept) scale(service.recovery->accept->takes, pace.acceptance);
            if (service.recovery->interim) scale(service.recovery->interim->work, effort);
        }
    }
}

}  // namespace kammerspiel::scenario
