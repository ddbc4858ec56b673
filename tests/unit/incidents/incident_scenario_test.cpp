#include "kammerspiel/incidents/incident_scenario.hpp"

#include "analysis/incidents/template.hpp"
#include "kammerspiel/model/run.hpp"
#include "kammerspiel/scenario/load.hpp"
#include "some_library.hpp"

namespace kammerspiel {
namespace {

using namespace incidents;
using test::but;
using test::findings_of;
using test::SomeLibrary;
using Findings = std::vector<std::string>;

std::string filled_in(const std::string& text, const Filling& filling, Findings* findings) {
    Diagnostics out;
    std::string result = filled("x.yaml", text, filling, out);
    *findings = findings_of(out);
    return result;
}

TEST_CASE("a template's places, conditions and lists", "[incidents][template]") {
    const Filling filling{
        .values = {{"staff", "40"}, {"name", "House <staff>"}},
        .conditions = {{"damage", true}, {"key", false}},
        .lists = {{"house_id", {{{"house_id", "a"}}, {{"house_id", "b"}}}}, {"milestone", {}}}};
    Findings findings;
    CHECK(filled_in("a: <staff>\nb: 1 #? damage\nc: 2 #? key\nd: 3 #? not key\n", filling,
                    &findings) == "a: 40\nb: 1\nd: 3\n");
    CHECK(filled_in("<house_id>,<staff>\n- <milestone>\n", filling, &findings) == "a,40\nb,40\n");
    CHECK(filled_in("x\n  #? key\ny: <staff>\n#?\n#? damage\nz\n#?\n", filling, &findings) ==
          "x\nz\n");
    // What stands in a value is no place, and a merge key or a comparison is none.
    CHECK(filled_in("n: <name>\n<<: *a\nc: 1 < 2\n", filling, &findings) ==
          "n: House <staff>\n<<: *a\nc: 1 < 2\n");
    CHECK(findings == Findings{});
}

TEST_CASE("what nothing fills is told with its place", "[incidents][template][bad-input]") {
    const Filling filling{.values = {{"staff", "40"}}, .conditions = {{"key", true}}, .lists = {}};
    Findings findings;
    (void)filled_in("a: 1\nb: <stuff> #? kee\n", filling, &findings);
    CHECK(findings ==
          Findings{"template/x.yaml:2:4 nothing fills the place '<stuff>' (did you mean 'staff'?)",
                   "template/x.yaml:2:15 there is no condition 'kee'; known are key (did you mean "
                   "'key'?)"});
}

/// Its scenario; the test fails with what is wrong.
scenario::Scenario scenario_for(const Library& library, const Incident& incident) {
    Diagnostics out;
    const auto texts = scenario_of(library, incident, out);
    REQUIRE(texts);
    auto loaded = scenario::load(*texts, out);
    for (const std::string& finding : findings_of(out)) {
        INFO(finding);
        // Holidays abroad are not known.
        CHECK(finding.find("public holidays") != std::string::npos);
    }
    REQUIRE(loaded.scenario);
    return std::move(*loaded.scenario);
}

TEST_CASE("every incident that is shipped makes a scenario without fault", "[incidents]") {
    Diagnostics out;
    const auto read = read_library(KAMMERSPIEL_ROOT "/scenarios/incidents", out);
    REQUIRE(read.library);
    for (const Incident& incident : read.library->incidents) {
        INFO(incident.id);
        const auto scenario = scenario_for(*read.library, incident);
        CHECK(scenario.id == incident.id);
        const auto milestones = read.library->milestones_of(incident);
        std::size_t observed = 0;
        for (const Milestone& one : milestones) observed += one.status == Status::observed;
        CHECK(scenario.observed.size() == observed);
    }
}

TEST_CASE("a row that is added is an incident, without a line of code", "[incidents]") {
    SomeLibrary files;
    files.incidents +=
        "fourth,\"A \"\"new\"\" one: {odd}\",faulty-update,hospital,2023-05-01T09:00 "
        "Europe/London,GB-LND,3,900,https://example.org\n"
        "fifth,Fifth,espionage,chamber,2023-06-01T09:00 Etc/UTC,US-TX,79,8000,d\n";
    files.milestones += "fourth,workplaces,,0.5,2,observed,,\n";
    const auto read = test::read_back(files);
    CHECK(read.findings == Findings{});
    REQUIRE(read.library);
    const Incident* fourth = read.library->find("fourth");
    REQUIRE(fourth != nullptr);
    const auto scenario = scenario_for(*read.library, *fourth);
    CHECK(scenario.title.en == "A \"new\" one: {odd}");
    CHECK(scenario.organisations.size() == 3 + 1);
    const model::Plan plan(scenario);
    const auto result = model::run(plan, {.keep_trace = false});
    CHECK(result.complete);
    CHECK(result.metrics.hosts.destroyed > 0);
    const model::Plan fifth(scenario_for(*read.library, *read.library->find("fifth")));
    CHECK(fifth.federation().organisations.size() == 10 + 1);  // ten stand for 79
    CHECK(model::run(fifth, {.keep_trace = false}).metrics.hosts.destroyed ==
          4);  // the directory, which is built anew
}

TEST_CASE("hosts are struck as the row says", "[incidents]") {
    SomeLibrary files;
    files.incidents =
        "id,name,kind,sector,starts,region,staff,servers,workstations,destroyed,clients_destroyed,"
        "identity,backups\n"
        "x,X,ransomware,company,2022-01-03T08:00 Europe/Berlin,DE-NW,40,20,50,0.25,0.4,kept,kept\n";
    files.milestones = "incident,what,share,day,status\nx,everything,1,5,observed\n";
    const auto read = test::read_back(files);
    REQUIRE(read.library);
    const model::Plan plan(scenario_for(*read.library, read.library->incidents.front()));
    const auto result = model::run(plan, {.keep_trace = false});
    CHECK(result.metrics.hosts.destroyed == 5 + 20);
    CHECK(plan.scenario().attackers.size() == 1);
}

TEST_CASE("a milestone is counted by level in one house and by houses in several", "[incidents]") {
    Incident one;
    Incident many;
    many.organisations = 10;
    const std::vector<Milestone> milestones{
        {.what = What::first_return, .share = 0},
        {.what = What::email, .share = 0.3},
        {.what = What::website, .state = State::reachable, .share = 0.8},
        {.what = What::applications, .share = 0.6}};
    const auto at_one = aims_of(one, milestones);
    CHECK(at_one[0].level == 0.01);
    CHECK(at_one[1].level == 0.3);
    CHECK(at_one[1].share == 1);
    CHECK(at_one[2].level == 0.01);
    CHECK(at_one[3].level == 0.6);
    const auto at_many = aims_of(many, milestones);
    CHECK(at_many[0].share == 0);
    CHECK(at_many[1].level == 0.5);
    CHECK(at_many[1].share == 0.3);
    CHECK(at_many[2].level == 0.01);
    CHECK(at_many[2].share == 0.8);
    CHECK(at_many[3].level == 0.6);
    CHECK(at_many[3].share == 0.5);
    CHECK(at_many[3].service == "milestone-4");
    CHECK(at_many[3].needs == "applications");
}

}  // namespace
}  // namespace kammerspiel
