#include "sim/model/outer_circle.hpp"

#include <algorithm>
#include <utility>

#include "sim/model/dependency.hpp"
#include "sim/model/node_levels.hpp"
#include "sim/model/prospects.hpp"
#include "sim/model/publishing.hpp"

namespace kammerspiel::model {
namespace {

using federation::Levels;
using federation::NodeIndex;
using federation::NodeMeaning;

const NeedShape& shape_of(const OrganisationContext& org) {
    return org.plan.shapes[org.id.index()];
}

bool is_view(const OrganisationContext& org, std::uint32_t node) {
    return org.meaning(NodeIndex{node}).kind == NodeMeaning::Kind::view;
}

bool is_down(const OrganisationContext& org, std::uint32_t node) {
    const NodeMeaning what = org.meaning(NodeIndex{node});
    if (what.kind == NodeMeaning::Kind::service) return !org.state.services[what.position].running;
    return org.state.modes[node] == Mode::stopped;
}

/// The greatest levels that agree with all needs, with those of others' nodes in circles as
/// `views` says.
template <class Views>
std::vector<Levels> greatest(OrganisationContext& org, Views views) {
    const NeedShape& shape = shape_of(org);
    std::vector<Levels> levels = org.state.levels;
    for (std::uint32_t n = 0; n < levels.size(); ++n) {
        if (!is_view(org, n)) {
            if (!is_down(org, n)) levels[n] = Levels::full();
        } else if (shape.in_outer[n]) {
            levels[n] = views(n);
        }
    }
    std::swap(levels, org.state.levels);
    forget_prospects(org);
    for (bool any = true; any;) {
        any = false;
        for (std::uint32_t n = 0; n < org.state.levels.size(); ++n) {
            if (is_view(org, n)) continue;
            const Levels now = org.state.levels[n];
            const Levels lower = min(now, wanted_level(org, NodeIndex{n}));
            if (lower == now) continue;
            org.state.levels[n] = lower;
            any = true;
        }
    }
    std::swap(levels, org.state.levels);
    forget_prospects(org);
    return levels;
}

bool is_more(const Levels& a, const Levels& b) { return max(a, b) != b; }

void tell_hopes(OrganisationContext& org, const std::vector<Levels>& before) {
    const NeedShape& shape = shape_of(org);
    for (const auto& subscriber : org.plan.federation.subscribers_of(org.id)) {
        const std::uint32_t node = subscriber.node.value;
        if (!shape.in_outer[node]) continue;
        const Levels& hoped = org.state.hope.levels[node];
        if (!before.empty() && before[node] == hoped) continue;
        org.tell(org.plan.organisation(subscriber.organisation), Priority::hosts_and_links,
                 event::HopedLevel{subscriber.view.value,
                                   HalvedInteger(org.state.hope.since.since_start().count()),
                                   PackedLevels(as_shared(hoped))});
    }
}

/// From the top, so that nothing that was told in an earlier round counts.
void begin(OrganisationContext& org, SimTime since) {
    Hope& hope = org.state.hope;
    hope.since = since;
    hope.is_under_way = true;
    hope.levels = greatest(org, [](std::uint32_t) { return Levels::full(); });
    tell_hopes(org, {});
    org.later(since + org.plan.outer_circles[org.id.index()].takes, Priority::decisions,
              event::HopeEnds{HalvedInteger(since.since_start().count())});
}

void go_on(OrganisationContext& org) {
    Hope& hope = org.state.hope;
    const std::vector<Levels> before = hope.levels;
    hope.levels = greatest(org, [&](std::uint32_t view) { return before[view]; });
    tell_hopes(org, before);
}

/// Whether a node could have more than ever since the last round, and more than it has.
bool could_have_more(const OrganisationContext& org, const std::vector<Levels>& best) {
    const NeedShape& shape = shape_of(org);
    for (std::uint32_t n = 0; n < best.size(); ++n) {
        if (!shape.in_outer[n] || is_view(org, n)) continue;
        if (is_more(best[n], org.state.hope.best[n]) && is_more(best[n], org.state.levels[n])) {
            return true;
        }
    }
    return false;
}

void tell_again(OrganisationContext& org) {
    const NeedShape& shape = shape_of(org);
    for (std::uint32_t n = 0; n < org.state.levels.size(); ++n) {
        if (shape.in_outer[n] && !is_view(org, n)) tell_subscribers(org, NodeIndex{n});
    }
}

}  // namespace

void watch_outer_circle(OrganisationContext& org) {
    const OuterCircle& circle = org.plan.outer_circles[org.id.index()];
    if (circle.others.empty()) return;
    Hope& hope = org.state.hope;
    if (std::exchange(hope.is_to_be_told, false)) tell_again(org);
    if (hope.best.empty()) hope.best.assign(org.state.levels.size(), Levels::full());
    std::vector<Levels> best = greatest(org, [](std::uint32_t) { return Levels::full(); });
    const bool begins = could_have_more(org, best);
    hope.best = std::move(best);
    if (begins && (hope.levels.empty() || hope.since != org.now())) {
        for (const auto other : circle.others) {
            org.tell(org.plan.organisation(other), Priority::hosts_and_links,
                     event::HopeBegins{HalvedInteger(org.now().since_start().count())});
        }
        begin(org, org.now());
    } else if (hope.is_under_way) {
        go_on(org);
    }
}

void hope_begins(OrganisationContext& org, const event::HopeBegins& event) {
    const SimTime since = SimTime::at(Duration::micros(event.since.value()));
    const Hope& hope = org.state.hope;
    if (!hope.levels.empty() && since <= hope.since) return;
    begin(org, since);
}

void hoped_level(OrganisationContext& org, const event::HopedLevel& event) {
    const SimTime since = SimTime::at(Duration::micros(event.since.value()));
    Hope& hope = org.state.hope;
    // Its beginning may come at the same instant, after it.
    if (hope.levels.empty() || hope.since < since) begin(org, since);
    if (hope.since != since || !hope.is_under_way) return;
    const Levels told = as_dependency(event.levels.unpacked());
    if (hope.levels[event.view] == told) return;
    hope.levels[event.view] = told;
    go_on(org);
}

void hope_ends(OrganisationContext& org, const event::HopeEnds& event) {
    Hope& hope = org.state.hope;
    const SimTime since = SimTime::at(Duration::micros(event.since.value()));
    if (hope.since != since || !hope.is_under_way) return;
    hope.is_under_way = false;
    hope.ended = org.now();
    hope.is_to_be_told = true;
    const NeedShape& shape = shape_of(org);
    for (std::uint32_t n = 0; n < org.state.levels.size(); ++n) {
        if (!shape.in_outer[n]) continue;
        if (!is_view(org, n)) {
            // Settled or not, it is told once more.
            if (org.state.dirty.empty()) touch(org, NodeIndex{n}, org.state.causes[n]);
        } else if (is_more(hope.levels[n], org.state.levels[n])) {
            org.state.levels[n] = max(org.state.levels[n], hope.levels[n]);
            org.state.causes[n] = org.cause;
            for (const std::uint32_t d : org.plan.federation.dependents_of(org.id, NodeIndex{n})) {
                touch(org, NodeIndex{d}, org.cause);
            }
        }
    }
}

bool is_overtaken(const OrganisationContext& org, NodeIndex view) {
    if (!shape_of(org).in_outer[view.index()]) return false;
    const auto& ended = org.state.hope.ended;
    return ended && org.now() > *ended && org.now() < *ended + org.plan.latency;
}

}  // namespace kammerspiel::model
