#include "kammerspiel/ensemble/backtest.hpp"

#include <algorithm>
#include <numeric>

#include "kammerspiel/stats/weighted.hpp"

namespace kammerspiel::ensemble {
namespace {

using federation::ServiceId;

constexpr std::size_t curve_points = 60;

/// Services with demand, all or of one name.
std::vector<ServiceId> services_of(const federation::Federation& federation,
                                   const std::optional<scenario::Name>& name) {
    std::vector<ServiceId> ids;
    for (std::size_t s = 0; s < federation.services.size(); ++s) {
        const auto& service = federation.services[s];
        if (service.demand && (!name || service.local_name == name->text)) {
            ids.push_back(ServiceId{s});
        }
    }
    return ids;
}

/// What of one world is kept: small, so that any number of worlds fits.
struct Kept {
    bool is_there = false;
    std::vector<std::optional<double>> reached;  ///< hours, by milestone
    std::vector<float> curve;                    ///< share restored for good, by point
};

class Collector {
   public:
    Collector(const model::Plan& plan) : plan_(plan), all_(services_of(plan.federation(), {})) {
        for (const auto& observed : plan.scenario().observed) {
            services_.push_back(services_of(plan.federation(), observed.service));
        }
        const double horizon = plan.scenario().horizon.in_hours();
        for (std::size_t i = 0; i <= curve_points; ++i) {
            const double part = static_cast<double>(i) / curve_points;
            hours_.push_back(horizon * part * part);  // denser where things move
        }
    }

    [[nodiscard]] Kept keep(const model::Metrics& metrics) const {
        Kept kept{.is_there = true, .reached = {}, .curve = {}};
        const auto& observed = plan_.scenario().observed;
        for (std::size_t m = 0; m < observed.size(); ++m) {
            const auto restored = model::restored_for_good(plan_.federation(), metrics,
                                                           services_[m], observed[m].share);
            if (restored.never_below) {
                kept.reached.emplace_back(0.0);
            } else if (restored.at) {
                // What was back before the start was never lost in the time that is compared.
                kept.reached.emplace_back(
                    std::max(0.0, (*restored.at - SimTime::start()).in_hours()));
            } else {
                kept.reached.emplace_back(std::nullopt);
            }
        }
        add_curve(metrics, kept);
        return kept;
    }
    [[nodiscard]] const std::vector<double>& hours() const { return hours_; }

   private:
    const model::Plan& plan_;
    std::vector<ServiceId> all_;
    std::vector<std::vector<ServiceId>> services_;
    std::vector<double> hours_;

