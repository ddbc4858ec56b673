#include "analysis/report/papers/truth_and_knowledge.hpp"

#include <set>
#include <utility>

namespace kammerspiel::report::papers {

using model::Happening;

TruthAndKnowledge state_at(const ExerciseMaterial& material, SimTime moment) {
    TruthAndKnowledge state;
    std::set<std::pair<std::uint32_t, std::uint32_t>> compromised;
    std::set<std::pair<std::uint32_t, std::uint32_t>> confirmed;
    for (const model::TraceRecord& record : material.world.trace) {
        if (record.key.at() > moment) break;
        const std::pair host{record.subject, record.host};
        switch (record.what) {
            case Happening::entered:
            case Happening::compromised: compromised.insert(host); break;
            case Happening::destroyed: state.destroyed += record.count; break;
            case Happening::given_at_start: state.alerts += record.count; break;
            case Happening::alert: ++state.alerts; break;
            case Happening::confirmed:
            case Happening::found_compromised: confirmed.insert(host); break;
            case Happening::users_noticed: state.noticed += record.count; break;
            case Happening::switched_off:
            case Happening::isolated: state.switched_off += record.count; break;
            default: break;
        }
    }
    state.compromised = compromised.size();
    state.confirmed = confirmed.size();
    for (const model::CurvePoint& point : material.report.total.curve) {
        if (point.at > moment) break;
        state.services_up = point.up.share();
    }
    return state;
}

}  // namespace kammerspiel::report::papers
