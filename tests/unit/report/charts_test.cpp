#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>

#include "analysis/report/chart/chart_axes.hpp"
#include "analysis/report/chart/charts.hpp"
#include "analysis/report/run/figures_in_words.hpp"
#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/ensemble/comparison.hpp"
#include "kammerspiel/report/chart_engine.hpp"
#include "tests/support/small_world.hpp"
#include "tests/support/some_plan.hpp"

// Pictures of papers: what they say is what the report says, and whatever a scenario calls its
// things, they are pictures and nothing else.

namespace kammerspiel {
namespace {

namespace charts = report::charts;

using report::ExerciseMaterial;
using report::Picture;

/// Two houses on the map, all of whose desks are wiped, and a third that is not in Germany.
model::Plan wiped(const std::string& name = "Ulm") {
    const std::string quoted = nlohmann::json(name).dump();
    return test::plan_of({fmt::format(R"(
people: {{en: [{0}, {0}], de: [{0}, {0}]}}
entry: [{{at: house/desks, when: exponential mean 1d, yields: controlled}}]
known_at_start: [{{at: house/desks, hosts: 1, what: suspected, text: {{en: {0}, de: {0}}}}}]
strategies:
  off: {{title: {{en: {0}, de: {0}}}, plays: [{{name: off, when: {{suspected_hosts: 1}}, after: 1h, do: [{{shutdown: {{}}}}]}}]}}
)",
                                      quoted),
                          fmt::format(R"(
organisations:
  also:
    house: {{template: house, name: {0}, city: {0}, region: DE-BW, members: 100, lat: 48.4, lon: 9.99}}
    other: {{template: house, name: Other, city: Other, region: DE-NW, members: 400, lat: 52, lon: 8}}
    far: {{template: house, name: Far, city: Far, region: DE-NW, members: 5, lat: 10, lon: 20}}
templates:
  house:
    host_groups: {{desks: {{kind: workstation, count: 20, zone: office}}}}
    crews: {{it: {{people: 1, shift: round-the-clock}}}}
    services:
      work: {{title: {{en: {0}, de: {0}}}, needs: [desks], demand: {{share: 1, profile: always}}}}
)",
                                      quoted),
                          R"(
kind: autonomous
routes:
  - {name: spread, from: {}, to: {}, time: exponential mean 6h, success: 0.5, yields: controlled}
impact:
  - {name: wipe, do: wipe, on: {}, when: {holding: {}}, after: 1d}
)"});
}

scenario::Exercise two_moves() {
    scenario::Exercise exercise;
    exercise.moves.resize(2);
    exercise.moves[0].takes = hours(1);
    exercise.moves[1].scenario = SimTime::start() + hours(30);
    exercise.moves[1].takes = hours(1);
    exercise.moves[1].pace = 12;
    return exercise;
}

/// What pictures are made from. The plan and the exercise have to live as long.
ExerciseMaterial material_of(const model::Plan& plan, const scenario::Exercise& exercise,
                             const Text& text) {
    const model::RunOptions options{.world = {.seed = 1, .replication = 0}};
    model::RunResult world = model::run(plan, options);
    report::RunReport told = report::make_run_report(plan, options, world, text);
    return {plan, exercise, options, std::move(world), std::move(told), {}, std::nullopt, {}};
}

report::StudyMaterial study_of(const model::Plan& plan, std::uint64_t worlds) {
    const test::Folder folder;
    auto store = ensemble::Store::create(folder / "study.sqlite", test::about_of(plan),
                                         ensemble::sites(plan.federation()));
    ensemble::ThreadRunner runner(1);
    ensemble::Study study(plan, store, runner);
    study.advance(worlds, std::chrono::steady_clock::time_point::max(), {}, {});
    const ensemble::About& about = store.about();
    report::StudyContext context = report::study_context(plan.scenario(), about.definition.seed);
    for (std::size_t s = 0; s < about.definition.strategies.size(); ++s) {
        context.strategies.push_back({about.definition.strategies[s], about.strategy_titles[s]});
    }
    return {ensemble::compare(store, {.by = ensemble::Metric::member_hours_lost,
                                      .also = ensemble::usual_metrics(),
                                      .waiting = {},
                                      .by_weights = {},
                                      .forensics = {},
                                      .worlds = worlds}),
            std::move(context)};
}

/// Loading the library takes a moment: one for all tests.
report::ChartEngine& engine() {
    static report::ChartEngine one;
    return one;
}

/// Pictures as a page has them.
class ChartMaker {
   public:
    explicit ChartMaker(const Text& text) : text_(text) {}

