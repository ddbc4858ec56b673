#pragma once

#include "sim/model/context.hpp"

// From evidence to what staff know: sensors, alerts, analysts, users; and the report to deciders.

namespace kammerspiel::model {

/// An attempt on `host` has left evidence. `entity` and `index` name the attempt.
void evidence_left(OrganisationContext& org, HostRef host, kernel::EntityId entity,
                   std::uint64_t index);

/// Hosts of `group` are destroyed at this moment; their users will call.
void users_will_notice(OrganisationContext& org, federation::HostGroupId group, Cause cause);

/// Staff know of a compromise for sure, by analysis or inspection.
void confirm(OrganisationContext& org, std::uint32_t record, Cause cause);

/// Staff hold the host for clean, by analysis or after its repair.
void clear(OrganisationContext& org, std::uint32_t record, Cause cause);

void alert_due(OrganisationContext& org, const event::AlertDue& event);
void verdict(OrganisationContext& org, const event::Verdict& event);
void false_alarm(OrganisationContext& org, const event::FalseAlarm& event);
void false_alert_at(OrganisationContext& org, const event::FalseAlertAt& event);
void users_notice(OrganisationContext& org, const event::UsersNotice& event);
void given(OrganisationContext& org, const event::Given& event);
void send_report(OrganisationContext& org);

}  // namespace kammerspiel::model
