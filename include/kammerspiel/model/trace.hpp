#pragma once

#include <cstdint>
#include <vector>

#include "kammerspiel/base/time.hpp"
#include "kammerspiel/base/words.hpp"
#include "kammerspiel/kernel/event_key.hpp"
#include "kammerspiel/model/cause.hpp"

namespace kammerspiel::model {

/// Why an attempt of the attacker failed.
enum class Failure : std::uint8_t {
    none,
    source_gone,  ///< the host it came from is no longer held
    no_way,       ///< off, isolated, or a link on the way was closed
    target_off,
    chance,   ///< the draw was against it
    blocked,  ///< the technique, or the clean zone, or a zone that cannot be reached
};
constexpr auto vocabulary(Failure) {
    using enum Failure;
    return std::array{Word{none, "none"},     Word{source_gone, "source_gone"},
                      Word{no_way, "no_way"}, Word{target_off, "target_off"},
                      Word{chance, "luck"},   Word{blocked, "blocked"}};
}

/// The kind of a trace event. The comment names what `subject`, `host`, `count` and `detail` hold;
/// a field that a kind does not use is 0.
enum class TraceKind : std::uint8_t {
    // Truth: what is so, whoever knows it.
    entered,            ///< subject host group, host
    compromised,        ///< subject host group, host, count = new integrity, detail = route
    credentials_taken,  ///< subject host group, host, detail = realm
    attempt_failed,     ///< subject host group aimed at, detail = route; count = why (Failure)
    struck,             ///< the attacker's impact began: count = hosts due, detail = impact
    destroyed,          ///< subject host group, count hosts, detail = impact
    exfiltrated,        ///< subject host group, count hosts, detail = impact
    reactivated,        ///< a missed compromise was switched on again: subject group, host
    // Knowledge: what staff learn.
    given_at_start,  ///< subject host group, count hosts, detail = item of known_at_start
    alert,           ///< subject host group, host
    false_alarm,     ///< subject organisation's analysts
    confirmed,       ///< subject host group, host
    cleared,         ///< an analyst saw that it is clean: subject host group, host
    users_noticed,   ///< subject host group, count hosts
    reported,        ///< to a decider: subject organisation, count hosts now suspected there
    indicated,       ///< forensics point at hypothesis `detail`: subject host group, host
    // Response.
    play_triggered,        ///< the condition of play `detail` holds
    play_decided,          ///< the lag is over
    switched_off,          ///< count hosts, detail = play
    isolated,              ///< count hosts, detail = play
    link_closed,           ///< subject link, detail = play
    link_opened,           ///< subject link
    credentials_reset,     ///< count realms, detail = play
    technique_blocked,     ///< detail = play
    hunted,                ///< count compromised hosts found, detail = play
    aid_asked,             ///< count people, detail = pool
    aid_arrived,           ///< count people, detail = pool
    aid_left,              ///< count people, detail = pool
    informed,              ///< detail = play
    restore_begun,         ///< count hosts waiting, detail = play
    default_repair_begun,  ///< that no play has ordered: subject organisation, count hosts waiting
    found_compromised,     ///< by inspection: subject host group, host
    missed_compromise,     ///< truth: inspection did not find it: subject host group, host
    group_restored,        ///< subject host group, count hosts
    obligation_begun,      ///< subject organisation, detail = obligation
    obligation_met,        ///< likewise
    obligation_missed,     ///< likewise; count = 1: ready, but no channel worked
    // Stages of recovery.
    hold_begun,       ///< nobody repairs: subject organisation, detail = hold
    hold_over,        ///< likewise
    sent_back,        ///< something was found after a release: subject organisation holds again
    goods_ordered,    ///< subject organisation, count pieces, detail = kind of host
    goods_arrived,    ///< likewise
    image_ready,      ///< subject organisation, detail = kind of host
    accounts_issued,  ///< subject organisation, count issued so far, detail = of how many
    crew_tired,       ///< subject organisation, detail = crew
    not_accepted,     ///< subject service, count parts
    released,         ///< subject service, count parts, detail = of how many
    waits,            ///< subject service, count = Stage that it waits in from now on
    // What members notice.
    interim_begun,   ///< subject service
    interim_ended,   ///< subject service
    fallback_begun,  ///< subject service
    fallback_ended,  ///< subject service, its time being used up
    service_down,    ///< subject service, count = level in ppm
    service_up,      ///< subject service, count = level in ppm
    service_level,   ///< subject service, count = level in ppm: changed, still up or down
    people_moved,    ///< from service `detail` to subject service: count people want it there from
                     ///< now on, and `host` millionths of one more
};
constexpr auto vocabulary(TraceKind) {
    using enum TraceKind;
    return std::array{Word{entered, "entered"},
                      Word{compromised, "compromised"},
                      Word{credentials_taken, "credentials_taken"},
                      Word{attempt_failed, "attempt_failed"},
                      Word{struck, "struck"},
                      Word{destroyed, "destroyed"},
                      Word{exfiltrated, "exfiltrated"},
                      Word{reactivated, "reactivated"},
                      Word{given_at_start, "given_at_start"},
                      Word{alert, "alert"},
                      Word{false_alarm, "false_alarm"},
                      Word{confirmed, "confirmed"},
                      Word{cleared, "cleared"},
                      Word{users_noticed, "users_noticed"},
                      Word{reported, "reported"},
                      Word{indicated, "indicated"},
                      Word{play_triggered, "play_triggered"},
                      Word{play_decided, "play_decided"},
                      Word{switched_off, "switched_off"},
                      Word{isolated, "isolated"},
                      Word{link_closed, "link_closed"},
                      Word{link_opened, "link_opened"},
                      Word{credentials_reset, "credentials_reset"},
                      Word{technique_blocked, "technique_blocked"},
                      Word{hunted, "hunted"},
                      Word{aid_asked, "aid_asked"},
                      Word{aid_arrived, "aid_arrived"},
                      Word{aid_left, "aid_left"},
                      Word{informed, "informed"},
                      Word{restore_begun, "restore_begun"},
                      Word{default_repair_begun, "default_repair_begun"},
                      Word{found_compromised, "found_compromised"},
                      Word{missed_compromise, "missed_compromise"},
                      Word{group_restored, "group_restored"},
                      Word{obligation_begun, "obligation_begun"},
                      Word{obligation_met, "obligation_met"},
                      Word{obligation_missed, "obligation_missed"},
                      Word{hold_begun, "hold_begun"},
                      Word{hold_over, "hold_over"},
                      Word{sent_back, "sent_back"},
                      Word{goods_ordered, "goods_ordered"},
                      Word{goods_arrived, "goods_arrived"},
                      Word{image_ready, "image_ready"},
                      Word{accounts_issued, "accounts_issued"},
                      Word{crew_tired, "crew_tired"},
                      Word{not_accepted, "not_accepted"},
                      Word{released, "released"},
                      Word{waits, "waits"},
                      Word{interim_begun, "interim_begun"},
                      Word{interim_ended, "interim_ended"},
                      Word{fallback_begun, "fallback_begun"},
                      Word{fallback_ended, "fallback_ended"},
                      Word{service_down, "service_down"},
                      Word{service_up, "service_up"},
                      Word{service_level, "service_level"},
                      Word{people_moved, "people_moved"}};
}

/// One line of the causally linked story of a run. Records of all processes in the total order of
/// their events make the trace; the same for every executive and any number of threads.
struct TraceRecord {
    kernel::EventKey key;       ///< of the event in which it happened
    std::uint32_t process = 0;  ///< who wrote it
    std::uint32_t number = 0;   ///< in that process, from 1: what a Cause points at
    Cause cause;
    TraceKind what = TraceKind::entered;
    std::uint32_t subject = 0;  ///< a global id of the kind that `what` says
    std::uint32_t host = 0;     ///< number of the host within its group, from 1
    std::uint32_t count = 0;
    std::uint32_t detail = 0;
};

}  // namespace kammerspiel::model
