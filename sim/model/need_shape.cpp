#include "sim/model/need_shape.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <utility>

#include "kammerspiel/federation/components.hpp"

namespace kammerspiel::model {
namespace {

using federation::Federation;
using federation::NeedNode;
using federation::NodeIndex;
using federation::OrganisationId;
using federation::StrongComponents;

using Edges = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

/// By vertex: whether a way leads back to it.
std::vector<bool> in_circles(const StrongComponents& components, const Edges& edges) {
    std::vector<bool> has_circle(components.count, false);
    for (const auto& [from, to] : edges) {
        if (components.of[from] == components.of[to]) has_circle[components.of[from]] = true;
    }
    std::vector<bool> are;
    are.reserve(components.of.size());
    for (const std::size_t component : components.of) are.push_back(has_circle[component]);
    return are;
}

/// By node of the graph.
struct Circles {
    std::vector<bool> any;    ///< it is in a circle
    std::vector<bool> outer;  ///< that leads through several organisations
};

Circles circles_of(const federation::NeedGraph& needs) {
    Edges edges;
    edges.reserve(needs.edges());
    for (std::uint32_t n = 0; n < needs.size(); ++n) {
        for (const auto need : needs.needs(federation::NeedNodeId{n})) {
            edges.emplace_back(n, need.value);
        }
    }
    const StrongComponents components = federation::strong_components(needs.size(), edges);
    std::vector<std::optional<OrganisationId>> first(components.count);
    std::vector<bool> is_outer(components.count, false);
    for (std::uint32_t n = 0; n < needs.size(); ++n) {
        const OrganisationId id = needs.organisation(federation::NeedNodeId{n});
        auto& known = first[components.of[n]];
        if (known && *known != id) is_outer[components.of[n]] = true;
        known = id;
    }
    Circles circles{.any = in_circles(components, edges), .outer = {}};
    for (const std::size_t component : components.of) {
        circles.outer.push_back(is_outer[component]);
    }
    return circles;
}

template <class Wanted>
bool has_need(const Federation& federation, OrganisationId id, NodeIndex node, Wanted wanted) {
    const auto needs = federation.need(federation.needs_of(id, node));
    return std::any_of(needs.begin(), needs.end(), wanted);
}

bool is_excused(const NeedNode& need) { return need.counts == NeedNode::Counts::running; }
bool is_conditional(const NeedNode& need) { return need.counts != NeedNode::Counts::always; }

/// Where something starts without something, it matters of all that is needed from others whether
/// it is on its way; and of what those need. Notes it with the owners.
void add_foretold(const Federation& federation, std::vector<NeedShape>& shapes) {
    std::vector<std::uint32_t> asking;
    std::vector<bool> asks(shapes.size(), false);
    const auto note = [&](std::uint32_t organisation) {
        if (!asks[organisation]) asking.push_back(organisation);
        asks[organisation] = true;
    };
    for (std::uint32_t o = 0; o < shapes.size(); ++o) {
        if (!shapes[o].excused.empty()) note(o);
    }
    for (std::size_t next = 0; next < asking.size(); ++next) {
        for (const federation::View& view : federation.views_of(OrganisationId{asking[next]})) {
            auto& foretold = shapes[view.organisation.index()].foretold;
            if (std::find(foretold.begin(), foretold.end(), view.node.value) == foretold.end()) {
                foretold.push_back(view.node.value);
            }
            note(view.organisation.value);
        }
    }
}

NeedShape shape_of(const Federation& federation, OrganisationId id) {
    const std::uint32_t nodes = federation.of(id).nodes();
    Edges edges;
    for (std::uint32_t n = 0; n < nodes; ++n) {
        for (const std::uint32_t dependent : federation.dependents_of(id, NodeIndex{n})) {
            edges.emplace_back(dependent, n);
        }
    }
    const StrongComponents components = federation::strong_components(nodes, edges);
    NeedShape shape;
    for (std::uint32_t n = 0; n < nodes; ++n) {
        shape.rank.push_back(static_cast<std::uint32_t>(components.of[n]));
        if (has_need(federation, id, NodeIndex{n}, is_excused)) shape.excused.push_back(n);
        shape.conditional.push_back(has_need(federation, id, NodeIndex{n}, is_conditional));
    }
    for (std::uint32_t n = 0; n < nodes; ++n) {
        const auto needs = federation.need(federation.needs_of(id, NodeIndex{n}));
        for (std::uint32_t place = 0; place < needs.size(); ++place) {
            if (needs[place].grace_slot) shape.graced.push_back({n, place});
        }
    }
    shape.services.resize(federation.of(id).services.count);
    std::iota(shape.services.begin(), shape.services.end(), 0U);
    const auto rank_of = [&](std::uint32_t service) {
        const auto& organisation = federation.of(id);
        return shape.rank[organisation.node(organisation.services[service]).index()];
    };
    std::stable_sort(shape.services.begin(), shape.services.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return rank_of(a) < rank_of(b); });
    shape.in_circle = in_circles(components, edges);
    shape.has_circle =
        std::find(shape.in_circle.begin(), shape.in_circle.end(), true) != shape.in_circle.end();
    return shape;
}

/// By organisation: whom it tells of nodes in circles with theirs.
using Tells = std::vector<std::vector<std::uint32_t>>;

Tells who_tells(const Federation& federation, const std::vector<NeedShape>& shapes) {
    Tells tells(shapes.size());
    for (std::size_t o = 0; o < shapes.size(); ++o) {
        for (const auto& subscriber : federation.subscribers_of(OrganisationId{o})) {
            const std::uint32_t other = subscriber.organisation.value;
            const bool is_outer = shapes[o].in_outer[subscriber.node.index()] &&
                                  shapes[other].in_outer[subscriber.view.index()];
            if (is_outer) tells[o].push_back(other);
        }
    }
    return tells;
}

/// By whom each is told.
Tells turned(const Tells& tells) {
    Tells told_by(tells.size());
    for (std::uint32_t o = 0; o < tells.size(); ++o) {
        for (const std::uint32_t other : tells[o]) told_by[other].push_back(o);
    }
    return told_by;
}

/// Everyone whom news from `first` reach, and in how many messages.
std::map<std::uint32_t, std::int64_t> reached_from(const Tells& tells, std::uint32_t first) {
    std::map<std::uint32_t, std::int64_t> steps{{first, 0}};
    std::vector<std::uint32_t> reached{first};
    for (std::size_t next = 0; next < reached.size(); ++next) {
        for (const std::uint32_t other : tells[reached[next]]) {
            if (steps.emplace(other, steps[reached[next]] + 1).second) reached.push_back(other);
        }
    }
    return steps;
}

std::int64_t farthest(const std::map<std::uint32_t, std::int64_t>& steps) {
    std::int64_t most = 0;
    for (const auto& [who, count] : steps) most = std::max(most, count);
    return most;
}

std::vector<NeedShape::Partner> partners_of(const Federation& federation, OrganisationId id) {
    std::map<std::uint32_t, NeedShape::Partner> needed;
    const auto views = federation.views_of(id);
    for (std::uint32_t v = 0; v < views.size(); ++v) {
        auto& partner = needed[views[v].organisation.value];
        partner.organisation = views[v].organisation;
        partner.views.push_back(federation.of(id).view_node(v).value);
    }
    std::vector<NeedShape::Partner> partners;
    for (auto& [other, partner] : needed) {
        const auto subscribers = federation.subscribers_of(id);
        const bool is_mutual = std::any_of(
            subscribers.begin(), subscribers.end(),
            [&](const auto& subscriber) { return subscriber.organisation.value == other; });
        if (is_mutual) partners.push_back(std::move(partner));
    }
    return partners;
}

}  // namespace

