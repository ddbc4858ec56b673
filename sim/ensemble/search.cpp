#include "kammerspiel/ensemble/search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <charconv>

#include "kammerspiel/base/notation.hpp"
#include "kammerspiel/ensemble/uncertain.hpp"
#include "kammerspiel/kernel/draws.hpp"
#include "kammerspiel/kernel/workers.hpp"
#include "kammerspiel/model/run.hpp"
#include "kammerspiel/model/workspace.hpp"
#include "sim/ensemble/each_span.hpp"

namespace kammerspiel::ensemble {
namespace {

/// One variant's losses.
class Losses {
   public:
    Losses(const model::Plan& plan, const Aim& aim, model::Workspace& workspace)
        : plan_(plan),
          aim_(aim),
          workspace_(workspace),
          demanded_(services_with_demand(plan.federation())) {
        for (const auto& attacker : plan.scenario().attackers) sum_ += attacker.weight;
    }

    [[nodiscard]] double in_world(std::uint64_t world) {
        const double loss = loss_of(aim_.strategy, world);
        return aim_.against ? loss - loss_of(*aim_.against, world) : loss;
    }

   private:
    const model::Plan& plan_;
    const Aim& aim_;
    model::Workspace& workspace_;
    std::vector<federation::ServiceId> demanded_;
    double sum_ = 0;

