#pragma once

#include "sim/model/context.hpp"

// What an organisation's backups are worth when hosts are lost.

namespace kammerspiel::model {

/// Whether hosts can be restored from a backup now: some group that keeps backups still has what it
/// kept, and a host that is not destroyed to read it. Off or in repair, it can be read.
[[nodiscard]] bool has_backup_at_hand(const OrganisationContext& org);

/// Whether a host that keeps backups works.
[[nodiscard]] bool any_backup_works(const OrganisationContext& org);

/// What is lost for good with a host: all since the newest backup that is left, or everything.
void book_data_loss(OrganisationContext& org, std::uint32_t group, SimTime destroyed_at);

}  // namespace kammerspiel::model
