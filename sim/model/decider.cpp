#include "sim/model/decider.hpp"

#include <algorithm>

#include "sim/model/boards.hpp"
#include "sim/model/conditions.hpp"
#include "sim/model/forensics.hpp"
#include "sim/model/reopening.hpp"

namespace kammerspiel::model {
namespace {

std::string_view key_of(const PlanData& plan, const Subject& subject) {
    switch (subject.kind) {
        case Subject::Kind::federation: return "federation";
        case Subject::Kind::region: return plan.federation.regions[subject.number].code;
        case Subject::Kind::organisation: return plan.federation.organisations[subject.number].key;
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

/// From now on, as fast as the channels allow that are there now.
void go_on_deciding(DeciderContext& decider, DeciderState::Deciding& one) {
    one.since = decider.now();
    one.slower = slowness(decider, decider.strategy().plays[one.play]);
    one.generation = decider.state.decisions++;
    decider.later(decider.now() + scaled(one.left, one.slower), Priority::decisions,
                  event::Decide{one.play, one.subject, one.generation}, one.cause);
}

/// Where it has plays to begin, or to end.
void look_again(DeciderContext& decider, Cause cause) {
    const auto& plays = decider.strategy().plays;
    const bool has_plays = std::any_of(plays.begin(), plays.end(), [&](const PlayPlan& play) {
        return kind_of(play.by) == decider.who.kind;
    });
    if (!has_plays || decider.state.evaluate_due) return;
    decider.state.evaluate_due = true;
    decider.later(decider.now(), Priority::decisions, event::Evaluate{}, cause);
}

/// Tells those who decide over others, or under them, that a play of this decider is done.
void tell_others(DeciderContext& decider, std::uint32_t play) {
    const auto& federation = decider.plan.federation;
    const event::PlayDone done{play};
    const auto tell = [&](scenario::Decider by, DeciderAddress who) {
        if (kind_of(by) == decider.who.kind || !decides(decider.strategy(), by)) return;
        decider.tell(who, Priority::knowledge, done);
    };
    tell(scenario::Decider::federation, decider.plan.crisis_team());
    for (std::uint32_t r = 0; r < federation.regions.size(); ++r) {
        if (!concerns_region(decider, r)) continue;
        tell(scenario::Decider::region, decider.plan.region_team(federation::RegionId{r}));
        for (std::size_t o = 0; o < federation.organisations.size(); ++o) {
            if (federation.organisations[o].region.value != r) continue;
            tell(scenario::Decider::organisation,
                 decider.plan.own_team(federation::OrganisationId{o}));
        }
    }
}

void may_be_done(DeciderContext& decider, std::uint32_t play) {
    DeciderState& state = decider.state;
    if (!decider.strategy().plays[play].is_awaited || state.done[play]) return;
    if (!state.decided[play] || state.outstanding[play] > 0) return;
    state.done[play] = true;
    tell_others(decider, play);
    look_again(decider, decider.cause);
}

using Repeat = DeciderState::Repeat;

Repeat* find_repeat(DeciderContext& decider, std::uint32_t play, const Subject& subject) {
    auto& repeats = decider.state.repeats;
    const auto found = std::find_if(repeats.begin(), repeats.end(), [&](const Repeat& one) {
        return one.play == play && one.subject == subject;
    });
    return found == repeats.end() ? nullptr : &*found;
}

/// Keeps in mind what is known now: only what is found from here on counts for deciding it again.
void begin_repeat(DeciderContext& decider, std::uint32_t number, const Subject& subject) {
    const PlayPlan& play = decider.strategy().plays[number];
    if (!play.again) return;
    Repeat* repeat = find_repeat(decider, number, subject);
    if (repeat == nullptr) {
        decider.state.repeats.push_back(
            {.play = number, .subject = subject, .times = 0, .decided = decider.now()});
        repeat = &decider.state.repeats.back();
    }
    repeat->decided = decider.now();
    repeat->reported = decider.state.reported;
    repeat->reported_by_region = decider.state.reported_by_region;
    repeat->reported_in_all = decider.state.reported_in_all;
    if (repeat->times == play.again->at_most || play.again->after == Duration::zero()) return;
    decider.later(decider.now() + play.again->after, Priority::decisions, event::Evaluate{});
}

bool is_due_again(DeciderContext& decider, std::uint32_t number, const Subject& subject) {
    const PlayPlan& play = decider.strategy().plays[number];
    if (!play.again) return false;
    const Repeat* repeat = find_repeat(decider, number, subject);
    if (repeat == nullptr || !repeat->decided || repeat->times == play.again->at_most) return false;
    if (decider.now() < *repeat->decided + play.again->after) return false;
    return holds_since(decider, play.when, subject, *repeat);
}

void trigger(DeciderContext& decider, std::uint32_t number, const Subject& subject) {
    const PlayPlan& play = decider.strategy().plays[number];
    auto& triggered = decider.state.triggered[number];
    if (std::find(triggered.begin(), triggered.end(), subject) == triggered.end()) {
        triggered.push_back(subject);
    }
    std::uint64_t times = 0;
    if (Repeat* repeat = find_repeat(decider, number, subject)) {
        times = ++repeat->times;
        repeat->decided.reset();
    }
    const Cause cause = decider.record({.what = TraceKind::play_triggered, .detail = number});
    // The lag belongs to the play's name and to whom it concerns: strategies that share the play
    // share it (rule 12).
    const kernel::EntityId entity = play.lag_of.then(key_of(decider.plan, subject))
                                        .then("@")
                                        .then(key_of(decider.plan, decider.who))
                                        .id();
    decider.state.deciding.push_back(
        {.play = number,
         .subject = subject,
         .since = decider.now(),
         .left = decider.span(play.lag, entity, Draw::decision_lag, times),
         .cause = cause});
    go_on_deciding(decider, decider.state.deciding.back());
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
            if (subject.kind == Subject::Kind::region && region != subject.number) return false;
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
    sum.confirmed_again += after.confirmed_again - before.confirmed_again;
    sum.destroyed_again += after.destroyed_again - before.destroyed_again;
}

}  // namespace

void report_received(DeciderContext& decider, const event::Report& report) {
    DeciderState& state = decider.state;
    KnownCounts& before = state.reported[report.organisation];
    const KnownCounts now{report.suspected, report.confirmed,       report.destroyed,
                          report.alerts,    report.confirmed_again, report.destroyed_again};
    const auto finds = [](const KnownCounts& known) {
        return known.confirmed + known.destroyed + known.confirmed_again + known.destroyed_again;
    };
    if (finds(now) > finds(before)) found_more(decider, report.organisation);
    const auto region = decider.plan.federation.organisations[report.organisation].region.index();
    add(state.reported_by_region[region], before, now);
    add(state.reported_in_all, before, now);
    before = now;
    look_again(decider, decider.cause);
}

void indication_received(DeciderContext& decider, const event::Indication& indication) {
    update_belief(decider.state.belief, indication.attacker, decider.plan.forensics->accuracy);
    look_again(decider, decider.cause);
}

void channel_changed(DeciderContext& decider, const event::ChannelChanged& changed) {
    if (decider.who.kind != Subject::Kind::organisation) {
        decider.state.channels_down[changed.channel] = !changed.up;
    }
    // What is being decided goes on at another speed from here on (rule 42).
    for (DeciderState::Deciding& one : decider.state.deciding) {
        if (slowness(decider, decider.strategy().plays[one.play]) == one.slower) continue;
        const Duration done = scaled(decider.now() - one.since, 1.0 / one.slower);
        one.left = std::max(Duration::zero(), one.left - done);
        go_on_deciding(decider, one);
    }
}

void evaluate(DeciderContext& decider) {
    decider.state.evaluate_due = false;
    // The story begins at the start: what was known before it is weighed then (rule 4).
    if (decider.now() < SimTime::start()) return;
    const auto& plays = decider.strategy().plays;
    for (const std::uint32_t p : decider.strategy().by_key) {
        if (kind_of(plays[p].by) != decider.who.kind) continue;
        if (decider.setup.withheld == p) continue;
        for (const Subject& subject : subjects_of(decider, plays[p])) {
            const auto& already = decider.state.triggered[p];
            if (std::find(already.begin(), already.end(), subject) != already.end()) {
                if (is_due_again(decider, p, subject)) trigger(decider, p, subject);
                continue;
            }
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
    auto& deciding = decider.state.deciding;
    const auto it = std::find_if(
        deciding.begin(), deciding.end(),
        [&](const DeciderState::Deciding& one) { return one.generation == event.generation; });
    if (it == deciding.end()) return;  // it takes longer, or came sooner, than was thought
    deciding.erase(it);
    const PlayPlan& play = decider.strategy().plays[event.play];
    decider.state.decided[event.play] = true;
    begin_repeat(decider, event.play, event.subject);
    const Cause cause = decider.record({.what = TraceKind::play_decided, .detail = event.play});
    for (std::uint32_t a = 0; a < play.actions.size(); ++a) {
        for (std::uint32_t o = 0; o < decider.plan.federation.organisations.size(); ++o) {
            if (!concerns(decider, play, play.actions[a], event.subject, o)) continue;
            decider.tell(decider.plan.organisation(federation::OrganisationId{o}), decider.now(),
                         Priority::hosts_and_links, event::Order{event.play, a}, cause);
            keep_in_mind(decider, event, a, o);
            ++decider.state.outstanding[event.play];
        }
    }
    may_be_done(decider, event.play);
}

void carried_out(DeciderContext& decider, const event::CarriedOut& event) {
    --decider.state.outstanding[event.play];
    may_be_done(decider, event.play);
}

void play_done(DeciderContext& decider, const event::PlayDone& event) {
    ++decider.state.done_elsewhere[event.play];
    look_again(decider, decider.cause);
}

DeciderAddress decider_over(const PlanData& plan, scenario::Decider by,
                            federation::OrganisationId organisation) {
    switch (by) {
        case scenario::Decider::federation: return plan.crisis_team();
        case scenario::Decider::region:
            return plan.region_team(plan.federation.of(organisation).region);
        case scenario::Decider::organisation: return plan.own_team(organisation);
    }
    unreachable();
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
