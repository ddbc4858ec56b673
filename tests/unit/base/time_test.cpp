#include "kammerspiel/base/time.hpp"

#include "kammerspiel/base/id.hpp"
#include "tests/catch.hpp"

using namespace kammerspiel;

namespace {

using HostGroupId = Id<struct HostGroupTag>;
using ServiceId = Id<struct ServiceTag>;

static_assert(!std::is_convertible_v<std::int64_t, Duration>);
static_assert(!std::is_convertible_v<Duration, SimTime>);
static_assert(!std::is_convertible_v<SimTime, Duration>);
static_assert(!std::is_convertible_v<HostGroupId, ServiceId>);
static_assert(!std::is_convertible_v<std::uint32_t, ServiceId>);

constexpr SimTime alert = SimTime::start() + hours(30) + minutes(15);
static_assert(alert - SimTime::start() == minutes(1815));
static_assert(spans_of_24h(2) == hours(48));
static_assert(SimTime::start() - hours(1) < SimTime::start());

}  // namespace

TEST_CASE("arithmetic that leaves the range of time is a fault, not a wrong time", "[base]") {
    CHECK_THROWS_AS(Duration::longest() + Duration::micros(1), BrokenModel);
    CHECK_THROWS_AS(Duration::longest() * 2, BrokenModel);
    CHECK_THROWS_AS(-Duration::longest() - Duration::micros(2), BrokenModel);
    CHECK_THROWS_AS(SimTime::latest() + Duration::micros(1), BrokenModel);
    CHECK(SimTime::latest().since_start() == Duration::longest());
}

TEST_CASE("a span tells itself in hours and days", "[base]") {
    CHECK(minutes(90).in_hours() == 1.5);
    CHECK(hours(36).in_days() == 1.5);
    CHECK(hours(7) / hours(2) == 3);
}
