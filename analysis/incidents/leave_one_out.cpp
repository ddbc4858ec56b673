#include "kammerspiel/incidents/leave_one_out.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/incidents/simulations.hpp"
#include "kammerspiel/base/sha256.hpp"
#include "kammerspiel/base/version.hpp"
#include "kammerspiel/kernel/workers.hpp"
#include "kammerspiel/scenario/load.hpp"

namespace kammerspiel::incidents {
namespace {

/// Of the points of the design, in logarithms: nine tenths of factors between 1/7 and 7.
constexpr double design_spread = 1.2;
/// Of a pooled distribution: a tenth of all incidents quicker than by a quarter, even if a handful
/// that are known agree more closely.
constexpr double least_deviation = 0.25;

/// Of what was observed beside what any factors say: two of three within a factor of 4.5.
constexpr double most_error = 1.5;

/// As many shares as are told apart: first and most of all that comes back, and what lies between.
constexpr double first_share = 0.1;
constexpr double most_share = 0.9;

stats::Sighting sighting(const Milestone& milestone) {
    return {.value = std::log(milestone.day), .is_censored = milestone.status == Status::censored};
}

std::string key_of(const scenario::ScenarioTexts& texts, const LeaveOneOutOptions& options) {
    Sha256 key;
    key.add(
        fmt::format("{} {} {} {}\n", program_version, options.seed, options.worlds, design_spread));
    for (const auto& [name, text] : texts.files) {
        key.add(fmt::format("{} {}\n", name, text.size()));
        key.add(text);
    }
    return key.finish();
}

/// Loads the scenario of each incident; what is wrong with them goes to `out`.
class Loader {
   public:
    Loader(const Library& library, const LeaveOneOutOptions& options, Diagnostics& out)
        : library_(library), options_(options), out_(out) {}

    [[nodiscard]] std::vector<Simulation> load() {
        std::vector<Simulation> all;
        for (const Incident& incident : library_.incidents) {
            const auto texts = scenario_of(library_, incident, out_);
            if (!texts) continue;
            scenario::Loaded loaded = scenario::load(*texts, out_);
            if (!loaded.scenario) {
                lines_ = std::move(loaded.lines);
                break;  // the others come from the same template
            }
            all.push_back(simulation(incident, *texts, std::move(*loaded.scenario)));
        }
        return all;
    }
    [[nodiscard]] std::unique_ptr<LineSource> lines() { return std::move(lines_); }

   private:
    const Library& library_;
    const LeaveOneOutOptions& options_;
    Diagnostics& out_;
    std::unique_ptr<LineSource> lines_;

    [[nodiscard]] Simulation simulation(const Incident& incident,
                                        const scenario::ScenarioTexts& texts,
                                        scenario::Scenario scenario) const {
        std::vector<Milestone> milestones = library_.milestones_of(incident);
        std::vector<Aim> aims = aims_of(incident, milestones);
        std::vector<double> weights;
        double sum = 0;
        for (const auto& attacker : scenario.attackers) sum += attacker.weight;
        for (const auto& attacker : scenario.attackers) weights.push_back(attacker.weight / sum);
        const std::filesystem::path file = options_.cells.empty()
                                               ? std::filesystem::path()
                                               : options_.cells / (incident.id + ".csv");
        return {&incident,           std::move(milestones), std::move(aims),
                std::move(scenario), std::move(weights),    {file, key_of(texts, options_)}};
    }
};

/// What the simulations say of each milestone, in logarithms of days.
class CellReader {
   public:
    explicit CellReader(const Simulation& simulation) : simulation_(simulation) {}

    [[nodiscard]] stats::Simulated at_points(std::size_t milestone, std::size_t points) const {
        std::vector<stats::Simulated::Value> values;
        for (std::uint32_t point = 1; point <= points; ++point) {
            add(milestone, point, point - 1, values);
        }
        return stats::Simulated(std::move(values));
    }
    [[nodiscard]] stats::Simulated without(std::size_t milestone) const {
        std::vector<stats::Simulated::Value> values;
        add(milestone, without_stages, 0, values);
        return stats::Simulated(std::move(values));
    }

   private:
    const Simulation& simulation_;

