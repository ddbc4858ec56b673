#include "analysis/report/papers/organisation_sheets.hpp"
#include "analysis/report/papers/organisation_figures.hpp"
#include "tests/unit/report/small_exercise.hpp"

// One page for each organisation, its figures by hand. Services in the federation's order: desk and
// archive of house a, desk and archive of house b.

namespace kammerspiel {
namespace {

using namespace report;
using namespace report::papers;
using test::Played;
using test::SmallExercise;

constexpr std::size_t desk = 0;
constexpr std::size_t archive = 1;

/// With plain spaces, as figures and their units are held together by no-break ones.
std::string plain(const std::string& text) {
    const std::string no_break = "\u00a0";
    std::string all;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool is_break = text.compare(at, no_break.size(), no_break) == 0;
        all += is_break ? ' ' : text[at];
        if (is_break) at += no_break.size() - 1;
    }
    return all;
}

std::vector<std::string> plain(std::vector<std::string> row) {
    for (std::string& cell : row) cell = plain(cell);
    return row;
}

/// What stands on the page of the organisation with this number.
std::vector<Block> page(const SmallExercise& small, std::size_t number) {
    const Played played(small);
    std::vector<std::vector<Block>> pages(1);
    for (const Block& block : organisation_sheets(played.words()).blocks) {
        if (std::holds_alternative<NewPage>(block)) {
            pages.emplace_back();
        } else {
            pages.back().push_back(block);
        }
    }
    // The first page says how to read them.
    REQUIRE(pages.size() == 3);
    return pages[number + 1];
}

template <class Kind>
std::vector<Kind> all_of(const std::vector<Block>& blocks) {
    std::vector<Kind> found;
    for (const Block& block : blocks) {
        if (const auto* one = std::get_if<Kind>(&block)) found.push_back(*one);
    }
    return found;
}

std::vector<std::string> service_row(const std::vector<Block>& blocks, std::size_t row) {
    const PageTable table = all_of<Table>(blocks).front().table;
    REQUIRE(table.columns.size() == 8);
    return plain(table.rows[row]);
}

SmallExercise with(Language language, std::function<void(model::RunResult&)> figures) {
    SmallExercise small;
    small.language = language;
    small.figures = std::move(figures);
    return small;
}

TEST_CASE("a service that is out 5 hours with a WAZ of 4 is over it by one hour",
          "[report][papers][sheets]") {
    const auto blocks = page(with(Language::de,
                                  [](model::RunResult& result) {
                                      test::out(result, desk, hours(10), hours(15));
                                      test::out(result, desk, hours(20), hours(22));
                                  }),
                             0);
    const auto row = service_row(blocks, 0);
    CHECK(row[0] == "der Schalter");
    CHECK(row[1] == "7 Std.");
    CHECK(row[2] == "5 Std.");
    CHECK(row[3] == "1 Tag: eingehalten");
    CHECK(row[4] == "4 Std.: überschritten um 1 Std.");
    CHECK(row[5] == "6 Std.: eingehalten, nichts verloren");
    SECTION("what has no aim is said to have none") {
        const auto other = service_row(blocks, 1);
        CHECK(other[1] == "–");
        CHECK(other[3] == "nicht festgelegt");
        CHECK(other[4] == "nicht festgelegt");
        CHECK(other[5] == "nicht festgelegt");
    }
    SECTION("the outages stand behind the picture by the clock on the wall") {
        const auto pictures = all_of<Picture>(blocks);
        REQUIRE(pictures.size() == 1);
        REQUIRE(pictures[0].data.rows.size() == 2);
        CHECK(plain(pictures[0].data.rows[0]) ==
              std::vector<std::string>{"der Schalter", "Mo. 03.01.2022 10:00",
                                       "Mo. 03.01.2022 15:00", "5 Std."});
    }
}

TEST_CASE("terms are the German ones first in German, the English ones first in English",
          "[report][papers][sheets]") {
    const auto german = all_of<Table>(page({.language = Language::de}, 0)).front().table.columns;
    const auto english = all_of<Table>(page({}, 0)).front().table.columns;
    CHECK(german[3].heading == "MTA (MTPD)");
    CHECK(german[4].heading == "WAZ (RTO)");
    CHECK(english[3].heading == "MTPD (MTA)");
    CHECK(english[4].heading == "RTO (WAZ)");
}

TEST_CASE("what is not back by the end is told as longer than that", "[report][papers][sheets]") {
    SECTION("over an aim by more than that") {
        const auto blocks = page(
            with(Language::en,
                 [](model::RunResult& result) { test::out(result, desk, hours(70), hours(100)); }),
            0);
        const auto row = service_row(blocks, 0);
        CHECK(row[1] == "> 1 d 6 h");
        CHECK(row[2] == "> 1 d 6 h");
        CHECK(row[3] == "1 d: exceeded by more than 6 h");
        CHECK(all_of<Picture>(blocks)[0].data.rows[0][2] == "not back by the end");
    }
    SECTION("an aim that is not exceeded yet is open, not met") {
        const auto row = service_row(page(with(Language::en,
                                               [](model::RunResult& result) {
                                                   test::out(result, desk, hours(98), hours(100));
                                               }),
                                          0),
                                     0);
        CHECK(row[4] == "4 h: open, not back by the end");
    }
    SECTION("an earlier outage that is longer is over it by what it is over it") {
        const auto row = service_row(page(with(Language::en,
                                               [](model::RunResult& result) {
                                                   test::out(result, desk, hours(0), hours(6));
                                                   test::out(result, desk, hours(98), hours(100));
                                               }),
                                          0),
                                     0);
        CHECK(row[2] == "≥ 6 h");
        CHECK(row[4] == "4 h: exceeded by 2 h");
    }
}

TEST_CASE("an organisation without any outage says so and draws no picture",
          "[report][papers][sheets]") {
    const auto small = with(Language::en, [](model::RunResult& result) {
        test::out(result, desk, hours(10), hours(15));
    });
    const auto blocks = page(small, 1);
    CHECK(all_of<Paragraph>(blocks).front().text ==
          "No service of this organisation was out in this world.");
    CHECK(all_of<Picture>(blocks).empty());
}

TEST_CASE("lost data are held against the RPO", "[report][papers][sheets]") {
    const auto row_with = [](model::DataLoss loss, std::size_t service) {
        return service_row(page(with(Language::de,
                                     [&](model::RunResult& result) {
                                         for (auto& data : result.metrics.data) data = loss;
                                     }),
                                0),
                           service)[5];
    };
    CHECK(row_with({.age = hours(3)}, desk) == "6 Std.: eingehalten, Daten 3 Std. alt");
    CHECK(row_with({.age = hours(8)}, desk) == "6 Std.: überschritten um 2 Std.");
    CHECK(row_with({.everything = true}, desk) == "6 Std.: überschritten, keine Sicherung mehr");
    CHECK(row_with({.age = hours(8)}, archive) == "nicht festgelegt; Daten 8 Std. alt");
}

TEST_CASE("the figures are those of the run's report", "[report][papers][sheets]") {
    // Everything is switched off an hour after the start.
    const SmallExercise small{.scenario = R"(
known_at_start: [{at: a/servers, hosts: 1, what: suspected, text: {en: odd, de: seltsam}}]
strategies:
  nothing: {plays: [{name: off, when: {suspected_hosts: 1}, after: 1h, do: [{shutdown: {}}]}]}
)"};
    const Played played(small);
    const auto& report = played.material().report;
    REQUIRE(report.by_organisation[0].lost.sum() > 0);
    double outages = 0;
    const auto& services = played.material().world.metrics.services;
    for (const std::size_t s : {desk, archive}) {
        Duration sum;
        for (const Outage& outage : outages_of(services[s])) {
            sum += outage.length(played.material().world.metrics.end);
        }
        CHECK(sum == services[s].down);
        outages += sum.in_hours() / 2;
    }
    CHECK(outages == Approx(report.by_organisation[0].outage_hours));
    const auto felt = all_of<Paragraph>(page(small, 0)).front().text;
    const Text text(Language::en);
    CHECK(felt.find(text.rough(report.by_organisation[0].lost.sum())) != std::string::npos);
    CHECK(felt.find("The 100 members") != std::string::npos);
    CHECK(felt.find("precautionary shutdown") != std::string::npos);
}

TEST_CASE("each organisation has its own duties and dates", "[report][papers][sheets]") {
    const SmallExercise small{.scenario = R"(
known_at_start: [{at: a/servers, hosts: 1, what: suspected, text: {en: odd, de: seltsam}}]
strategies:
  nothing: {plays: [{name: off, when: {suspected_hosts: 1}, after: 1h, do: [{shutdown: {scope: {organisation: a}}}]}]}
dates:
  - {service: desk, on: 2022-01-03T00:00 to 12:00, people: 10, if_missed: {en: put off, de: verschoben}}
obligations:
  - {name: tell, title: {en: tell the authority, de: Behörde melden}, organisation: a, when: {service: desk, for: 1h}, takes: 1h, within: 4h}
)"};
    const auto deadlines = [&](std::size_t number) {
        return all_of<Table>(page(small, number))[1].table.rows;
    };
    const auto first = deadlines(0);
    REQUIRE(first.size() == 2);
    CHECK(first[0][0] == "tell the authority");
    CHECK(first[0][3].substr(0, 7) == "met on ");
    CHECK(first[1][3] == "missed: put off");
    const auto second = deadlines(1);
    REQUIRE(second.size() == 1);
    CHECK(second[0][3] == "met: available throughout");
}

TEST_CASE("without a study the sheet says that the spread is open", "[report][papers][sheets]") {
    CHECK(all_of<Paragraph>(page({}, 0)).back().text ==
          "No study: how these figures spread over worlds is open.");
}

TEST_CASE("hostile text stays text in the sheets", "[report][papers][sheets]") {
    SmallExercise small;
    small.hostile = "<script>x</script> \"q\" & %";
    small.figures = [](model::RunResult& result) { test::out(result, desk, hours(10), hours(15)); };
    const Played played(small);
    report::ChartEngine engine;
    const std::string html = as_html(organisation_sheets(played.words()), engine);
    CHECK(html.find("<script>x") == std::string::npos);
    CHECK(html.find("&lt;script&gt;") != std::string::npos);
}

}  // namespace
}  // namespace kammerspiel
