#include "sim/model/initial_events.hpp"

#include "sim/model/decider.hpp"
#include "sim/model/entry_hosts.hpp"

namespace kammerspiel::model {
namespace {

class Collector {
   public:
    explicit Collector(const Setup& setup) : setup_(setup), plan_(*setup.plan) {}

    std::vector<InitialEvent> collect() {
        add_entries();
        add_strikes();
        add_known_at_start();
        add_false_alarms();
        for (const DecidingMoment& moment : deciding_moments(plan_, setup_.strategy)) {
            add(moment.at, Priority::decisions, moment.who, event::Evaluate{});
        }
        return std::move(events_);
    }

   private:
    const Setup& setup_;
    const PlanData& plan_;
    std::vector<InitialEvent> events_;

    template <class Events, EventOf<Events> OneEvent>
    void add(SimTime at, Priority priority, Address<Events> to, const OneEvent& event) {
        events_.push_back({at, priority, to.process, event});
    }
    double uniform(kernel::EntityId entity, Draw purpose) const {
        return setup_.draws.uniform(entity, kernel::Purpose{static_cast<std::uint32_t>(purpose)},
                                    0);
    }
    OrganisationAddress owner_of(federation::HostGroupId group) const {
        return plan_.organisation(plan_.federation.host_groups[group.index()].organisation);
    }

    void add_entries() {
        for (std::uint32_t e = 0; e < plan_.entries.size(); ++e) {
            const EntryPlan& entry = plan_.entries[e];
            if (!entry.attackers[setup_.attacker]) continue;
            const HostRef host = drawn_host(plan_, setup_.draws, entry.at.groups, entry.name);
            add(SimTime::at(entry.when.at(uniform(entry.name.id(), Draw::entry_time))),
                Priority::hosts_and_links, owner_of(host.group), event::Enter{e, host});
        }
    }

    /// Impacts that strike at a moment of their own; a worm's hosts keep the time themselves, but
    /// for what they do to others.
    void add_strikes() {
        const AttackPlan& attack = plan_.attackers[setup_.attacker];
        for (std::uint32_t i = 0; i < attack.impacts.size(); ++i) {
            if (!attack.impacts[i].at) continue;
            if (attack.is_autonomous() && !attack.impacts[i].reaches_beyond) continue;
            add(*attack.impacts[i].at, Priority::hosts_and_links, plan_.operation(),
                event::StrikeDue{i});
        }
    }

    void add_known_at_start() {
        for (std::uint32_t i = 0; i < plan_.known_at_start.size(); ++i) {
            add(SimTime::start(), Priority::knowledge,
                owner_of(plan_.known_at_start[i].groups.front()), event::Given{i});
        }
    }

    void add_false_alarms() {
        if (!plan_.false_alarms) return;
        for (std::uint32_t t = 0; t < plan_.teams.size(); ++t) {
            const Duration first =
                plan_.false_alarms->at(uniform(plan_.teams[t].entity, Draw::false_alarm_gap));
            add(SimTime::start() + first, Priority::knowledge,
                plan_.organisation(plan_.teams[t].at), event::FalseAlarm{t, 0});
        }
    }
};

}  // namespace

std::vector<InitialEvent> initial_events(const Setup& setup) { return Collector(setup).collect(); }

}  // namespace kammerspiel::model
