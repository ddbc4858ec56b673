#include "catch.hpp"
#include "sim/model/context.hpp"

// Who can be told what. That each event has a handler is seen when the program is compiled; see
// tests/architecture/forgotten_event.cpp.

namespace kammerspiel {
namespace {

using namespace model;

template <class To, class Event>
concept CanBeTold = requires(Context& in, To to, const Event& event) {
    in.tell(to, Priority::knowledge, event);
};

template <class Events, class Event>
concept CanBeDoneLater = requires(ProcessContext<Events>& in, const Event& event) {
    in.later(SimTime::start(), Priority::knowledge, event);
};

TEST_CASE("an event can be sent only to a process that handles it", "[model][process]") {
    STATIC_REQUIRE(CanBeTold<OrganisationAddress, event::Order>);
    STATIC_REQUIRE(CanBeTold<DeciderAddress, event::Report>);
    STATIC_REQUIRE(CanBeTold<OperationAddress, event::Noticed>);
    STATIC_REQUIRE(CanBeTold<PoolAddress, event::AidAsked>);
    STATIC_REQUIRE_FALSE(CanBeTold<OrganisationAddress, event::Report>);
    STATIC_REQUIRE_FALSE(CanBeTold<DeciderAddress, event::Order>);
    STATIC_REQUIRE_FALSE(CanBeTold<PoolAddress, event::Order>);
    STATIC_REQUIRE_FALSE(CanBeTold<OperationAddress, event::AidAsked>);
}

TEST_CASE("a process leaves for later only what it handles itself", "[model][process]") {
    STATIC_REQUIRE(CanBeDoneLater<OrganisationEvent, event::Settle>);
    STATIC_REQUIRE(CanBeDoneLater<DeciderEvent, event::Evaluate>);
    STATIC_REQUIRE_FALSE(CanBeDoneLater<OrganisationEvent, event::Evaluate>);
    STATIC_REQUIRE_FALSE(CanBeDoneLater<OperationEvent, event::Settle>);
}

TEST_CASE("an event that went astray stops the run", "[model][process]") {
    const Payload astray = event::Noticed{7};
    CHECK_THROWS_AS(dispatch<PoolEvent>(astray, [](const auto&) {}), BrokenModel);
    bool handled = false;
    dispatch<OperationEvent>(astray, [&](const auto&) { handled = true; });
    CHECK(handled);
    CHECK(is_one_of<OperationEvent>(astray));
    CHECK_FALSE(is_one_of<DeciderEvent>(astray));
}

}  // namespace
}  // namespace kammerspiel
