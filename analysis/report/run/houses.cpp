#include "analysis/report/run/houses.hpp"

#include <algorithm>
#include <set>

namespace kammerspiel::report {
namespace {

using model::TraceKind;
using model::TraceRecord;

/// Counts hosts by organisation, step by step.
class Counter {
   public:
    explicit Counter(std::vector<House>& houses) : houses_(houses), met_(houses.size()) {}

    /// The hosts of one house as they are counted up to this moment.
    House::Hosts& truth(std::size_t house, SimTime at) { return step(houses_[house].truth, at); }
    House::Hosts& known(std::size_t house, SimTime at) { return step(houses_[house].known, at); }

    /// Whether this host is met for the first time, by the world or by its staff.
    bool is_first(std::size_t house, const TraceRecord& record, bool by_staff) {
        return met_[house].emplace(record.subject, record.host, by_staff).second;
    }

   private:
    std::vector<House>& houses_;
    std::vector<std::set<std::tuple<std::uint32_t, std::uint32_t, bool>>> met_;

    static House::Hosts& step(std::vector<House::Hosts>& all, SimTime at) {
        // The past is one step: pages begin at the start.
        at = std::max(at, SimTime::start());
        if (all.empty() || all.back().at < at) {
            all.push_back(all.empty() ? House::Hosts{} : all.back());
            all.back().at = at;
        }
        return all.back();
    }
};

void count(Counter& counter, std::size_t house, const TraceRecord& record) {
    const SimTime at = record.key.at();
    switch (record.what) {
        case TraceKind::entered:
        case TraceKind::compromised:
            if (counter.is_first(house, record, false)) ++counter.truth(house, at).attacked;
            return;
        case TraceKind::destroyed: counter.truth(house, at).broken += record.count; return;
        case TraceKind::given_at_start: counter.known(house, at).suspected += record.count; return;
        case TraceKind::alert: ++counter.known(house, at).suspected; return;
        case TraceKind::confirmed:
        case TraceKind::found_compromised:
            if (counter.is_first(house, record, true)) ++counter.known(house, at).attacked;
            return;
        case TraceKind::users_noticed: counter.known(house, at).broken += record.count; return;
        default: return;  // nothing that a map counts
    }
}

bool is_counted(TraceKind what) {
    return what == TraceKind::entered || what == TraceKind::compromised ||
           what == TraceKind::destroyed || what == TraceKind::given_at_start ||
           what == TraceKind::alert || what == TraceKind::confirmed ||
           what == TraceKind::found_compromised || what == TraceKind::users_noticed;
}

void add_outages(const federation::Federation& federation, const model::Metrics& metrics,
                 const Text& text, std::vector<House>& houses) {
    for (std::size_t s = 0; s < federation.services.size(); ++s) {
        if (!model::is_wanted(federation, federation::ServiceId{s})) continue;
        const federation::Service& service = federation.services[s];
        House& house = houses[service.organisation.index()];
        ++house.services;
        for (const model::Transition& one : metrics.services[s].transitions) {
            if (!one.up) {
                house.outages.push_back(
                    {text(service.title), std::max(one.at, SimTime::start()), std::nullopt});
            } else if (!house.outages.empty() && !house.outages.back().to) {
                house.outages.back().to = one.at;
            }
        }
    }
    for (House& house : houses) {
        std::stable_sort(house.outages.begin(), house.outages.end(),
                         [](const auto& a, const auto& b) { return a.from < b.from; });
    }
}

}  // namespace

std::vector<House> houses_of(const model::Plan& plan, const model::RunResult& result,
                             const Text& text) {
    const federation::Federation& federation = plan.federation();
    std::vector<House> houses;
    for (const federation::Organisation& one : federation.organisations) {
        houses.push_back({.id = one.id,
                          .name = one.name,
                          .city = one.city,
                          .latitude = one.latitude,
                          .longitude = one.longitude,
                          .members = one.members});
    }
    add_outages(federation, result.metrics, text, houses);
    Counter counter(houses);
    for (const TraceRecord& record : result.trace) {
        if (!is_counted(record.what)) continue;
        count(counter, federation.host_groups[record.subject].organisation.index(), record);
    }
    std::erase_if(houses, [](const House& house) { return house.services == 0; });
    return houses;
}

}  // namespace kammerspiel::report
