#include "kammerspiel/model/flows.hpp"

#include <algorithm>
#include <map>

#include "sim/model/moves.hpp"
#include "sim/model/plan_data.hpp"

namespace kammerspiel::model {
namespace {

using federation::ServiceId;

constexpr double units_per_hour = 1e3 * 1e6 * 3.6e9;  ///< permille · millionths of a person · µs
constexpr Duration hour = hours(1);

double in_hours(Int128 units) { return static_cast<double>(units) / units_per_hour; }

/// Books one service again as the run has booked it, and notes what each hour adds.
class Ledger {
   public:
    Ledger(const PlanData& plan, ServiceId id)
        : plan_(plan),
          id_(id),
          service_(plan.federation.services[id.index()]),
          curve_(plan.curves[plan.curve_of_service[id.index()]]),
          sources_(plan.flows[id.index()]) {
        state_.flows.resize(sources_.size());
        flows_.resize(sources_.size());
        for (std::size_t f = 0; f < sources_.size(); ++f) {
            flows_[f].from = sources_[f];
            flows_[f].to = id;
        }
        load_.service = id;
    }

    void level(SimTime at, std::uint32_t level) {
        advance(at);
        level_ = static_cast<std::int32_t>(level);
    }

    void come(SimTime at, ServiceId from, std::int64_t people_ppm) {
        advance(at);
        const auto flow = static_cast<std::uint32_t>(
            std::find(sources_.begin(), sources_.end(), from) - sources_.begin());
        const Int128 before = state_.flows[flow].served;
        set_flow(plan_, id_, state_, level_, at, flow, people_ppm);
        take_back(flow, in_hours(before - state_.flows[flow].served));
    }

    void close(SimTime end, Flows& into) {
        advance(end);
        if (!load_.hours.empty()) into.loads.push_back(std::move(load_));
        for (Flow& flow : flows_) {
            if (!flow.hours.empty()) into.flows.push_back(std::move(flow));
        }
    }

   private:
    const PlanData& plan_;
    ServiceId id_;
    const federation::Service& service_;
    const CumulativeDemand& curve_;
    const std::vector<ServiceId>& sources_;
    ServiceState state_;
    std::int32_t level_ = PartsPerMillion::full().count();
    std::vector<Flow> flows_;
    Load load_;

    void advance(SimTime to) {
        while (state_.flows_ppm != 0 && state_.flows_since < to) {
            const SimTime from = std::max(state_.flows_since, SimTime::start());
            const auto number =
                static_cast<std::uint32_t>((from - SimTime::start()).count() / hour.count());
            const SimTime next = SimTime::start() + hour * (static_cast<std::int64_t>(number) + 1);
            book(number, from, std::min(to, next));
        }
        state_.flows_since = to;
    }

    void book(std::uint32_t number, SimTime from, SimTime to) {
        std::vector<Int128> before;
        for (const ServiceState::Flow& flow : state_.flows) before.push_back(flow.served);
        book_flows(plan_, id_, state_, level_, to);
        if (to <= from) return;
        const Int128 demand = curve_.until(to) - curve_.until(from);
        const double part = static_cast<double>(level_) / PartsPerMillion::full().count();
        Load::Hour& load = hour_of(load_.hours, number);
        const double members =
            static_cast<double>(plan_.federation.of(service_.organisation).members);
        load.capacity += service_.capacity.value_or(0.0) * (to - from).in_hours() * part;
        load.own += members * service_.demand->share.value() * in_hours(demand * 1'000'000) * part;
        for (std::size_t f = 0; f < flows_.size(); ++f) {
            if (state_.flows[f].people_ppm == 0) continue;
            Flow::Hour& came = hour_of(flows_[f].hours, number);
            const double wanted = in_hours(state_.flows[f].people_ppm * demand);
            const double served = in_hours(state_.flows[f].served - before[f]);
            came.wanted += wanted;
            came.served += served;
            load.wanted += wanted;
            load.served += served;
        }
    }

    /// What was served while the message that they go back was under way: of the last hour and,
    /// where that does not hold it all, of the one before.
    void take_back(std::uint32_t flow, double served) {
        auto& hours = flows_[flow].hours;
        for (auto came = hours.rbegin(); came != hours.rend() && served > 0; ++came) {
            const double part = std::min(served, came->served);
            came->served -= part;
            hour_of(load_.hours, came->number).served -= part;
            served -= part;
        }
    }

    /// Precondition: one that is there, or later than all that are.
    template <class Hours>
    static typename Hours::reference hour_of(Hours& hours, std::uint32_t number) {
        const auto found = std::lower_bound(
            hours.begin(), hours.end(), number,
            [](const auto& one, std::uint32_t wanted) { return one.number < wanted; });
        if (found != hours.end()) return *found;
        hours.emplace_back().number = number;
        return hours.back();
    }
};

}  // namespace

Flows flows_of(const Plan& plan, const RunResult& result) {
    const PlanData& data = plan.data();
    std::map<ServiceId, Ledger> ledgers;
    for (const TraceRecord& record : result.trace) {
        if (record.what != TraceKind::people_moved) continue;
        ledgers.try_emplace(ServiceId{record.subject}, data, ServiceId{record.subject});
    }
    if (ledgers.empty()) return {};
    for (const TraceRecord& record : result.trace) {
        const bool is_level = record.what == TraceKind::service_down ||
                              record.what == TraceKind::service_up ||
                              record.what == TraceKind::service_level;
        if (!is_level && record.what != TraceKind::people_moved) continue;
        const auto ledger = ledgers.find(ServiceId{record.subject});
        if (ledger == ledgers.end()) continue;
        const SimTime at = record.key.at();
        if (is_level) {
            ledger->second.level(at, record.count);
        } else {
            ledger->second.come(at, ServiceId{record.detail}, people_of(record));
        }
    }
    Flows all;
    for (auto& [service, ledger] : ledgers) ledger.close(result.metrics.end, all);
    return all;
}

}  // namespace kammerspiel::model
