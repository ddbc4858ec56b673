#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "kammerspiel/base/bit_set.hpp"
#include "kammerspiel/model/host_state.hpp"
#include "kammerspiel/model/metrics.hpp"
#include "kammerspiel/model/trace.hpp"
#include "sim/model/event.hpp"
#include "sim/model/plan_data.hpp"
#include "sim/model/recovery_state.hpp"
#include "sim/model/stage_state.hpp"

// All mutable state of one run. Each process owns its part and no handler touches another's.
// Values throughout: copying the state is a snapshot.

namespace kammerspiel::model {

/// Impacts of the attacker, by their position in the profile.
using ImpactSet = BitSet<std::uint32_t, std::uint16_t>;

/// What the attacker's impacts have to do with one host.
struct HostStrikes {
    ImpactSet begun;          ///< under way on it, or done
    ImpactSet parked;         ///< due while it was off
    ImpactSet orders_parked;  ///< to be pushed from it, due while it was off or isolated
};

/// Credentials of a realm, as far as word of it has come: the later of the two counts, and at one
/// instant the reset.
struct RealmState {
    std::optional<SimTime> taken, reset;
    [[nodiscard]] bool is_open() const { return taken && (!reset || *taken > *reset); }
};

/// A host that is tracked by itself: the attacker, a sensor or an inspection had to do with it.
struct HostRecord {
    std::uint32_t group = 0;   ///< within the organisation
    std::uint32_t number = 0;  ///< within the group
    Integrity integrity = Integrity::clean;
    Power power = Power::on;
    Suspicion suspicion = Suspicion::unknown;
    bool in_clean_zone = false;
    bool being_repaired = false;  ///< a crew is at it
    HostStrikes strikes;
    std::uint32_t generation = 0;   ///< of what is to come from it; a change voids all of that
    std::uint32_t first_clock = 0;  ///< of its attempts, if it has any
    bool has_clocks = false;
    bool lost_memory = false;         ///< it was switched off since it was compromised (rule 11)
    bool was_off = false;             ///< by precaution, at some time
    bool content_lost = false;        ///< it was destroyed at some time, and with it what it kept
    bool is_persistent = false;       ///< something sleeps on it that cleaning did not find
    std::optional<SimTime> wakes_at;  ///< it, once the host was cleaned
    SimTime destroyed_at;
    SimTime stopped_since;  ///< last switched off or taken into repair
    std::uint32_t examinations = 0;
    bool was_held = false;             ///< by the attacker, at some time
    bool ever_confirmed = false;       ///< one host counts once, however often it is confirmed
    bool ever_seen_destroyed = false;  ///< by its users
    bool confirmed_now = false;        ///< counted as confirmed since it was repaired last
    bool destroyed_now = false;        ///< likewise as reported destroyed
    std::uint32_t inspections = 0;
    std::uint32_t alerts = 0;
    struct Counted {
        bool destroyed = false, away = false, waiting_bad = false, waiting_destroyed = false;
    };
    Counted counted;  ///< as what its group counts it
    Cause cause;      ///< of its last change of state
};

/// The attempts of one host over one route. Number `next` is due its own time after `from`, each
/// further one its own time after the one before; of these the last planned is the first that can
/// matter.
struct AttemptClock {
    SimTime from;
    SimTime planned_at;
    std::uint32_t next = 0;
    std::uint32_t planned_up_to = 0;        ///< all numbers below have been planned or passed over
    std::optional<std::uint32_t> begun_in;  ///< generation of the host in which it was set going
};

struct GroupState {
    HostCounts counts{};
    /// Untracked hosts, without a record, are clean and unsuspected; only their power is counted.
    std::array<std::uint32_t, 4> untracked{};
    std::uint32_t untracked_clean = 0;     ///< of those that are on: restored into the clean zone
    std::uint32_t untracked_off_once = 0;  ///< of them, ever switched off by precaution
    std::uint32_t untracked_next = 0;    ///< number whose draws the next work on one of them takes
    std::uint32_t untracked_rounds = 0;  ///< how often all numbers have been taken
    std::vector<std::uint32_t>
        record_of;                       ///< by host number: 1 + record; empty until one is needed
    std::vector<std::uint32_t> waiting;  ///< records in repair that no crew is at
    std::uint32_t waiting_bad = 0;       ///< of those, known to be bad
    std::uint32_t untracked_in_work = 0;
    std::uint32_t contents_lost = 0;      ///< hosts ever destroyed
    std::uint64_t destructions = 0;       ///< of its hosts, each time
    std::uint32_t waiting_destroyed = 0;  ///< of `waiting`, destroyed
    DataLoss data;
    std::uint32_t reports = 0;             ///< by users, of hosts destroyed
    std::uint32_t destroyed = 0;           ///< tracked hosts that are so now
    std::uint32_t tracked_away = 0;        ///< tracked hosts that are down or known to be bad
    std::optional<std::uint32_t> restore;  ///< that it follows, by its number in the strategy
    bool repair_due = false;               ///< hosts of it are about to join that
    Cause cause;                           ///< of the last change of its hosts

