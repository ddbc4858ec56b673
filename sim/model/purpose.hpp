#pragma once

#include <cstdint>

namespace kammerspiel::model {

/// What a draw is for. A draw is a function of (world, entity, purpose, index); a new purpose goes
/// at the end, so that it changes no other draw.
enum class Draw : std::uint32_t {
    entry_time = 1,
    entry_host,
    attempt_time,
    attempt_target,
    attempt_success,
    attempt_evidence,
    impact_after,
    impact_takes,
    strike_early,
    sensor,
    alert_delay,
    analysis_time,
    false_alarm_gap,
    users_notice,
    decision_lag,
    switch_off_time,
    restore_begins,
    inspection_finds,
    effort_inspect,
    effort_clean,
    effort_rebuild,
    effort_test,
    effort_switch_on,
    effort_from_scratch,
    false_alarm_host,
    forensics_time,
    forensics_indication,
    forensics_evidence,
    reset_time,
    hunt_time,
    hunt_finds,
    aid_arrival,
    persistence_left,
    persistence_returns,
    known_host,
    hold_lasts,
    application_effort,
    acceptance_time,
    acceptance_passes,
    interim_effort,
    supply_lead,
    image_prepare,
    image_each,
};

}  // namespace kammerspiel::model
