#include "kammerspiel/ensemble/deadline.hpp"

#include <algorithm>

#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/kernel/workers.hpp"
#include "kammerspiel/model/branches.hpp"
#include "kammerspiel/model/run.hpp"

namespace kammerspiel::ensemble {
namespace {

/// Worlds between two looks at whether to go on.
constexpr std::uint64_t chunk = 4;

class Trunks {
   public:
    Trunks(const model::Plan& plan, const DeadlineQuestion& question)
        : plan_(plan),
          question_(question),
          demanded_(services_with_demand(plan.federation())),
          attackers_(plan.scenario().attackers.size()) {}

    [[nodiscard]] std::size_t attackers() const { return attackers_; }

    /// What became of one world and attacker, by moment, the last one: never; each the loss, and
    /// then whether each threshold was passed.
    [[nodiscard]] std::vector<double> outcomes(std::uint64_t world, std::size_t attacker) const {
        model::Branches trunk(plan_,
                              {.strategy = question_.strategy,
                               .attacker = static_cast<std::uint32_t>(attacker),
                               .world = {.seed = question_.seed, .replication = world},
                               .keep_trace = false},
                              question_.play);
        std::vector<double> all;
        for (const SimTime moment : question_.moments) {
            trunk.advance_to(moment);
            add(trunk.branch_with_order().metrics, all);
        }
        add(trunk.finish().metrics, all);
        return all;
    }

   private:
    const model::Plan& plan_;
    const DeadlineQuestion& question_;
    std::vector<federation::ServiceId> demanded_;
    std::size_t attackers_;

    void add(const model::Metrics& metrics, std::vector<double>& to) const {
        const double loss = headline(plan_, metrics, demanded_)[question_.metric];
        to.push_back(loss);
        for (const Threshold& one : question_.thresholds) {
            to.push_back(is_passed(one, metrics, loss) ? 1 : 0);
        }
    }

    [[nodiscard]] bool is_passed(const Threshold& threshold, const model::Metrics& metrics,
                                 double loss) const {
        switch (threshold.what) {
            case Threshold::What::mtpd: return is_too_long(threshold.name, metrics);
            case Threshold::What::obligation: return is_missed(threshold.name, metrics);
            case Threshold::What::loss: return loss > threshold.loss;
        }
        unreachable();
    }

    [[nodiscard]] bool is_too_long(const std::string& service,
                                   const model::Metrics& metrics) const {
        const federation::Federation& federation = plan_.federation();
        double people = 0;
        double without = 0;
        for (const federation::ServiceId id : demanded_) {
            const federation::Service& one = federation.services[id.index()];
            if (one.local_name != service || !one.mtpd) continue;
            const auto members = static_cast<double>(federation.of(one.organisation).members);
            people += members;
            if (metrics.services[id.index()].longest > *one.mtpd) without += members;
        }
        return people > 0 && 2 * without >= people;
    }

    [[nodiscard]] bool is_missed(const std::string& name, const model::Metrics& metrics) const {
        const auto& duties = plan_.scenario().obligations;
        for (std::size_t i = 0; i < duties.size(); ++i) {
            const model::ObligationFigures& figures = metrics.obligations[i];
            if (duties[i].name.text == name && figures.missed + figures.not_sent > 0) return true;
        }
        return false;
    }
};

}  // namespace

std::vector<Threshold> thresholds_of(const scenario::Scenario& scenario) {
    std::vector<Threshold> all;
    const auto is_there = [&](const std::string& name) {
        return std::any_of(all.begin(), all.end(),
                           [&](const Threshold& one) { return one.name == name; });
    };
    for (const scenario::Organisation& organisation : scenario.organisations) {
        for (const scenario::Service& service : organisation.services) {
            if (!service.mtpd || !service.demand || is_there(service.name.text)) continue;
            all.push_back({.what = Threshold::What::mtpd, .name = service.name.text});
        }
    }
    for (const scenario::Obligation& duty : scenario.obligations) {
        all.push_back({.what = Threshold::What::obligation, .name = duty.name.text});
    }
    return all;
}

DeadlineLosses deadline(const model::Plan& plan, const DeadlineQuestion& question,
                        const std::stop_token& stop,
                        const std::function<void(std::uint64_t)>& report) {
    const Trunks trunks(plan, question);
    const std::size_t attackers = trunks.attackers();
    const std::size_t choices = question.moments.size() + 1;
    std::vector<std::vector<double>> by_task;  // world by world, attacker by attacker
    kernel::Workers workers(question.threads);
    std::uint64_t done = 0;
    while (done < question.worlds && !stop.stop_requested()) {
        const std::uint64_t count = std::min(question.worlds - done, chunk);
        const std::size_t first = by_task.size();
        by_task.resize(first + static_cast<std::size_t>(count) * attackers);
        auto one = [&](std::size_t task) {
            by_task[first + task] = trunks.outcomes(done + task / attackers, task % attackers);
        };
        workers.run(static_cast<std::size_t>(count) * attackers, one);
        done += count;
        if (report) report(done);
    }
    const std::size_t figures = 1 + question.thresholds.size();
    const auto column = [&](std::size_t figure) {
        std::vector<double> values;
        values.reserve(choices * by_task.size());
        for (std::size_t c = 0; c < choices; ++c) {
            for (const auto& task : by_task) values.push_back(task[c * figures + figure]);
        }
        return values;
    };
    DeadlineLosses losses{.worlds = done, .values = column(0), .passed = {}};
    for (std::size_t t = 1; t < figures; ++t) losses.passed.push_back(column(t));
    return losses;
}

}  // namespace kammerspiel::ensemble