    [[nodiscard]] std::uint32_t untracked_in(Power power) const {
        return untracked[static_cast<std::size_t>(power)];
    }
    std::uint32_t& untracked_in(Power power) { return untracked[static_cast<std::size_t>(power)]; }
    /// Whether some of its hosts are down or known to be bad.
    [[nodiscard]] bool is_away() const {
        return tracked_away > 0 || untracked_in(Power::off) > 0 ||
               untracked_in(Power::isolated) > 0 || untracked_in(Power::in_repair) > 0;
    }
};

struct ServiceState {
    bool running = true;
    /// Of one that does not run, as of when its mode was looked at for the last time: what its
    /// needs give has not moved since.
    bool can_start = false;
    bool starting = false;
    bool starts_up = false;  ///< runs without what `starts_without` names, until that is there
    bool up = true;
    std::uint32_t generation = 0;  ///< of its start
    SimTime since;                 ///< books are complete up to here
    SimTime down_since;
    ServiceFigures figures;
    /// Requests that wait for the service: slices of its level that were lost, since when.
    struct Backlog {
        std::int32_t low = 0, high = 0;
        SimTime since;
    };
    std::vector<Backlog> backlog;  ///< bottom slice last

    federation::Levels held_down = federation::Levels::full();  ///< by what, while it cannot start
    /// Of the workaround. `ready`: a play has asked for it, and nothing is lost as yet.
    enum class Fallback { idle, prepared, ready, on, used_up } fallback = Fallback::idle;
    bool fallback_is_ordered = false;
    std::uint32_t fallback_generation = 0;

