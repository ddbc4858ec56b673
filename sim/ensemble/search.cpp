#include "kammerspiel/ensemble/search.hpp"

#include <fmt/format.h>

#include <atomic>

#include "kammerspiel/ensemble/uncertain.hpp"
#include "kammerspiel/kernel/workers.hpp"
#include "kammerspiel/model/run.hpp"
#include "kammerspiel/model/workspace.hpp"

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

std::vector<scenario::Parameter> tunable(const scenario::Draft& draft, std::string_view strategy) {
    const std::string begin = fmt::format("strategies.{}.", strategy);
    std::vector<scenario::Parameter> all;
    for (const scenario::Parameter& parameter : draft.parameters()) {
        if (parameter.is_tunable() && parameter.path.starts_with(begin)) all.push_back(parameter);
    }
    return all;
}

}  // namespace kammerspiel::ensemble
