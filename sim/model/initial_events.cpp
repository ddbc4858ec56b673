#include "sim/model/initial_events.hpp"

#include <algorithm>
#include <map>

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
    std::vector<HostRef> entered_;  ///< hosts at which the attacker is when the scenario starts

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
            const SimTime at =
                SimTime::at(entry.when.at(uniform(entry.name.id(), Draw::entry_time)));
            if (at <= SimTime::start()) entered_.push_back(host);
            add(at, Priority::hosts_and_links, owner_of(host.group), event::Enter{e, host});
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

    /// Where the hosts stand of which something is known: those at which the attacker has entered,
    /// then others by lot. Which of an organisation's hosts they are is seen there.
    void add_known_at_start() {
        for (std::uint32_t i = 0; i < plan_.known_at_start.size(); ++i) {
            const KnownPlan& item = plan_.known_at_start[i];
            std::vector<HostRef> hosts;
            for (const HostRef host : entered_) add_known(hosts, item, host);
            for (const HostRef host :
                 item.lot.several(setup_.draws, item.entity, Draw::known_host, item.hosts)) {
                add_known(hosts, item, host);
            }
            std::map<std::uint32_t, std::uint32_t> by_organisation;
            for (const HostRef host : hosts) {
                ++by_organisation[owner_of(host.group).process.value];
            }
            for (const auto& [organisation, count] : by_organisation) {
                add(SimTime::start(), Priority::knowledge,
                    plan_.organisation(federation::OrganisationId{organisation}),
                    event::Given{i, count});
            }
        }
    }

    static void add_known(std::vector<HostRef>& hosts, const KnownPlan& item, HostRef host) {
        const auto holds = [](const auto& all, const auto& one) {
            return std::find(all.begin(), all.end(), one) != all.end();
        };
        if (hosts.size() == item.hosts || holds(hosts, host) || !holds(item.groups, host.group)) {
            return;
        }
        hosts.push_back(host);
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