    void add(std::size_t milestone, std::uint32_t cell, std::uint32_t point,
             std::vector<stats::Simulated::Value>& values) const {
        const Cell& days = *simulation_.cells.find(cell);
        const std::size_t columns = simulation_.milestones.size();
        for (std::size_t row = 0; row * columns < days.size(); ++row) {
            const double weight = simulation_.weights[row % simulation_.weights.size()];
            values.push_back({std::log(days[row * columns + milestone]), point, weight});
        }
    }
};

Judged judged(std::span<const double> values, std::span<const double> weights,
              const stats::Sighting& seen, double end) {
    Judged judged;
    for (std::size_t i = 0; i < ends.size(); ++i) {
        judged.days[i] = std::exp(stats::quantile(values, weights, ends[i]));
    }
    judged.position = stats::position(values, weights, seen.value);
    judged.crps = stats::crps(values, weights, seen, end);
    return judged;
}

Judged judged(const stats::Blurred& forecast, const stats::Sighting& seen) {
    Judged judged;
    for (std::size_t i = 0; i < ends.size(); ++i) {
        judged.days[i] = std::exp(forecast.quantile(ends[i]));
    }
    judged.position = forecast.position(seen.value);
    judged.crps = forecast.crps(seen);
    return judged;
}

Judged judged(const stats::Normal& normal, const stats::Sighting& seen, double end) {
    Judged judged;
    for (std::size_t i = 0; i < ends.size(); ++i) {
        judged.days[i] = std::exp(normal.quantile(ends[i]));
    }
    judged.position = normal.position(seen.value);
    judged.crps = stats::crps(normal, seen, end);
    return judged;
}

/// All milestones of all incidents but one that may be pooled.
class Pool {
   public:
    explicit Pool(const std::vector<Simulation>& simulations) : simulations_(simulations) {}

    /// Of the same phase; of all phases where nothing of it was observed.
    [[nodiscard]] stats::Normal without(std::size_t left_out, Phase phase) const {
        if (const auto its = fit(left_out, phase)) return *its;
        return fit(left_out, std::nullopt).value_or(stats::Normal{std::log(30.0), 1.0});
    }

   private:
    const std::vector<Simulation>& simulations_;

    [[nodiscard]] std::optional<stats::Normal> fit(std::size_t left_out,
                                                   std::optional<Phase> phase) const {
        std::vector<stats::Sighting> seen;
        std::vector<double> weights;
        for (std::size_t i = 0; i < simulations_.size(); ++i) {
            if (i == left_out) continue;
            const std::size_t before = seen.size();
            for (const Milestone& milestone : simulations_[i].milestones) {
                const bool is_of_it = !phase || phase_of(milestone) == *phase;
                if (is_of_it && milestone.status != Status::announced) {
                    seen.push_back(sighting(milestone));
                }
            }
            // An incident counts once, whatever the number of its milestones.
            const std::size_t count = seen.size() - before;
            weights.insert(weights.end(), count, count > 0 ? 1.0 / static_cast<double>(count) : 0);
        }
        return stats::likeliest_normal(seen, weights, least_deviation);
    }
};

class Forecaster {
   public:
    Forecaster(const std::vector<Simulation>& simulations, const stats::Design& design)
        : simulations_(simulations), design_(design), pool_(simulations) {
        for (const Simulation& simulation : simulations_) {
            stats::Case one;
            std::vector<stats::Simulated> all;
            const CellReader reader(simulation);
            for (std::size_t m = 0; m < simulation.milestones.size(); ++m) {
                all.push_back(reader.at_points(m, design_.points.size()));
                const Milestone& milestone = simulation.milestones[m];
                if (milestone.status != Status::announced) {
                    one.push_back({all.back(), sighting(milestone)});
                }
            }
            cases_.push_back(std::move(one));
            simulated_.push_back(std::move(all));
            end_ = std::log(simulation.scenario.horizon.in_hours() / 24);
        }
    }

    [[nodiscard]] double horizon_days() const { return std::exp(end_); }

    /// Fitted to all incidents with a score, but one.
    [[nodiscard]] stats::Population fit(std::optional<std::size_t> left_out) const {
        std::vector<const stats::Case*> others;
        for (std::size_t i = 0; i < cases_.size(); ++i) {
            if (i != left_out && !cases_[i].empty()) others.push_back(&cases_[i]);
        }
        stats::FitLimits limits;
        limits.end = end_;
        limits.most_error = most_error;
        return stats::fit_population(design_, others, limits);
    }

    [[nodiscard]] IncidentForecast forecast(std::size_t i) const {
        const Simulation& simulation = simulations_[i];
        IncidentForecast result{simulation.incident->id, simulation.incident->name, fit(i), 0, {}};
        const std::vector<double> of_points = stats::weights_of(design_, result.population);
        result.effective_points = stats::effective_points(of_points);
        const CellReader reader(simulation);
        const std::vector<double> one{1.0};
        for (std::size_t m = 0; m < simulation.milestones.size(); ++m) {
            const Milestone& milestone = simulation.milestones[m];
            const stats::Sighting seen = sighting(milestone);
            Forecast forecast{milestone, {}};
            const auto by = [&](Method method) -> Judged& {
                return forecast.by[static_cast<std::size_t>(method)];
            };
            const stats::Simulated& fitted = simulated_[i][m];
            const stats::Blurred blurred(fitted.values(), fitted.weights(of_points),
                                         result.population.error, end_);
            by(Method::fitted) = judged(blurred, seen);
            by(Method::pooled) = judged(pool_.without(i, phase_of(milestone)), seen, end_);
            const stats::Simulated without = reader.without(m);
            by(Method::without_stages) = judged(without.values(), without.weights(one), seen, end_);
            result.forecasts.push_back(std::move(forecast));
        }
        return result;
    }

