#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <numeric>
#include <string>

#include "kammerspiel/base/text.hpp"
#include "kammerspiel/ensemble/driver.hpp"
#include "kammerspiel/ensemble/uncertain.hpp"
#include "kammerspiel/report/run_report.hpp"
#include "kammerspiel/scenario/draft.hpp"
#include "kammerspiel/scenario/load.hpp"

// Tells worlds without pages and pictures, so that hundreds a second can be compared. Each line of
// the input is a JSON object with folder, strategy, attacker, seed, world, and where it is wanted
// executive, threads, uncertain (parameters are drawn for the world), study (it is run among so
// many worlds, all strategies and attackers, and told without its trace). Each line of the output
// is what `run` writes of that world, {"run": …, "trace": […]}, or {"refused": "…"}.

namespace {

using namespace kammerspiel;
using Json = nlohmann::json;

template <class Named>
std::uint32_t position_of(const std::vector<Named>& all, const std::string& name) {
    for (std::uint32_t i = 0; i < all.size(); ++i) {
        if (all[i].name.text == name) return i;
    }
    throw std::runtime_error("there is no " + name);
}

std::string errors_of(const Diagnostics& found, const LineSource& lines) {
    std::string sentences;
    for (const Diagnostic& one : found.sorted()) {
        if (one.severity != Severity::error) continue;
        sentences += render(one, lines, Text{Language::en}, false);
    }
    return sentences;
}

/// The plan of the last folder: several worlds of one scenario come one after the other.
class Plans {
   public:
    std::shared_ptr<const model::Plan> of(const Json& asked) {
        const auto folder = asked.at("folder").get<std::string>();
        if (asked.value("uncertain", false)) return uncertain(folder, asked);
        if (folder == folder_) return plan_;
        Diagnostics found;
        scenario::Loaded loaded = scenario::load(folder, found);
        if (!loaded.scenario) throw std::runtime_error(errors_of(found, *loaded.lines));
        plan_ = std::make_shared<const model::Plan>(std::move(*loaded.scenario));
        folder_ = folder;
        return plan_;
    }

   private:
    std::string folder_;
    std::shared_ptr<const model::Plan> plan_;

    static std::shared_ptr<const model::Plan> uncertain(const std::string& folder,
                                                        const Json& asked) {
        Diagnostics found;
        const auto draft = scenario::Draft::open(folder, found);
        return ensemble::plan_with(draft,
                                   ensemble::drawn(draft, asked.at("seed"), asked.at("world")));
    }
};

/// The same world as one of a study's.
model::RunResult in_a_study(const std::shared_ptr<const model::Plan>& plan,
                            const model::RunOptions& options, const Json& asked) {
    const auto numbers = [](std::size_t count) {
        std::vector<std::uint32_t> all(count);
        std::iota(all.begin(), all.end(), 0U);
        return all;
    };
    const ensemble::Ensemble study{.strategies = numbers(plan->scenario().strategies.size()),
                                   .attackers = numbers(plan->scenario().attackers.size()),
                                   .worlds = asked.at("study"),
                                   .seed = options.world.seed};
    Diagnostics ignored;  // it was loaded before
    const ensemble::PlanOf plan_of =
        asked.value("uncertain", false)
            ? ensemble::uncertain_plans(
                  scenario::Draft::open(asked.at("folder").get<std::string>(), ignored),
                  options.world.seed)
            : [&](std::uint64_t) { return plan; };
    model::RunResult wanted;
    ensemble::Driver driver(3);
    driver.run(plan_of, study,
               [&](std::size_t, const ensemble::Task& task, const model::Plan&,
                   model::RunResult&& result) {
                   const bool is_wanted = task.strategy == options.strategy &&
                                          task.attacker == options.attacker &&
                                          task.world == options.world.replication;
                   if (is_wanted) wanted = std::move(result);
               });
    return wanted;
}

Json told(Plans& plans, const Json& asked) {
    const auto plan = plans.of(asked);
    const bool parallel = asked.value("executive", "sequential") == "parallel";
    const model::RunOptions options{
        .strategy = position_of(plan->scenario().strategies, asked.at("strategy")),
        .attacker = position_of(plan->scenario().attackers, asked.at("attacker")),
        .world = {.seed = asked.at("seed"), .replication = asked.at("world")},
        .executive = parallel ? model::Executive::parallel : model::Executive::sequential,
        .threads = asked.value("threads", 0U)};
    const model::RunResult result =
        asked.contains("study") ? in_a_study(plan, options, asked) : model::run(*plan, options);
    const Text text{Language::en};
    const report::RunReport report = report::make_run_report(*plan, options, result, text);
    Json answer{{"run", Json::parse(report::as_json(report, *plan))}, {"trace", Json::array()}};
    std::string lines = report::trace_jsonl(*plan, options, result);
    for (std::size_t from = 0; from < lines.size();) {
        const std::size_t to = lines.find('\n', from);
        answer["trace"].push_back(Json::parse(lines.substr(from, to - from)));
        from = to + 1;
    }
    return answer;
}

}  // namespace

int main() {
    Plans plans;
    for (std::string line; std::getline(std::cin, line);) {
        Json answer;
        try {
            answer = told(plans, Json::parse(line));
        } catch (const std::exception& reason) {
            answer = {{"refused", reason.what()}};
        }
        std::cout << answer.dump() << std::endl;
    }
    return 0;
}
