#include "live/views/truth.hpp"

#include <set>

#include "kammerspiel/report/run_report.hpp"
#include "live/world/stage.hpp"

namespace kammerspiel::live {

namespace {

/// Whether it tells of a play that only notes when something would have begun.
bool is_of_a_watch(const std::string& what) {
    return what.find(Stage::play_watch) != std::string::npos ||
           what.find(Stage::inject_watch) != std::string::npos;
}

}  // namespace

std::vector<Truth::Step> course_of(const LiveWorld& world, const Text& english,
                                   const Text& german) {
    const auto rows = [&](const Text& text) {
        return report::make_run_report(*world.plan, world.options, world.result, text).timeline;
    };
    const auto in_english = rows(english);
    const auto in_german = rows(german);
    std::vector<Truth::Step> course;
    for (std::size_t i = 0; i < in_english.size(); ++i) {
        const report::TimelineRow& row = in_english[i];
        const std::string& other = i < in_german.size() ? in_german[i].what : row.what;
        if (is_of_a_watch(row.what)) continue;
        course.push_back({row.at, std::string(word_of(row.side)), {row.what, other}});
    }
    return course;
}

Truth truth_at(const LiveWorld& world, SimTime now) {
    using model::TraceKind;
    const auto& federation = world.plan->federation();
    Truth truth;
    truth.now = now;
    truth.attacker = world.plan->scenario().attackers[world.options.attacker].title;
    truth.houses.resize(federation.organisations.size());
    std::set<std::pair<std::uint32_t, std::uint32_t>> held;
    for (const model::TraceRecord& record : world.result.trace) {
        if (record.key.at() > now) break;
        switch (record.what) {
            case TraceKind::compromised:
                if (held.emplace(record.subject, record.host).second) {
                    ++truth.houses[federation.host_groups[record.subject].organisation.index()]
                          .compromised;
                }
                break;
            case TraceKind::destroyed:
                truth.houses[federation.host_groups[record.subject].organisation.index()]
                    .destroyed += record.count;
                break;
            case TraceKind::switched_off:
            case TraceKind::isolated: truth.houses[record.subject].off += record.count; break;
            default: break;  // the course tells the rest
        }
    }
    for (std::size_t s = 0; s < federation.services.size(); ++s) {
        if (!model::is_wanted(federation, federation::ServiceId{s})) continue;
        auto& house = truth.houses[federation.services[s].organisation.index()];
        ++house.services;
        bool up = true;
        for (const model::Transition& one : world.result.metrics.services[s].transitions) {
            if (one.at > now) break;
            up = one.up;
        }
        if (up) ++house.up;
    }
    return truth;
}

}  // namespace kammerspiel::live
