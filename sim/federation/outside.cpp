#include "kammerspiel/federation/outside.hpp"

#include <algorithm>

namespace kammerspiel::federation {

Outside::Outside(const Federation& federation, const std::vector<bool>& open) {
    note_neighbours(federation, open);
    search();
}

void Outside::note_neighbours(const Federation& federation, const std::vector<bool>& open) {
    const auto internet = static_cast<std::uint32_t>(federation.organisations.size());
    first_.assign(internet + 2, 0);
    const auto other_end = [&](const Link& link) { return link.to ? link.to->value : internet; };
    for (std::size_t l = 0; l < open.size(); ++l) {
        if (!open[l]) continue;
        const Link& link = federation.links[l];
        ++first_[link.organisation.index() + 1];
        ++first_[other_end(link) + 1];
    }
    for (std::size_t o = 1; o < first_.size(); ++o) first_[o] += first_[o - 1];
    ends_.resize(first_.back());
    std::vector<std::uint32_t> next = first_;
    for (std::size_t l = 0; l < open.size(); ++l) {
        if (!open[l]) continue;
        const Link& link = federation.links[l];
        ends_[next[link.organisation.index()]++] = other_end(link);
        ends_[next[other_end(link)]++] = link.organisation.value;
    }
}

/// Tarjan 1972, without recursion.
void Outside::search() {
    const auto internet = static_cast<std::uint32_t>(first_.size() - 2);
    order_.assign(internet + 1, 0);
    parent_.assign(internet + 1, internet);
    last_.assign(internet + 1, 0);
    highest_.assign(internet + 1, 0);
    std::vector<std::uint32_t> next = first_;
    std::vector<std::uint32_t> open{internet};
    std::uint32_t found = 0;
    order_[internet] = highest_[internet] = ++found;
    while (!open.empty()) {
        const std::uint32_t at = open.back();
        if (next[at] == first_[at + 1]) {
            open.pop_back();
            last_[at] = found;
            if (at != internet) {
                highest_[parent_[at]] = std::min(highest_[parent_[at]], highest_[at]);
            }
            continue;
        }
        const std::uint32_t to = ends_[next[at]++];
        if (is_found(to)) {
            highest_[at] = std::min(highest_[at], order_[to]);
            continue;
        }
        order_[to] = highest_[to] = ++found;
        parent_[to] = at;
        open.push_back(to);
    }
}

bool Outside::reaches_without(OrganisationId id, OrganisationId other) const {
    if (id == other || !reaches(id)) return false;
    const std::uint32_t without = other.value;
    if (!is_found(without) || order_[id.index()] < order_[without] ||
        order_[id.index()] > last_[without]) {
        return true;  // it is not below the other one
    }
    // Below it, in the part that hangs on one of its children: does that part lead past it?
    std::uint32_t child = id.value;
    while (parent_[child] != without) child = parent_[child];
    return highest_[child] < order_[without];
}

std::vector<bool> joined_with(const Federation& federation, const std::vector<bool>& open,
                              const std::vector<OrganisationId>& from) {
    std::vector<bool> joined(federation.organisations.size(), false);
    for (const OrganisationId id : from) joined[id.index()] = true;
    for (bool changed = !from.empty(); changed;) {
        changed = false;
        for (std::size_t l = 0; l < open.size(); ++l) {
            const Link& link = federation.links[l];
            if (!open[l] || !link.to) continue;
            const std::size_t here = link.organisation.index();
            const std::size_t there = link.to->index();
            if (joined[here] == joined[there]) continue;
            joined[here] = joined[there] = changed = true;
        }
    }
    return joined;
}

}  // namespace kammerspiel::federation
