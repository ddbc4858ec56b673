#include "analysis/graph/hands.hpp"

#include <algorithm>
#include <cmath>

#include "kammerspiel/base/calendar.hpp"
#include "kammerspiel/base/distribution.hpp"

namespace kammerspiel::graph {
namespace {

/// The part of a week that a shift works, holidays left aside.
double share_of_week(Shift shift) {
    const WorkingHours hours = WorkingHours::of(shift);
    if (hours.always) return 1;
    unsigned minutes_worked = 0;
    for (const auto& day : hours.days) {
        for (const auto& interval : day)
            minutes_worked += interval.to_minute - interval.from_minute;
    }
    return minutes_worked / (7.0 * 24 * 60);
}

/// Hours of one person for one host.
double hours_a_host(const scenario::Scenario& scenario, scenario::HostKind kind, Effort effort) {
    const auto found = scenario.recovery.find(kind);
    if (found == scenario.recovery.end()) return 0;
    const scenario::RecoveryEffort& steps = found->second;
    Duration sum = mean(steps.inspect) + mean(steps.test) + mean(steps.switch_on);
    if (effort == Effort::rebuilt) sum += mean(steps.rebuild);
    return sum.in_hours();
}

struct Crew {
    double people = 0;
    double share = 1;  ///< of the week
    federation::HostKinds kinds;
};

struct Group {
    std::uint32_t number = 0;
    double hosts = 0;
    scenario::HostKind kind = scenario::HostKind::server;
    double work = 0;     ///< hours of one person that are left
    double at_work = 0;  ///< people, now
    double rate = 0;     ///< hours of one person done in an hour, now
};

class Hands {
   public:
    Hands(const scenario::Scenario& scenario, const federation::Federation& federation,
          federation::OrganisationId id, std::span<const std::uint32_t> order, Effort effort) {
        const auto& organisation = federation.of(id);
        plan_.done.resize(organisation.host_groups.count);
        for (std::uint32_t c = 0; c < organisation.crews.count; ++c) {
            const auto& crew = federation.crews[organisation.crews[c].index()];
            crews_.push_back(
                {static_cast<double>(crew.people), share_of_week(crew.shift), crew.kinds});
        }
        for (const std::uint32_t number : order) {
            const auto& group = federation.host_groups[organisation.host_groups[number].index()];
            groups_.push_back({.number = number,
                               .hosts = static_cast<double>(group.count),
                               .kind = group.kind,
                               .work = group.count * hours_a_host(scenario, group.kind, effort)});
        }
    }

    HandsPlan plan() {
        add_least();
        double now = 0;
        finish(now);
        while (share_out()) {
            double step = -1;
            for (const Group& group : groups_) {
                if (group.rate <= 0) continue;
                const double takes = group.work / group.rate;
                if (step < 0 || takes < step) step = takes;
            }
            now += step;
            for (Group& group : groups_) {
                group.work -= group.rate * step;
                if (group.work < negligible) group.work = 0;
            }
            finish(now);
        }
        return std::move(plan_);
    }

   private:
    static constexpr double negligible = 1e-9;  ///< hours: less than a microsecond's rounding
    std::vector<Crew> crews_;
    std::vector<Group> groups_;
    HandsPlan plan_;

    void add_least() {
        double rate = 0;
        double work = 0;
        for (const Crew& crew : crews_) rate += crew.people * crew.share;
        for (const Group& group : groups_) {
            const bool has_crew = std::any_of(crews_.begin(), crews_.end(), [&](const Crew& c) {
                return c.kinds.contains(group.kind) && c.people > 0;
            });
            if (has_crew) work += group.work;
        }
        if (rate > 0) plan_.least = in_time(work / rate);
    }

    static Duration in_time(double hours_of_clock) {
        return Duration::micros(std::llround(hours_of_clock * 3.6e9));
    }

    void finish(double now) {
        for (const Group& group : groups_) {
            if (group.work <= 0 && !plan_.done[group.number]) {
                plan_.done[group.number] = in_time(now);
            }
        }
    }

    /// Whether anybody has anything to do.
    bool share_out() {
        for (Group& group : groups_) group.at_work = group.rate = 0;
        bool any = false;
        for (const Crew& crew : crews_) {
            double left = crew.people;
            for (Group& group : groups_) {
                if (group.work <= 0 || !crew.kinds.contains(group.kind)) continue;
                const double people = std::min(left, group.hosts - group.at_work);
                if (people <= 0) continue;
                group.at_work += people;
                group.rate += people * crew.share;
                left -= people;
                any = true;
            }
        }
        return any;
    }
};

}  // namespace

HandsPlan plan_hands(const scenario::Scenario& scenario, const federation::Federation& federation,
                     federation::OrganisationId id, std::span<const std::uint32_t> order,
                     Effort effort) {
    return Hands(scenario, federation, id, order, effort).plan();
}

}  // namespace kammerspiel::graph
