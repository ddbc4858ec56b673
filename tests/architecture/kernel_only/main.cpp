#include "kammerspiel/base.hpp"
#include "kammerspiel/kernel.hpp"
#include "kammerspiel/version.hpp"

using namespace kammerspiel;

/// One event after the other, ten in all.
struct Counter {
    struct Event {};
    int left = 10;
    [[nodiscard]] std::size_t processes() const { return 1; }
    void handle(const kernel::EventKey& key, const Event& event, kernel::Outbox<Event>& out) {
        if (--left > 0) out.schedule(key.at() + seconds(1), 0, event);
    }
};

int main() {
    kernel::Sequential<Counter> run(Counter{}, seconds(1));
    run.schedule(kernel::ProcessId{0}, SimTime::start(), 0, {});
    const bool ran = run.run() == kernel::Stopped::quiet && run.progress().events == 10;
    // What was found, what is compiled against and what is linked are of one version.
    const bool agrees =
        program_version == KAMMERSPIEL_VERSION_STRING && program_version == FOUND_VERSION;
    return ran && agrees ? 0 : 1;
}
