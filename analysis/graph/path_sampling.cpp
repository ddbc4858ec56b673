#include "analysis/graph/path_sampling.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/graph/attack_graph.hpp"
#include "analysis/graph/spreading.hpp"
#include "kammerspiel/base/ensure.hpp"

namespace kammerspiel::graph {
namespace {

/// What the uniform draws of a path are for. No model runs here, so the numbers are this file's
/// own.
constexpr kernel::Purpose attempts_needed{1};
constexpr kernel::Purpose time_of_attempt{2};

/// Attempts until the first success, by inverting the geometric distribution.
double attempts(double u, double chance) {
    if (chance >= 1) return 1;
    return 1 + std::floor(std::log(u) / std::log1p(-chance));
}

}  // namespace

PathSampler::PathSampler(const AttackRules& rules, const PathOptions& options, Duration horizon)
    : rules_(rules), options_(options), horizon_(horizon), draws_(options.seed, 0) {
    ensure(options.samples > 0, "a path cannot be sampled {} times", options.samples);
    for (const RouteRule& route : rules.routes) time_.emplace_back(rules.written(route).time);
}

std::size_t PathSampler::position(const AttackStep& step) const {
    const auto found =
        std::find_if(rules_.routes.begin(), rules_.routes.end(),
                     [&](const RouteRule& route) { return route.number == step.route; });
    ensure(found != rules_.routes.end(), "a path has a step over route {}, which is not there",
           step.route);
    return static_cast<std::size_t>(found - rules_.routes.begin());
}

std::string PathSampler::name_of(const AttackStep& step) const {
    return fmt::format("step:{}:{}>{}", rules_.profile->routes[step.route].name.text,
                       rules_.group(step.from).name, rules_.group(step.to).name);
}

const std::vector<double>& PathSampler::hours_of(const AttackStep& step) {
    const std::string name = name_of(step);
    const auto [entry, is_new] = hours_of_step_.try_emplace(name);
    if (!is_new) return entry->second;
    const std::size_t route = position(step);
    const kernel::EntityId entity = kernel::EntityId::of(name);
    std::vector<double>& hours = entry->second;
    hours.resize(options_.samples);
    const bool spreads = rules_.is_autonomous() && !rules_.routes[route].to_itself;
    const Spreading by_many =
        spreads ? spreading(rules_, rules_.routes[route], step.from, step.to) : Spreading{};
    for (std::uint64_t s = 0; s < hours.size(); ++s) {
        const double taken =
            spreads ? by_many.hours_until(-std::log(draws_.uniform(entity, attempts_needed, s)))
                    : hours_of_hands(route, entity, s);
        hours[s] = std::min(taken, most_hours);
    }
    return hours;
}

double PathSampler::hours_of_hands(std::size_t route, kernel::EntityId step,
                                   std::uint64_t sample) const {
    const std::uint64_t hands = rules_.is_autonomous() ? 1 : std::max(1U, rules_.profile->hands);
    double first = most_hours;
    for (std::uint64_t h = 0; h < std::min(hands, most_hands); ++h) {
        first = std::min(first, hours_of_attempts(route, step, sample * most_hands + h));
    }
    return first;
}

double PathSampler::hours_of_attempts(std::size_t route, kernel::EntityId step,
                                      std::uint64_t sample) const {
    const RouteRule& rule = rules_.routes[route];
    const double needed = attempts(draws_.uniform(step, attempts_needed, sample), rule.success);
    const auto drawn =
        static_cast<std::uint64_t>(std::min(needed, static_cast<double>(most_drawn)));
    double sum = (needed - static_cast<double>(drawn)) * rule.hours_per_attempt;
    for (std::uint64_t a = 0; a < drawn; a += 4) {
        const auto four = draws_.four(step, time_of_attempt, sample * most_drawn + a);
        for (std::uint64_t i = 0; i < 4 && a + i < drawn; ++i) {
            sum += std::max(0.0, time_[route].at(four[i]).in_hours());
        }
    }
    return sum;
}

namespace {

Duration in_duration(double hours) {
    return Duration::micros(static_cast<std::int64_t>(std::min(hours, 1e8) * 3.6e9));
}

/// Of sorted values, the least below which a share of at least `q` lies.
double quantile_of(const std::vector<double>& sorted, double q) {
    const auto rank = static_cast<std::size_t>(std::ceil(q * static_cast<double>(sorted.size())));
    return sorted[std::max<std::size_t>(rank, 1) - 1];
}

Share share_within(const std::vector<double>& sorted, double hours) {
    const auto in_time = std::upper_bound(sorted.begin(), sorted.end(), hours) - sorted.begin();
    return Share{static_cast<double>(in_time) / static_cast<double>(sorted.size())};
}

}  // namespace

void PathSampler::fill_in(AttackPath& path) {
    std::vector<double> sum(options_.samples, 0.0);
    double mean = 0;
    double chance = 1;
    for (const AttackStep& step : path.steps) {
        const auto& hours = hours_of(step);
        for (std::size_t s = 0; s < sum.size(); ++s) sum[s] += hours[s];
        mean += hours_of_step(rules_, rules_.routes[position(step)], step.from, step.to);
        chance *= step.chance.value();
    }
    std::sort(sum.begin(), sum.end());
    path.at_first_try = Probability{chance};
    path.mean = in_duration(mean);
    path.p10 = in_duration(quantile_of(sum, 0.1));
    path.p50 = in_duration(quantile_of(sum, 0.5));
    path.p90 = in_duration(quantile_of(sum, 0.9));
    path.within_1_day = share_within(sum, 24);
    path.within_3_days = share_within(sum, 72);
    path.within_horizon = share_within(sum, horizon_.in_hours());
}

}  // namespace kammerspiel::graph
