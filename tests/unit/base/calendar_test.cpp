#include "kammerspiel/base/calendar.hpp"

#include "kammerspiel/base/text.hpp"

#include "tests/catch.hpp"

using namespace kammerspiel;

namespace {

Calendar berlin(const char* start) {
    const auto made = Calendar::make(start, "Europe/Berlin");
    REQUIRE(made.calendar);
    return *made.calendar;
}

SimTime at(Duration since_start) { return SimTime::at(since_start); }

}  // namespace

TEST_CASE("simulated time 0 is the start's wall-clock moment", "[base][calendar]") {
    const Calendar calendar = berlin("2022-08-03T13:00");
    const LocalTime start{.year = 2022, .month = 8, .day = 3, .weekday = 3, .hour = 13};
    CHECK(calendar.local(SimTime::start()) == start);
    CHECK(calendar.at(start) == SimTime::start());
    CHECK(calendar.iso(SimTime::start()) == "2022-08-03T13:00:00+02:00");
    CHECK(calendar.iso(at(-spans_of_24h(1))) == "2022-08-02T13:00:00+02:00");
    CHECK(calendar.iso(at(spans_of_24h(150))) == "2022-12-31T12:00:00+01:00");
}

TEST_CASE("an hour is missing in spring and there twice in autumn", "[base][calendar]") {
    const Calendar spring = berlin("2022-03-27T01:59:59");
    CHECK(spring.iso(at(seconds(1))) == "2022-03-27T03:00:00+02:00");
    CHECK(spring.iso(at(-seconds(1))) == "2022-03-27T01:59:58+01:00");
    // 02:30 did not exist; it stands for the end of the gap.
    CHECK(spring.at({.year = 2022, .month = 3, .day = 27, .hour = 2, .minute = 30}) ==
          at(seconds(1)));

    const Calendar autumn = berlin("2022-10-30T00:00");
    CHECK(autumn.iso(at(minutes(150))) == "2022-10-30T02:30:00+02:00");
    CHECK(autumn.iso(at(minutes(210))) == "2022-10-30T02:30:00+01:00");
    // Of two moments that the clock shows alike the first is meant.
    CHECK(autumn.at({.year = 2022, .month = 10, .day = 30, .hour = 2, .minute = 30}) ==
          at(minutes(150)));
}

TEST_CASE("days have 23, 24 or 25 hours", "[base][calendar]") {
    const auto length = [](const char* midnight) {
        const Calendar calendar = berlin(midnight);
        return calendar.next_midnight(calendar.local(SimTime::start())) - SimTime::start();
    };
    CHECK(length("2022-03-27T00:00") == hours(23));
    CHECK(length("2022-08-03T00:00") == hours(24));
    CHECK(length("2022-10-30T00:00") == hours(25));
    CHECK(length("2024-02-28T00:00") == hours(24));
    const Calendar leap = berlin("2024-02-28T00:00");
    CHECK(leap.local(at(hours(24))).day == 29);
}

TEST_CASE("zones with half hours and south of the equator work too", "[base][calendar]") {
    const auto india = Calendar::make("2022-08-03T13:00", "Asia/Kolkata");
    REQUIRE(india.calendar);
    CHECK(india.calendar->iso(SimTime::start()) == "2022-08-03T13:00:00+05:30");
    const auto new_york = Calendar::make("2022-12-01T00:00", "America/New_York");
    REQUIRE(new_york.calendar);
    CHECK(new_york.calendar->iso(SimTime::start()) == "2022-12-01T00:00:00-05:00");
}

TEST_CASE("a moment or a zone that does not exist is told, not thrown", "[base][calendar]") {
    const auto zone = Calendar::make("2022-08-03T13:00", "Europe/Berlim");
    CHECK_FALSE(zone.calendar);
    CHECK(zone.zone_is_at_fault);
    CHECK_THAT(Text(Language::en)(zone.fault), ContainsSubstring("Europe/Berlim"));

    const auto* moment =
        GENERATE("", "2022-02-29T13:00", "2022-08-03", "2022-08-03 13:00", "2022-08-03T24:00",
                 "2022-08-03T13:60", "2022-13-01T00:00", "2022-00-01T00:00", "2022-08-32T00:00",
                 "22-08-03T13:00", "2022-08-03T13:00:61", "2022-08-03T13:00Z", "+022-08-03T13:00");
    INFO(moment);
    const auto made = Calendar::make(moment, "Europe/Berlin");
    CHECK_FALSE(made.calendar);
    CHECK_FALSE(made.zone_is_at_fault);
    CHECK_FALSE(Calendar::parse(moment));
}

TEST_CASE("seconds may be written", "[base][calendar]") {
    const auto parsed = Calendar::parse("2024-02-29T23:59:58");
    REQUIRE(parsed);
    CHECK(*parsed == LocalTime{.year = 2024,
                               .month = 2,
                               .day = 29,
                               .weekday = 4,
                               .hour = 23,
                               .minute = 59,
                               .second = 58});
}
