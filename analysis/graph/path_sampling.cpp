#include "analysis/graph/path_sampling.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <queue>
#include <tuple>

#include "analysis/graph/attack_graph.hpp"
#include "analysis/graph/spreading.hpp"
#include "kammerspiel/base/ensure.hpp"

namespace kammerspiel::graph {
namespace {

/// What the uniform draws of a path are for. No model runs here, so the numbers are this file's
/// own.
constexpr kernel::Purpose attempts_needed{1};
constexpr kernel::Purpose time_of_attempt{2};
constexpr kernel::Purpose hits_of_others{3};
constexpr kernel::Purpose attempt_of_hand{4};

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
    const double chance = spreads ? by_many.chance : rules_.routes[route].success;
    for (std::uint64_t s = 0; s < hours.size(); ++s) {
        double taken = hours_of_attempts(route, entity, chance, s);
        if (spreads) {
            const double u = draws_.uniform(entity, hits_of_others, s);
            taken = std::min(taken, by_many.hours_until_others(-std::log(u)));
        }
        hours[s] = std::min(taken, most_hours);
    }
    return hours;
}

double PathSampler::hours_of_attempts(std::size_t route, kernel::EntityId step, double chance,
                                      std::uint64_t sample) const {
    const double needed = attempts(draws_.uniform(step, attempts_needed, sample), chance);
    const auto drawn =
        static_cast<std::uint64_t>(std::min(needed, static_cast<double>(most_drawn)));
    double sum = (needed - static_cast<double>(drawn)) * rules_.routes[route].hours_per_attempt;
    for (std::uint64_t a = 0; a < drawn; a += 4) {
        const auto four = draws_.four(step, time_of_attempt, sample * most_drawn + a);
        for (std::uint64_t i = 0; i < 4 && a + i < drawn; ++i) {
            sum += std::max(0.0, time_[route].at(four[i]).in_hours());
        }
    }
    return sum;
}

std::uint64_t PathSampler::hands() const {
    if (rules_.is_autonomous()) return 1;
    return std::clamp<std::uint64_t>(rules_.profile->hands, 1, most_hands);
}

double PathSampler::hours_of_hands(const std::vector<Leg>& legs, std::uint64_t sample) const {
    struct Attempt {
        double ends;
        std::uint64_t hand;
        std::size_t leg;
        bool succeeds;
        bool operator>(const Attempt& other) const {
            return std::tie(ends, hand) > std::tie(other.ends, other.hand);
        }
    };
    std::priority_queue<Attempt, std::vector<Attempt>, std::greater<>> under_way;
    std::size_t leg = 0;
    std::vector<std::uint64_t> made(hands() * legs.size(), 0);
    const auto begin = [&](double now, std::uint64_t hand) {
        constexpr unsigned bits_of_hand = 6;
        constexpr unsigned bits_of_attempt = 20;
        const std::uint64_t number = made[hand * legs.size() + leg]++;
        const auto [time, success, third, fourth] =
            draws_.four(legs[leg].entity, attempt_of_hand,
                        (((sample << bits_of_hand) | hand) << bits_of_attempt) | number);
        const std::size_t route = legs[leg].route;
        under_way.push({now + std::max(0.0, time_[route].at(time).in_hours()), hand, leg,
                        success < rules_.routes[route].success});
    };
    for (std::uint64_t hand = 0; hand < hands(); ++hand) begin(0, hand);
    for (std::uint64_t followed = 0; followed < most_followed; ++followed) {
        const Attempt ended = under_way.top();
        under_way.pop();
        if (ended.succeeds && ended.leg == leg && ++leg == legs.size()) return ended.ends;
        begin(ended.ends, ended.hand);
    }
    // As good as hopeless: what is left takes as long as it takes all hands on average.
    double hours = under_way.top().ends;
    for (; leg < legs.size(); ++leg) {
        const RouteRule& rule = rules_.routes[legs[leg].route];
        hours += rule.hours_per_attempt / rule.success / static_cast<double>(hands());
    }
    return hours;
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

/// The hosts of an autonomous attack try everything at once: credentials are taken while it moves
/// on.
struct Worm {
    explicit Worm(std::size_t samples) : there(samples, 0.0), has_credentials(samples, 0.0) {}

    std::vector<double> there;            ///< hours until what was won last is held
    std::vector<double> has_credentials;  ///< and until what was taken last is known

    /// `moves`: the step wins more than credentials.
    void take(const AttackStep& step, bool moves, const std::vector<double>& hours) {
        for (std::size_t s = 0; s < there.size(); ++s) {
            double done = there[s] + hours[s];
            // Attempts that end before the credentials are there were in vain.
            if (step.uses && done < has_credentials[s]) done = has_credentials[s] + hours[s];
            if (step.takes) has_credentials[s] = done;
            if (moves) there[s] = done;
        }
    }
};

}  // namespace

std::vector<double> PathSampler::sums_of(const AttackPath& path) {
    std::vector<double> sums(options_.samples, 0.0);
    if (rules_.is_autonomous()) {
        Worm worm(options_.samples);
        for (const AttackStep& step : path.steps) {
            const bool moves = rules_.routes[position(step)].yields.has_value();
            worm.take(step, moves, hours_of(step));
        }
        return worm.there;
    }
    if (hands() == 1 || path.steps.empty()) {
        for (const AttackStep& step : path.steps) {
            const auto& hours = hours_of(step);
            for (std::size_t s = 0; s < sums.size(); ++s) sums[s] += hours[s];
        }
        return sums;
    }
    std::vector<Leg> legs;
    std::string way;
    for (const AttackStep& step : path.steps) {
        const std::string name = name_of(step);
        legs.push_back({position(step), kernel::EntityId::of(name)});
        way += name + "\n";
    }
    const auto [known, is_new] = hours_of_way_.try_emplace(way, std::move(sums));
    if (is_new) {
        for (std::uint64_t s = 0; s < known->second.size(); ++s) {
            known->second[s] = std::min(hours_of_hands(legs, s), most_hours);
        }
    }
    return known->second;
}

void PathSampler::fill_in(AttackPath& path) {
    std::vector<double> sum = sums_of(path);
    double mean = 0;
    double chance = 1;
    for (const AttackStep& step : path.steps) {
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
