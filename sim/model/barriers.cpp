#include "sim/model/barriers.hpp"

#include <algorithm>

namespace kammerspiel::model {
namespace {

using federation::HostGroupId;
using federation::OrganisationId;
using Intent = OperationState::Intent;
using SetAside = OperationState::SetAside;

/// Whether two attempts meet the same barrier.
bool is_same(const OperationContext& operation, Barrier barrier, const Intent& a, const Intent& b) {
    const auto one_organisation = [&](HostGroupId x, HostGroupId y) {
        return organisation_of(operation, x) == organisation_of(operation, y);
    };
    switch (barrier) {
        case Barrier::none: return false;
        case Barrier::source: return a.from == b.from;
        case Barrier::way_in: return one_organisation(a.from.group, b.from.group);
        case Barrier::crossing:
            return a.route == b.route && one_organisation(a.from.group, b.from.group) &&
                   one_organisation(a.to, b.to);
        case Barrier::technique: return a.route == b.route && one_organisation(a.to, b.to);
        case Barrier::target: return a.route == b.route && a.to == b.to;
    }
    unreachable();
}

bool is_in_force(const OperationContext& operation, const SetAside& aside) {
    return operation.now() < aside.until;
}

void learnt(OperationContext& operation) {
    operation.state.intent_is_known = false;
    operation.state.distance.clear();
}

}  // namespace

Barriers::Barriers(const OperationContext& operation) : operation_(&operation) {
    for (const SetAside& aside : operation.state.set_aside) {
        if (is_in_force(operation, aside)) note(aside);
    }
}

bool Barriers::close(std::uint32_t route, HostGroupId from, HostGroupId to) const {
    if (!any_) return false;
    const std::size_t here = organisation_of(*operation_, from).index();
    const std::size_t there = organisation_of(*operation_, to).index();
    if (!way_in_.empty() && way_in_[here]) return true;
    if (!technique_.empty() && technique_[route * organisations() + there]) return true;
    if (!target_.empty() && target_[route * groups() + to.index()]) return true;
    return std::any_of(crossing_.begin(), crossing_.end(), [&](const Crossing& crossing) {
        return crossing == Crossing{route, here, there};
    });
}

bool Barriers::stop(HostRef source) const {
    return std::find(source_.begin(), source_.end(), source) != source_.end();
}

void Barriers::note(const SetAside& aside) {
    any_ = true;
    const Intent& what = aside.what;
    const std::size_t routes = operation_->attack().routes.size();
    const std::size_t here = organisation_of(*operation_, what.from.group).index();
    const std::size_t there = organisation_of(*operation_, what.to).index();
    switch (aside.barrier) {
        case Barrier::none: return;
        case Barrier::source: return source_.push_back(what.from);
        case Barrier::way_in: return mark(way_in_, organisations(), here);
        case Barrier::crossing: return crossing_.push_back({what.route, here, there});
        case Barrier::technique:
            return mark(technique_, routes * organisations(), what.route * organisations() + there);
        case Barrier::target:
            return mark(target_, routes * groups(), what.route * groups() + what.to.index());
    }
}

void reopen_oldest(OperationContext& operation) {
    auto& all = operation.state.set_aside;
    const auto oldest =
        std::min_element(all.begin(), all.end(), [&](const SetAside& a, const SetAside& b) {
            const bool counts_a = is_in_force(operation, a);
            const bool counts_b = is_in_force(operation, b);
            if (counts_a != counts_b) return counts_a;
            return a.since < b.since;
        });
    oldest->until = operation.now();
    learnt(operation);
}

void set_aside(OperationContext& operation, Barrier barrier, const Intent& what) {
    const auto doubled = [](Duration wait, std::uint32_t times) {
        constexpr std::uint32_t doublings = 10;
        return wait * (std::int64_t{1} << std::min(times, doublings));
    };
    constexpr Duration week = spans_of_24h(7);
    OperationState& state = operation.state;
    auto& all = state.set_aside;
    auto known = std::find_if(all.begin(), all.end(), [&](const SetAside& aside) {
        return aside.barrier == barrier && is_same(operation, barrier, aside.what, what);
    });
    if (known == all.end()) {
        known = all.insert(all.end(), SetAside{barrier, what, operation.now(), operation.now(), 0});
    } else if (is_in_force(operation, *known)) {
        return;  // another hand has met it before
    }
    known->since = operation.now();
    // Of several hosts of a group another one may be met the next time.
    const bool is_one_of_many = barrier == Barrier::target && operation.group(what.to).count > 1;
    const Duration at_first = is_one_of_many ? minutes(15) : week;
    known->until = operation.now() + doubled(at_first, known->setbacks++);
    state.again = operation.now() + std::min(doubled(minutes(15), state.setbacks), week);
    for (const SimTime moment : {state.again, known->until}) {
        operation.later(moment, Priority::hosts_and_links, event::TryAgain{});
    }
    learnt(operation);
}

void came_through(OperationContext& operation, const Intent& what) {
    operation.state.setbacks = 0;
    auto& all = operation.state.set_aside;
    const std::size_t gone = std::erase_if(all, [&](const SetAside& aside) {
        return is_same(operation, aside.barrier, aside.what, what);
    });
    if (gone > 0) learnt(operation);
}

void try_what_was_set_aside(OperationContext& operation) { learnt(operation); }

}  // namespace kammerspiel::model
