#include "sim/model/accounts.hpp"

#include <algorithm>

#include "sim/model/dependency.hpp"
#include "sim/model/jobs.hpp"
#include "sim/model/node_levels.hpp"

namespace kammerspiel::model {
namespace {

/// What grows evenly is looked at in so many steps.
constexpr std::uint64_t most_issue_steps = 20;

const AccountsPlan* plan_of(const OrganisationContext& org) {
    const auto& all = org.plan.stages.accounts;
    if (all.empty() || !all[org.id.index()]) return nullptr;
    return &*all[org.id.index()];
}

std::uint64_t steps(const AccountsState& state) {
    return std::min(most_issue_steps, state.accounts);
}

std::uint64_t issued_after(const AccountsState& state, std::uint64_t step) {
    return state.accounts * step / steps(state);
}

std::uint32_t next_step(const AccountsState& state) {
    std::uint64_t step = 0;
    while (issued_after(state, step) < state.issued) ++step;
    return static_cast<std::uint32_t>(step);
}

/// Accounts live in a directory: while an organisation that has one has none that works, nobody can
/// issue any.
bool has_directory(const OrganisationContext& org) {
    bool any_group = false;
    for (std::uint32_t g = 0; g < org.state.groups.size(); ++g) {
        if (org.group(g).kind != scenario::HostKind::identity || org.group(g).count == 0) continue;
        any_group = true;
        if (org.state.levels[org.group_node(g).index()].actual() > 0) return true;
    }
    return !any_group;
}

void touch_workplaces(OrganisationContext& org, Cause cause) {
    for (std::uint32_t g = 0; g < org.state.groups.size(); ++g) {
        if (org.group(g).kind != scenario::HostKind::workstation) continue;
        touch(org, org.group_node(g), cause);
    }
}

}  // namespace

void accounts_are_void(OrganisationContext& org, Cause cause) {
    const AccountsPlan* plan = plan_of(org);
    if (plan == nullptr || plan->accounts == 0) return;
    AccountsState& state = org.state.stages.accounts;
    state = {.accounts = plan->accounts,
             .issued = 0,
             .round = static_cast<std::uint16_t>(state.round + 1),
             .is_under_way = false};
    // Who still waits for somebody to issue those of before waits for nothing.
    std::erase_if(org.state.stages.jobs, [](const WaitingJob& waiting) {
        return waiting.job.kind == StageJob::Kind::accounts;
    });
    touch_workplaces(org, cause);
    issue_accounts(org);
}

void issue_accounts(OrganisationContext& org) {
    AccountsState& state = org.state.stages.accounts;
    if (state.issued == state.accounts || state.is_under_way || !has_directory(org)) return;
    state.is_under_way = true;
    const AccountsPlan& plan = *plan_of(org);
    const std::uint32_t step = next_step(state);
    if (plan.crew) {
        return ask_for(org, {org.id, plan.crew},
                       {.part = step, .round = state.round, .kind = StageJob::Kind::accounts});
    }
    org.later(org.now() + accounts_effort(org, step), Priority::hosts_and_links,
              event::AccountsIssued{step, state.round});
}

void accounts_issued(OrganisationContext& org, const event::AccountsIssued& event) {
    AccountsState& state = org.state.stages.accounts;
    if (event.round != state.round) return;
    state.is_under_way = false;
    state.issued = issued_after(state, event.step + 1);
    const Cause cause = org.record({.what = TraceKind::accounts_issued,
                                    .subject = org.id.value,
                                    .count = static_cast<std::uint32_t>(state.issued),
                                    .detail = static_cast<std::uint32_t>(state.accounts)});
    touch_workplaces(org, cause);
    issue_accounts(org);
}

Duration accounts_effort(const OrganisationContext& org, std::uint32_t step) {
    const AccountsState& state = org.state.stages.accounts;
    const AccountsPlan& plan = *plan_of(org);
    const std::uint64_t batch = issued_after(state, step + 1) - issued_after(state, step);
    return scaled(plan.working_day, static_cast<double>(batch) / plan.a_day);
}

bool waits_for_accounts(const OrganisationContext& org, std::uint32_t group) {
    const AccountsState& state = org.state.stages.accounts;
    return state.issued < state.accounts &&
           org.group(group).kind == scenario::HostKind::workstation;
}

federation::Levels level_of_accounts(const OrganisationContext& org) {
    const AccountsState& state = org.state.stages.accounts;
    const auto full = static_cast<std::uint64_t>(PartsPerMillion::full().count());
    const auto level = static_cast<std::int32_t>(full * state.issued / state.accounts);
    return in_repair(level, level);
}

}  // namespace kammerspiel::model
