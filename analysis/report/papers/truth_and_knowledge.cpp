#include "analysis/report/papers/truth_and_knowledge.hpp"

#include <set>
#include <utility>

namespace kammerspiel::report::papers {

using model::TraceKind;

TruthAndKnowledge state_at(const ExerciseMaterial& material, SimTime moment) {
    TruthAndKnowledge state;
    std::set<std::pair<std::uint32_t, std::uint32_t>> compromised;
    std::set<std::pair<std::uint32_t, std::uint32_t>> confirmed;
    for (const model::TraceRecord& record : material.world.trace) {
        if (record.key.at() > moment) break;
        const std::pair host{record.subject, record.host};
        switch (record.what) {
            case TraceKind::entered:
            case TraceKind::compromised: compromised.insert(host); break;
            case TraceKind::destroyed: state.destroyed += record.count; break;
            case TraceKind::given_at_start: state.alerts += record.count; break;
            case TraceKind::alert: ++state.alerts; break;
            case TraceKind::confirmed:
            case TraceKind::found_compromised: confirmed.insert(host); break;
            case TraceKind::users_noticed: state.noticed += record.count; break;
            case TraceKind::switched_off:
            case TraceKind::isolated: state.switched_off += record.count; break;
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
