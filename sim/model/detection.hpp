#pragma once

#include "sim/model/context.hpp"

// From evidence to what staff know: sensors, alerts, analysts, users; and the report to deciders.

namespace kammerspiel::model {

/// An attempt on `host` has left evidence. `entity` and `index` name the attempt.
void evidence_left(Here& here, HostRef host, kernel::EntityId entity, std::uint64_t index);

/// `count` hosts of `group` were destroyed; their users will call.
void users_will_notice(Here& here, federation::HostGroupId group, std::uint32_t count, Cause cause);

/// Staff know of a compromise for sure, by analysis or inspection.
void confirm(Here& here, std::uint32_t record, Cause cause);

/// Staff hold the host for clean, by analysis or after its repair.
void clear(Here& here, std::uint32_t record, Cause cause);

void alert_due(Here& here, const event::AlertDue& event);
void alert_here(Here& here, const event::AlertHere& event);
void analysis_done(Here& here, const event::AnalysisDone& event);
void verdict(Here& here, const event::Verdict& event);
void false_alarm(Here& here, const event::FalseAlarm& event);
void false_alert_at(Here& here, const event::FalseAlertAt& event);
void users_notice(Here& here, const event::UsersNotice& event);
void given(Here& here, const event::Given& event);
void send_report(Here& here);

}  // namespace kammerspiel::model
