#include "sim/model/backup.hpp"

#include <algorithm>

namespace kammerspiel::model {
namespace {

/// What is kept offline survives the host that reads it.
bool is_kept(const OrganisationContext& org, federation::HostGroupId id) {
    const auto& info = org.Context::group(id);
    return info.offline || org.state.groups[org.position(id)].contents_lost < info.count;
}

/// The time between the newest backup that is left and `moment`; absent where none is left.
std::optional<Duration> age_of_backup(const OrganisationContext& org, SimTime moment) {
    std::optional<Duration> age;
    for (const auto id : org.plan.backups[org.id.index()]) {
        if (!is_kept(org, id)) continue;
        // Backups are made every interval, counted from the start, before it too.
        const std::int64_t interval = org.Context::group(id).backup_interval->count();
        std::int64_t since = moment.since_start().count() % interval;
        if (since < 0) since += interval;
        const Duration since_backup = Duration::micros(since);
        if (!age || since_backup < *age) age = since_backup;
    }
    return age;
}

}  // namespace

bool has_backup_at_hand(const OrganisationContext& org) {
    const auto& backups = org.plan.backups[org.id.index()];
    return std::any_of(backups.begin(), backups.end(), [&](federation::HostGroupId id) {
        const GroupState& group = org.state.groups[org.position(id)];
        return is_kept(org, id) && group.destroyed < org.Context::group(id).count;
    });
}

bool any_backup_works(const OrganisationContext& org) {
    const auto& backups = org.plan.backups[org.id.index()];
    return std::any_of(backups.begin(), backups.end(), [&](federation::HostGroupId id) {
        const auto& counts = org.state.groups[org.position(id)].counts;
        return counts[static_cast<std::size_t>(Availability::works)] > 0;
    });
}

void book_data_loss(OrganisationContext& org, std::uint32_t g, SimTime destroyed_at) {
    DataLoss& data = org.state.groups[g].data;
    if (const auto age = age_of_backup(org, destroyed_at)) {
        data.age = std::max(data.age, *age);
    } else {
        data.everything = true;
    }
}

}  // namespace kammerspiel::model
