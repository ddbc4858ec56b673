#include "catch.hpp"
#include "tests/support/written.hpp"

namespace kammerspiel::test {
namespace {

using namespace scenario;

TEST_CASE("a small scenario is loaded without a word", "[scenario]") {
    const Outcome outcome = load(small());
    CHECK(outcome.english.empty());
    REQUIRE(outcome.scenario);
    CHECK(outcome.scenario->title == Localised{"small", "klein"});
    CHECK(outcome.scenario->starts == Starts{"2022-01-03T08:00", "Europe/Berlin"});
    CHECK(outcome.scenario->horizon == 30 * hours(24));
    CHECK(outcome.scenario->strategies.size() == 2);
    CHECK(outcome.scenario->sources.size() == 4);
}

TEST_CASE("rows of a table, a template and parameters make an organisation", "[scenario]") {
    const Outcome outcome = load(small());
    REQUIRE(outcome.scenario);
    REQUIRE(outcome.scenario->organisations.size() == 3);
    const Organisation& kiel = outcome.scenario->organisations[1];
    CHECK(kiel.id.text == "kiel");
    CHECK(kiel.name == "Kiel, Stadt");
    CHECK(kiel.members == 2000);
    CHECK(kiel.parameters == std::map<std::string, std::string>{{"mail", "central"}});
    REQUIRE(kiel.host_groups.size() == 2);
    CHECK(kiel.host_groups[0].count == 45);  // 1.5 for each of 30
    CHECK(kiel.host_groups[1] == HostGroup{.name = {"servers", {}},
                                           .kind = HostKind::server,
                                           .count = 4,
                                           .zone = {"core", {}},
                                           .realm = Name{"own", {}},
                                           .tags = {{"crown", {}}}});
    CHECK(kiel.links == std::vector<Link>{{{"wan", {}}, Name{"gfi", {}}, {}}});
    REQUIRE(kiel.crews.size() == 1);
    CHECK(kiel.crews[0].people == 3);
}

TEST_CASE("a parameter decides what a service needs", "[scenario]") {
    const Outcome outcome = load(small());
    REQUIRE(outcome.scenario);
    const auto needs_of = [&](std::size_t o) -> const Need& {
        return outcome.scenario->organisations[o].services.at(0).needs;
    };
    CHECK(needs_of(0) == Need{.op = Need::Op::reference, .of = {"servers", {}}});
    Need central{.op = Need::Op::reference, .of = {"gfi/servers", {}}};
    central.over = Name{"wan", {}};
    central.grace = hours(2);
    const Need& read = needs_of(1);
    CHECK((read.op == Need::Op::all_of ? read.children.at(0) : read) == central);
}

TEST_CASE("an override changes one organisation and no other", "[scenario]") {
    Written files = small();
    files["federation.yaml"].replace(
        files["federation.yaml"].find("  also:"), 0,
        "  override:\n    ulm: {staff: 40, parameters: {mail: central}}\n");
    const Outcome outcome = load(files);
    INFO(outcome.english);
    REQUIRE(outcome.scenario);
    const auto& organisations = outcome.scenario->organisations;
    CHECK(organisations[0].staff == 40);
    CHECK(organisations[0].host_groups[0].count == 60);
    CHECK(organisations[0].parameters.at("mail") == "central");
    CHECK(organisations[0].members == 1000);
    CHECK(organisations[1].staff == 30);
}

TEST_CASE("a service for each of many hosts is counted up, not down", "[scenario]") {
    const auto count_at = [](const std::string& staff) {
        const Outcome outcome = load(small_but("chambers.csv", "1000,20", "1000," + staff));
        REQUIRE(outcome.scenario);
        return outcome.scenario->organisations[0].crews.at(0).people;
    };
    CHECK(count_at("0") == 1);  // at_least
    CHECK(count_at("20") == 2);
}

TEST_CASE("a table from a spreadsheet is read like any other", "[scenario]") {
    const Outcome plain = load(small());
    Written files = small();
    std::string text = files["chambers.csv"];
    for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2) {
        text.replace(at, 1, "\r\n");
    }
    files["chambers.csv"] = "\xEF\xBB\xBF" + text;
    const Outcome outcome = load(files);
    INFO(outcome.english);
    REQUIRE((plain.scenario && outcome.scenario));
    CHECK(outcome.scenario->organisations == plain.scenario->organisations);
}

TEST_CASE("paths are those of the file that names them", "[scenario]") {
    Written files = small();
    files["parts/federation.yaml"] = files["federation.yaml"];
    files["parts/chambers.csv"] = files["chambers.csv"];
    files.erase("federation.yaml");
    files.erase("chambers.csv");
    std::string& text = files["scenario.yaml"];
    text.replace(text.find("federation.yaml"), 15, "parts/federation.yaml");
    const Outcome outcome = load(files);
    INFO(outcome.english);
    CHECK(outcome.scenario);
}

}  // namespace
}  // namespace kammerspiel::test
