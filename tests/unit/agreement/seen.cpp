#include "tests/unit/agreement/seen.hpp"

#include <algorithm>

namespace kammerspiel::test {

using federation::Integrity;
using model::TraceKind;

std::vector<std::uint32_t> levels_at_the_end(const model::Plan& plan, const model::RunResult& run) {
    std::vector<std::uint32_t> levels(plan.federation().services.size(), 1'000'000);
    for (const model::TraceRecord& record : run.trace) {
        if (record.what == TraceKind::service_down || record.what == TraceKind::service_up ||
            record.what == TraceKind::service_level) {
            levels[record.subject] = record.count;
        }
    }
    return levels;
}

std::vector<std::int32_t> ran_on(const model::Plan& plan, const model::RunResult& run) {
    std::vector<std::int32_t> levels(plan.needs().size(), 0);
    for (std::size_t s = 0; s < plan.federation().services.size(); ++s) {
        levels[plan.needs().of(federation::ServiceId{s}).index()] = 1'000'000;
    }
    for (const model::TraceRecord& record : run.trace) {
        const bool stopped = record.count == 0 && (record.what == TraceKind::service_down ||
                                                   record.what == TraceKind::service_level);
        if (stopped) {
            levels[plan.needs().of(federation::ServiceId{record.subject}).index()] = 0;
        }
    }
    return levels;
}

std::map<federation::OrganisationId, std::uint64_t> switched_off(const model::RunResult& run) {
    std::map<federation::OrganisationId, std::uint64_t> hosts;
    for (const model::TraceRecord& record : run.trace) {
        if (record.what == TraceKind::switched_off) {
            hosts[federation::OrganisationId{record.subject}] += record.count;
        }
    }
    return hosts;
}

std::vector<bool> restored(const model::Plan& plan, const model::RunResult& run) {
    std::vector<bool> groups(plan.federation().host_groups.size(), false);
    for (const model::TraceRecord& record : run.trace) {
        if (record.what == TraceKind::group_restored) groups[record.subject] = true;
    }
    return groups;
}

std::vector<Integrity> held(const model::Plan& plan, const model::RunResult& run) {
    std::vector<Integrity> groups(plan.federation().host_groups.size(), Integrity::clean);
    const auto note = [&](std::uint32_t group, Integrity integrity) {
        groups[group] = std::max(groups[group], integrity);
    };
    for (const model::TraceRecord& record : run.trace) {
        if (record.what == TraceKind::compromised) {
            note(record.subject, static_cast<Integrity>(record.count));
        } else if (record.what == TraceKind::entered) {
            note(record.subject, plan.scenario().entries.front().yields);
        }
    }
    return groups;
}

std::vector<bool> realms_taken(const model::Plan& plan, const model::RunResult& run) {
    std::vector<bool> realms(plan.federation().realms.size(), false);
    for (const model::TraceRecord& record : run.trace) {
        if (record.what == TraceKind::credentials_taken) realms[record.detail] = true;
    }
    return realms;
}

}  // namespace kammerspiel::test
