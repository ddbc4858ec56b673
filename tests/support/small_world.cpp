#include "tests/support/small_world.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "catch.hpp"
#include "kammerspiel/base/atomic_file.hpp"
#include "kammerspiel/base/text.hpp"
#include "kammerspiel/kernel/sequential.hpp"
#include "kammerspiel/scenario/load.hpp"
#include "sim/model/carry_out.hpp"
#include "tests/support/folder.hpp"

namespace kammerspiel::test {
namespace {

namespace fs = std::filesystem;
using model::TraceKind;

bool says(const std::string& yaml, std::string_view key) {
    return ("\n" + yaml).find(fmt::format("\n{}:", key)) != std::string::npos;
}

std::string with_head(const std::string& scenario) {
    std::string text = "kammerspiel: 1\nfederation: federation.yaml\n";
    for (const auto& [key, value] :
         {std::pair{"title", "test"},
          {"starts", "2022-01-03T00:00 UTC"},
          {"horizon", "30d"},
          {"attackers", "{them: {use: them.yaml}}"},
          {"recovery", "{default: {inspect: 1h, clean: 2h, rebuild: 4h, test: 30min}}"},
          {"strategies", "{nothing: {repair: none, plays: []}}"}}) {
        if (!says(scenario, key)) text += fmt::format("{}: {}\n", key, value);
    }
    return text + scenario;
}

std::string all_of(const Diagnostics& diagnostics, const LineSource& lines) {
    std::string text;
    for (const Diagnostic& diagnostic : diagnostics.sorted()) {
        text += render(diagnostic, lines, Text(Language::en), false);
    }
    return text;
}

}  // namespace

const std::string Files::quiet = R"(
kind: autonomous
routes:
  - {name: none, from: {}, to: {}, time: 1d, success: 0, yields: foothold}
)";

model::Plan plan_of(const Files& files) {
    const Folder folder;
    write_file(folder.path() / "scenario.yaml", with_head(files.scenario));
    write_file(folder.path() / "federation.yaml", files.federation);
    write_file(folder.path() / "them.yaml", files.attacker);
    for (const auto& [path, text] : files.further) write_file(folder.path() / path, text);
    Diagnostics diagnostics;
    scenario::Loaded loaded = scenario::load(folder.path(), diagnostics);
    if (!loaded.scenario) FAIL(all_of(diagnostics, *loaded.lines));
    return model::Plan(std::move(*loaded.scenario));
}

Story::Story(const model::Plan& plan, const model::RunOptions& options)
    : plan_(plan), result_(model::run(plan, options)) {}

std::string Story::subject(const model::TraceRecord& record) const {
    const federation::Federation& federation = plan_.federation();
    switch (record.what) {
        case TraceKind::service_down:
        case TraceKind::service_up:
        case TraceKind::service_level:
        case TraceKind::people_moved:
        case TraceKind::not_accepted:
        case TraceKind::released:
        case TraceKind::waits:
        case TraceKind::interim_begun:
        case TraceKind::interim_ended:
        case TraceKind::fallback_begun:
        case TraceKind::fallback_ended: return federation.services[record.subject].name;
        case TraceKind::link_closed:
        case TraceKind::link_opened: return federation.links[record.subject].name;
        case TraceKind::false_alarm:
        case TraceKind::reported:
        case TraceKind::hold_begun:
        case TraceKind::hold_over:
        case TraceKind::sent_back:
        case TraceKind::goods_ordered:
        case TraceKind::goods_arrived:
        case TraceKind::image_ready:
        case TraceKind::accounts_issued:
        case TraceKind::crew_tired:
        case TraceKind::switched_off:
        case TraceKind::isolated:
        case TraceKind::credentials_reset:
        case TraceKind::technique_blocked:
        case TraceKind::hunted:
        case TraceKind::aid_asked:
        case TraceKind::aid_arrived:
        case TraceKind::aid_left:
        case TraceKind::obligation_begun:
        case TraceKind::obligation_met:
        case TraceKind::obligation_missed:
        case TraceKind::informed:
        case TraceKind::default_repair_begun:
        case TraceKind::restore_begun: return federation.organisations[record.subject].id;
        case TraceKind::play_triggered:
        case TraceKind::play_decided: return "";
        default: return federation.host_groups[record.subject].name;
    }
}

std::vector<Duration> Story::times(TraceKind what, const std::string& name) const {
    std::vector<Duration> times;
    for (const model::TraceRecord& record : result_.trace) {
        if (record.what == what && subject(record) == name) {
            times.push_back(record.key.at().since_start());
        }
    }
    return times;
}

Duration Story::first(TraceKind what, const std::string& name) const {
    const std::vector<Duration> all = times(what, name);
    if (all.empty()) FAIL("it never happened to " << name);
    return all.front();
}

std::size_t Story::count(TraceKind what) const {
    return static_cast<std::size_t>(
        std::count_if(result_.trace.begin(), result_.trace.end(),
                      [&](const auto& record) { return record.what == what; }));
}

federation::ServiceId Story::id(const std::string& service) const {
    const auto& services = plan_.federation().services;
    for (std::size_t s = 0; s < services.size(); ++s) {
        if (services[s].name == service) return federation::ServiceId{s};
    }
    FAIL("there is no service " << service);
    return {};
}

const model::ServiceFigures& Story::service(const std::string& name) const {
    return result_.metrics.services[id(name).index()];
}

double Story::member_hours(const std::string& service) const {
    return model::member_hours(plan_.federation(), id(service), this->service(service).books)
        .count();
}

double Story::member_hours(const std::string& service, federation::Loss cause) const {
    return model::member_hours(plan_.federation(), id(service), this->service(service).books, cause)
        .count();
}

std::vector<model::WorldState> states_at(const model::Setup& setup,
                                         const std::vector<Duration>& moments) {
    kernel::Sequential<model::WorldState> kernel(model::WorldState(setup), setup.plan->latency);
    model::schedule_initial_events(kernel);
    std::vector<model::WorldState> states;
    for (const Duration moment : moments) {
        kernel::StopConditions<model::WorldState> stop;
        stop.horizon = SimTime::at(moment);
        (void)kernel.run(stop);
        states.push_back(kernel.model());
    }
    return states;
}

}  // namespace kammerspiel::test
