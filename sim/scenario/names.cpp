#include "sim/scenario/names.hpp"

#include "kammerspiel/base/suggest.hpp"

namespace kammerspiel::scenario {

Note defined_at(const Place& place, const std::string& name) {
    return {place, {"scenario.defined", {{"name", name}}}};
}

std::vector<std::string> Names::all() const {
    std::vector<std::string> names;
    for (const auto& [name, place] : known_) names.push_back(name);
    return names;
}

void Names::require(const Name& name, Diagnostics& out) const {
    // A name that is missing is reported as such.
    if (has(name.text) || name.text.empty() || is_open_) return;
    if (out.is_full()) return out.error(name.place, {unknown_, {{"name", name.text}}});
    const std::vector<std::string> names = all();
    const std::string close(nearest(name.text, names));
    std::vector<Note> notes;
    if (!close.empty() && known_.at(close).file) {
        notes.push_back(defined_at(known_.at(close), close));
    }
    out.error(name.place, {unknown_, {{"name", name.text}}}, close_or_known(name.text, names),
              std::move(notes));
}

}  // namespace kammerspiel::scenario
