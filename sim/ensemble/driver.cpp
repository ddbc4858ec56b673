#include "kammerspiel/ensemble/driver.hpp"

#include <atomic>

#include "kammerspiel/kernel/workers.hpp"

namespace kammerspiel::ensemble {

Task Ensemble::task(std::size_t number) const {
    const std::size_t attacker = number % attackers.size();
    const std::size_t rest = number / attackers.size();
    return {.strategy = strategies[rest % strategies.size()],
            .attacker = attackers[attacker],
            .world = rest / strategies.size()};
}

std::size_t run(const model::Plan& plan, const Ensemble& ensemble, const Visit& visit) {
    std::atomic<std::size_t> visited = 0;
    auto one = [&](std::size_t number) {
        if (ensemble.stop.stop_requested()) return;
        const Task task = ensemble.task(number);
        model::RunResult result =
            model::run(plan, {.strategy = task.strategy,
                              .attacker = task.attacker,
                              .world = {.seed = ensemble.seed, .replication = task.world},
                              .executive = model::Executive::sequential,
                              .keep_trace = false,
                              .stop = ensemble.stop});
        if (!result.complete) return;
        visit(number, task, std::move(result));
        ++visited;
    };
    kernel::Workers workers(ensemble.threads);
    workers.run(ensemble.tasks(), one);
    return visited;
}

}  // namespace kammerspiel::ensemble
