#include "live/views/known.hpp"

#include <algorithm>

#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/model/metrics.hpp"

namespace kammerspiel::live {
namespace {

using model::TraceKind;
using model::TraceRecord;
using Kind = Fact::Kind;

/// How a record of the trace becomes knowledge: as what, and what it speaks of. Absent where it is
/// no knowledge but truth, or nothing that players are told by the world.
struct Learnt {
    Kind kind = Kind::alert;
    enum class Of { group, organisation, link } of = Of::group;
    bool counts = false;  ///< `count` of the record is a number of hosts or people
};
std::optional<Learnt> learnt_from(TraceKind what) {
    using Of = Learnt::Of;
    switch (what) {
        case TraceKind::given_at_start: return Learnt{Kind::given, Of::group, true};
        case TraceKind::alert: return Learnt{Kind::alert, Of::group};
        case TraceKind::confirmed:
        case TraceKind::found_compromised: return Learnt{Kind::confirmed, Of::group};
        case TraceKind::cleared: return Learnt{Kind::cleared, Of::group};
        case TraceKind::users_noticed: return Learnt{Kind::broken, Of::group, true};
        case TraceKind::switched_off:
        case TraceKind::isolated: return Learnt{Kind::off, Of::organisation, true};
        case TraceKind::group_restored: return Learnt{Kind::restored, Of::group, true};
        case TraceKind::link_closed: return Learnt{Kind::link_closed, Of::link};
        case TraceKind::link_opened: return Learnt{Kind::link_opened, Of::link};
        case TraceKind::aid_arrived: return Learnt{Kind::help_came, Of::organisation, true};
        case TraceKind::obligation_begun: return Learnt{Kind::duty_begun, Of::organisation};
        case TraceKind::obligation_met: return Learnt{Kind::duty_met, Of::organisation};
        case TraceKind::obligation_missed: return Learnt{Kind::duty_missed, Of::organisation};
        // Truth, which nobody at the table can see.
        case TraceKind::entered:
        case TraceKind::compromised:
        case TraceKind::credentials_taken:
        case TraceKind::attempt_failed:
        case TraceKind::struck:
        case TraceKind::destroyed:
        case TraceKind::exfiltrated:
        case TraceKind::reactivated:
        case TraceKind::false_alarm:
        case TraceKind::missed_compromise: return std::nullopt;
        // How the simulated staff come to what players decide here, or what is told otherwise.
        case TraceKind::reported:
        case TraceKind::indicated:
        case TraceKind::play_triggered:
        case TraceKind::play_decided:
        case TraceKind::credentials_reset:
        case TraceKind::technique_blocked:
        case TraceKind::hunted:
        case TraceKind::aid_asked:
        case TraceKind::aid_left:
        case TraceKind::informed:
        case TraceKind::restore_begun:
        case TraceKind::default_repair_begun:
        case TraceKind::hold_begun:
        case TraceKind::hold_over:
        case TraceKind::sent_back:
        case TraceKind::goods_ordered:
        case TraceKind::goods_arrived:
        case TraceKind::image_ready:
        case TraceKind::accounts_issued:
        case TraceKind::crew_tired:
        case TraceKind::not_accepted:
        case TraceKind::released:
        case TraceKind::waits:
        case TraceKind::interim_begun:
        case TraceKind::interim_ended:
        case TraceKind::fallback_begun:
        case TraceKind::fallback_ended:
        case TraceKind::people_moved: return std::nullopt;
        // From the books, which have every change.
        case TraceKind::service_down:
        case TraceKind::service_up:
        case TraceKind::service_level: return std::nullopt;
    }
    unreachable();
}

std::uint32_t organisation_of(const federation::Federation& federation, const TraceRecord& record,
                              Learnt::Of of) {
    switch (of) {
        case Learnt::Of::group: return federation.host_groups[record.subject].organisation.value;
        case Learnt::Of::link: return federation.links[record.subject].organisation.value;
        case Learnt::Of::organisation: return record.subject;
    }
    unreachable();
}

bool is_duty(Kind kind) {
    return kind == Kind::duty_begun || kind == Kind::duty_met || kind == Kind::duty_missed;
}

/// When the viewer hears of something in this house; absent: never.
std::optional<SimTime> heard(const Viewer& viewer, const scenario::Scenario& scenario,
                             std::uint32_t organisation, Kind kind, SimTime at) {
    if (kind == Kind::given) return std::max(at, SimTime::start());
    if (viewer.house && viewer.house->value == organisation) return at;
    if (!viewer.is_told) return std::nullopt;
    return at + scenario.reporting_delay;
}

}  // namespace

Viewer viewer_of(const scenario::Scenario& scenario, const federation::Federation& federation,
                 const scenario::ExerciseGroup& group) {
    Viewer viewer;
    if (group.organisation) viewer.house = federation.find_organisation(group.organisation->text);
    viewer.is_told = !group.organisation ||
                     (scenario.crisis_team_at && *scenario.crisis_team_at == *group.organisation);
    return viewer;
}

PublicNames public_names(const model::Plan& plan) {
    PublicNames names;
    const auto& federation = plan.federation();
    for (const auto& one : federation.organisations) {
        names.organisations.push_back({one.id, one.name, one.latitude, one.longitude, one.members});
    }
    for (std::size_t s = 0; s < federation.services.size(); ++s) {
        const auto& one = federation.services[s];
        names.services.push_back(
            {one.organisation.value, one.local_name, one.title, one.mtpd, one.rto});
        names.is_wanted.push_back(model::is_wanted(federation, federation::ServiceId{s}));
    }
    for (const auto& one : federation.host_groups) names.groups.push_back(one.local_name);
    for (const auto& one : federation.links) names.links.push_back(one.local_name);
    for (const auto& one : plan.scenario().obligations) {
        names.duties.push_back(one.title);
        names.duty_within.push_back(one.within);
    }
    for (const auto& one : plan.scenario().known_at_start) names.given.push_back(one.text);
    return names;
}

std::vector<Fact> facts_for(const LiveWorld& world, const Viewer& viewer) {
    const auto& federation = world.plan->federation();
    const auto& scenario = world.plan->scenario();
    std::vector<Fact> facts;
    for (const TraceRecord& record : world.result.trace) {
        const auto learnt = learnt_from(record.what);
        const bool is_past = record.key.at() < SimTime::start();
        if (!learnt || (is_past && learnt->kind != Kind::given)) continue;
        const std::uint32_t house = organisation_of(federation, record, learnt->of);
        const auto at = heard(viewer, scenario, house, learnt->kind, record.key.at());
        if (!at) continue;
        // Of an alert only the house is told: which host it is, is what analysts find out.
        const bool is_vague = learnt->kind == Kind::alert;
        const bool has_detail = is_duty(learnt->kind) || learnt->kind == Kind::given;
        facts.push_back({.at = *at,
                         .kind = learnt->kind,
                         .organisation = house,
                         .subject = is_vague     ? 0
                                    : has_detail ? record.detail
                                                 : record.subject,
                         .host = learnt->kind == Kind::confirmed ? record.host : 0,
                         .count = learnt->counts ? record.count : 1});
    }
    for (std::size_t s = 0; s < federation.services.size(); ++s) {
        if (!model::is_wanted(federation, federation::ServiceId{s})) continue;
        for (const model::Transition& one : world.result.metrics.services[s].transitions) {
            facts.push_back({.at = one.at,
                             .kind = one.up ? Kind::service_up : Kind::service_down,
                             .organisation = federation.services[s].organisation.value,
                             .subject = static_cast<std::uint32_t>(s)});
        }
    }
    // Of one moment by what they are, so that no order betrays another one behind it.
    std::stable_sort(facts.begin(), facts.end(), [](const Fact& a, const Fact& b) {
        return std::tie(a.at, a.kind, a.organisation, a.subject, a.host, a.count) <
               std::tie(b.at, b.kind, b.organisation, b.subject, b.host, b.count);
    });
    return facts;
}

Known known_at(const std::vector<Fact>& facts, SimTime now) {
    Known known;
    known.now = now;
    std::set<std::tuple<std::uint32_t, std::uint32_t>> confirmed;
    const auto duty = [&](const Fact& fact, Known::Duty::State state) {
        for (Known::Duty& one : known.duties) {
            const bool is_it = one.obligation == fact.subject &&
                               one.organisation == fact.organisation &&
                               one.state == Known::Duty::State::running;
            if (is_it) one.state = state;
        }
    };
    std::size_t seen = 0;
    for (const Fact& fact : facts) {
        if (fact.at > now) break;
        ++seen;
        switch (fact.kind) {
            case Kind::given: known.houses[fact.organisation].alerts += fact.count; break;
            case Kind::alert: ++known.houses[fact.organisation].alerts; break;
            case Kind::confirmed:
                if (confirmed.emplace(fact.subject, fact.host).second) {
                    ++known.houses[fact.organisation].confirmed;
                }
                break;
            case Kind::broken: known.houses[fact.organisation].broken += fact.count; break;
            case Kind::off: known.houses[fact.organisation].off += fact.count; break;
            case Kind::restored: known.houses[fact.organisation].restored += fact.count; break;
            case Kind::duty_begun:
                known.duties.push_back({.obligation = fact.subject,
                                        .organisation = fact.organisation,
                                        .begun = fact.at});
                break;
            case Kind::duty_met: duty(fact, Known::Duty::State::met); break;
            case Kind::duty_missed: duty(fact, Known::Duty::State::missed); break;
            case Kind::service_down: known.down.try_emplace(fact.subject, fact.at); break;
            case Kind::service_up: known.down.erase(fact.subject); break;
            case Kind::cleared:
            case Kind::link_closed:
            case Kind::link_opened:
            case Kind::help_came: break;
        }
    }
    for (std::size_t i = seen; i > 0 && known.news.size() < most_news; --i) {
        known.news.push_back(facts[i - 1]);
    }
    return known;
}

std::optional<SimTime> next_change(const std::vector<Fact>& facts, SimTime now) {
    const auto next = std::upper_bound(facts.begin(), facts.end(), now,
                                       [](SimTime at, const Fact& fact) { return at < fact.at; });
    return next == facts.end() ? std::nullopt : std::optional(next->at);
}

}  // namespace kammerspiel::live
