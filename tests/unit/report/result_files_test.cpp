#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "kammerspiel/report/run_report.hpp"
#include "tests/support/small_world.hpp"

namespace kammerspiel {
namespace {

using Json = nlohmann::json;

const std::string federation = R"(
organisations:
  also:
    house: {template: house, region: DE-NW, members: 100}
    hall: {template: house, region: DE-BY, members: 300}
templates:
  house:
    host_groups: {servers: {kind: server, count: 4, zone: z}}
    links: {uplink: {to: internet}}
    crews: {it: {people: 1, shift: round-the-clock}}
    services:
      desk: {needs: [servers, uplink], demand: {share: 0.5, profile: always, kind: immediate}}
)";

const std::string scenario = R"(
known_at_start:
  - {at: house/servers, hosts: 1, what: suspected, text: {en: strange noises, de: seltsame Geräusche}}
entry: [{at: hall/servers, when: -2h, yields: foothold}]
strategies:
  s:
    plays:
      - name: all-off
        when: {suspected_hosts: 1}
        after: 3h
        do: [{shutdown: {}}, {close_link: {link: uplink}}, {restore: {gate: tested}}]
)";

const std::string attacker = R"(
kind: autonomous
routes:
  - {name: spread, technique: T1021, from: {}, to: {}, time: 1h, success: 1, yields: foothold}
)";

std::map<std::string, std::string> files_in(Language language) {
    const auto plan = test::plan_of({scenario, federation, attacker});
    const model::RunOptions options{.world = {.seed = 7, .replication = 3}};
    const auto result = model::run(plan, options);
    const Text text(language);
    const auto report = report::make_run_report(plan, options, result, text);
    std::map<std::string, std::string> files;
    for (auto& file : report::files_of_run(report, plan, options, result, text)) {
        files[file.name] = std::move(file.text);
    }
    return files;
}

std::vector<Json> lines_of(const std::string& jsonl) {
    std::vector<Json> lines;
    std::istringstream stream(jsonl);
    for (std::string line; std::getline(stream, line);) lines.push_back(Json::parse(line));
    return lines;
}

/// One line of a CSV file, taken apart.
std::vector<std::string> cells_of(const std::string& line) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"') {
            cells.back() += line[++i];
        } else if (line[i] == '"') {
            quoted = !quoted;
        } else if (line[i] == ',' && !quoted) {
            cells.emplace_back();
        } else {
            cells.back() += line[i];
        }
    }
    return cells;
}

TEST_CASE("run.json holds what is needed to compute it again, and its figures", "[report][files]") {
    const Json run = Json::parse(files_in(Language::en).at("run.json"));
    CHECK(run["program"] == "kammerspiel");
    CHECK(run["complete"] == true);
    CHECK(run["seed"] == 7);
    CHECK(run["world"] == 3);
    CHECK(run["strategy"] == "s");
    CHECK(run["attacker"] == "them");
    CHECK(run["calendar"]["zone"] == "UTC");
    CHECK(run["calendar"]["starts"] == "2022-01-03T00:00:00+00:00");
    CHECK(run["calendar"]["simulated_hours"] == 720.0);
    CHECK(run["computation"]["executive"] == "automatic");
    CHECK(run["scenario_sha256"].get<std::string>().size() == 64);
    CHECK(run["scenario_files"].size() == 3);
    CHECK(run["total"]["members"] == 400);
    CHECK(run["organisations"].size() == 2);
    double sum = 0;
    for (const auto* root : {"lost_to_attack", "lost_to_precaution", "lost_to_testing",
                             "lost_to_rebuilding", "lost_to_other"}) {
        sum += run["total"][root].get<double>();
    }
    CHECK(run["total"]["member_hours_lost"].get<double>() == Approx(sum));
    CHECK(sum > 0);
}

TEST_CASE("the CSV files are the same in every language and rectangular", "[report][files]") {
    const auto english = files_in(Language::en);
    const auto german = files_in(Language::de);
    for (const auto* name :
         {"metrics.csv", "services.csv", "organisations.csv", "curve.csv", "trace.jsonl"}) {
        INFO(name);
        CHECK(english.at(name) == german.at(name));
    }
    for (const auto* name : {"metrics.csv", "services.csv", "organisations.csv", "curve.csv"}) {
        std::istringstream stream(english.at(name));
        std::string line;
        std::getline(stream, line);
        const std::size_t columns = cells_of(line).size();
        std::size_t rows = 0;
        while (std::getline(stream, line)) {
            CHECK(cells_of(line).size() == columns);
            ++rows;
        }
        CHECK(rows > 0);
    }
}

TEST_CASE("a line of the trace names organisation, thing, technique and cause", "[report][files]") {
    const auto lines = lines_of(files_in(Language::en).at("trace.jsonl"));
    std::set<std::pair<int, int>> written;
    std::size_t with_cause = 0;
    std::size_t with_technique = 0;
    for (const Json& line : lines) {
        CHECK(line["at"].get<std::string>().size() == 25);
        if (line.contains("cause")) {
            ++with_cause;
            // What caused it was written before.
            CHECK(written.contains({line["cause"]["process"], line["cause"]["number"]}));
        }
        if (line.contains("technique")) {
            ++with_technique;
            CHECK(line["technique"] == "T1021");
            CHECK(line["route"] == "spread");
        }
        if (line["what"] == "link_closed") {
            CHECK(line["link"] == "uplink");
            CHECK(line["play"] == "all-off");
            CHECK(line["side"] == "response");
        }
        if (line["what"] == "compromised") {
            CHECK(line["host_group"] == "servers");
            CHECK(line["integrity"] == "foothold");
        }
        if (line["what"] == "service_down") CHECK(line.contains("level_ppm"));
        written.emplace(line["process"], line["number"]);
    }
    CHECK(with_cause > lines.size() / 2);
    CHECK(with_technique > 0);
}

TEST_CASE("cells that a spreadsheet would compute become text, quotes and commas stay",
          "[report][files]") {
    report::RunReport report;
    report.by_organisation.resize(5);
    report.by_organisation[0].id = "=HYPERLINK(\"http://x\")";
    report.by_organisation[1].id = "@SUM(A1)";
    report.by_organisation[2].id = "a,b";
    report.by_organisation[3].id = "say \"no\"";
    report.by_organisation[4].id = "-1+1";
    std::set<std::string> ids;
    std::istringstream stream(report::metrics_csv(report));
    for (std::string line; std::getline(stream, line);) ids.insert(cells_of(line)[1]);
    for (const auto* id :
         {"'=HYPERLINK(\"http://x\")", "'@SUM(A1)", "a,b", "say \"no\"", "'-1+1"}) {
        INFO(id);
        CHECK(ids.contains(id));
    }
    CHECK_FALSE(ids.contains("-1+1"));
}

TEST_CASE("an incomplete run says so in text, page and JSON", "[report][files]") {
    const auto plan = test::plan_of({scenario, federation, attacker});
    std::stop_source stop;
    stop.request_stop();
    model::RunOptions options;
    options.stop = stop.get_token();
    const auto result = model::run(plan, options);
    REQUIRE_FALSE(result.complete);
    const Text text(Language::en);
    const auto report = report::make_run_report(plan, options, result, text);
    const auto document = report::run_document(report, plan.calendar(), text);
    CHECK_THAT(as_text(document, {}),
               ContainsSubstring("!! Interrupted: all figures hold only until"));
    CHECK_THAT(as_html(document), ContainsSubstring("Interrupted: all figures hold only until"));
    CHECK(Json::parse(report::as_json(report, plan))["complete"] == false);
}

}  // namespace
}  // namespace kammerspiel
