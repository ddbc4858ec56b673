#include "tests/bench/generated.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/scenario/load.hpp"

namespace kammerspiel::bench {
namespace {

constexpr const char* worm_scenario = R"(kammerspiel: 1
title: worm
starts: 2026-03-02T08:00 Europe/Berlin
horizon: 60h
federation: federation.yaml
attackers: {worm: {use: worm.yaml}}
entry: [{at: hub/servers, when: 0h, yields: controlled}]
recovery: {default: {inspect: 1h, clean: 1h, rebuild: 1h, test: 1h}}
strategies: {nothing: {plays: []}}
)";

constexpr const char* worm_profile = R"(title: worm
kind: autonomous
routes:
  - {name: within, from: {}, to: {}, requires: controlled, time: exponential mean 2h,
     success: 1.0, yields: controlled}
  - {name: across, from: {group: servers}, to: {}, over: wan, requires: controlled,
     time: exponential mean 2h, success: 1.0, yields: controlled}
)";

constexpr const char* worm_federation = R"(organisations:
  from: organisations.csv
  template: member
  also: {hub: {name: Hub, template: hub, city: Ulm, region: DE-BW, staff: 1000}}
templates:
  hub:
    host_groups:
      workstations: {kind: workstation, count: 50, zone: office}
      servers: {kind: server, count: 950, zone: servers}
    services:
      website: {needs: [servers, workstations], demand: {share: 0.01, profile: daytime}}
  member:
    host_groups:
      workstations: {kind: workstation, count: 950, zone: office}
      servers: {kind: server, count: 50, zone: servers}
    links: {wan: {to: hub}}
    services:
      website: {needs: [servers, workstations], demand: {share: 0.01, profile: daytime}}
)";

std::vector<std::string> lines_of(const std::filesystem::path& file) {
    std::vector<std::string> lines;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

}  // namespace

Folder::Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "bench-XXXXXX").string();
    ensure(mkdtemp(name.data()) != nullptr, "no temporary folder can be made");
    path_ = name;
}
Folder::~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

void write_worm(const std::filesystem::path& folder, std::size_t organisations) {
    std::ofstream{folder / "scenario.yaml"} << worm_scenario;
    std::ofstream{folder / "federation.yaml"} << worm_federation;
    std::ofstream{folder / "worm.yaml"} << worm_profile;
    std::ofstream table(folder / "organisations.csv");
    table << "id,name,city,region,lat,lon,members,staff\n";
    for (std::size_t i = 1; i < organisations; ++i) {
        table << fmt::format("o{0},Organisation {0},Ulm,DE-BW,48.4,10.0,5000,1000\n", i);
    }
}

void write_house(const std::filesystem::path& folder) {
    std::ofstream{folder / "scenario.yaml"} << R"(kammerspiel: 1
title: {en: One house, de: Ein Haus}
starts: 2022-01-03T00:00 UTC
horizon: 30d
federation: federation.yaml
attackers: {one: {weight: 1, use: them.yaml}, two: {weight: 3, use: them.yaml}}
entry: [{at: house/desks, when: exponential mean 1d, yields: controlled}]
recovery: {default: {inspect: 1h, clean: 1h, rebuild: 1h, test: 1h, switch_on: 5min}}
strategies:
  off: {plays: [{name: off, when: {destroyed_hosts: 1}, after: exponential mean 4h, do: [{shutdown: {}}]}]}
  nothing: {plays: []}
)";
    std::ofstream{folder / "federation.yaml"} << R"(
organisations:
  also: {house: {template: house, region: DE-NW, members: 100}}
templates:
  house:
    host_groups: {desks: {kind: workstation, count: 20, zone: office}}
    services: {work: {needs: [desks], demand: {share: 1, profile: always}}}
)";
    std::ofstream{folder / "them.yaml"} << R"(
kind: autonomous
routes:
  - {name: spread, from: {}, to: {}, time: exponential mean 6h, success: 0.5, yields: controlled}
impact:
  - {name: wipe, do: wipe, on: {}, when: {holding: {}}, after: 1d}
)";
}

void write_chambers(const std::filesystem::path& folder, std::size_t chambers) {
    const auto original = std::filesystem::path{KAMMERSPIEL_ROOT} / "scenarios" / "ihk-2022";
    std::filesystem::copy(original, folder, std::filesystem::copy_options::recursive);
    const std::vector<std::string> lines = lines_of(original / "chambers.csv");
    std::ofstream table(folder / "chambers.csv");
    table << lines.front() << '\n';
    for (std::size_t i = 0; i < chambers; ++i) {
        const std::string& line = lines[1 + i % (lines.size() - 1)];
        const std::size_t comma = line.find(',');
        const std::size_t again = i / (lines.size() - 1);
        const std::string other = again == 0 ? "" : fmt::format("-{}", again);
        table << line.substr(0, comma) << other << line.substr(comma) << '\n';
    }
}

void write_large_chambers(const std::filesystem::path& folder, std::size_t chambers) {
    write_chambers(folder, chambers);
    const std::vector<std::string> lines = lines_of(folder / "federation.yaml");
    std::ofstream federation(folder / "federation.yaml");
    bool added = false;
    for (const std::string& line : lines) {
        federation << line << '\n';
        if (added || line.find("host_groups:") == std::string::npos) continue;
        added = true;
        for (int group = 1; group <= 6; ++group) {
            federation << fmt::format(
                "      more-{}: {{kind: server, count: 2, zone: servers, realm: own, "
                "needs: [directory]}}\n",
                group);
        }
    }
    ensure(added, "the template of a chamber has no host groups");
}

scenario::Scenario loaded(const std::filesystem::path& folder) {
    Diagnostics found;
    scenario::Loaded one = scenario::load(folder, found);
    if (!one.scenario) {
        const Diagnostic first = found.sorted().front();
        broken(fmt::format("a scenario of the benchmarks has errors: {}, line {}: {}",
                           *first.place.file, first.place.line, first.message.key));
    }
    return std::move(*one.scenario);
}

}  // namespace kammerspiel::bench
