#pragma once

#include <vector>

#include "kammerspiel/kernel/outbox.hpp"
#include "kammerspiel/model/part.hpp"
#include "kammerspiel/model/run.hpp"
#include "sim/model/context.hpp"
#include "sim/model/residents.hpp"

namespace kammerspiel::model {

/// The model as the kernel sees it: processes with state, and a handler that touches only the
/// state of the event's target. A value: a copy is a snapshot.
class WorldState {
   public:
    using Event = model::Event;

    /// `residents`: of one part of a world, the processes whose state is here.
    explicit WorldState(const Setup& setup, ResidentsOf residents = nullptr);

    /// Everything as it is before the first event: all hosts clean and on, all services up. With
    /// the plan of the run before it, only what that run has touched is put back.
    void reset(const Setup& setup);

    [[nodiscard]] std::size_t processes() const { return setup_.plan->processes(); }
    void handle(const kernel::EventKey& key, const Event& event, kernel::Outbox<Event>& out);

    [[nodiscard]] const Setup& setup() const { return setup_; }

    /// Figures and trace at the end of a run. Closes the books, so it is called once.
    [[nodiscard]] PartFigures close(SimTime end);
    [[nodiscard]] std::vector<TraceRecord> take_trace();
    /// What each process has written.
    [[nodiscard]] std::vector<std::vector<TraceRecord>> take_logs();

    /// At the start: users have noticed destroyed hosts of which nothing is known then. Where
    /// nothing is said to be known, nothing is contradicted.
    [[nodiscard]] bool contradicts_the_start() const;

    [[nodiscard]] const OrganisationState& organisation(federation::OrganisationId id) const {
        return organisations_[place(id.index())];
    }

   private:
    Setup setup_;
    ResidentsOf residents_;
    std::uint64_t serial_ = 0;  ///< of the plan that the state is laid out for; 0: of none
    std::vector<OrganisationState> organisations_;  ///< those that are here, as all below
    DeciderState crisis_team_;
    std::vector<DeciderState> region_teams_;
    std::vector<DeciderState> own_teams_;  ///< of organisations
    OperationState operation_;
    std::vector<PoolState> pools_;
    std::vector<ProcessLog> logs_;  ///< of processes

    /// Where the state of a process stands among those of its kind that are here.
    [[nodiscard]] std::size_t place(std::size_t process) const {
        return residents_ == nullptr ? process : residents_->place[process];
    }
    [[nodiscard]] bool is_here(kernel::ProcessId process) const {
        return residents_ == nullptr || residents_->place[process.index()] != Residents::elsewhere;
    }
    /// The organisation whose state stands at this place.
    [[nodiscard]] federation::OrganisationId organisation_at(std::size_t place) const {
        return federation::OrganisationId{residents_ == nullptr ? place : residents_->here[place]};
    }

    void reset_deciders();
    void reset_shared();
    void close_organisation(PartFigures& part, std::size_t place, SimTime end);
    void count_events(PartFigures& part) const;
    [[nodiscard]] DeciderState& state_of(Subject who);
    void handle_in_organisation(const Context& context, federation::OrganisationId id,
                                const Payload& payload);
    void handle_in_decider(const Context& context, Subject who, const Payload& payload);
    void handle_in_operation(const Context& context, const Payload& payload);
    void handle_in_pool(const Context& context, std::uint32_t pool, const Payload& payload);
};

}  // namespace kammerspiel::model
