#include <algorithm>
#include <numeric>

#include "kammerspiel/base/calendar.hpp"
#include "tests/catch.hpp"

using namespace kammerspiel;

namespace {

constexpr std::int64_t permille_hour = 3'600'000'000;

SimTime at(Duration since_start) { return SimTime::at(since_start); }

CumulativeDemand demand(const char* profile, const char* start, const char* region = "DE-BE",
                        const char* zone = "Europe/Berlin") {
    const auto made = Calendar::make(start, zone);
    const auto hourly = DemandProfile::preset(profile);
    REQUIRE(made.calendar);
    REQUIRE(hourly);
    return {*made.calendar, *hourly, region, at(spans_of_24h(60))};
}

std::int64_t between(const CumulativeDemand& curve, Duration from, Duration to) {
    return curve.until(at(to)) - curve.until(at(from));
}

}  // namespace

TEST_CASE("a profile's mean over a normal week is exactly one", "[base][demand]") {
    std::vector<double> uneven(168);
    for (std::size_t h = 0; h < uneven.size(); ++h) uneven[h] = 1.0 / static_cast<double>(h + 3);
    std::vector<DemandProfile> profiles{DemandProfile(uneven)};
    for (const auto& name : DemandProfile::presets()) {
        profiles.push_back(*DemandProfile::preset(name));
    }
    for (const auto& profile : profiles) {
        std::int64_t sum = 0;
        for (unsigned h = 0; h < 168; ++h) {
            CHECK(profile.permille(h) >= 0);
            sum += profile.permille(h);
        }
        CHECK(sum == 168'000);
    }
    CHECK_FALSE(DemandProfile::preset("never"));
}

TEST_CASE("weights that cannot be a profile are a fault", "[base][demand]") {
    CHECK_THROWS_AS(DemandProfile(std::vector<double>(167, 1.0)), BrokenModel);
    CHECK_THROWS_AS(DemandProfile(std::vector<double>(168, 0.0)), BrokenModel);
}

TEST_CASE("a normal week has 168 hours of mean demand", "[base][demand]") {
    for (const auto& name : DemandProfile::presets()) {
        const auto curve = demand(name.c_str(), "2022-08-03T13:17");
        CHECK(curve.until(SimTime::start()) == 0);
        CHECK(between(curve, {}, spans_of_24h(7)) == 168'000 * permille_hour);
    }
}

TEST_CASE("office demand falls only into office hours", "[base][demand]") {
    // 45 hours share 168,000 permille: 3733 1/3 each, settled to 3733 or 3734.
    const auto curve = demand("office-hours", "2022-08-03T13:30");
    CHECK(between(curve, hours(4), hours(18)) == 0);  // 17:30 to 07:30
    const double one_hour = static_cast<double>(between(curve, {}, hours(1)));
    CHECK_THAT(one_hour, WithinAbs(3733.5 * permille_hour, 0.5 * permille_hour));
    CHECK(between(curve, minutes(210), hours(10)) == 0);  // from 17:00 on
    CHECK(between(curve, minutes(209), hours(10)) > 0);
}

TEST_CASE("part of an hour has its part of the demand", "[base][demand]") {
    const auto curve = demand("always", "2022-08-03T13:17");
    CHECK(between(curve, minutes(5), minutes(8)) == 1000 * minutes(3).count());
    CHECK(curve.until(at(Duration::micros(1))) == 1000);
}

TEST_CASE("a public holiday is like a Sunday", "[base][demand]") {
    // Monday 3 October 2022.
    const auto curve = demand("office-hours", "2022-10-03T00:00");
    CHECK(between(curve, {}, hours(24)) == 0);
    CHECK(between(curve, hours(24), hours(48)) > 0);
    // Corpus Christi, Thursday 16 June 2022, is one in Cologne and none in Berlin.
    CHECK(between(demand("office-hours", "2022-06-16T00:00", "DE-NW"), {}, hours(24)) == 0);
    CHECK(between(demand("office-hours", "2022-06-16T00:00", "DE-BE"), {}, hours(24)) > 0);
}

TEST_CASE("demand follows the wall clock over its changes", "[base][demand]") {
    // Sunday 30 October 2022 has 25 hours, 27 March 23.
    CHECK(between(demand("always", "2022-10-30T00:00"), {}, hours(25)) == 25'000 * permille_hour);
    const auto autumn = demand("office-hours", "2022-10-30T00:00");
    CHECK(between(autumn, {}, hours(25 + 8)) == 0);
    CHECK(between(autumn, hours(25 + 8), hours(25 + 9)) > 0);
    const auto spring = demand("office-hours", "2022-03-27T00:00");
    CHECK(between(spring, {}, hours(23 + 8)) == 0);
    CHECK(between(spring, hours(23 + 8), hours(23 + 9)) > 0);
}

TEST_CASE("demand never falls, in whatever zone", "[base][demand]") {
    const auto* zone =
        GENERATE("Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe", "America/Sao_Paulo");
    const auto curve = demand("daytime", "2022-09-20T03:41", "", zone);
    std::int64_t last = 0;
    for (Duration t; t <= spans_of_24h(60); t += minutes(7)) {
        const std::int64_t now = curve.until(at(t));
        REQUIRE(now >= last);
        last = now;
    }
}

TEST_CASE("a clock that is put by half an hour makes one hour longer or shorter by that",
          "[base][demand]") {
    // All demand of a week in the hour from one to two on Sundays: a weight of 168,000 permille.
    std::vector<double> hourly(168, 0.0);
    hourly[6 * 24 + 1] = 1.0;
    const auto demand_from = [&](const char* start) {
        const auto made = Calendar::make(start, "Australia/Lord_Howe");
        REQUIRE(made.calendar);
        const CumulativeDemand curve(*made.calendar, DemandProfile(hourly), "XX",
                                     at(spans_of_24h(6)));
        return static_cast<double>(between(curve, {}, spans_of_24h(6))) / 168e3 / 3.6e9;
    };
    CHECK(demand_from("2023-04-01T12:00") == 1.5);  // from 02:00 back to 01:30
    CHECK(demand_from("2023-04-08T12:00") == 1.0);
    // Forward from 02:00 to 02:30: the hour from one to two is whole, that from two on is not.
    CHECK(demand_from("2023-09-30T12:00") == 1.0);
    std::fill(hourly.begin(), hourly.end(), 0.0);
    hourly[6 * 24 + 2] = 1.0;
    CHECK(demand_from("2023-09-30T12:00") == 0.5);
    // On the days after it hours begin where the clock on the wall says.
    std::fill(hourly.begin(), hourly.end(), 0.0);
    hourly[8] = 1.0;
    const auto made = Calendar::make("2023-04-01T12:00", "Australia/Lord_Howe");
    const CumulativeDemand curve(*made.calendar, DemandProfile(hourly), "XX", at(spans_of_24h(6)));
    const SimTime eight = made.calendar->at({.year = 2023, .month = 4, .day = 3, .hour = 8});
    CHECK(curve.until(eight) == 0);
    CHECK(curve.even_until(eight) == eight + hours(1));
    CHECK(curve.until(eight + minutes(29)) == 168'000 * minutes(29).count());
}

TEST_CASE("demand is even up to the next full hour of the clock", "[base][demand]") {
    const CumulativeDemand curve = demand("always", "2022-06-01T08:07");
    CHECK(curve.even_until(at({})) == at(minutes(53)));
    CHECK(curve.even_until(at(minutes(52))) == at(minutes(53)));
    CHECK(curve.even_until(at(minutes(53))) == at(minutes(113)));
    // In Kathmandu a clock that shows a full hour shows a quarter past it in Greenwich.
    const CumulativeDemand quarter = demand("always", "2022-06-01T08:30", "XX", "Asia/Kathmandu");
    CHECK(quarter.even_until(at({})) == at(minutes(30)));
}
