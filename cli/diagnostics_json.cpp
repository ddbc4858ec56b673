#include "cli/diagnostics_json.hpp"

#include "cli/provenance.hpp"
#include "kammerspiel/scenario/load.hpp"

namespace kammerspiel::cli {
namespace {

using Json = nlohmann::ordered_json;

Json place(const Place& place) {
    Json json{{"file", place.name()}};
    if (place.line == 0) return json;  // the file as a whole
    json["line"] = place.line;
    json["column"] = place.column;
    json["length"] = place.length;
    return json;
}

Json one(const Diagnostic& diagnostic, const Text& text) {
    Json json = place(diagnostic.place);
    json["severity"] = diagnostic.severity == Severity::error ? "error" : "warning";
    json["message"] = text(diagnostic.message);
    // Programs read it by this name, see docs/results.md.
    json["mend"] = hint_of(diagnostic, text);
    json["notes"] = Json::array();
    for (const Note& note : diagnostic.notes) {
        Json noted = place(note.place);
        noted["message"] = text(note.message);
        json["notes"].push_back(std::move(noted));
    }
    return json;
}

}  // namespace

void add_findings(Json& json, const Diagnostics& diagnostics, const Text& text) {
    json["errors"] = diagnostics.errors();
    json["warnings"] = diagnostics.warnings();
    json["left_out"] = diagnostics.left_out();
    json["diagnostics"] = Json::array();
    for (const Diagnostic& diagnostic : diagnostics.sorted()) {
        json["diagnostics"].push_back(one(diagnostic, text));
    }
}

std::string diagnostics_json(const std::string& path, const scenario::Scenario* scenario,
                             const Diagnostics& diagnostics, const Text& text) {
    report::Origin origin;
    if (scenario != nullptr) {
        origin.scenario = scenario->id;
        origin.scenario_hash = scenario::hash(*scenario);
    }
    Json json = provenance(origin);
    json["path"] = path;
    json["ok"] = !diagnostics.has_errors();
    add_findings(json, diagnostics, text);
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace kammerspiel::cli