    /// Its own people who turned to others.
    std::int64_t moved_ppm = 0;  ///< as the others were told, in millionths of a person
    /// Those who miss it, but not for long enough as yet to turn to others: slices, up to so many.
    struct Undecided {
        SimTime since;
        std::int64_t up_to_ppm = 0;
    };
    std::vector<Undecided> undecided;  ///< first to last
    /// People of others who come here.
    struct Flow {
        std::int64_t people_ppm = 0;
        Int128 served = 0;  ///< permille · µs · millionths of a person
        SimTime since;      ///< people come in this number
    };
    std::vector<Flow> flows;
    std::int64_t flows_ppm = 0;  ///< sum of the above
    SimTime flows_since;
    ReturnState back;  ///< its way back through the stages of recovery
};

struct GraceState {
    enum class Phase : std::uint8_t {
        charged,
        draining,
        exhausted,
        recharging
    } phase = Phase::charged;
    SimTime since;
    Duration left;
    std::uint32_t generation = 0;
};

struct LinkState {
    bool open = true;
    bool way_offered = true;  ///< the other end can be reached from outside, not through here
    bool told_open = true;    ///< what the operation was last told of it
    /// The action that closed it until its condition holds.
    struct Hold {
        std::uint32_t play = 0, action = 0;
        bool operator==(const Hold&) const = default;
    };
    std::optional<Hold> held;
    std::optional<std::uint32_t> restore;  ///< that it follows, by its number in the strategy
    bool waits = false;                    ///< for what lies at its ends
    /// Of the other organisation's end: where nothing of it counts, it is there.
    enum class FarEnd : std::uint8_t { there, away, asked } far_end = FarEnd::there;
    Cause cause;
};

struct ObligationState {
    enum class Phase : std::uint8_t { idle, watching, running, ready, done } phase = Phase::idle;
    std::uint32_t generation = 0;  ///< of watching
    Cause cause;
};

/// Those who examine confirmed hosts, where they sit.
struct ForensicsState {
    struct Examination {
        event::ExamineHost of;
        SimTime came;
        SimTime since;  ///< under way: `left` is from here on
        Duration left;  ///< of the work
        std::uint32_t generation = 0;
        Cause cause;
    };
    std::deque<Examination> queue;       ///< as they come, those of one instant by name
    std::vector<Examination> under_way;  ///< in the order in which they began
    std::uint32_t free = 0;
    std::uint32_t begun = 0;
    bool begin_due = false;
};

/// Alerts that analysts of one team have before them.
struct TeamState {
    struct Case {
        HostRef host;
        bool is_false = false;
        SimTime came;
        Cause cause;
    };
    std::deque<Case> queue;       ///< as they come, those of one instant by name
    std::vector<Case> under_way;  ///< in the order in which they began
    std::deque<Case> recent;      ///< that further alerts may belong to, as they came
    std::uint32_t free = 0;
    std::uint32_t analyses = 0;
    bool begin_due = false;
};

/// What one organisation's staff know, as numbers of different hosts.
struct KnownCounts {
    std::uint32_t suspected = 0;  ///< suspected now, or confirmed at some time
    std::uint32_t confirmed = 0;  ///< at some time
    std::uint32_t destroyed = 0;  ///< seen by users, at some time
    std::uint32_t alerts = 0;
    /// Hosts that had counted before, were repaired, and are known to be bad once more; each time.
    std::uint32_t confirmed_again = 0;
    std::uint32_t destroyed_again = 0;
    bool operator==(const KnownCounts&) const = default;
};

/// The action of a play that has blocked a technique here.
struct BlockedTechnique {
    std::uint32_t play = 0, action = 0;
};

/// What staff knew at a moment, on its way to those who decide.
struct WrittenReport {
    SimTime at;
    KnownCounts known;
};

/// What a host group or a link does that needs itself by way of others: like a service that went
/// down it comes up only when it can. All others follow their needs.
enum class Mode : std::uint8_t {
    running,
    coming_up,  ///< without what `starts_without` names, until that is there
    stopped,
};

/// What a settling has to remember of a node.
enum class NodeMark : std::uint8_t {
    listed,   ///< to be looked at
    lifted,   ///< in a circle that is settled anew, from the top
    sinking,  ///< something is above what it should have
    seen,     ///< was looked at
    touched,  ///< changed itself
    came_up,  ///< a host group or link that was stopped
};
using NodeMarks = BitSet<NodeMark, std::uint8_t>;

/// How far a circle through several organisations could go; see outer_circle.hpp.
struct Hope {
    SimTime since;  ///< the round that began last
    bool is_under_way = false;
    std::vector<federation::Levels>
        levels;                            ///< by node, as far as is known; empty before the first
    std::vector<federation::Levels> best;  ///< by node: with all others' nodes full
    std::optional<SimTime> ended;          ///< the last round that did
    bool is_to_be_told = false;            ///< all levels of the circle, once they are settled
};

/// Buffers of one settling, kept so that none is allocated per event.
struct SettleScratch {
    std::vector<federation::Levels> was;
    std::vector<std::uint32_t> work;
    std::vector<std::uint32_t> sinking;
    std::vector<std::uint32_t> seen;
    std::vector<NodeMarks> marks;
    std::vector<Cause> causes_were;
    std::vector<Stage> stages_were;  ///< by service
    std::vector<bool> prospects;     ///< by node; see prospects.hpp
    bool prospects_are_known = false;
};

struct OrganisationState {
    std::vector<GroupState> groups;
    std::vector<ServiceState> services;
    std::vector<LinkState> links;
    std::vector<federation::Levels> levels;  ///< by node
    std::vector<Cause> causes;               ///< by node: of its last change of level
    std::vector<Mode> modes;                 ///< by node: of host groups and links
    std::vector<bool> view_comes_up;         ///< by view: what its owner told of it last
    std::vector<federation::Levels> mended;  ///< by node: of views; see returning_roots.hpp
    std::vector<ReturningRoots> returning;   ///< by view: what of its loss has its root here
    std::vector<ReturningRoots> told_roots;  ///< by subscriber: what it was told last
    std::vector<bool> told_to_come_up;       ///< by node: what others were told of it last
    std::vector<GraceState> grace;
    std::vector<HostRecord> hosts;
    std::vector<AttemptClock> clocks;  ///< of hosts in the hands of a worm
    std::vector<CrewState> crews;
    std::vector<AidState> aid;  ///< by pool
    std::vector<WaitingAction> waiting_actions;
    std::vector<ObligationState> obligations;  ///< those of the plan, in order
    std::optional<ForensicsState> forensics;
    std::vector<TeamState> teams;      ///< those of the plan that sit here, in order
    std::vector<std::uint32_t> dirty;  ///< nodes whose own state changed at this instant
    bool way_from_below = false;       ///< one that links here can be reached from outside
    /// Those of which something has been heard; few, so a list.
    std::vector<std::pair<federation::RealmId, RealmState>> realms;
    std::vector<BlockedTechnique> blocked;
    RestoresState restores;
    StagesState stages;
    std::vector<WorkState> work;
    std::vector<std::uint32_t> free_work;  ///< slots of `work`
    std::vector<WatchedEnd> watched_ends;
    std::vector<WatchState> watches;  ///< as in StrategyPlan::watches; empty until one tells
    bool look_due = false;
    std::vector<std::uint64_t> hunts;  ///< carried out here, by the name of the play's action
    /// Impacts that have copied from a whole group.
    std::vector<std::pair<std::uint32_t, federation::HostGroupId>> copied;
    /// From which host an impact began last, and the record of that: what a host pushes here and
    /// over links at one instant begins once.
    struct Struck {
        SimTime at;
        std::uint32_t impact = 0;
        std::uint32_t record = 0;
        Cause cause;
    };
    std::optional<Struck> struck;
    bool work_due = false;              ///< to be given out at this instant
    std::optional<SimTime> next_shift;  ///< when it is given out again to those who come then
    KnownCounts known;
    std::uint32_t finds_reported = 0;    ///< confirmed and destroyed hosts in the last report
    std::vector<WrittenReport> reports;  ///< written and not yet sent, the earliest first
    Hope hope;
    SettleScratch scratch;
    bool settle_due = false;
    bool touched = false;  ///< to be reset before the next run
};

/// What a decider has been told, and what it has set going.
struct DeciderState {
    std::vector<KnownCounts> reported;  ///< by organisation
    std::vector<KnownCounts> reported_by_region;
    KnownCounts reported_in_all;
    std::vector<std::vector<Subject>> triggered;  ///< by play
    std::vector<bool> decided;                    ///< by play
    /// What conditions `restored` watch, by watch and organisation; empty until something is away.
    struct Standing {
        bool was_away = false, is_away = false;
    };
    std::vector<std::vector<Standing>> standings;
    /// Links closed until a condition holds, in these organisations.
    struct Closure {
        std::uint32_t play = 0, action = 0;
        Subject subject;
        std::vector<std::uint32_t> organisations;
    };
    std::vector<Closure> closures;
    std::vector<bool> done;                     ///< by play: carried out wherever ordered
    std::vector<std::uint32_t> done_elsewhere;  ///< by play: other deciders who told so
    std::vector<std::uint32_t> outstanding;     ///< by play: actions ordered, not yet done
    /// A play whose condition holds and that is not decided yet.
    struct Deciding {
        std::uint32_t play = 0;
        Subject subject;
        SimTime since;
        Duration left;  ///< of the lag from then on, at full speed
        double slower = 1;
        std::uint32_t generation = 0;
        Cause cause;
    };
    std::vector<Deciding> deciding;
    std::uint32_t decisions = 0;  ///< generations so far
    bool evaluate_due = false;
    /// A play that may be decided again, for whom: what was known when it was decided last.
    struct Repeat {
        std::uint32_t play = 0;
        Subject subject;
        std::uint32_t times = 0;         ///< again, so far
        std::optional<SimTime> decided;  ///< absent while it is being decided
        std::vector<KnownCounts> reported, reported_by_region;
        KnownCounts reported_in_all;
    };
    std::vector<Repeat> repeats;
    std::vector<BoardState> boards;   ///< of releases; the crisis team's
    std::vector<double> belief;       ///< in each hypothesis; sums to 1
    std::vector<bool> channels_down;  ///< by channel of the crisis team
};

/// People whom organisations share (rule 1: one owner).
struct PoolState {
    struct Asked {
        SimTime at;
        event::AidAsked what;
        Cause cause;
    };
    std::uint32_t free = 0;
    std::deque<Asked> waiting;
    bool send_due = false;
};

/// The attacker's people: hands, aims, what they hold. It also keeps what concerns ways through
/// several organisations: which links are open, and where impacts are armed.
struct OperationState {
    /// An attempt worth making.
    struct Intent {
        HostRef from;
        std::uint32_t route = 0;
        federation::HostGroupId to;
    };
    /// What has failed and is left alone for a while.
    struct SetAside {
        Barrier barrier = Barrier::none;
        Intent what;
        SimTime since;               ///< when it last failed
        SimTime until;               ///< left alone, unless nothing else leads to a goal
        std::uint32_t setbacks = 0;  ///< in a row
    };
    struct Holding {
        HostRef host;
        Integrity integrity = Integrity::foothold;
        SimTime since;
        bool gone = false;
    };
    struct Hand {
        std::uint32_t attempts = 0;
        std::optional<Intent> at;  ///< the attempt under way
    };
    std::vector<Holding> holdings;
    std::vector<bool> groups_held;  ///< by `held_index`
    std::optional<Intent> intent;   ///< of whoever has a hand free
    bool intent_is_known = false;   ///< nothing was won, lost or learnt since it was weighed
    std::vector<SetAside> set_aside;
    SimTime again;                      ///< nothing set aside is tried before that
    std::uint32_t setbacks = 0;         ///< of trying again, in a row
    std::vector<StepsToGoal> distance;  ///< by goal, without what is set aside; empty until wanted
    std::vector<RealmState> realms;     ///< by RealmId
    std::vector<Hand> hands;
    std::vector<bool> armed;     ///< by impact
    std::vector<bool> striking;  ///< by impact
    bool has_noticed = false;
    std::vector<bool> links_open;      ///< by LinkId, as it has heard
    std::vector<bool> way_offered;     ///< by LinkId: as its owner was told
    std::vector<bool> way_from_below;  ///< by OrganisationId: as it was told
    bool look_due = false;             ///< ways are to be looked at
};

/// Figures that any process may add to; each has its own, and they are added up at the end.
struct Tally {
    HostFigures hosts;
    std::optional<SimTime> first_alert;
    std::vector<ObligationFigures> obligations;  ///< empty until one arises
};

}  // namespace kammerspiel::model