    [[nodiscard]] Picture services_up(const ExerciseMaterial& material) const {
        return drawn(charts::services_up(charts::view_of(material), text_));
    }
    [[nodiscard]] Picture loss_by_cause(const ExerciseMaterial& material) const {
        return drawn(charts::loss_by_cause(material.report, text_));
    }
    [[nodiscard]] Picture outages_and_decisions(const ExerciseMaterial& material) const {
        return drawn(charts::outages(charts::view_of(material), text_));
    }
    [[nodiscard]] Picture map(const ExerciseMaterial& material) const {
        return drawn(charts::map(material, text_));
    }
    [[nodiscard]] Picture causal_chain(const ExerciseMaterial& material) const {
        return drawn(charts::causal_chain(material, text_));
    }
    [[nodiscard]] Picture restoration(const ExerciseMaterial& material) const {
        return drawn(charts::restoration(charts::view_of(*material.study), text_));
    }
    [[nodiscard]] Picture distributions(const ExerciseMaterial& material) const {
        return drawn(charts::distributions(charts::view_of(*material.study), text_));
    }
    [[nodiscard]] Picture differences(const ExerciseMaterial& material) const {
        return drawn(charts::differences(charts::view_of(*material.study), text_));
    }

   private:
    const Text& text_;

    static Picture drawn(Picture picture) {
        if (!picture.kind.empty()) picture.svg = engine().draw(picture);
        return picture;
    }
};

std::vector<Picture> pictures_of(const ExerciseMaterial& material, const Text& text) {
    const ChartMaker maker(text);
    std::vector<Picture> all{maker.services_up(material), maker.loss_by_cause(material),
                             maker.outages_and_decisions(material), maker.map(material),
                             maker.causal_chain(material)};
    if (material.study) {
        all.push_back(maker.restoration(material));
        all.push_back(maker.distributions(material));
        all.push_back(maker.differences(material));
    }
    return all;
}

Picture to_draw(std::string kind, const nlohmann::ordered_json& data) {
    Picture picture;
    picture.kind = std::move(kind);
    picture.drawing = data.dump();
    picture.alternative = "a";
    return picture;
}

std::size_t occurrences(const std::string& text, const std::string& word) {
    std::size_t count = 0;
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
        ++count;
    }
    return count;
}

/// Names of the elements of a picture.
std::set<std::string> elements_of(const std::string& svg) {
    std::set<std::string> all;
    for (std::size_t at = svg.find('<'); at != std::string::npos; at = svg.find('<', at + 1)) {
        const std::size_t name = at + (svg[at + 1] == '/' ? 2 : 1);
        all.insert(svg.substr(name, svg.find_first_of(" >/", name) - name));
    }
    return all;
}

