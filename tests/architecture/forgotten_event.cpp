// A pool that has forgotten one of its events. It must not compile, and the compiler must name the
// event; with COMPLETE it must, so that no other fault hides behind this one.

#include "kammerspiel/base/overloaded.hpp"
#include "sim/model/process.hpp"

using namespace kammerspiel;
using namespace kammerspiel::model;

void handle_in_pool(const Payload& payload) {
    dispatch<PoolEvent>(payload, Overloaded{
                                     [](const event::AidAsked&) {},
                                     [](const event::AidSent&) {},
#ifdef COMPLETE
                                     [](const event::AidReturns&) {},
#endif
                                 });
}
