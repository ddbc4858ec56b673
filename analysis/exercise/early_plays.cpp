#include "kammerspiel/exercise/early_plays.hpp"

#include <algorithm>
#include <optional>

namespace kammerspiel::exercise {
namespace {

using namespace scenario;

bool is_about(const DecisionPoint& decision, const Name& strategy) {
    return std::any_of(decision.options.begin(), decision.options.end(),
                       [&](const auto& option) { return option.strategy == strategy; });
}

/// The first move, in the order of the exercise, that lays this strategy before players.
std::optional<std::pair<const DecisionPoint*, SimTime>> first_asked(const Exercise& exercise,
                                                                    const Name& strategy) {
    for (const Move& move : exercise.moves) {
        for (const DecisionPoint& decision : exercise.decisions) {
            if (decision.move == move.name && is_about(decision, strategy)) {
                return std::pair{&decision, move.scenario};
            }
        }
    }
    return std::nullopt;
}

}  // namespace

std::vector<EarlyPlay> early_plays(const model::Plan& plan, const model::RunOptions& options,
                                   const model::RunResult& result) {
    const Strategy& strategy = plan.scenario().strategies[options.strategy];
    const auto asked = first_asked(*plan.scenario().exercise, strategy.name);
    if (!asked) return {};
    std::vector<EarlyPlay> all;
    for (const model::TraceRecord& record : result.trace) {
        if (record.key.at() >= asked->second) break;
        if (record.what != model::TraceKind::play_decided) continue;
        const std::string& play = strategy.plays[record.detail].name.text;
        const bool is_known = std::any_of(all.begin(), all.end(),
                                          [&](const EarlyPlay& one) { return one.play == play; });
        if (is_known) continue;
        all.push_back({asked->first->name.text, play, record.key.at(), asked->second});
    }
    return all;
}

}  // namespace kammerspiel::exercise
