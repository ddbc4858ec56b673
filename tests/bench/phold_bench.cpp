#include <fmt/format.h>

#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/kernel/parallel.hpp"
#include "kammerspiel/kernel/sequential.hpp"
#include "tests/bench/benchmarks.hpp"
#include "tests/bench/measure.hpp"
#include "tests/bench/phold.hpp"

namespace kammerspiel::bench {
namespace {

using kernel::Parallel;
using kernel::ParallelOptions;
using kernel::Sequential;

/// An executive that runs PHOLD on and on.
template <class Kernel>
class Runner {
   public:
    template <class... Options>
    explicit Runner(const Phold& phold, Options... options)
        : kernel_(PholdModel{phold}, phold.shortest(), options...) {
        seed_phold(phold, [this](kernel::ProcessId p, SimTime at) {
            kernel_.schedule(p, at, 0, PholdEvent{});
        });
    }
    std::uint64_t run(SimTime horizon) {
        const std::uint64_t before = kernel_.progress().events;
        kernel_.run({.horizon = horizon});
        return kernel_.progress().events - before;
    }
    [[nodiscard]] const auto& handled() const { return kernel_.model().handled(); }

   private:
    Kernel kernel_;
};
using InSequence = Runner<Sequential<PholdModel>>;
using InParallel = Runner<Parallel<PholdModel>>;

struct Workload {
    Phold phold;
    Duration round;  ///< of simulated time
    std::size_t rounds = 0;
    std::string name;
};

/// Rates in events a second over the same spans of simulated time.
template <class First, class Second>
Compared compare(const Workload& workload, First first, Second second) {
    const auto rate = [&](auto& runner, SimTime& until) {
        until = until + workload.round;
        std::uint64_t events = 0;
        const double took = seconds_of([&] { events = runner.run(until); });
        return static_cast<double>(events) / took;
    };
    SimTime first_until = SimTime::start();
    SimTime second_until = SimTime::start();
    const Compared compared = interleaved(
        workload.rounds, [&] { return rate(first, first_until); },
        [&] { return rate(second, second_until); });
    ensure(first.handled() == second.handled(), "{}: the two did not handle the same events",
           workload.name);
    return compared;
}

/// All the memory of a run, the model's included, for each event that is pending.
template <class Kernel, class... Options>
double bytes_per_event(const Workload& workload, Options... options) {
    const PeakMemory peak;
    Kernel kernel(workload.phold, options...);
    kernel.run(SimTime::start() + workload.round);
    return peak.bytes() / (workload.phold.processes * workload.phold.events_each);
}

void measure(const Workload& workload, Table& table) {
    const bool large = workload.phold.processes > 10'000;
    const auto row = [&](std::string figure, double value, std::string unit,
                         std::optional<Target> target = {}) {
        table.add({workload.name, std::move(figure), value, std::move(unit), target});
    };
    const Phold& phold = workload.phold;
    const double bytes = bytes_per_event<InSequence>(workload);
    const double shared = bytes_per_event<InParallel>(workload, ParallelOptions{.threads = 2});

    const Compared sequential = compare(workload, PholdReference(phold), InSequence(phold));
    row("reference loop", sequential.first / 1e6, "M events/s");
    row("sequential", sequential.second / 1e6, "M events/s");
    row("sequential / reference", sequential.ratio, "x", at_least(large ? 3.5 : 1.8));
    for (const unsigned threads : {1U, 2U}) {
        const Compared parallel = compare(workload, InSequence(phold),
                                          InParallel(phold, ParallelOptions{.threads = threads}));
        row(fmt::format("parallel, {} thread{}", threads, threads == 1 ? "" : "s"),
            parallel.second / 1e6, "M events/s");
        std::optional<Target> target;
        if (threads == 1) target = at_least(0.85);
        if (threads == 2 && large) target = at_least(1.6);
        row(fmt::format("parallel, {} / sequential", threads), parallel.ratio, "x", target);
    }
    row("memory, sequential", bytes, "B/pending event");
    row("memory, 2 threads", shared, "B/pending event");
}

}  // namespace

void add_phold_benchmarks(Table& table, Size size) {
    const bool full = size == Size::full;
    for (const std::uint32_t processes : {1024U, 65'536U}) {
        for (const double remote : {0.1, 0.25, 1.0}) {
            // Some two million events a round; a tenth of a second, or more.
            const Duration round = processes > 10'000 ? seconds(2) : seconds(100);
            Workload workload{
                .phold = {.processes = full ? processes : processes / 64, .remote = remote},
                .round = full ? round : seconds(1),
                .rounds = full ? std::size_t{7} : std::size_t{1},
                .name = fmt::format("PHOLD {} processes, remote {}",
                                    full ? processes : processes / 64, remote)};
            add_benchmark(fmt::format("phold/{}/{}", processes, remote),
                          [workload, &table] { measure(workload, table); });
        }
    }
}

}  // namespace kammerspiel::bench