    /// When each service is back for good: at its last transition, if that is one upwards.
    void add_curve(const model::Metrics& metrics, Kept& kept) const {
        std::vector<std::pair<double, double>> back;  // hours, members
        double members = 0;
        for (const ServiceId id : all_) {
            const auto& service = plan_.federation().services[id.index()];
            const auto weight =
                static_cast<double>(plan_.federation().of(service.organisation).members);
            members += weight;
            const auto& transitions = metrics.services[id.index()].transitions;
            if (transitions.empty()) {
                back.emplace_back(0.0, weight);
            } else if (transitions.back().up) {
                back.emplace_back((transitions.back().at - SimTime::start()).in_hours(), weight);
            }
        }
        std::sort(back.begin(), back.end());
        std::size_t next = 0;
        double so_far = 0;
        for (const double hour : hours_) {
            while (next < back.size() && back[next].first <= hour) so_far += back[next++].second;
            kept.curve.push_back(members > 0 ? static_cast<float>(so_far / members) : 1.0F);
        }
    }
};

double weight_of(const model::Plan& plan, std::uint32_t attacker) {
    return plan.scenario().attackers[attacker].weight;
}

/// In the order of the tasks, whatever the order in which they were done.
template <class Value>
stats::WeightedSample sample(const model::Plan& plan, const Ensemble& ensemble,
                             const std::vector<Kept>& kept, Value value) {
    std::vector<stats::Weighted> values;
    for (std::size_t i = 0; i < kept.size(); ++i) {
        if (!kept[i].is_there) continue;
        values.push_back({value(kept[i]), weight_of(plan, ensemble.task(i).attacker)});
    }
    return stats::WeightedSample(std::move(values));
}

/// Where the observation falls, with worlds as the unit: attackers share a world's luck.
stats::Estimate position(const model::Plan& plan, const std::vector<Kept>& kept, std::size_t m,
                         double observed) {
    std::vector<double> weights;
    double sum = 0;
    for (const auto& attacker : plan.scenario().attackers) sum += attacker.weight;
    double squared = 0;
    for (const auto& attacker : plan.scenario().attackers) {
        weights.push_back(attacker.weight / sum);
        squared += weights.back() * weights.back();
    }
    std::vector<double> below;  // by world, then attacker; whole worlds alone
    for (std::size_t i = 0; i + weights.size() <= kept.size(); i += weights.size()) {
        const auto first = kept.begin() + static_cast<std::ptrdiff_t>(i);
        const auto last = first + static_cast<std::ptrdiff_t>(weights.size());
        if (!std::all_of(first, last, [](const Kept& one) { return one.is_there; })) continue;
        for (auto one = first; one != last; ++one) {
            const auto& reached = one->reached[m];
            constexpr double tie = 0.5;
            below.push_back(!reached || *reached > observed ? 0 : *reached < observed ? 1 : tie);
        }
    }
    if (below.empty()) return {0, 0, 1};
    const auto worlds = stats::row_means(below, weights);
    return stats::share_estimate(worlds, static_cast<double>(worlds.size()) / squared);
}

Milestone milestone(const stats::WeightedSample& simulated, const scenario::Observed& observed,
                    const stats::Estimate& position) {
    return {.observed = observed,
            .position = position,
            .p025 = simulated.quantile(0.025),
            .p10 = simulated.quantile(0.1),
            .median = simulated.quantile(0.5),
            .p90 = simulated.quantile(0.9),
            .p975 = simulated.quantile(0.975),
            .not_reached = simulated.censored()};
}

}  // namespace

double Backtest::share_within(double band) const {
    if (milestones.empty()) return 0.0;
    const auto inside = std::count_if(milestones.begin(), milestones.end(),
                                      [&](const Milestone& m) { return m.within(band); });
    return static_cast<double>(inside) / static_cast<double>(milestones.size());
}

Backtest backtest(const model::Plan& plan, std::uint32_t strategy, std::uint64_t worlds,
                  std::uint64_t seed, unsigned threads, std::stop_token stop) {
    std::vector<std::uint32_t> attackers(plan.scenario().attackers.size());
    std::iota(attackers.begin(), attackers.end(), 0U);
    const Ensemble all{.strategies = {strategy},
                       .attackers = attackers,
                       .worlds = worlds,
                       .seed = seed,
                       .stop = std::move(stop)};
    const Collector collector(plan);
    std::vector<Kept> kept(all.tasks());
    Driver driver(threads);
    const std::uint64_t done = driver.run(
        plan, all,
        [&](std::size_t number, const Task&, const model::Plan&, model::RunResult&& result) {
            kept[number] = collector.keep(result.metrics);
        });
    // Only whole worlds count, in which every attacker was run.
    std::fill(kept.begin() + static_cast<std::ptrdiff_t>(all.tasks_before(done)), kept.end(),
              Kept{});
    Backtest result;
    result.worlds = worlds;
    const bool is_any =
        std::any_of(kept.begin(), kept.end(), [](const Kept& one) { return one.is_there; });
    if (!is_any) return result;
    const auto& observed = plan.scenario().observed;
    for (std::size_t m = 0; m < observed.size(); ++m) {
        const auto simulated =
            sample(plan, all, kept, [&](const Kept& one) { return one.reached[m]; });
        result.milestones.push_back(milestone(
            simulated, observed[m], position(plan, kept, m, observed[m].after.in_hours())));
    }
    for (std::size_t i = 0; i < collector.hours().size(); ++i) {
        const auto up = sample(
            plan, all, kept, [&](const Kept& one) { return std::optional<double>(one.curve[i]); });
        result.curve.push_back({.hours = collector.hours()[i],
                                .p10 = *up.quantile(0.1),
                                .median = *up.quantile(0.5),
                                .p90 = *up.quantile(0.9)});
    }
    return result;
}

}  // namespace kammerspiel::ensemble
