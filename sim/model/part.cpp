#include "kammerspiel/model/part.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "kammerspiel/kernel/merge.hpp"
#include "sim/model/agreeing.hpp"
#include "sim/model/black_start.hpp"
#include "sim/model/carry_out.hpp"
#include "sim/model/part_sums.hpp"
#include "sim/model/plan_builder.hpp"

namespace kammerspiel::model {

namespace {

/// The name of a type as the compiler tells it, without where it is declared.
template <class Type>
constexpr std::string_view kind_word() {
    std::string_view name = __PRETTY_FUNCTION__;
    name = name.substr(name.find("Type = ") + 7);
    name = name.substr(0, name.find_first_of(";]"));
    return name.substr(name.rfind(':') + 1);
}

template <class... Events>
constexpr std::array<std::string_view, sizeof...(Events)> kinds_in(const std::variant<Events...>*) {
    return {kind_word<Events>()...};
}

std::vector<EventCount> counted(std::span<const PartFigures> parts) {
    std::vector<EventCount> all;
    const auto names = kinds_in(static_cast<const Payload*>(nullptr));
    for (std::size_t kind = 0; kind < names.size(); ++kind) {
        std::uint64_t count = 0;
        for (const PartFigures& part : parts) {
            count += part.events_of_kind.empty() ? 0 : part.events_of_kind[kind];
        }
        if (count > 0) all.push_back({std::string(names[kind]), count});
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& a, const auto& b) { return a.count > b.count; });
    return all;
}

void put(Metrics& metrics, const PlanData& plan, PartFigures::Organisation& figures) {
    const auto& info = plan.federation.of(figures.id);
    metrics.work[figures.id.index()] = figures.work;
    for (std::uint32_t s = 0; s < info.services.count; ++s) {
        metrics.services[info.services[s].index()] = std::move(figures.services[s]);
    }
    for (std::uint32_t g = 0; g < info.host_groups.count; ++g) {
        metrics.data[info.host_groups[g].index()] = figures.data[g];
    }
}

Metrics metrics_of(const PlanData& plan, std::span<PartFigures> parts) {
    Metrics metrics;
    metrics.services.resize(plan.federation.services.size());
    metrics.data.resize(plan.federation.host_groups.size());
    metrics.work.resize(plan.federation.organisations.size());
    metrics.obligations.resize(plan.scenario.obligations.size());
    for (PartFigures& part : parts) {
        add(metrics.hosts, part.hosts);
        for (std::size_t i = 0; i < part.obligations.size(); ++i) {
            add(metrics.obligations[i], part.obligations[i]);
        }
        metrics.first_alert = earlier(metrics.first_alert, part.first_alert);
        for (auto& organisation : part.organisations) put(metrics, plan, organisation);
    }
    // Those who had it elsewhere may belong to any part.
    for (const PartFigures& part : parts) {
        for (const auto& [service, served] : part.had_elsewhere) {
            metrics.services[service.index()].served_elsewhere += served;
        }
    }
    metrics.cannot_start = start_circles(plan, parts);
    return metrics;
}

}  // namespace

RunResult joined(const Plan& plan, std::span<PartFigures> parts, SimTime end, std::uint32_t redrawn,
                 bool is_complete) {
    return joined(plan.data(), parts, end, redrawn, is_complete);
}

RunResult joined(const PlanData& plan, std::span<PartFigures> parts, SimTime end,
                 std::uint32_t redrawn, bool is_complete) {
    RunResult result;
    result.metrics = metrics_of(plan, parts);
    result.metrics.end = end;
    result.metrics.redrawn = redrawn;
    for (const PartFigures& part : parts) result.events += part.events;
    result.events_by_kind = counted(parts);
    result.complete = is_complete;
    return result;
}

std::uint32_t worlds_redrawn(const Plan& plan, const RunOptions& options) {
    return agreeing(setup_of(plan.data(), options), options.stop).redrawn;
}

struct WorldPart::State {
    /// Read from the logs where they are: one trace more would be as large again.
    struct Trace {
        static kernel::EventKey key_of(const TraceRecord& record) { return record.key; }

        explicit Trace(std::vector<std::vector<TraceRecord>> written)
            : logs(std::move(written)), reader(logs, &key_of) {}
        std::vector<std::vector<TraceRecord>> logs;
        kernel::MergeReader<TraceRecord, decltype(&key_of)> reader;
    };

    std::unique_ptr<const PlanData> own_plan;
    const PlanData& plan;
    std::stop_token stop;
    kernel::Distributed<WorldState> kernel;
    bool is_complete = false;
    std::optional<Trace> trace = {};  ///< once somebody reads it
};

namespace {

kernel::Ownership ownership_of(const PlanData& plan, const Cut& cut) {
    ensure(cut.part_of.size() == plan.federation.organisations.size(),
           "a cut tells of {} organisations, of {}", cut.part_of.size(),
           plan.federation.organisations.size());
    kernel::Ownership ownership(cut.part_of.begin(), cut.part_of.end());
    ownership.resize(plan.processes(), cut.shared);
    return ownership;
}

kernel::Distributed<WorldState> kernel_of(const PlanData& plan, const RunOptions& options,
                                          const Cut& cut, kernel::Exchange& exchange) {
    Setup setup = setup_of(plan, options);
    while (setup.redrawn < cut.redrawn) redraw(setup);
    auto ownership = std::make_shared<const kernel::Ownership>(ownership_of(plan, cut));
    auto residents = std::make_shared<const Residents>(*ownership, exchange.part(),
                                                       plan.federation.organisations.size());
    kernel::Distributed<WorldState> kernel(WorldState(setup, std::move(residents)), plan.latency,
                                           std::move(ownership), exchange,
                                           {.threads = options.threads});
    schedule_initial_events(kernel);
    return kernel;
}

}  // namespace

WorldPart::WorldPart(const Plan& plan, const RunOptions& options, const Cut& cut,
                     kernel::Exchange& exchange)
    : state_(std::make_unique<State>(State{nullptr, plan.data(), options.stop,
                                           kernel_of(plan.data(), options, cut, exchange)})) {}

WorldPart::WorldPart(scenario::Scenario scenario, const RunOptions& options, const Cut& cut,
                     kernel::Exchange& exchange) {
    auto plan = build_plan(std::move(scenario), Keeps::what_runs_read);
    const PlanData& data = *plan;
    state_ = std::make_unique<State>(
        State{std::move(plan), data, options.stop, kernel_of(data, options, cut, exchange)});
}
WorldPart::~WorldPart() = default;

void WorldPart::run() {
    state_->is_complete = run_until(state_->kernel, state_->plan.horizon, state_->stop);
}
bool WorldPart::is_complete() const { return state_->is_complete; }
SimTime WorldPart::end() const {
    return end_of_books(state_->kernel.progress(), state_->plan, state_->is_complete);
}
std::uint64_t WorldPart::letters_sent() const { return state_->kernel.letters_sent(); }

std::vector<TraceRecord> WorldPart::next_records(std::size_t most) {
    if (!state_->trace) state_->trace.emplace(state_->kernel.model().take_logs());
    std::vector<TraceRecord> records;
    state_->trace->reader.read(records, most);
    return records;
}

PartFigures WorldPart::close() {
    PartFigures part = state_->kernel.model().close(end());
    part.events = state_->kernel.progress().events;
    return part;
}

}  // namespace kammerspiel::model
