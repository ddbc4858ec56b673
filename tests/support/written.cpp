#include "tests/support/written.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>

#include "catch.hpp"

namespace kammerspiel::test {

namespace fs = std::filesystem;

WrittenFolder::WrittenFolder() {
    std::string name = (fs::temp_directory_path() / "kammerspiel-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) FAIL("no temporary folder");
    path_ = name;
}

WrittenFolder::~WrittenFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

void WrittenFolder::write(const std::string& file, const std::string& bytes) const {
    fs::create_directories((path_ / file).parent_path());
    std::ofstream(path_ / file, std::ios::binary) << bytes;
}

Written small() {
    return {{"scenario.yaml", R"(kammerspiel: 1
title: {en: small, de: klein}
starts: 2022-01-03T08:00 Europe/Berlin
horizon: 30d
federation: federation.yaml
attackers:
  crew: {use: crew.yaml}
entry:
  - {at: gfi/servers, when: -2d}
recovery:
  default: {inspect: 1h, clean: 2h, rebuild: 4h, test: 30min}
strategies:
  nothing: {plays: []}
  off:
    plays:
      - name: off
        when: {suspected_hosts: 2}
        do:
          - shutdown: {}
          - restore: {order: [mail]}
)"},
            {"federation.yaml", R"(organisations:
  from: chambers.csv
  template: chamber
  also:
    gfi: {template: provider, region: DE-NW, staff: 10}
templates:
  chamber:
    parameters:
      mail: [local, central]
    host_groups:
      workstations: {kind: workstation, per_staff: 1.5, zone: office, needs: servers}
      servers: {kind: server, count: 4, zone: core, realm: own, tags: [crown]}
    links:
      wan: {to: gfi}
    crews:
      staff: {per_staff: 0.1, at_least: 1}
    services:
      mail:
        title: {en: e-mail, de: E-Mail}
        needs: {if: {mail: local}, then: servers, else: [{gfi/servers: {over: wan, grace: 2h}}]}
        demand: {share: 0.1, profile: office-hours}
  provider:
    host_groups:
      servers: {kind: server, count: 3, zone: core}
    crews:
      staff: {people: 2, shift: extended}
    links: {up: {to: internet}}
)"},
            {"chambers.csv",
             "id,name,region,members,staff,mail\n"
             "ulm,Ulm,DE-BW,1000,20,local\n"
             "kiel,\"Kiel, Stadt\",DE-SH,2000,30,central\n"},
            {"crew.yaml", R"(kind: operated
routes:
  - {name: rise, from: {}, to: itself, time: 2h, success: 0.5, yields: controlled}
  - {name: spread, from: {}, to: {kind: server}, time: 1h, success: 0.3, yields: foothold}
  - {name: hop, from: {}, to: {}, over: wan, time: 1h, success: 0.3, yields: foothold}
goals:
  - {organisation: ulm, tag: crown}
impact:
  - {name: lock, do: encrypt, on: {}, when: {holding: {tag: crown}}}
)"}};
}

Written small_but(const std::string& file, const std::string& what, const std::string& by) {
    Written files = small();
    std::string& text = files.at(file);
    const std::size_t at = text.find(what);
    if (at == std::string::npos || text.find(what, at + 1) != std::string::npos) {
        FAIL(file << " does not hold '" << what << "' once");
    }
    text.replace(at, what.size(), by);
    return files;
}

bool Outcome::says(const std::string& words) const {
    return english.find(words) != std::string::npos;
}

bool Outcome::says_in_german(const std::string& words) const {
    return german.find(words) != std::string::npos;
}

Outcome said_of(scenario::Loaded loaded, Outcome outcome) {
    static const Text english(Language::en);
    static const Text german(Language::de);
    outcome.scenario = std::move(loaded.scenario);
    for (const Diagnostic& d : outcome.diagnostics.sorted()) {
        outcome.english += render(d, *loaded.lines, english, false);
        outcome.german += render(d, *loaded.lines, german, false);
        outcome.findings.push_back(fmt::format("{}:{}:{} {}", d.place.name(), d.place.line,
                                               d.place.column, english(d.message)));
    }
    return outcome;
}

Outcome load(const fs::path& path) {
    Outcome outcome;
    auto loaded = scenario::load(path, outcome.diagnostics);
    return said_of(std::move(loaded), std::move(outcome));
}

Outcome load(const Written& files) {
    const WrittenFolder folder;
    for (const auto& [file, bytes] : files) folder.write(file, bytes);
    return load(folder.path());
}

}  // namespace kammerspiel::test
