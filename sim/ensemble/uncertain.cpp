#include "kammerspiel/ensemble/uncertain.hpp"

#include <fmt/format.h>

#include <deque>
#include <future>
#include <mutex>

#include "kammerspiel/kernel/draws.hpp"

namespace kammerspiel::ensemble {
namespace {

using SharedPlan = std::shared_ptr<const model::Plan>;

/// Apart from the model's purposes, which begin at 0.
constexpr kernel::Purpose of_a_parameter{1'000'000};

/// The plans of the last worlds that were asked for: more than are ever under way at once.
class Recent {
   public:
    Recent(scenario::Draft draft, std::uint64_t seed) : draft_(std::move(draft)), seed_(seed) {}

    SharedPlan of(std::uint64_t world) {
        std::promise<SharedPlan> making;
        std::shared_future<SharedPlan> plan;
        bool is_mine = false;
        {
            const std::scoped_lock lock(mutex_);
            for (const auto& [number, known] : plans_) {
                if (number == world) plan = known;
            }
            if (!plan.valid()) {
                is_mine = true;
                plan = making.get_future().share();
                plans_.emplace_back(world, plan);
                constexpr std::size_t most = 256;
                if (plans_.size() > most) plans_.pop_front();
            }
        }
        if (is_mine) {
            try {
                making.set_value(plan_with(draft_, drawn(draft_, seed_, world)));
            } catch (...) {
                making.set_exception(std::current_exception());
            }
        }
        return plan.get();
    }

   private:
    scenario::Draft draft_;
    std::uint64_t seed_;
    std::mutex mutex_;
    std::deque<std::pair<std::uint64_t, std::shared_future<SharedPlan>>> plans_;
};

/// Priors weigh worlds afterwards and belong to the question, not to a world; and all worlds end
/// together.
bool is_fixed(std::string_view path) {
    return path == "horizon" || (path.starts_with("attackers.") && path.ends_with(".weight"));
}

bool is_drawn(const scenario::Parameter& parameter) {
    return parameter.between && !is_fixed(parameter.path);
}

std::string in_words(const std::vector<scenario::Override>& values) {
    std::string words;
    for (const scenario::Override& one : values) {
        words += fmt::format("{}{}: {}", words.empty() ? "" : ", ", one.path, one.value);
    }
    return words;
}

}  // namespace

ImpossibleValues::ImpossibleValues(const std::vector<scenario::Override>& values)
    : std::runtime_error(in_words(values)) {}

SharedPlan plan_with(const scenario::Draft& draft,
                     const std::vector<scenario::Override>& overrides) {
    Diagnostics diagnostics;
    auto scenario = draft.bind(overrides, diagnostics);
    if (scenario) return std::make_shared<const model::Plan>(std::move(*scenario));
    throw ImpossibleValues(overrides);
}

std::vector<scenario::Override> drawn(const scenario::Draft& draft, std::uint64_t seed,
                                      std::uint64_t world) {
    std::vector<scenario::Override> overrides;
    const std::vector<std::string> paths = drawn_parameters(draft);
    for (DrawnValue& one : drawn_values(draft, seed, world)) {
        overrides.push_back({paths[one.parameter], std::move(one.value)});
    }
    return overrides;
}

std::vector<std::string> drawn_parameters(const scenario::Draft& draft) {
    std::vector<std::string> paths;
    for (const scenario::Parameter& parameter : draft.parameters()) {
        if (is_drawn(parameter)) paths.push_back(parameter.path);
    }
    return paths;
}

std::vector<DrawnValue> drawn_values(const scenario::Draft& draft, std::uint64_t seed,
                                     std::uint64_t world) {
    const kernel::Draws draws(seed, world);
    std::vector<DrawnValue> values;
    for (const scenario::Parameter& parameter : draft.parameters()) {
        if (!is_drawn(parameter)) continue;
        const auto entity = kernel::EntityId::of("parameter:" + parameter.key);
        const double position = draws.uniform(entity, of_a_parameter, 0).value();
        values.push_back({.world = world,
                          .parameter = static_cast<std::uint32_t>(values.size()),
                          .position = position,
                          .value = parameter.at(position)});
    }
    return values;
}

PlanOf uncertain_plans(scenario::Draft draft, std::uint64_t seed) {
    const auto recent = std::make_shared<Recent>(std::move(draft), seed);
    return [recent](std::uint64_t world) { return recent->of(world); };
}

}  // namespace kammerspiel::ensemble
