#include "tests/unit/import/imported.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kammerspiel::test {
namespace {

std::string without(std::string text, const std::string& what) {
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what)) {
        text.erase(at, what.size());
    }
    return text;
}

}  // namespace

bool Import::finds(const std::string& finding) const {
    return std::find(findings.begin(), findings.end(), finding) != findings.end();
}

Import imported(const Written& files, const inventories::ImportOptions& options) {
    static const Text english(Language::en);
    static const Text german(Language::de);
    const WrittenFolder folder;
    for (const auto& [file, bytes] : files) folder.write(file, bytes);
    Import result;
    const bool is_graph = files.contains("graph.graphml");
    const auto edges =
        files.contains("edges.csv") ? std::optional(folder.path() / "edges.csv") : std::nullopt;
    result.imported =
        inventories::import_inventory(folder.path() / (is_graph ? "graph.graphml" : "nodes.csv"),
                                      edges, options, result.diagnostics);
    if (!result.imported.organisations.empty()) {
        result.yaml = inventories::federation_yaml(result.imported, english);
    }
    const std::string prefix = folder.path().generic_string() + "/";
    for (const Diagnostic& d : result.diagnostics.sorted()) {
        result.english += render(d, *result.imported.lines, english, false);
        result.german += render(d, *result.imported.lines, german, false);
        result.findings.push_back(fmt::format("{}:{}:{} {}", without(d.place.name(), prefix),
                                              d.place.line, d.place.column, english(d.message)));
    }
    result.english = without(result.english, prefix);
    result.german = without(result.german, prefix);
    return result;
}

Import imported(const std::string& nodes, const std::string& edges) {
    return imported(Written{{"nodes.csv", nodes}, {"edges.csv", edges}});
}

std::string without_heading(const std::string& yaml) {
    return yaml.substr(std::min(yaml.find("organisations:"), yaml.size()));
}

Written scenario_around(const std::string& federation) {
    return {{"scenario.yaml", R"(kammerspiel: 1
title: imported
starts: 2022-01-03T08:00 Europe/Berlin
horizon: 30d
federation: federation.yaml
attackers:
  crew: {use: crew.yaml}
recovery:
  default: {inspect: 1h, clean: 2h, rebuild: 4h, test: 30min}
strategies:
  nothing: {plays: []}
)"},
            {"crew.yaml", R"(kind: autonomous
routes:
  - {name: spread, from: {}, to: {}, time: 1h, success: 0.3, yields: controlled}
)"},
            {"federation.yaml", federation}};
}

}  // namespace kammerspiel::test
