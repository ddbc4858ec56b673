#pragma once

#include <cstdint>
#include <type_traits>

#include "kammerspiel/federation/need_level.hpp"
#include "kammerspiel/federation/start.hpp"
#include "sim/model/context.hpp"
#include "sim/model/prospects.hpp"

// What the needs of an organisation's nodes give, from the levels that hold now.

namespace kammerspiel::model {

using federation::Moment;

/// Whether the grace of a need stands in for it now.
[[nodiscard]] inline bool has_grace_left(const OrganisationContext& org,
                                         const federation::NeedNode& node) {
    if (!node.grace_slot) return false;
    const GraceState& grace = org.state.grace[*node.grace_slot];
    const bool was_used_up = grace.left <= Duration::zero();
    const bool is_used_up = grace.phase == GraceState::Phase::exhausted ||
                            (grace.phase == GraceState::Phase::recharging && was_used_up);
    return !is_used_up;
}

/// What needs are made of in one organisation, at one moment: all lanes of the levels, or as a
/// plain number what is there in fact.
template <class Level>
class NeedState {
   public:
    NeedState(const OrganisationContext& org, Moment moment) : org_(org), moment_(moment) {}

    [[nodiscard]] decltype(auto) level(federation::NodeIndex node) const {
        if constexpr (std::is_same_v<Level, federation::Levels>) {
            return (org_.state.levels[node.index()]);  // by reference
        } else {
            return org_.state.levels[node.index()].actual();
        }
    }

    [[nodiscard]] bool counts(const federation::NeedNode& node) const {
        return federation::counts_at(moment_, node.counts);
    }

    [[nodiscard]] bool may_be_missing(const federation::NeedNode& node) const {
        return federation::is_excused_at(moment_, node.counts) &&
               federation::is_on_its_way(
                   node,
                   [&](federation::NodeIndex part) { return federation::actual(level(part)) > 0; },
                   [&](federation::NodeIndex part) { return comes_up(org_, part); });
    }

    [[nodiscard]] bool is_bridged(const federation::NeedNode& node) const {
        return has_grace_left(org_, node);
    }

   private:
    const OrganisationContext& org_;
    Moment moment_;
};

/// Evaluates a compiled need lane by lane.
class Evaluation {
   public:
    Evaluation(const OrganisationContext& org, Moment moment)
        : standing_(org, moment), level_(org.plan.federation, standing_) {}
    Evaluation(const Evaluation&) = delete;
    Evaluation& operator=(const Evaluation&) = delete;

    [[nodiscard]] federation::Levels of(federation::NeedRange range) const {
        return level_.of(range);
    }

   private:
    NeedState<federation::Levels> standing_;
    federation::NeedLevel<federation::Levels, NeedState<federation::Levels>> level_;
};

/// Whether a compiled need gives anything in fact. Lanes never cross, so that one lane is enough,
/// at a fraction of the time.
[[nodiscard]] inline bool gives_something(const OrganisationContext& org, Moment moment,
                                          federation::NeedRange range) {
    const NeedState<std::int32_t> standing(org, moment);
    return federation::NeedLevel<std::int32_t, NeedState<std::int32_t>>(org.plan.federation,
                                                                        standing)
               .of(range) > 0;
}

/// What a reference gives in fact, before its grace is taken into account.
[[nodiscard]] inline std::int32_t gives_without_grace(const OrganisationContext& org, Moment moment,
                                                      std::span<const federation::NeedNode> nodes) {
    const NeedState<std::int32_t> standing(org, moment);
    return federation::NeedLevel<std::int32_t, NeedState<std::int32_t>>(org.plan.federation,
                                                                        standing)
        .bare(nodes);
}

[[nodiscard]] inline federation::NeedRange needs_of(const OrganisationContext& org,
                                                    federation::NodeIndex node) {
    return org.plan.federation.needs_of(org.id, node);
}

}  // namespace kammerspiel::model
