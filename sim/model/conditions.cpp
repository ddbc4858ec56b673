#include "sim/model/conditions.hpp"

#include <algorithm>

#include "sim/model/reopening.hpp"

namespace kammerspiel::model {
namespace {

using Within = ConditionPlan::Within;

using Repeat = DeciderState::Repeat;

/// What has become known of hosts since then, those included that are known to be bad once more.
KnownCounts since(const KnownCounts& now, const KnownCounts& before) {
    const std::uint32_t confirmed = now.confirmed_again - before.confirmed_again;
    const std::uint32_t destroyed = now.destroyed_again - before.destroyed_again;
    const auto more = [](std::uint32_t a, std::uint32_t b) { return a > b ? a - b : 0U; };
    return {.suspected = more(now.suspected, before.suspected) + confirmed,
            .confirmed = now.confirmed - before.confirmed + confirmed,
            .destroyed = now.destroyed - before.destroyed + destroyed,
            .alerts = now.alerts - before.alerts};
}

KnownCounts counts_for(const DeciderContext& decider, Within within, const Subject& subject,
                       const Repeat* before) {
    const auto& federation = decider.plan.federation;
    const DeciderState& state = decider.state;
    const auto counted = [&](const KnownCounts& now, const auto& then) {
        return before == nullptr ? now : since(now, then());
    };
    switch (within) {
        case Within::federation:
            return counted(state.reported_in_all, [&] { return before->reported_in_all; });
        case Within::region: {
            const std::uint32_t region = subject.kind == Subject::Kind::organisation
                                             ? federation.organisations[subject.number].region.value
                                             : subject.number;
            return counted(state.reported_by_region[region],
                           [&] { return before->reported_by_region[region]; });
        }
        case Within::organisation:
            return counted(state.reported[subject.number],
                           [&] { return before->reported[subject.number]; });
    }
    unreachable();
}

std::uint32_t organisations_confirmed(const DeciderContext& decider, Within within,
                                      const Subject& subject, const Repeat* before) {
    const auto& organisations = decider.plan.federation.organisations;
    const auto confirmed = [&](std::size_t i) {
        const KnownCounts& now = decider.state.reported[i];
        return before == nullptr ? now.confirmed : since(now, before->reported[i]).confirmed;
    };
    std::uint32_t count = 0;
    for (std::size_t i = 0; i < organisations.size(); ++i) {
        const bool is_counted =
            within == Within::federation ||
            (within == Within::organisation && i == subject.number) ||
            (within == Within::region &&
             organisations[i].region.value == (subject.kind == Subject::Kind::organisation
                                                   ? organisations[subject.number].region.value
                                                   : subject.number));
        if (is_counted && confirmed(i) > 0) ++count;
    }
    return count;
}

/// Whether a play has been carried out, as far as this decider was told: its own, that of those who
/// decide over it, that of all over whom it decides.
bool is_done(const DeciderContext& decider, std::optional<std::uint32_t> play) {
    if (!play) return false;
    const Subject::Kind theirs = kind_of(decider.strategy().plays[*play].by);
    if (theirs == decider.who.kind) return decider.state.done[*play];
    const std::uint32_t told = decider.state.done_elsewhere[*play];
    if (theirs < decider.who.kind) return told > 0;
    const auto& federation = decider.plan.federation;
    if (theirs == Subject::Kind::region) return told >= federation.regions.size();
    const auto is_mine = [&](const federation::Organisation& one) {
        return decider.who.kind == Subject::Kind::federation ||
               one.region.value == decider.who.number;
    };
    return told >= static_cast<std::uint32_t>(std::count_if(
                       federation.organisations.begin(), federation.organisations.end(), is_mine));
}

/// Posterior probability of the hypothesis, or of the likeliest one.
double certainty(const DeciderContext& decider, std::optional<std::uint32_t> attacker) {
    const auto& belief = decider.state.belief;
    return attacker ? belief[*attacker] : *std::max_element(belief.begin(), belief.end());
}

// The depth of a condition is limited by the loader.
// NOLINTNEXTLINE(misc-no-recursion)
bool holds(const DeciderContext& decider, const ConditionPlan& condition, const Subject& subject,
           const Repeat* before) {
    using What = ConditionPlan::What;
    const auto counts = [&] { return counts_for(decider, condition.within, subject, before); };
    const auto child_holds = [&](const ConditionPlan& child) {
        return holds(decider, child, subject, before);
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
            return organisations_confirmed(decider, condition.within, subject, before) >=
                   condition.at_least;
        case What::destroyed_hosts: return counts().destroyed >= condition.at_least;
        case What::certainty: return certainty(decider, condition.attacker) >= condition.certainty;
        case What::clock: return decider.now() >= condition.at;
        case What::play_done: return is_done(decider, condition.play);
        case What::restored: return is_restored(decider, condition);
    }
    unreachable();
}

}  // namespace

bool holds(const DeciderContext& decider, const ConditionPlan& condition, const Subject& subject) {
    return holds(decider, condition, subject, nullptr);
}

bool holds_since(const DeciderContext& decider, const ConditionPlan& condition,
                 const Subject& subject, const DeciderState::Repeat& before) {
    return holds(decider, condition, subject, &before);
}

Subject::Kind kind_of(scenario::Decider by) {
    switch (by) {
        case scenario::Decider::federation: return Subject::Kind::federation;
        case scenario::Decider::region: return Subject::Kind::region;
        case scenario::Decider::organisation: return Subject::Kind::organisation;
    }
    unreachable();
}

bool concerns_region(const DeciderContext& decider, std::uint32_t region) {
    switch (decider.who.kind) {
        case Subject::Kind::federation: return true;
        case Subject::Kind::region: return decider.who.number == region;
        case Subject::Kind::organisation:
            return decider.plan.federation.organisations[decider.who.number].region.value == region;
    }
    unreachable();
}

std::vector<Subject> subjects_of(const DeciderContext& decider, const PlayPlan& play) {
    const auto& federation = decider.plan.federation;
    std::vector<Subject> subjects;
    switch (play.subjects) {
        case Subject::Kind::federation: subjects.push_back({}); break;
        case Subject::Kind::region:
            for (std::uint32_t r = 0; r < federation.regions.size(); ++r) {
                if (concerns_region(decider, r)) subjects.push_back({Subject::Kind::region, r});
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

// NOLINTNEXTLINE(misc-no-recursion)
void collect_clocks(const ConditionPlan& condition, std::vector<SimTime>& clocks) {
    if (condition.what == ConditionPlan::What::clock) clocks.push_back(condition.at);
    for (const ConditionPlan& child : condition.children) collect_clocks(child, clocks);
}

}  // namespace kammerspiel::model
