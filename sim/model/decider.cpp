#include "sim/model/decider.hpp"

#include <algorithm>

#include "sim/model/forensics.hpp"
#include "sim/model/reopening.hpp"

namespace kammerspiel::model {
namespace {

using Within = ConditionPlan::Within;

Subject::Kind kind_of(scenario::Decider by) {
    switch (by) {
        case scenario::Decider::federation: return Subject::Kind::federation;
        case scenario::Decider::region: return Subject::Kind::region;
        case scenario::Decider::organisation: return Subject::Kind::organisation;
    }
    unreachable();
}

const KnownCounts& counts_for(const DeciderContext& decider, Within within,
                              const Subject& subject) {
    const auto& federation = decider.plan.federation;
    switch (within) {
        case Within::federation: return decider.state.reported_in_all;
        case Within::region: {
            const std::uint32_t region = subject.kind == Subject::Kind::organisation
                                             ? federation.organisations[subject.number].region.value
                                             : subject.number;
            return decider.state.reported_by_region[region];
        }
        case Within::organisation: return decider.state.reported[subject.number];
    }
    unreachable();
}

std::uint32_t organisations_confirmed(const DeciderContext& decider, Within within,
                                      const Subject& subject) {
    const auto& organisations = decider.plan.federation.organisations;
    std::uint32_t count = 0;
    for (std::size_t i = 0; i < organisations.size(); ++i) {
        const bool is_counted =
            within == Within::federation ||
            (within == Within::organisation && i == subject.number) ||
            (within == Within::region &&
             organisations[i].region.value == (subject.kind == Subject::Kind::organisation
                                                   ? organisations[subject.number].region.value
                                                   : subject.number));
        if (is_counted && decider.state.reported[i].confirmed > 0) ++count;
    }
    return count;
}

bool is_done(const DeciderContext& decider, std::optional<std::uint32_t> play) {
    return play && decider.state.decided[*play];
}

/// Posterior probability of the hypothesis, or of the likeliest one.
double certainty(const DeciderContext& decider, std::optional<std::uint32_t> attacker) {
    const auto& belief = decider.state.belief;
    return attacker ? belief[*attacker] : *std::max_element(belief.begin(), belief.end());
}

/// Everything that the condition of a play is looked at for, by this decider.
std::vector<Subject> subjects_of(const DeciderContext& decider, const PlayPlan& play) {
    const auto& federation = decider.plan.federation;
    std::vector<Subject> subjects;
    switch (play.subjects) {
        case Subject::Kind::federation: subjects.push_back({}); break;
        case Subject::Kind::region:
            for (std::uint32_t r = 0; r < federation.regions.size(); ++r) {
                const bool mine = decider.who.kind == Subject::Kind::federation ||
                                  decider.who == Subject{Subject::Kind::region, r};
                if (mine) subjects.push_back({Subject::Kind::region, r});
            }
            break;
        case Subject::Kind::organisation:
            for (std::uint32_t o = 0; o < federation.organisations.size(); ++o) {
                const Subject in_region{Subject::Kind::region,
                                        federation.organisations[o].region.value};
                const bool mine = decider.who.kind == Subject::Kind::federation ||
                                  decider.who == in_region ||
                                  decider.who == Subject{Subject::Kind::organisation, o};
                if (mine) subjects.push_back({Subject::Kind::organisation, o});
            }
            break;
    }
    return subjects;
}

std::string_view name_of(const PlanData& plan, const Subject& subject) {
    switch (subject.kind) {
        case Subject::Kind::federation: return "federation";
        case Subject::Kind::region: return plan.federation.regions[subject.number].code;
        case Subject::Kind::organisation: return plan.federation.organisations[subject.number].id;
    }
    unreachable();
}

/// How much slower the decision is without what the play uses (rule 22). The crisis team and the
/// regions use the services of its seat, an organisation its own.
double slowness(const DeciderContext& decider, const PlayPlan& play) {
    const PlanData& plan = decider.plan;
    double factor = 1.0;
    if (decider.who.kind != Subject::Kind::organisation) {
        for (const std::uint32_t channel : play.channels) {
            if (decider.state.channels_down[channel]) factor *= plan.channels[channel].slower;
        }
        return factor;
    }
    for (const Used& used : play.uses[decider.who.number]) {
        if (!decider.own->services[used.position].up) factor *= used.slower;
    }
    return factor;
}

void trigger(DeciderContext& decider, std::uint32_t number, const Subject& subject) {
    const PlayPlan& play = decider.strategy().plays[number];
    decider.state.triggered[number].push_back(subject);
    const Cause cause = decider.record({.what = TraceKind::play_triggered, .detail = number});
    // The lag belongs to the play's name and to whom it concerns: strategies that share the play
    // share it (rule 12).
    const kernel::EntityId entity = play.lag_of.then(name_of(decider.plan, subject))
                                        .then("@")
                                        .then(name_of(decider.plan, decider.who))
                                        .id();
    const Duration lag =
        scaled(decider.span(play.lag, entity, Draw::decision_lag, 0), slowness(decider, play));
    decider.later(decider.now() + lag, Priority::decisions, event::Decide{number, subject}, cause);
}

bool concerns(const DeciderContext& decider, const PlayPlan& play, const ActionPlan& action,
              const Subject& subject, std::uint32_t organisation) {
    if (!action.scope.organisations[organisation]) return false;
    const auto& federation = decider.plan.federation;
    const std::uint32_t region = federation.organisations[organisation].region.value;
    if (play.by == scenario::Decider::region && region != decider.who.number) return false;
    if (play.by == scenario::Decider::organisation) {
        return organisation == decider.who.number;
    }
    const bool is_suspected = decider.state.reported[organisation].suspected > 0;
    switch (action.scope.only) {
        case federation::Scope::Only::affected_organisations:
            if (subject.kind == Subject::Kind::organisation) return organisation == subject.number;
            return is_suspected;
        case federation::Scope::Only::affected_regions:
            if (subject.kind == Subject::Kind::region) return region == subject.number;
            if (subject.kind == Subject::Kind::organisation) {
                return region == federation.organisations[subject.number].region.value;
            }
            return decider.state.reported_by_region[region].suspected > 0;
        case federation::Scope::Only::anyone: return true;
    }
    unreachable();
}

/// For whom a decider orders a play: for those for whom it would begin by itself at this moment, so
/// that each has the same luck; where there are none, for whoever is known to be affected, and else
/// for all that the decider has under it, as one.
std::vector<Subject> ordered_for(const DeciderContext& decider, const PlayPlan& play) {
    if (play.subjects == Subject::Kind::federation) return {Subject{}};
    const std::vector<Subject> all = subjects_of(decider, play);
    const auto those = [&](auto&& is_so) {
        std::vector<Subject> found;
        std::copy_if(all.begin(), all.end(), std::back_inserter(found), is_so);
        return found;
    };
    auto subjects = those([&](const Subject& one) { return holds(decider, play.when, one); });
    if (!subjects.empty()) return subjects;
    subjects = those([&](const Subject& one) {
        return one.kind == Subject::Kind::region
                   ? decider.state.reported_by_region[one.number].suspected > 0
                   : decider.state.reported[one.number].suspected > 0;
    });
    if (!subjects.empty()) return subjects;
    return {decider.who};
}

void add(KnownCounts& sum, const KnownCounts& before, const KnownCounts& after) {
    sum.suspected += after.suspected - before.suspected;
    sum.confirmed += after.confirmed - before.confirmed;
    sum.destroyed += after.destroyed - before.destroyed;
    sum.alerts += after.alerts - before.alerts;
}

// NOLINTNEXTLINE(misc-no-recursion)
void collect_clocks(const ConditionPlan& condition, std::vector<SimTime>& clocks) {
    if (condition.what == ConditionPlan::What::clock) clocks.push_back(condition.at);
    for (const ConditionPlan& child : condition.children) collect_clocks(child, clocks);
}

}  // namespace

// The depth of a condition is limited by the loader.
// NOLINTNEXTLINE(misc-no-recursion)
bool holds(const DeciderContext& decider, const ConditionPlan& condition, const Subject& subject) {
    using What = ConditionPlan::What;
    const auto counts = [&]() -> const KnownCounts& {
        return counts_for(decider, condition.within, subject);
    };
    const auto child_holds = [&](const ConditionPlan& child) {
        return holds(decider, child, subject);
    };
    switch (condition.what) {
        case What::always: return true;
        case What::all_of:
            return std::all_of(condition.children.begin(), condition.children.end(), child_holds);
        case What::any_of:
            return std::any_of(condition.children.begin(), condition.children.end(), child_holds);
        case What::alerts: return counts().alerts >= condition.at_least;
        case What::suspected_hosts: return counts().suspected >= condition.at_least;
        case What::confirmed_hosts: return counts().confirmed >= condition.at_least;
        case What::confirmed_organisations:
            return organisations_confirmed(decider, condition.within, subject) >=
                   condition.at_least;
        case What::destroyed_hosts: return counts().destroyed >= condition.at_least;
        case What::certainty: return certainty(decider, condition.attacker) >= condition.certainty;
        case What::clock: return decider.now() >= condition.at;
        case What::play_done: return is_done(decider, condition.play);
        case What::restored: return is_restored(decider, condition);
    }
    unreachable();
}

void report_received(DeciderContext& decider, const event::Report& report) {
    DeciderState& state = decider.state;
    KnownCounts& before = state.reported[report.organisation];
    const KnownCounts now{report.suspected, report.confirmed, report.destroyed, report.alerts};
    const auto region = decider.plan.federation.organisations[report.organisation].region.index();
    add(state.reported_by_region[region], before, now);
    add(state.reported_in_all, before, now);
    before = now;
    if (state.evaluate_due) return;
    state.evaluate_due = true;
    decider.later(decider.now(), Priority::decisions, event::Evaluate{});
}

void indication_received(DeciderContext& decider, const event::Indication& indication) {
    update_belief(decider.state.belief, indication.attacker, decider.plan.forensics->accuracy);
    if (decider.state.evaluate_due) return;
    decider.state.evaluate_due = true;
    decider.later(decider.now(), Priority::decisions, event::Evaluate{});
}

void channel_changed(DeciderContext& decider, const event::ChannelChanged& changed) {
    decider.state.channels_down[changed.channel] = !changed.up;
}

void evaluate(DeciderContext& decider) {
    decider.state.evaluate_due = false;
    // The story begins at the start: what was known before it is weighed then (rule 4).
    if (decider.now() < SimTime::start()) return;
    const auto& plays = decider.strategy().plays;
    for (std::uint32_t p = 0; p < plays.size(); ++p) {
        if (kind_of(plays[p].by) != decider.who.kind) continue;
        if (decider.setup.withheld == p) continue;
        for (const Subject& subject : subjects_of(decider, plays[p])) {
            const auto& already = decider.state.triggered[p];
            if (std::find(already.begin(), already.end(), subject) != already.end()) continue;
            if (holds(decider, plays[p].when, subject)) trigger(decider, p, subject);
        }
    }
    open_what_may(decider);
}

void play_ordered(DeciderContext& decider, const event::PlayOrdered& ordered) {
    for (const Subject& subject : ordered_for(decider, decider.strategy().plays[ordered.play])) {
        trigger(decider, ordered.play, subject);
    }
}

void decide(DeciderContext& decider, const event::Decide& event) {
    const PlayPlan& play = decider.strategy().plays[event.play];
    decider.state.decided[event.play] = true;
    const Cause cause = decider.record({.what = TraceKind::play_decided, .detail = event.play});
    for (std::uint32_t a = 0; a < play.actions.size(); ++a) {
        for (std::uint32_t o = 0; o < decider.plan.federation.organisations.size(); ++o) {
            if (!concerns(decider, play, play.actions[a], event.subject, o)) continue;
            decider.tell(decider.plan.organisation(federation::OrganisationId{o}), decider.now(),
                         Priority::hosts_and_links, event::Order{event.play, a}, cause);
            keep_in_mind(decider, event, a, o);
        }
    }
    // Another play may wait for this one.
    if (!decider.state.evaluate_due) {
        decider.state.evaluate_due = true;
        decider.later(decider.now(), Priority::decisions, event::Evaluate{}, cause);
    }
}

std::vector<DeciderAddress> deciders_of(const PlanData& plan, const PlayPlan& play) {
    std::vector<DeciderAddress> all;
    switch (play.by) {
        case scenario::Decider::federation: all.push_back(plan.crisis_team()); break;
        case scenario::Decider::region:
            for (std::size_t r = 0; r < plan.federation.regions.size(); ++r) {
                all.push_back(plan.region_team(federation::RegionId{r}));
            }
            break;
        case scenario::Decider::organisation:
            for (std::size_t o = 0; o < plan.federation.organisations.size(); ++o) {
                all.push_back(plan.own_team(federation::OrganisationId{o}));
            }
            break;
    }
    return all;
}

std::vector<DecidingMoment> deciding_moments(const PlanData& plan, std::uint32_t strategy) {
    std::vector<DecidingMoment> result;
    const auto add_for = [&](scenario::Decider by, DeciderAddress who) {
        std::vector<SimTime> moments;
        for (const PlayPlan& play : plan.strategies[strategy].plays) {
            if (play.by != by) continue;
            moments.push_back(SimTime::start());
            collect_clocks(play.when, moments);
            for (const ActionPlan& action : play.actions) {
                const auto* close = std::get_if<CloseLinkPlan>(&action.what);
                if (close != nullptr && close->until) collect_clocks(*close->until, moments);
            }
        }
        std::sort(moments.begin(), moments.end());
        moments.erase(std::unique(moments.begin(), moments.end()), moments.end());
        for (const SimTime moment : moments) result.push_back({moment, who});
    };
    add_for(scenario::Decider::federation, plan.crisis_team());
    for (std::size_t r = 0; r < plan.federation.regions.size(); ++r) {
        add_for(scenario::Decider::region, plan.region_team(federation::RegionId{r}));
    }
    for (std::size_t o = 0; o < plan.federation.organisations.size(); ++o) {
        add_for(scenario::Decider::organisation, plan.own_team(federation::OrganisationId{o}));
    }
    return result;
}

}  // namespace kammerspiel::model
