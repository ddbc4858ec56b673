#pragma once

#include <cstddef>
#include <set>
#include <utility>
#include <vector>

#include "kammerspiel/federation/federation.hpp"

namespace kammerspiel::report {

struct Point {
    double x = 0, y = 0;
};

/// Where organisations stand in the picture of a federation. They go by their numbers.
struct FederationLayout {
    static constexpr double width = 900;  ///< and height
    static constexpr std::size_t most_in_one_ring = 100;
    static constexpr std::size_t most_drawn = 1000;

    explicit FederationLayout(const federation::Federation& federation);

    /// Organisations of which one needs something of the other, or has a link to it; the smaller
    /// number first.
    std::set<std::pair<std::size_t, std::size_t>> joined;
    std::vector<std::size_t> middle;  ///< those that most others depend on, or have links with
    std::vector<std::size_t> around;  ///< the others, by region and id
    std::size_t left_out = 0;         ///< the smallest of more than are drawn
    std::vector<Point> at;            ///< by organisation
    std::vector<double> angle;        ///< likewise: clockwise from the top, in radians
    double pitch = 0;                 ///< room of one organisation on its ring
    double ring = 0;                  ///< radius of the outermost ring

    [[nodiscard]] bool one_ring() const { return around.size() <= most_in_one_ring; }
    /// Whether another region begins at this place of `around`.
    [[nodiscard]] bool begins_region(std::size_t place) const;

   private:
    const federation::Federation* federation_;
    std::vector<std::size_t> score_;  ///< others that depend on it, or else are linked with it

    void find_joins();
    void find_middle();
    void find_around();
    void place_middle();
    void place_around();
    void place_one_ring();
};

/// A point of a circle round the middle of the picture.
[[nodiscard]] Point on_circle(double radius, double angle);

}  // namespace kammerspiel::report
