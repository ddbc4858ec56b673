#include <map>
#include <string>

#include "kammerspiel/base/calendar.hpp"
#include "kammerspiel/base/holidays.hpp"
#include "tests/catch.hpp"

using namespace kammerspiel;

namespace {

int holidays_in(int year, const std::string& region) {
    constexpr unsigned days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int count = 0;
    for (unsigned month = 1; month <= 12; ++month) {
        for (unsigned day = 1; day <= days[month - 1]; ++day) {
            if (is_public_holiday(year, month, day, region)) ++count;
        }
    }
    return count;
}

}  // namespace

TEST_CASE("every state has its number of public holidays in 2022", "[base][calendar]") {
    // With Assumption in Bavaria, without Brandenburg's two Sundays.
    const std::map<std::string, int> expected{
        {"DE-BW", 12}, {"DE-BY", 13}, {"DE-BE", 10}, {"DE-BB", 10}, {"DE-HB", 10}, {"DE-HH", 10},
        {"DE-HE", 10}, {"DE-MV", 10}, {"DE-NI", 10}, {"DE-NW", 11}, {"DE-RP", 11}, {"DE-SL", 12},
        {"DE-SN", 11}, {"DE-ST", 11}, {"DE-SH", 10}, {"DE-TH", 11}};
    for (const auto& [state, count] : expected) {
        INFO(state);
        CHECK(holidays_in(2022, state) == count);
    }
    CHECK(holidays_in(2023, "DE-MV") == 11);
}

TEST_CASE("holidays move with Easter", "[base][calendar]") {
    // Easter Mondays, from the earliest and latest possible Easters to recent years.
    CHECK(is_public_holiday(1818, 3, 23, "DE-BE"));
    CHECK(is_public_holiday(2038, 4, 26, "DE-BE"));
    CHECK(is_public_holiday(2022, 4, 18, "DE-BE"));
    CHECK(is_public_holiday(2024, 4, 1, "DE-BE"));
    CHECK(is_public_holiday(2022, 4, 15, "DE-HH"));  // Good Friday
    CHECK(is_public_holiday(2022, 5, 26, "DE-HH"));  // Ascension
    CHECK(is_public_holiday(2022, 6, 6, "DE-HH"));   // Whit Monday
    CHECK_FALSE(is_public_holiday(2022, 4, 14, "DE-HH"));
}

TEST_CASE("holidays differ from state to state", "[base][calendar]") {
    CHECK(is_public_holiday(2022, 6, 16, "DE-NW"));  // Corpus Christi
    CHECK_FALSE(is_public_holiday(2022, 6, 16, "DE-BE"));
    CHECK(is_public_holiday(2022, 11, 16, "DE-SN"));  // Repentance
    CHECK(is_public_holiday(2023, 11, 22, "DE-SN"));
    CHECK_FALSE(is_public_holiday(2022, 11, 16, "DE-ST"));
    CHECK(is_public_holiday(2022, 9, 20, "DE-TH"));
    CHECK(is_public_holiday(2022, 8, 15, "DE-SL"));
    CHECK(is_public_holiday(2022, 8, 15, "DE-BY"));
    CHECK_FALSE(is_public_holiday(2022, 8, 15, "DE-BW"));
}

TEST_CASE("a holiday may be one of a part of a state", "[base][calendar]") {
    const auto is_assumption = [](std::string_view city) {
        return is_public_holiday(2025, 8, 15, holiday_region("DE-BY", city));
    };
    for (const char* city : {"München", "Regensburg", "Passau", "Würzburg", "Aschaffenburg", ""}) {
        INFO(city);
        CHECK(is_assumption(city));
    }
    for (const char* city : {"Nürnberg", "Bayreuth", "Coburg"}) {
        INFO(city);
        CHECK_FALSE(is_assumption(city));
        CHECK(is_public_holiday(2025, 11, 1, holiday_region("DE-BY", city)));
    }
    CHECK(is_public_holiday(2025, 8, 8, holiday_region("DE-BY", "Augsburg")));
    CHECK(is_assumption("Augsburg"));
    CHECK_FALSE(is_public_holiday(2025, 8, 8, "DE-BY"));
    CHECK(holiday_region("DE-NW", "Nürnberg") == "DE-NW");
}

TEST_CASE("a holiday may be one of a single year", "[base][calendar]") {
    CHECK(is_public_holiday(2025, 5, 8, "DE-BE"));
    CHECK_FALSE(is_public_holiday(2024, 5, 8, "DE-BE"));
    CHECK_FALSE(is_public_holiday(2026, 5, 8, "DE-BE"));
    CHECK_FALSE(is_public_holiday(2025, 5, 8, "DE-BB"));
    CHECK(holidays_in(2025, "DE-BE") == holidays_in(2024, "DE-BE") + 1);
}

TEST_CASE("regions that are not known have no public holidays", "[base][calendar]") {
    CHECK(holidays_in(2022, "AT-9") == 0);
    CHECK(holidays_in(2022, "") == 0);
    CHECK(holidays_in(2022, "DE") == 9);
    CHECK_FALSE(knows_holidays("AT-9"));
    CHECK(knows_holidays("DE-BY"));
}
