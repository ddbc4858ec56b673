#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "kammerspiel/kernel/distributed.hpp"
#include "kammerspiel/model/metrics.hpp"
#include "kammerspiel/model/plan.hpp"
#include "kammerspiel/model/run.hpp"
#include "kammerspiel/model/trace.hpp"

// One world in several parts, each in an address space of its own.

namespace kammerspiel::model {

/// What a part's processes have come to when the run is over. Parts add up to the whole in any
/// order: all sums are of whole numbers.
struct PartFigures {
    struct Organisation {
        federation::OrganisationId id;
        WorkFigures work;
        std::vector<ServiceFigures> services;  ///< its own, in order
        std::vector<DataLoss> data;            ///< of its host groups, in order
        bool operator==(const Organisation&) const = default;
    };
    /// What people of a service had of another one, which may be another part's.
    struct HadElsewhere {
        federation::ServiceId service;
        Int128 served = 0;
        bool operator==(const HadElsewhere&) const = default;
    };
    struct NodeLevel {
        federation::NeedNodeId node;
        std::int32_t level = 0;
        bool operator==(const NodeLevel&) const = default;
    };
    HostFigures hosts;
    std::vector<ObligationFigures> obligations;  ///< as in Scenario::obligations
    std::optional<SimTime> first_alert;
    std::vector<Organisation> organisations;  ///< to which something happened
    std::vector<HadElsewhere> had_elsewhere;
    bool is_any_down = false;
    std::vector<NodeLevel> below_full;
    std::uint64_t events = 0;
    std::vector<std::uint64_t> events_of_kind;  ///< empty unless counted
    bool operator==(const PartFigures&) const = default;
};

/// How a world is cut; the same for all parts.
struct Cut {
    std::vector<std::uint16_t> part_of;  ///< by organisation
    std::uint16_t shared =
        0;  ///< the part of those who decide for many, the attacker's people, pools
    std::uint32_t redrawn = 0;  ///< see worlds_redrawn
};

/// How many worlds are drawn anew until one agrees with what is known at the start: the same for
/// all parts, found by one of them, which then has all organisations in memory.
[[nodiscard]] std::uint32_t worlds_redrawn(const Plan& plan, const RunOptions& options);

/// One part of a world. All parts are made with the same options and cut, and run at the same time.
/// State, pending events and trace of a process are in its own part only.
class WorldPart {
   public:
    /// Plan and exchange outlive this.
    WorldPart(const Plan& plan, const RunOptions& options, const Cut& cut,
              kernel::Exchange& exchange);
    /// With a plan of its own, that has what runs read, and not the organisations as they were
    /// written: of a large federation's memory that is most.
    WorldPart(scenario::Scenario scenario, const RunOptions& options, const Cut& cut,
              kernel::Exchange& exchange);
    ~WorldPart();
    WorldPart(const WorldPart&) = delete;
    WorldPart& operator=(const WorldPart&) = delete;

    /// To the horizon, or until somebody asks any part to stop. See kernel::Distributed::run.
    void run();
    /// Whether the run came to its horizon. Precondition for the rest: `run` has returned.
    [[nodiscard]] bool is_complete() const;
    /// When the books close: the same at all parts.
    [[nodiscard]] SimTime end() const;
    /// Messages to other parts.
    [[nodiscard]] std::uint64_t letters_sent() const;
    /// The next records of what this part has written, in the total order, at most so many; empty
    /// when there are no more.
    [[nodiscard]] std::vector<TraceRecord> next_records(std::size_t most);
    /// Closes the books, so it is called once.
    [[nodiscard]] PartFigures close();

   private:
    struct State;
    std::unique_ptr<State> state_;
};

/// The whole, but for its trace.
[[nodiscard]] RunResult joined(const Plan& plan, std::span<PartFigures> parts, SimTime end,
                               std::uint32_t redrawn, bool is_complete);

}  // namespace kammerspiel::model
