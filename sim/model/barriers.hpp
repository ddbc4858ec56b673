#pragma once

#include "sim/model/operation.hpp"

// What the attacker's hands have found closed, and leave alone for a while.

namespace kammerspiel::model {

/// What is known of barriers at present, laid out to be asked of every attempt there could be.
class Barriers {
   public:
    explicit Barriers(const OperationContext& operation);

    [[nodiscard]] bool any() const { return any_; }
    /// Whether it is known to lead nowhere, whichever host of `from` it starts at.
    [[nodiscard]] bool close(std::uint32_t route, federation::HostGroupId from,
                             federation::HostGroupId to) const;
    /// Whether nothing can be begun from this host.
    [[nodiscard]] bool stop(HostRef source) const;

   private:
    struct Crossing {
        std::size_t route, here, there;
        bool operator==(const Crossing&) const = default;
    };
    const OperationContext* operation_;
    bool any_ = false;
    std::vector<HostRef> source_;
    std::vector<Crossing> crossing_;
    std::vector<bool> way_in_;     ///< by organisation; empty: none
    std::vector<bool> technique_;  ///< by route and organisation
    std::vector<bool> target_;     ///< by route and host group

    [[nodiscard]] std::size_t organisations() const {
        return operation_->plan.federation.organisations.size();
    }
    [[nodiscard]] std::size_t groups() const {
        return operation_->plan.federation.host_groups.size();
    }
    static void mark(std::vector<bool>& marks, std::size_t size, std::size_t at) {
        if (marks.empty()) marks.assign(size, false);
        marks[at] = true;
    }

    void note(const OperationState::SetAside& aside);
};

/// An attempt met a barrier: what would meet the same one is left alone, for a week at first (a
/// quarter of an hour where it was one host of several), each further time twice as long. Where
/// nothing else leads to a goal, what was left alone longest is tried after a while, the longer the
/// more often that was in vain.
void set_aside(OperationContext& operation, Barrier barrier, const OperationState::Intent& what);

/// An attempt met none: what was known of barriers on its way is out of date.
void came_through(OperationContext& operation, const OperationState::Intent& what);

/// What was set aside may be tried again.
void try_what_was_set_aside(OperationContext& operation);

/// What has been left alone for the longest time is not any more. Precondition: something is.
void reopen_oldest(OperationContext& operation);

}  // namespace kammerspiel::model
