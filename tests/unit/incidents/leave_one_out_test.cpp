#include "kammerspiel/incidents/leave_one_out.hpp"

#include "some_library.hpp"

namespace kammerspiel {
namespace {

using namespace incidents;
using test::but;
using test::SomeLibrary;

LeaveOneOutOptions few() {
    LeaveOneOutOptions options;
    options.worlds = 2;
    options.points = 12;
    options.threads = 1;
    return options;
}

LeaveOneOut run(const SomeLibrary& files, const LeaveOneOutOptions& options) {
    const auto read = test::read_back(files);
    REQUIRE(read.library);
    Diagnostics out;
    auto run = leave_one_out(*read.library, options, out);
    for (const std::string& finding : test::findings_of(out)) UNSCOPED_INFO(finding);
    REQUIRE(run.result);
    return std::move(*run.result);
}

/// All figures of a result, to be compared bit by bit.
std::vector<double> figures(const LeaveOneOut& result) {
    std::vector<double> all;
    const auto add = [&](const stats::Estimate& estimate) {
        all.insert(all.end(), {estimate.value, estimate.low, estimate.high});
    };
    const auto add_population = [&](const stats::Population& population) {
        all.insert(all.end(), population.centre.begin(), population.centre.end());
        all.push_back(population.spread);
        all.push_back(population.error);
    };
    for (const IncidentForecast& incident : result.incidents) {
        add_population(incident.population);
        for (const Forecast& forecast : incident.forecasts) {
            for (const Judged& judged : forecast.by) {
                all.insert(all.end(), judged.days.begin(), judged.days.end());
                all.push_back(judged.position);
                all.push_back(judged.crps);
            }
        }
    }
    for (const Record& record : result.records) {
        add(record.crps);
        for (const auto& estimate : record.observed) add(estimate);
        for (const auto& estimate : record.all) add(estimate);
    }
    for (const auto& estimate : result.against) add(estimate);
    add_population(result.population);
    return all;
}

const Judged& fitted(const LeaveOneOut& result, std::size_t incident, std::size_t milestone) {
    return result.incidents[incident].forecasts[milestone].by[0];
}

TEST_CASE("each incident is forecast by the others alone", "[incidents][leave-one-out]") {
    const SomeLibrary files;
    const LeaveOneOut result = run(files, few());
    CHECK(result.incidents.size() == 3);
    CHECK(result.observed == 3);
    CHECK(result.censored == 1);
    CHECK(result.announced == 1);
    CHECK(result.scored == 3);
    // The same incident, seen to take much longer: its own forecasts stay as they were, while those
    // of the others move.
    SomeLibrary longer;
    longer.milestones = but(longer.milestones, "first,everything,,1,20", "first,everything,,1,400");
    const LeaveOneOut other = run(longer, few());
    CHECK(fitted(other, 0, 1).days == fitted(result, 0, 1).days);
    CHECK(other.incidents[0].forecasts[1].by[1].days ==
          result.incidents[0].forecasts[1].by[1].days);
    CHECK(fitted(other, 0, 1).crps != fitted(result, 0, 1).crps);
    CHECK(other.incidents[1].population.centre != result.incidents[1].population.centre);
    CHECK(other.incidents[2].forecasts[0].by[1].days !=
          result.incidents[2].forecasts[0].by[1].days);
}

TEST_CASE("what was announced alone scores nothing", "[incidents][leave-one-out]") {
    const SomeLibrary files;
    SomeLibrary later;
    later.milestones = but(later.milestones, "0.9,45,announced", "0.9,600,announced");
    const LeaveOneOut one = run(files, few());
    const LeaveOneOut other = run(later, few());
    CHECK(one.records[0].crps == other.records[0].crps);
    CHECK(one.records[0].all == other.records[0].all);
    CHECK(one.population == other.population);
    CHECK_FALSE(one.incidents[1].forecasts[1].is_scored());
    // Yet it is shown where it lies.
    CHECK(fitted(one, 1, 1).days == fitted(other, 1, 1).days);
    CHECK(fitted(one, 1, 1).position <= fitted(other, 1, 1).position);
}

TEST_CASE("threads change nothing", "[incidents][leave-one-out]") {
    const SomeLibrary files;
    LeaveOneOutOptions options = few();
    const auto one = figures(run(files, options));
    options.threads = 3;
    CHECK(figures(run(files, options)) == one);
}

TEST_CASE("what is broken off goes on as if nothing had been", "[incidents][leave-one-out]") {
    const SomeLibrary files;
    const test::Folder folder;
    LeaveOneOutOptions options = few();
    const auto whole = figures(run(files, options));
    options.cells = folder.path();
    const auto read = test::read_back(files);
    REQUIRE(read.library);
    std::stop_source stop;
    options.stop = stop.get_token();
    std::size_t done = 0;
    options.progress = [&](std::size_t now, std::size_t) {
        done = now;
        stop.request_stop();
    };
    Diagnostics out;
    CHECK_FALSE(leave_one_out(*read.library, options, out).result);
    CHECK(done > 0);
    CHECK(done < 39);  // of 3 incidents at 12 points and without stages
    options.stop = {};
    options.resume = true;
    std::size_t first = 0;
    options.progress = [&](std::size_t now, std::size_t) { first = first == 0 ? now : first; };
    CHECK(figures(run(files, options)) == whole);
    CHECK(first > done);
    // A third time nothing is left to do, and a torn line is done again.
    first = 0;
    CHECK(figures(run(files, options)) == whole);
    CHECK(first == 0);
    std::ofstream(folder / "first.csv", std::ios::app) << "7,123";
    CHECK(figures(run(files, options)) == whole);
}

TEST_CASE("cells of other tables, seeds or worlds are not taken", "[incidents][leave-one-out]") {
    const test::Folder folder;
    LeaveOneOutOptions options = few();
    options.cells = folder.path();
    options.resume = true;
    (void)run({}, options);
    const auto begun = [&](const SomeLibrary& files) {
        std::size_t first = 0;
        options.progress = [&](std::size_t now, std::size_t) { first = first == 0 ? now : first; };
        (void)run(files, options);
        return first;
    };
    CHECK(begun({}) == 0);
    SomeLibrary larger;
    larger.incidents = but(larger.incidents, "DE-NW,1,40", "DE-NW,1,80");
    CHECK(begun(larger) > 26);  // the two others are kept
    CHECK(begun(larger) == 0);
    // More points go on where the fewer ended.
    options.points = 14;
    CHECK(begun(larger) > 39);
    options.seed = 2;
    CHECK(begun(larger) == 8);
}

TEST_CASE("a template's fault is told with its place", "[incidents][leave-one-out][bad-input]") {
    SomeLibrary files;
    files.templates["scenario.yaml"] =
        but(files.templates["scenario.yaml"], "horizon: 1400d", "horizn: 1400d");
    const auto read = test::read_back(files);
    REQUIRE(read.library);
    Diagnostics out;
    const auto run = leave_one_out(*read.library, few(), out);
    CHECK_FALSE(run.result);
    REQUIRE(run.lines);
    const auto findings = test::findings_of(out);
    REQUIRE_FALSE(findings.empty());
    const bool is_named = std::any_of(findings.begin(), findings.end(), [](const auto& finding) {
        return finding.find("horizn") != std::string::npos;
    });
    CHECK(is_named);
}

TEST_CASE("milestones are pooled with their like", "[incidents][leave-one-out]") {
    CHECK(phase_of({.what = What::first_return, .share = 0}) == Phase::first);
    CHECK(phase_of({.what = What::website, .state = State::reachable, .share = 1}) == Phase::first);
    CHECK(phase_of({.what = What::email, .share = 0.1}) == Phase::first);
    CHECK(phase_of({.what = What::email, .share = 0.5}) == Phase::part);
    CHECK(phase_of({.what = What::everything, .share = 0.9}) == Phase::most);
}

}  // namespace
}  // namespace kammerspiel
