#include "kammerspiel/incidents/library.hpp"

#include <algorithm>
#include <set>

#include "kammerspiel/incidents/estimates.hpp"
#include "some_library.hpp"

namespace kammerspiel {
namespace {

using namespace incidents;
using test::but;
using test::read_back;
using test::SomeLibrary;
using Findings = std::vector<std::string>;

Library shipped() {
    Diagnostics out;
    auto read = read_library(KAMMERSPIEL_ROOT "/scenarios/incidents", out);
    for (const std::string& finding : test::findings_of(out)) UNSCOPED_INFO(finding);
    REQUIRE(read.library);
    return std::move(*read.library);
}

std::string text_of(const char* path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

TEST_CASE("every incident that is shipped has its sources and a milestone", "[incidents]") {
    const Library library = shipped();
    CHECK(library.name == "incidents");
    CHECK(library.incidents.size() >= 19);
    for (const Incident& incident : library.incidents) {
        INFO(incident.id);
        CHECK(incident.sources.starts_with("https://"));
        CHECK_FALSE(library.milestones_of(incident).empty());
    }
    for (const Milestone& milestone : library.milestones) {
        INFO(milestone.incident << " " << milestone.day);
        // What is not confirmed at a source is an estimate and says so.
        const bool has_source = milestone.source.starts_with("https://");
        CHECK((has_source || milestone.confidence == Confidence::estimate));
    }
}

TEST_CASE("a library is read as it is written", "[incidents]") {
    const auto read = read_back({});
    CHECK(read.findings == Findings{});
    REQUIRE(read.library);
    const Incident* second = read.library->find("second");
    REQUIRE(second != nullptr);
    CHECK(second->kind == Kind::precaution);
    CHECK(second->organisations == 2);
    CHECK(second->staff == 60.0);
    CHECK_FALSE(second->servers);
    const auto milestones = read.library->milestones_of(*second);
    REQUIRE(milestones.size() == 2);
    CHECK(milestones[0].state == State::reachable);
    CHECK(milestones[0].what == What::website);
    CHECK(milestones[1].status == Status::announced);
    CHECK(milestones[1].share == 0.9);
    CHECK(read.library->find("fourth") == nullptr);
}

TEST_CASE("a misspelt heading is named with what was meant", "[incidents][bad-input]") {
    SomeLibrary files;
    files.incidents = but(files.incidents, "organisations", "organsations");
    files.milestones = but(files.milestones, "status", "stauts");
    CHECK(read_back(files).findings ==
          Findings{"incidents.csv:1:35 there is no column 'organsations' (did you mean "
                   "'organisations'?)",
                   "milestones.csv:1:1 the table lacks the column 'status' (add it to the "
                   "headings; the library's README.md lists all columns)",
                   "milestones.csv:1:31 there is no column 'stauts' (did you mean 'status'?)"});
}

TEST_CASE("a word that is none of those known is refused", "[incidents][bad-input]") {
    SomeLibrary files;
    files.incidents = but(files.incidents, "wiper", "wipper");
    const auto read = read_back(files);
    CHECK_FALSE(read.library);
    CHECK(read.findings ==
          Findings{"incidents.csv:4:13 'kind' is one of ransomware, wiper, precaution, "
                   "faulty-update, espionage, not 'wipper' (did you mean 'wiper'?)"});
}

TEST_CASE("shares lie between 0 and 1, and all that is wrong is told at once",
          "[incidents][bad-input]") {
    SomeLibrary files;
    files.milestones = but(files.milestones, "everything,,0.95", "everything,,95");
    files.milestones = but(files.milestones, "first-return,,,", "first-return,,0.1,");
    files.milestones = but(files.milestones, "website,reachable,1", "website,reachable,0");
    CHECK(read_back(files).findings ==
          Findings{"milestones.csv:2:21 a first return has no share (leave it empty: it is the "
                   "first thing that came back at all)",
                   "milestones.csv:4:26 a share of 0 is no milestone (for the first thing that "
                   "came back at all write 'first-return' and leave the share empty)",
                   "milestones.csv:6:19 'share' is a number from 0 to 1, not '95' (a share is "
                   "written from 0 to 1: 80 % is 0.8)"});
}

TEST_CASE("a milestone belongs to an incident of the table", "[incidents][bad-input]") {
    SomeLibrary files;
    files.milestones = but(files.milestones, "third,", "thrid,");
    CHECK(read_back(files).findings ==
          Findings{"milestones.csv:6:1 no incident 'thrid' stands in incidents.csv (did you mean "
                   "'third'?)"});
}

TEST_CASE("ids, moments and counts are checked where they stand", "[incidents][bad-input]") {
    SomeLibrary files;
    files.incidents = but(files.incidents, "\nsecond,", "\nfirst,");
    files.incidents = but(files.incidents, "2022-03-01T08:00 Europe/Berlin", "1 March 2022");
    files.incidents = but(files.incidents, "DE-BY,2", "DE-BY,2.5");
    files.milestones = but(files.milestones, "second,website", "first,website");
    files.milestones = but(files.milestones, "second,every", "first,every");
    const auto findings = read_back(files).findings;
    REQUIRE(findings.size() == 3);
    CHECK(findings[0] ==
          "incidents.csv:3:1 incident 'first' stands in two rows (give one of them "
          "another id, or take it out)");
    CHECK(findings[1].starts_with("incidents.csv:3:70 'organisations' is a whole number"));
    CHECK(findings[2].starts_with("incidents.csv:4:30 "));
}

TEST_CASE("what is missing of a library is named", "[incidents][bad-input]") {
    const test::Folder folder;
    Diagnostics out;
    CHECK_FALSE(read_library(folder.path(), out).library);
    const auto findings = test::findings_of(out);
    REQUIRE(findings.size() == 3);
    CHECK(findings[0].starts_with("incidents.csv:0:0 'incidents.csv' is not in the folder"));
    CHECK(findings[1].starts_with("milestones.csv:0:0 'milestones.csv' is not in the folder"));
    CHECK(findings[2].starts_with("template/scenario.yaml:0:0 'template/scenario.yaml' is not"));
}

TEST_CASE("rules for what is left out are those of the README, in both languages", "[incidents]") {
    const std::string readme = text_of(KAMMERSPIEL_ROOT "/scenarios/incidents/README.md");
    for (const Rule& rule : rules()) {
        INFO(rule.column << ": " << rule.rule);
        const std::string row = "| `" + std::string(rule.column) + "` |";
        const std::string cell = "| " + std::string(rule.rule) + " |";
        // Once in each language.
        std::size_t found = 0;
        std::istringstream lines(readme);
        for (std::string line; std::getline(lines, line);) {
            if (line.starts_with(row) && line.find(cell) != std::string::npos) ++found;
        }
        CHECK(found == 2);
    }
}

TEST_CASE("every column has its line in the README, in both languages", "[incidents]") {
    const std::string readme = text_of(KAMMERSPIEL_ROOT "/scenarios/incidents/README.md");
    for (const char* file : {"incidents.csv", "milestones.csv"}) {
        const std::string path = std::string(KAMMERSPIEL_ROOT "/scenarios/incidents/") + file;
        const std::string table = text_of(path.c_str());
        std::istringstream heading(table.substr(0, table.find('\n')));
        for (std::string column; std::getline(heading, column, ',');) {
            INFO(file << " " << column);
            const std::string line = "\n| `" + column + "` | ";
            const auto first = readme.find(line);
            REQUIRE(first != std::string::npos);
            CHECK(readme.find(line, first + 1) != std::string::npos);
        }
    }
}

TEST_CASE("rules fill what a row leaves out, and say so", "[incidents]") {
    Incident incident;
    incident.sector = Sector::administration;
    incident.people = 150'000;
    const Figures figures = figures_of(incident);
    CHECK(figures.staff == 1000);
    CHECK(figures.workstations == 1000);
    CHECK(figures.servers == 67);
    CHECK(figures.destroyed == 0.49);
    CHECK(figures.clients_destroyed == 0.49);
    CHECK(figures.applications == 142);  // 4.5 √1000
    CHECK(figures.it_staff == 20);
    CHECK(figures.helpers == 10);
    CHECK(figures.released_a_week == 10);
    CHECK(figures.hours_of_work == 28);  // 0.9 √1000
    CHECK(figures.hours_if_intact == 4);
    CHECK(figures.backups_lost == 0.54);
    CHECK(figures.is_identity_rebuilt);
    CHECK(figures.accounts == 1000);
    const std::vector<std::string> all{
        "staff",    "workstations", "servers", "destroyed", "clients_destroyed", "applications",
        "accounts", "it_staff",     "helpers", "backups",   "identity"};
    CHECK(figures.estimated == all);

    incident.kind = Kind::precaution;
    incident.sector = Sector::university;
    incident.people = 28'000;
    incident.backups = Backups::none;
    const Figures other = figures_of(incident);
    CHECK(other.staff == 5600);
    CHECK(other.accounts == 33'600);
    CHECK(other.destroyed == 0);
    CHECK_FALSE(other.is_identity_rebuilt);
    CHECK(other.backups_lost == 1);
}

}  // namespace
}  // namespace kammerspiel