   private:
    const std::vector<Simulation>& simulations_;
    const stats::Design& design_;
    Pool pool_;
    std::vector<stats::Case> cases_;
    std::vector<std::vector<stats::Simulated>> simulated_;
    double end_ = 0;
};

/// Mean over the scored milestones of an incident that `value` takes; absent without any.
template <class Value>
std::optional<double> mean_of(const IncidentForecast& incident, Value value) {
    double sum = 0;
    std::size_t count = 0;
    for (const Forecast& forecast : incident.forecasts) {
        if (!forecast.is_scored()) continue;
        if (const std::optional<double> one = value(forecast)) sum += *one, ++count;
    }
    if (count == 0) return std::nullopt;
    return sum / static_cast<double>(count);
}

template <class Value>
std::vector<double> means(const std::vector<IncidentForecast>& incidents, Value value) {
    std::vector<double> all;
    for (const IncidentForecast& incident : incidents) {
        if (const auto mean = mean_of(incident, value)) all.push_back(*mean);
    }
    return all;
}

stats::Estimate share(const std::vector<double>& parts) {
    if (parts.empty()) return {0, 0, 1};
    return stats::share_estimate(parts, static_cast<double>(parts.size()));
}

void keep_record(LeaveOneOut& result) {
    const auto score_of = [](const Forecast& forecast, std::size_t method) {
        return std::optional<double>(forecast.by[method].crps);
    };
    for (std::size_t method = 0; method < methods; ++method) {
        const auto scores = means(
            result.incidents, [&](const Forecast& forecast) { return score_of(forecast, method); });
        const auto against = means(result.incidents, [&](const Forecast& forecast) {
            return std::optional<double>(*score_of(forecast, 0) - *score_of(forecast, method));
        });
        Record& record = result.records[method];
        result.scored = scores.size();
        if (!scores.empty()) {
            record.crps = stats::mean_estimate(scores);
            result.against[method] = stats::difference_estimate(against);
        }
        for (std::size_t band = 0; band < bands.size(); ++band) {
            const auto held = [&](const Forecast& forecast) {
                return stats::held(forecast.by[method].position,
                                   forecast.milestone.status == Status::censored, bands[band]);
            };
            record.all[band] = share(means(result.incidents, [&](const Forecast& forecast) {
                return std::optional<double>(held(forecast));
            }));
            record.observed[band] = share(means(result.incidents, [&](const Forecast& forecast) {
                const bool is_seen = forecast.milestone.status == Status::observed;
                return is_seen ? std::optional<double>(held(forecast)) : std::nullopt;
            }));
        }
    }
}

void count(LeaveOneOut& result) {
    for (const IncidentForecast& incident : result.incidents) {
        for (const Forecast& forecast : incident.forecasts) {
            switch (forecast.milestone.status) {
                case Status::observed: ++result.observed; break;
                case Status::censored: ++result.censored; break;
                case Status::announced: ++result.announced; break;
            }
        }
    }
}

}  // namespace

Phase phase_of(const Milestone& milestone) {
    const bool is_first = milestone.what == What::first_return ||
                          milestone.state == State::reachable || milestone.share <= first_share;
    if (is_first) return Phase::first;
    return milestone.share >= most_share ? Phase::most : Phase::part;
}

LeaveOneOutRun leave_one_out(const Library& library, const LeaveOneOutOptions& options,
                             Diagnostics& out) {
    Loader loader(library, options, out);
    std::vector<Simulation> simulations = loader.load();
    if (out.has_errors()) return {std::nullopt, loader.lines()};
    const stats::Design design{stats::normal_design(options.points, factors, design_spread),
                               design_spread};
    for (Simulation& simulation : simulations) {
        if (!options.resume) break;
        simulation.cells.read(simulation.values(options.worlds),
                              simulation.values(worlds_without_stages(options.worlds)));
    }
    if (!simulate(simulations, design, options)) return {};
    const Forecaster forecaster(simulations, design);
    LeaveOneOut result{.library = library.name,
                       .seed = options.seed,
                       .worlds = options.worlds,
                       .points = options.points,
                       .horizon_days = forecaster.horizon_days(),
                       .incidents = std::vector<IncidentForecast>(simulations.size())};
    kernel::Workers workers(options.threads);
    auto one = [&](std::size_t i) {
        if (i == simulations.size()) {
            result.population = forecaster.fit(std::nullopt);
        } else {
            result.incidents[i] = forecaster.forecast(i);
        }
    };
    workers.run(simulations.size() + 1, one);
    keep_record(result);
    count(result);
    return {std::move(result), nullptr};
}

}  // namespace kammerspiel::incidents
