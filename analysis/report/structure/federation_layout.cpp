#include "analysis/report/structure/federation_layout.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace kammerspiel::report {
namespace {

using federation::OrganisationId;

constexpr double centre = FederationLayout::width / 2;
constexpr double full_turn = 2 * std::numbers::pi;

}  // namespace

Point on_circle(double radius, double angle) {
    return {centre + radius * std::sin(angle), centre - radius * std::cos(angle)};
}

FederationLayout::FederationLayout(const federation::Federation& federation)
    : federation_(&federation) {
    find_joins();
    find_middle();
    find_around();
    place_middle();
    place_around();
}

void FederationLayout::find_joins() {
    const std::size_t count = federation_->organisations.size();
    std::vector<std::set<std::size_t>> dependents(count);
    std::vector<std::set<std::size_t>> linked(count);
    for (std::size_t o = 0; o < count; ++o) {
        for (const auto& view : federation_->views_of(OrganisationId{o})) {
            if (view.organisation.index() == o) continue;
            dependents[view.organisation.index()].insert(o);
            joined.insert(std::minmax(o, view.organisation.index()));
        }
    }
    for (const auto& link : federation_->links) {
        if (!link.to || *link.to == link.organisation) continue;
        linked[link.organisation.index()].insert(link.to->index());
        linked[link.to->index()].insert(link.organisation.index());
        joined.insert(std::minmax(link.organisation.index(), link.to->index()));
    }
    const bool depends = std::any_of(dependents.begin(), dependents.end(),
                                     [](const auto& all) { return !all.empty(); });
    for (std::size_t o = 0; o < count; ++o) {
        score_.push_back(depends ? dependents[o].size() : linked[o].size());
    }
}

void FederationLayout::find_middle() {
    constexpr std::size_t most = 6;
    constexpr std::size_t fifth = 5;
    if (score_.empty()) return;
    const std::size_t highest = *std::max_element(score_.begin(), score_.end());
    std::vector<std::size_t> order(score_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return score_[a] > score_[b]; });
    for (const std::size_t o : order) {
        const bool is_far_behind = score_[o] < highest && score_[o] * fifth <= highest;
        if (is_far_behind || score_[o] == 0 || middle.size() == most) break;
        middle.push_back(o);
    }
    // Where all are alike, nobody is in the middle.
    if (middle.size() == score_.size()) middle.clear();
}

void FederationLayout::find_around() {
    std::vector<bool> taken(score_.size(), false);
    for (const std::size_t o : middle) taken[o] = true;
    for (std::size_t o = 0; o < taken.size(); ++o) {
        if (!taken[o]) around.push_back(o);
    }
    const auto& all = federation_->organisations;
    if (around.size() > most_drawn) {
        std::stable_sort(around.begin(), around.end(), [&](std::size_t a, std::size_t b) {
            return all[a].members > all[b].members;
        });
        left_out = around.size() - most_drawn;
        around.resize(most_drawn);
    }
    // Regions are sorted by their code.
    std::stable_sort(around.begin(), around.end(), [&](std::size_t a, std::size_t b) {
        if (all[a].region != all[b].region) return all[a].region < all[b].region;
        return all[a].id < all[b].id;
    });
}

void FederationLayout::place_middle() {
    at.assign(score_.size(), {centre, centre});
    angle.assign(score_.size(), 0);
    if (middle.size() < 2) return;
    constexpr double radius = 85;
    for (std::size_t i = 0; i < middle.size(); ++i) {
        const double turn = full_turn * static_cast<double>(i) / static_cast<double>(middle.size());
        at[middle[i]] = on_circle(radius, turn);
    }
}

void FederationLayout::place_around() {
    if (one_ring()) return place_one_ring();
    // As many rings as give each organisation the same room.
    constexpr double outermost = 335;
    constexpr double innermost = 110;
    const auto count = static_cast<double>(around.size());
    ring = outermost;
    const double area = std::numbers::pi * (outermost * outermost - innermost * innermost);
    const auto rings = std::max(2.0, std::round((outermost - innermost) / std::sqrt(area / count)));
    pitch = (outermost - innermost) / rings;
    std::size_t next = 0;
    for (double r = 0; r < rings; ++r) {
        const double radius = outermost - r * pitch;
        const bool is_last = r + 1 >= rings;
        const auto room = static_cast<std::size_t>(full_turn * radius / pitch);
        const std::size_t here =
            is_last ? around.size() - next : std::min(room, around.size() - next);
        for (std::size_t i = 0; i < here; ++i, ++next) {
            const double turn = full_turn * static_cast<double>(i) / static_cast<double>(here);
            angle[around[next]] = turn;
            at[around[next]] = on_circle(radius, turn);
        }
    }
}

void FederationLayout::place_one_ring() {
    ring = 300;
    // A gap of one place between regions.
    std::size_t places = around.size();
    for (std::size_t i = 0; i < around.size(); ++i) places += begins_region(i) ? 1U : 0U;
    pitch = full_turn * ring / static_cast<double>(std::max<std::size_t>(places, 1));
    double place = 0;
    for (std::size_t i = 0; i < around.size(); ++i) {
        if (begins_region(i)) ++place;
        const double turn = full_turn * (place++ - 0.5) / static_cast<double>(places);
        angle[around[i]] = turn;
        at[around[i]] = on_circle(ring, turn);
    }
}

bool FederationLayout::begins_region(std::size_t i) const {
    const auto& all = federation_->organisations;
    return i == 0 || all[around[i]].region != all[around[i - 1]].region;
}

}  // namespace kammerspiel::report
