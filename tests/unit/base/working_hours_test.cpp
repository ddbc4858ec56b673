#include "kammerspiel/base/calendar.hpp"
#include "tests/catch.hpp"

using namespace kammerspiel;

namespace {

SimTime at(Duration since_start) { return SimTime::at(since_start); }

/// From Wednesday 3 August 2022, 13:00, in Berlin.
WorkTimeline timeline(Shift shift, const char* start = "2022-08-03T13:00",
                      const char* region = "DE-BE", Duration horizon = spans_of_24h(60)) {
    const auto made = Calendar::make(start, "Europe/Berlin");
    REQUIRE(made.calendar);
    return {*made.calendar, WorkingHours::of(shift), region, at(-spans_of_24h(7)), at(horizon)};
}

}  // namespace

TEST_CASE("work waits for the morning and for Monday", "[base][calendar]") {
    const WorkTimeline office = timeline(Shift::business_hours);
    CHECK(office.after_working(at({}), hours(2)) == at(hours(2)));
    CHECK(office.after_working(at({}), hours(4)) == at(hours(4)));
    // 17:00 is closing time: the fifth hour is Thursday's first.
    CHECK(office.after_working(at({}), hours(5)) == at(hours(20)));
    CHECK(office.after_working(at(hours(6)), hours(1)) == at(hours(20)));
    // Wednesday 13:00 and 4 + 9 + 9 hours: Friday 17:00; one more minute: Monday 08:01.
    CHECK(office.after_working(at({}), hours(22)) == at(hours(52)));
    CHECK(office.after_working(at({}), hours(22) + minutes(1)) ==
          at(spans_of_24h(5) - hours(5) + minutes(1)));
    CHECK(office.after_working(at(hours(6)), Duration::zero()) == at(hours(6)));
}

TEST_CASE("working time between two moments is the sum of the open hours", "[base][calendar]") {
    const WorkTimeline office = timeline(Shift::business_hours);
    CHECK(office.worked_between(at({}), at(spans_of_24h(7))) == hours(45));
    CHECK(office.worked_between(at(hours(4)), at(hours(19))) == Duration::zero());
    CHECK(office.worked_between(at(-hours(1)), at(hours(1))) == hours(2));
    CHECK(timeline(Shift::extended).worked_between(at({}), at(spans_of_24h(7))) == hours(78));
    CHECK(timeline(Shift::round_the_clock).worked_between(at({}), at(spans_of_24h(7))) ==
          hours(168));
}

TEST_CASE("the next working moment is now or the next opening", "[base][calendar]") {
    const WorkTimeline office = timeline(Shift::business_hours);
    CHECK(office.next_open(at({})) == at({}));
    CHECK(office.next_open(at(hours(4))) == at(hours(19)));
    CHECK(office.next_open(at(hours(52))) == at(spans_of_24h(5) - hours(5)));
}

TEST_CASE("nobody works on the state's public holidays, unless round the clock",
          "[base][calendar]") {
    // Saturday 1 to Saturday 8 October 2022; Monday the 3rd is a holiday.
    CHECK(timeline(Shift::business_hours, "2022-10-01T00:00")
              .worked_between(at({}), at(spans_of_24h(7))) == hours(36));
    // 31 October and 1 November 2022 are Monday and Tuesday.
    CHECK(timeline(Shift::business_hours, "2022-10-31T00:00", "DE-SN")
              .after_working(at({}), minutes(1)) == at(hours(32) + minutes(1)));
    CHECK(timeline(Shift::business_hours, "2022-10-31T00:00", "DE-NW")
              .worked_between(at({}), at(hours(48))) == hours(9));
    CHECK(timeline(Shift::round_the_clock, "2022-10-03T00:00")
              .worked_between(at({}), at(hours(24))) == hours(24));
}

TEST_CASE("the office opens at eight on the wall, whatever the clock did at night",
          "[base][calendar]") {
    // Friday 28 October 2022, 17:00; the clock goes back on Sunday.
    const WorkTimeline autumn = timeline(Shift::business_hours, "2022-10-28T17:00", "DE-BE");
    CHECK(autumn.next_open(at({})) == at(spans_of_24h(3) - hours(9) + hours(1)));
    const WorkTimeline spring = timeline(Shift::business_hours, "2022-03-25T17:00", "DE-BE");
    CHECK(spring.next_open(at({})) == at(spans_of_24h(3) - hours(9) - hours(1)));
}

TEST_CASE("working and being worked are inverse, also beyond the end", "[base][calendar]") {
    const WorkTimeline office =
        timeline(Shift::business_hours, "2022-08-03T13:00", "DE-BE", spans_of_24h(10));
    for (int start = -100; start < 300; start += 7) {
        for (int effort = 1; effort < 200; effort += 13) {
            const SimTime begin = at(hours(start));
            const SimTime end = office.after_working(begin, hours(effort));
            INFO(start << " h, " << effort << " h of work");
            CHECK(end >= begin);
            CHECK(office.worked_between(begin, end) == hours(effort));
        }
    }
}