std::vector<OuterCircle> outer_circles(const Federation& federation,
                                       const std::vector<NeedShape>& shapes, Duration latency) {
    const Tells tells = who_tells(federation, shapes);
    const Tells told_by = turned(tells);
    Tells both = tells;
    for (std::uint32_t o = 0; o < both.size(); ++o) {
        both[o].insert(both[o].end(), told_by[o].begin(), told_by[o].end());
    }
    std::vector<OuterCircle> circles(tells.size());
    for (std::uint32_t o = 0; o < tells.size(); ++o) {
        if (both[o].empty() || !circles[o].others.empty()) continue;
        const auto members = reached_from(both, o);
        // Of very many it is enough to know: from one to another it is no farther than by way of
        // the first.
        std::int64_t steps = farthest(reached_from(tells, o)) + farthest(reached_from(told_by, o));
        constexpr std::size_t few = 64;
        if (members.size() <= few) {
            steps = 0;
            for (const auto& [who, count] : members) {
                steps = std::max(steps, farthest(reached_from(tells, who)));
            }
        }
        for (const auto& [who, count] : members) {
            circles[who].takes = latency * (2 * steps);
            for (const auto& [other, far] : members) {
                if (other != who) circles[who].others.push_back(OrganisationId{other});
            }
        }
    }
    return circles;
}

std::vector<NeedShape> need_shapes(const federation::NeedGraph& needs) {
    const Federation& federation = needs.federation();
    const Circles circles = circles_of(needs);
    std::vector<NeedShape> shapes;
    for (std::size_t o = 0; o < federation.organisations.size(); ++o) {
        const OrganisationId id{o};
        NeedShape& shape = shapes.emplace_back(shape_of(federation, id));
        shape.partners = partners_of(federation, id);
        for (std::uint32_t n = 0; n < federation.of(id).nodes(); ++n) {
            const std::size_t node = needs.global(id, NodeIndex{n}).index();
            shape.in_any_circle.push_back(circles.any[node]);
            shape.in_outer.push_back(circles.outer[node]);
        }
    }
    add_foretold(federation, shapes);
    return shapes;
}

}  // namespace kammerspiel::model
