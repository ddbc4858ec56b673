// A model that has forgotten to handle its events. It must not compile, and the compiler must say
// in a sentence what is missing; with COMPLETE it must, so that no other fault hides behind this
// one.

#include "kammerspiel/kernel/parallel.hpp"
#include "kammerspiel/kernel/sequential.hpp"

using namespace kammerspiel;

struct Model {
    struct Event {};
    [[nodiscard]] std::size_t processes() const { return 1; }
#ifdef COMPLETE
    void handle(const kernel::EventKey&, const Event&, kernel::Outbox<Event>&) {}
#endif
};

void begin() {
    kernel::Sequential<Model> alone(Model{}, seconds(1));
    alone.run();
#ifdef COMPLETE
    kernel::Parallel<Model> together(Model{}, seconds(1));
    together.run();
#endif
}