    /// Attackers without weight are not run: whatever they do counts for nothing.
    [[nodiscard]] double loss_of(std::uint32_t strategy, std::uint64_t world) {
        double mean = 0;
        const auto& attackers = plan_.scenario().attackers;
        for (std::uint32_t a = 0; a < attackers.size(); ++a) {
            if (attackers[a].weight <= 0) continue;
            const auto result = model::run(plan_,
                                           {.strategy = strategy,
                                            .attacker = a,
                                            .world = {.seed = aim_.seed, .replication = world},
                                            .executive = model::Executive::sequential,
                                            .keep_trace = false},
                                           workspace_);
            mean += attackers[a].weight / sum_ *
                    headline(plan_, result.metrics, demanded_)[aim_.metric];
        }
        return mean;
    }
};

}  // namespace

struct VariantRunner::State {
    State(scenario::Draft scenario, Aim asked, unsigned threads)
        : draft(std::move(scenario)), aim(asked), workers(threads), workspaces(workers.threads()) {}
    scenario::Draft draft;
    Aim aim;
    kernel::Workers workers;
    std::vector<model::Workspace> workspaces;  ///< by worker
};

VariantRunner::VariantRunner(scenario::Draft draft, Aim aim, unsigned threads)
    : state_(std::make_unique<State>(std::move(draft), aim, threads)) {}
VariantRunner::~VariantRunner() = default;
VariantRunner::VariantRunner(VariantRunner&&) noexcept = default;
VariantRunner& VariantRunner::operator=(VariantRunner&&) noexcept = default;

unsigned VariantRunner::threads() const { return state_->workers.threads(); }

std::optional<std::vector<double>> VariantRunner::run(std::span<const Variant> variants,
                                                      const std::stop_token& stop) {
    std::vector<std::size_t> first(variants.size() + 1, 0);
    for (std::size_t v = 0; v < variants.size(); ++v) {
        first[v + 1] = first[v] + static_cast<std::size_t>(variants[v].worlds);
    }
    std::vector<double> outcomes(first.back());
    std::atomic<std::size_t> next = 0;
    std::atomic<std::size_t> done = 0;
    auto work = [&](std::size_t worker) {
        while (!stop.stop_requested()) {
            const std::size_t v = next++;
            if (v >= variants.size()) return;
            const auto plan = plan_with(state_->draft, variants[v].values);
            Losses losses(*plan, state_->aim, state_->workspaces[worker]);
            for (std::size_t w = 0; w < variants[v].worlds; ++w) {
                outcomes[first[v] + w] = losses.in_world(variants[v].first_world + w);
            }
            ++done;
        }
    };
    state_->workers.run(threads(), work);
    if (done < variants.size()) return std::nullopt;
    return outcomes;
}

AtEnds at_ends(VariantRunner& runner, std::span<const Ends> figures, std::uint64_t worlds,
               const std::stop_token& stop, const std::function<void(std::uint64_t)>& report) {
    AtEnds all;
    all.low.resize(figures.size());
    all.high.resize(figures.size());
    // Few, so that a stop is soon heard; several, so that a plan is not made for each.
    constexpr std::uint64_t worlds_at_once = 4;
    while (all.as_written.size() < worlds) {
        const std::uint64_t first = all.as_written.size();
        const std::uint64_t count = std::min(worlds_at_once, worlds - first);
        std::vector<Variant> variants{{{}, first, count}};
        for (const Ends& one : figures) {
            variants.push_back({{{one.path, one.low}}, first, count});
            variants.push_back({{{one.path, one.high}}, first, count});
        }
        const auto outcomes = runner.run(variants, stop);
        if (!outcomes) break;
        const auto append = [&](std::vector<double>& to, std::size_t variant) {
            const auto from = outcomes->begin() + static_cast<std::ptrdiff_t>(variant * count);
            to.insert(to.end(), from, from + static_cast<std::ptrdiff_t>(count));
        };
        append(all.as_written, 0);
        for (std::size_t f = 0; f < figures.size(); ++f) {
            append(all.low[f], 1 + 2 * f);
            append(all.high[f], 2 + 2 * f);
        }
        report(all.as_written.size());
    }
    return all;
}

std::vector<scenario::Parameter> tunable(const scenario::Draft& draft, std::string_view strategy) {
    const std::string begin = fmt::format("strategies.{}.", strategy);
    std::vector<scenario::Parameter> all;
    for (const scenario::Parameter& parameter : draft.parameters()) {
        if (parameter.is_tunable() && parameter.path.starts_with(begin)) all.push_back(parameter);
    }
    return all;
}

namespace {

using Points = std::vector<std::vector<double>>;  ///< positions in [0, 1]

/// Apart from the model's purposes, which begin at 0.
constexpr kernel::Purpose of_a_candidate{1'000'001};

std::size_t levels_of(const scenario::Parameter& figure, std::size_t levels_of_ranges) {
    return figure.tune ? levels_of_ranges : figure.choices.size();
}

std::size_t grid_size(std::span<const scenario::Parameter> figures, std::size_t levels,
                      std::size_t most) {
    std::size_t size = 1;
    for (const scenario::Parameter& figure : figures) {
        size *= levels_of(figure, levels);
        if (size > most) return size;  // more would overflow, and decides nothing
    }
    return size;
}

double position(const scenario::Parameter& figure, std::size_t level, std::size_t levels) {
    // Of n choices the k-th lies from k / n on; of a range the last level is its end.
    constexpr double within = 0.5;
    return figure.tune ? static_cast<double>(level) / static_cast<double>(levels - 1)
                       : (static_cast<double>(level) + within) / static_cast<double>(levels);
}

Points grid(std::span<const scenario::Parameter> figures, std::size_t levels) {
    Points points{{}};
    for (const scenario::Parameter& figure : figures) {
        const std::size_t count = levels_of(figure, levels);
        Points longer;
        for (const auto& point : points) {
            for (std::size_t level = 0; level < count; ++level) {
                longer.push_back(point);
                longer.back().push_back(position(figure, level, count));
            }
        }
        points = std::move(longer);
    }
    return points;
}

/// Each figure takes each of n levels once, in random order.
Points hypercube(std::span<const scenario::Parameter> figures, std::size_t n, std::uint64_t seed) {
    const kernel::Draws draws(seed, 0);
    Points points(n, std::vector<double>(figures.size()));
    for (std::size_t f = 0; f < figures.size(); ++f) {
        const auto entity = kernel::EntityId::of("candidate:" + figures[f].path);
        std::vector<std::pair<double, std::size_t>> order;
        for (std::size_t j = 0; j < n; ++j) {
            order.emplace_back(draws.uniform(entity, of_a_candidate, j).value(), j);
        }
        std::sort(order.begin(), order.end());
        for (std::size_t level = 0; level < n; ++level) {
            points[order[level].second][f] =
                static_cast<double>(level) / static_cast<double>(std::max<std::size_t>(1, n - 1));
        }
    }
    return points;
}

/// Nobody decides by microseconds: whole minutes from an hour on, whole seconds from a minute on.
Duration rounded(Duration span) {
    const Duration unit = span >= hours(1)     ? minutes(1)
                          : span >= minutes(1) ? seconds(1)
                                               : Duration::micros(1000);
    if (span < unit) return span;
    return Duration::micros((span.count() + unit.count() / 2) / unit.count() * unit.count());
}

std::string rounded(const std::string& value, scenario::Unit unit) {
    if (unit == scenario::Unit::span) {
        const auto span = notation::duration(value).value;
        return span ? notation::in_words(rounded(*span)) : value;
    }
    if (unit != scenario::Unit::distribution) return value;
    const auto read = notation::distribution(value).value;
    const auto other =
        read ? with_each_span(*read, [](Duration span) { return rounded(span); }) : std::nullopt;
    return other ? in_words(*other) : value;
}

/// As somebody would decide it: ends as they are written, numbers between them with four digits,
/// spans in whole minutes or seconds.
std::string decided(const scenario::Parameter& figure, double position) {
    if (figure.tune && position <= 0) return figure.tune->low;
    if (figure.tune && position >= 1) return figure.tune->high;
    const std::string value = figure.tuned(position);
    const bool is_number =
        figure.unit == scenario::Unit::number || figure.unit == scenario::Unit::share;
    if (!figure.tune) return value;
    if (!is_number) return rounded(value, figure.unit);
    double number = 0;
    std::from_chars(value.data(), value.data() + value.size(), number);
    return fmt::format("{:.4g}", number);
}

}  // namespace

std::vector<std::vector<std::string>> candidates(std::span<const scenario::Parameter> figures,
                                                 std::size_t most, std::uint64_t seed) {
    constexpr std::size_t least_levels = 3;
    constexpr std::size_t most_levels = 21;
    const std::size_t room = most - 1;
    std::size_t levels = most_levels;
    while (levels >= least_levels && grid_size(figures, levels, room) > room) --levels;
    const Points points =
        levels >= least_levels ? grid(figures, levels) : hypercube(figures, room, seed);
    std::vector<std::vector<std::string>> all(1);
    for (const scenario::Parameter& figure : figures) all.front().push_back(figure.value);
    for (const auto& point : points) {
        std::vector<std::string> values;
        for (std::size_t f = 0; f < figures.size(); ++f) {
            values.push_back(decided(figures[f], point[f]));
        }
        if (std::find(all.begin(), all.end(), values) == all.end()) all.push_back(values);
    }
    return all;
}

std::vector<scenario::Override> overrides(std::span<const scenario::Parameter> figures,
                                          std::span<const std::string> values) {
    std::vector<scenario::Override> changed;
    for (std::size_t f = 0; f < figures.size(); ++f) {
        if (values[f] != figures[f].value) changed.push_back({figures[f].path, values[f]});
    }
    return changed;
}

}  // namespace kammerspiel::ensemble