void check_is_harmless(const Picture& picture) {
    static const std::set<std::string> known{"circle", "clipPath", "defs",    "g",
                                             "path",   "pattern",  "polygon", "polyline",
                                             "rect",   "svg",      "text"};
    for (const std::string& element : elements_of(picture.svg)) {
        INFO(element);
        CHECK(known.contains(element));
    }
    for (const char* word : {" style=\"", " class=\"zr", "NaN", "undefined", "xlink"}) {
        INFO(word);
        CHECK(occurrences(picture.svg, word) == 0);
    }
    // The alternative in the first tag is text.
    const std::string inside =
        picture.svg.substr(std::min(picture.svg.find('>'), picture.svg.size()));
    CHECK(occurrences(inside, "=\"url(") == occurrences(inside, "=\"url(#"));
    CHECK(occurrences(picture.svg, "<svg") == 1);
    CHECK(occurrences(picture.svg, "</svg>") == 1);
    CHECK(picture.svg.size() < 300'000);
}

TEST_CASE("pictures have a finding, an alternative and the figures behind them", "[charts]") {
    const Text text(GENERATE(Language::en, Language::de));
    const model::Plan plan = wiped();
    const auto exercise = two_moves();
    ExerciseMaterial material = material_of(plan, exercise, text);
    material.study = study_of(test::some_plan(), 10);
    for (const Picture& picture : pictures_of(material, text)) {
        INFO(picture.title);
        CHECK(picture.svg.starts_with("<svg "));
        CHECK_THAT(picture.svg, ContainsSubstring(" role=\"img\""));
        CHECK_FALSE(picture.title.empty());
        CHECK(picture.alternative.find(picture.title) != std::string::npos);
        CHECK_FALSE(picture.note.empty());
        REQUIRE_FALSE(picture.data.rows.empty());
        for (const auto& row : picture.data.rows) CHECK(row.size() == picture.data.columns.size());
        check_is_harmless(picture);
    }
}

TEST_CASE("the same data make the same picture", "[charts]") {
    const Text text(Language::en);
    const model::Plan plan = wiped();
    const auto exercise = two_moves();
    const ExerciseMaterial material = material_of(plan, exercise, text);
    const ChartMaker maker(text);
    const Picture first = maker.loss_by_cause(material);
    (void)maker.services_up(material);
    CHECK(maker.loss_by_cause(material).svg == first.svg);
    report::ChartEngine other;
    CHECK(other.draw(first) == first.svg);
}

TEST_CASE("ids of one picture are not those of another", "[charts]") {
    const auto picture = [&](const std::string& name) {
        return engine().draw(to_draw(
            "loss_by_cause", {{"causes", {{{"word", "precaution"}, {"label", "p"}}}},
                              {"rows", {{{"name", name}, {"parts", {2.0}}, {"total", "2"}}}},
                              {"x", {{"max", 2}, {"marks", {{{"at", 0}, {"label", "0"}}}}}}}));
    };
    const auto ids_of = [](const std::string& svg) {
        std::set<std::string> ids;
        for (std::size_t at = svg.find(" id=\""); at != std::string::npos;
             at = svg.find(" id=\"", at + 1)) {
            ids.insert(svg.substr(at + 5, svg.find('"', at + 5) - at - 5));
        }
        return ids;
    };
    const auto one = ids_of(picture("one"));
    const auto two = ids_of(picture("two"));
    REQUIRE_FALSE(one.empty());
    for (const std::string& id : one) CHECK_FALSE(two.contains(id));
}

TEST_CASE("figures in pictures are those of the report", "[charts]") {
    const Text text(Language::en);
    const model::Plan plan = wiped();
    const auto exercise = two_moves();
    const ExerciseMaterial material = material_of(plan, exercise, text);
    const ChartMaker maker(text);
    const report::LossRow& total = material.report.total;
    REQUIRE(total.lost.sum() > 0);
    const auto low =
        std::min_element(total.curve.begin(), total.curve.end(),
                         [](const auto& a, const auto& b) { return a.up.share() < b.up.share(); });
    CHECK_THAT(maker.services_up(material).title, ContainsSubstring(text.percent(low->up.share())));
    CHECK_THAT(maker.services_up(material).alternative,
               ContainsSubstring(text.percent(low->up.share(), 1)));
    const Picture lost = maker.loss_by_cause(material);
    CHECK_THAT(lost.title, ContainsSubstring(text.rough(total.lost.sum())));
    CHECK(lost.data.rows[0][1] == text.rough(material.report.by_service[0].lost.sum()));
    const Picture outages = maker.outages_and_decisions(material);
    CHECK(outages.data.rows[0][1] == text.number(material.report.by_service[0].outage_hours, 1));
    const Picture map = maker.map(material);
    for (const report::LossRow& row : material.report.by_organisation) {
        for (const auto& cells : map.data.rows) {
            if (cells[0] == row.name) CHECK(cells[3] == text.number(row.outage_hours, 1));
        }
    }
}

TEST_CASE("moves and decisions stand in the table of services", "[charts]") {
    const Text text(Language::en);
    const model::Plan plan = wiped();
    const auto exercise = two_moves();
    const ExerciseMaterial material = material_of(plan, exercise, text);
    REQUIRE(material.report.decisions.size() == 1);
    const Picture picture = ChartMaker(text).services_up(material);
    std::string told;
    for (const auto& row : picture.data.rows) told += row[1] + "\n";
    CHECK_THAT(told, ContainsSubstring("Move 1 begins\n"));
    CHECK_THAT(told, ContainsSubstring("Move 2 begins\n"));
    CHECK_THAT(told, ContainsSubstring("Decision 1: off\n"));
    CHECK_THAT(picture.svg, ContainsSubstring(">Move 1<"));
}

TEST_CASE("the map is cut to the places, wherever they lie", "[charts]") {
    const Text text(Language::en);
    const auto exercise = two_moves();
    const model::Plan plan = wiped();
    const Picture map = ChartMaker(text).map(material_of(plan, exercise, text));
    CHECK(map.data.rows.size() == 3);
    CHECK_FALSE(map.svg.empty());
}

TEST_CASE("a map that moves has every outage of every house, and begins at the worst", "[charts]") {
    const Text text(Language::en);
    const model::Plan plan = wiped();
    const model::RunOptions options;
    const model::RunResult result = model::run(plan, options);
    const report::RunReport run = report::make_run_report(plan, options, result, text);
    const Picture map = charts::house_map({run, plan.calendar()}, text);
    const auto data = nlohmann::json::parse(map.moves);
    REQUIRE(data["houses"].size() == 3);
    std::size_t told = 0;
    for (const auto& house : data["houses"]) told += house["outages"].size();
    std::size_t booked = 0;
    for (const auto& service : result.metrics.services) {
        for (const auto& one : service.transitions) booked += one.up ? 0U : 1U;
    }
    CHECK(booked > 0);
    CHECK(told == booked);
    // Nowhere else does more lack than where it begins.
    const auto lacking = [&](double hours) {
        double sum = 0;
        for (std::size_t h = 0; h < run.houses.size(); ++h) {
            for (const report::House::Outage& one : run.houses[h].outages) {
                const bool is_out = (one.from - SimTime::start()).in_hours() <= hours &&
                                    (!one.to || hours < (*one.to - SimTime::start()).in_hours());
                if (is_out) {
                    sum += static_cast<double>(run.houses[h].members) /
                           static_cast<double>(run.houses[h].services);
                }
            }
        }
        return sum;
    };
    const double start = data["hours"][data["start"].get<std::size_t>()];
    for (const auto& hours : data["hours"]) CHECK(lacking(hours) <= lacking(start) + 1e-9);
    // The page has its script, and what it moves by; no text of a scenario ends that.
    const std::string page = report::as_html(report::run_document(run, plan.calendar(), text));
    CHECK_THAT(page, ContainsSubstring("class=\"map-data\""));
    CHECK_THAT(page, ContainsSubstring("function mountMap"));
}

TEST_CASE("a scenario without coordinates has no map", "[charts]") {
    const Text text(Language::en);
    const scenario::Exercise none;
    const ExerciseMaterial material = material_of(test::some_plan(), none, text);
    const Picture map = ChartMaker(text).map(material);
    CHECK(map.svg.empty());
    CHECK(map.data.rows.empty());
    CHECK_FALSE(map.title.empty());
}

TEST_CASE("where nothing is lost, pictures say so", "[charts]") {
    const Text text(Language::en);
    const model::Plan plan = test::plan_of({"", R"(
organisations:
  also: {house: {template: house, region: DE-NW, members: 100}}
templates:
  house:
    host_groups: {desks: {kind: workstation, count: 2, zone: office}}
    services: {work: {needs: [desks], demand: {share: 1, profile: always}}}
)"});
    const scenario::Exercise none;
    const ExerciseMaterial material = material_of(plan, none, text);
    const ChartMaker maker(text);
    CHECK(maker.services_up(material).title == text("report.summary.nothing_lost"));
    for (const Picture& picture :
         {maker.loss_by_cause(material), maker.outages_and_decisions(material),
          maker.causal_chain(material)}) {
        CHECK(picture.title == text("report.summary.nothing_lost"));
        CHECK(picture.svg.empty());
        CHECK(picture.data.rows.empty());
    }
}

TEST_CASE("a causal chain goes from the first event to the outage and its end", "[charts]") {
    const Text text(Language::en);
    const model::Plan plan = wiped();
    const scenario::Exercise none;
    const ExerciseMaterial material = material_of(plan, none, text);
    const Picture chain = ChartMaker(text).causal_chain(material);
    REQUIRE(chain.data.rows.size() >= 4);
    CHECK(chain.data.rows.size() <= 10);
    CHECK_THAT(chain.data.rows.front()[2], ContainsSubstring("known at the start"));
    std::string told;
    for (const auto& row : chain.data.rows) told += row[2] + "\n";
    CHECK_THAT(told, ContainsSubstring("was decided"));
    CHECK_THAT(told, ContainsSubstring("other/work went down"));
}

TEST_CASE("a study with one strategy has no differences", "[charts]") {
    const Text text(Language::en);
    const model::Plan plan = wiped();
    const scenario::Exercise none;
    ExerciseMaterial material = material_of(plan, none, text);
    material.study = study_of(plan, 5);
    const ChartMaker maker(text);
    CHECK(maker.differences(material).svg.empty());
    CHECK(maker.distributions(material).data.rows.size() == 1);
    CHECK_FALSE(maker.restoration(material).svg.empty());
}

TEST_CASE("the title over how services come back tells the figure of the table", "[charts]") {
    const Text text(Language::en);
    const model::Plan plan = wiped();
    const scenario::Exercise none;
    ExerciseMaterial material = material_of(plan, none, text);
    material.study = study_of(plan, 5);
    auto& metrics = material.study->comparison.metrics;
    const auto found = std::find_if(metrics.begin(), metrics.end(), [](const auto& one) {
        return one.metric == ensemble::Metric::hours_to_90;
    });
    REQUIRE(found != metrics.end());
    // The curve says otherwise: it never gets there.
    auto& all = found->strategies.front().all;
    all.median_or_never = false;
    all.median.value = 72;
    const std::string title = ChartMaker(text).restoration(material).title;
    CHECK_THAT(title, ContainsSubstring("back for good") && ContainsSubstring("after 3.0"));
}

TEST_CASE("names of any kind break no picture", "[charts][hostile]") {
    const std::string name =
        GENERATE(as<std::string>{}, "<script>alert(1)</script>", "\" onmouseover=\"alert(1)",
                 "'/><image href=x>", "&lt;b&gt; {a|b} {value} {{x}}", "two\nlines",
                 "</text></svg><p>", "__proto__", "url(https://example.org/x)", "\U0001F4A5 bang");
    INFO(name);
    const Text text(Language::en);
    const model::Plan plan = wiped(name);
    const auto exercise = two_moves();
    for (const Picture& picture : pictures_of(material_of(plan, exercise, text), text)) {
        check_is_harmless(picture);
        CHECK(occurrences(picture.svg, "\" onmouseover") == 0);
    }
}

TEST_CASE("marks that turn the direction of writing get into no picture", "[charts][hostile]") {
    const std::string right_to_left = "\u202eback";
    const Text text(Language::en);
    const model::Plan plan = wiped();
    const auto exercise = two_moves();
    ExerciseMaterial material = material_of(plan, exercise, text);
    material.report.people_many = right_to_left;
    for (report::Marker& marker : material.report.decisions) marker.label = right_to_left;
    for (report::LossRow& row : material.report.by_service) row.name = right_to_left;
    for (report::LossRow& row : material.report.by_organisation) row.city = right_to_left;
    for (const Picture& picture : pictures_of(material, text)) {
        INFO(picture.title);
        check_is_harmless(picture);
        CHECK(occurrences(picture.svg, "\u202e") == 0);
        CHECK(occurrences(picture.title + picture.note, "\u202e") == 0);
    }
}

TEST_CASE("names of 10,000 characters are shortened in pictures", "[charts][hostile]") {
    const Text text(Language::en);
    const model::Plan plan = wiped(std::string(10'000, 'x'));
    const auto exercise = two_moves();
    for (const Picture& picture : pictures_of(material_of(plan, exercise, text), text)) {
        check_is_harmless(picture);
        CHECK(occurrences(picture.svg, std::string(2'001, 'x')) == 0);
    }
}

TEST_CASE("data that no picture can be drawn of are a fault of the program", "[charts]") {
    CHECK_THROWS_AS(engine().draw(to_draw("no such kind", nlohmann::ordered_json::object())),
                    BrokenModel);
    // It can still draw.
    const std::string svg =
        engine().draw(to_draw("causal_chain", {{"boxes", nlohmann::ordered_json::array()}}));
    CHECK(svg.starts_with("<svg "));
}

TEST_CASE("a page's own pictures are drawn of nothing but pictures", "[charts]") {
    const auto figure = [](double value) { return fmt::format("{}", value); };
    Picture bars =
        charts::ranges({.alternative = "bars",
                        .axis = "hours",
                        .rows = {{"rises", 2, 5, "low", "high", 3}, {"falls", 4, 1, "low", "high"}},
                        .line = 2.5,
                        .figure = figure});
    charts::Course of;
    of.alternative = "a course";
    of.axis = "days";
    of.until = 48;
    of.x_marks = {{0, "0"}, {24, "1"}, {24.1, "hidden"}, {48, "2"}};
    of.y_marks = charts::marks_between(0, 1, figure);
    of.band = {{0, 0.1, 0.2, 0.3}, {48, 0.4, 0.5, 0.6}};
    of.lines = {{"dashed", {{0, 0.5}, {48, 1.0}}}};
    of.dots = {{24, 0.5}};
    of.has_zero = true;
    for (Picture picture : {bars, charts::course(of)}) {
        picture.svg = engine().draw(picture);
        check_is_harmless(picture);
    }
    CHECK_THAT(engine().draw(bars), ContainsSubstring(">rises<") && ContainsSubstring(">high<"));
    // Too close to its neighbour to be read.
    CHECK(occurrences(engine().draw(charts::course(of)), ">hidden<") == 0);
}

TEST_CASE("a long name takes two lines of a picture, and no more", "[charts]") {
    CHECK(charts::in_two_lines("do nothing", 12) == "do nothing");
    CHECK(charts::in_two_lines("close the links", 12) == "close the\nlinks");
    CHECK(charts::in_two_lines("close the links to the provider", 12) == "close the\nlinks to th…");
}

TEST_CASE("bars without an end are no picture", "[charts]") {
    const auto figure = [](double value) { return fmt::format("{}", value); };
    const double beyond = std::numeric_limits<double>::infinity();
    CHECK(charts::ranges({.alternative = "", .axis = "", .rows = {}, .line = {}, .figure = figure})
              .is_empty());
    CHECK(charts::ranges({.alternative = "",
                          .axis = "",
                          .rows = {{"a", 0, beyond, "", ""}},
                          .line = {},
                          .figure = figure})
              .is_empty());
}

}  // namespace
}  // namespace kammerspiel
