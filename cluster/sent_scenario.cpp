#include "cluster/sent_scenario.hpp"

#include "kammerspiel/base/ensure.hpp"

namespace kammerspiel::cluster {

scenario::Draft draft_of(const std::string& id, const std::vector<scenario::SourceFile>& sources,
                         Diagnostics& diagnostics) {
    ensure(!sources.empty(), "a scenario without files");
    scenario::ScenarioTexts texts{.id = id, .main = sources.front().path, .files = {}};
    for (const scenario::SourceFile& source : sources) {
        texts.files.emplace(source.path, source.text);
    }
    return scenario::Draft::open(texts, diagnostics);
}

scenario::Scenario scenario_of(const scenario::Draft& draft, const std::string& hash,
                               bool is_uncertain, Diagnostics& diagnostics) {
    auto scenario = draft.bind({}, diagnostics);
    ensure(scenario.has_value(), "the scenario that rank 0 has read is wrong here");
    ensure(hash == scenario::hash(scenario->meaning, is_uncertain) ||
               hash == scenario::hash_of_texts(*scenario),
           "the scenario means something else here than at rank 0");
    return std::move(*scenario);
}

}  // namespace kammerspiel::cluster
