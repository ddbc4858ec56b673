#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kammerspiel/base/words.hpp"
#include "kammerspiel/ensemble/wide.hpp"
#include "kammerspiel/federation/federation.hpp"
#include "kammerspiel/model/metrics.hpp"

// What is kept of all worlds together: where the losses fell, and how services came back. All sums
// are of whole numbers, so that they do not depend on the order in which worlds are done.

namespace kammerspiel::ensemble {

/// A place in the federation for which losses are summed up.
struct Site {
    enum class Kind : std::uint8_t {
        service,       ///< of one organisation
        organisation,  ///< all its services
        region,        ///< all services of its organisations
        service_name,  ///< the services of one name in all organisations
    } kind = Kind::service;
    std::string name;  ///< ihk-ulm/email, ihk-ulm, DE-BW, email
    std::vector<federation::ServiceId> services;
    /// The place that it lies in: the organisation of a service, the region of an organisation;
    /// empty of the others.
    std::string parent = {};
};
constexpr auto vocabulary(Site::Kind) {
    using enum Site::Kind;
    return std::array{Word{service, "service"}, Word{organisation, "organisation"},
                      Word{region, "region"}, Word{service_name, "service_name"}};
}

/// Those that have demand; services first, then organisations, regions, service names, each in the
/// federation's order.
[[nodiscard]] std::vector<Site> sites(const federation::Federation& federation);

/// Those of which figures may be kept for every run: services and organisations, which come first.
[[nodiscard]] std::size_t kept_places(const std::vector<Site>& sites);

/// What a place went through in one run, in whole numbers.
struct PlaceFigures {
    std::int64_t lost = 0;     ///< thousandths of a member-hour
    std::int64_t outage = 0;   ///< seconds below the level that counts as up, mean over services,
                               ///< weighted by members
    std::int64_t longest = 0;  ///< the longest single outage, in seconds
    /// Seconds after the start until everybody has all of it back for good, 0: never lost; absent:
    /// not by the end.
    std::optional<std::int64_t> back = 0;
    bool operator==(const PlaceFigures&) const = default;
};
/// As `sites` orders them.
[[nodiscard]] std::vector<PlaceFigures> place_figures(
    const federation::Federation& federation, const std::vector<Site>& sites,
    std::span<const federation::ServiceId> demanded, const model::Metrics& metrics);

/// Over worlds. Mean and variance of a figure follow from `worlds`, its sum and its sum of squares.
struct SiteSum {
    model::Int128 lost = 0;  ///< thousandths of a member-hour
    Wide lost_squared;
    /// Outage, below the level that counts as up, in seconds: mean over services, weighted by
    /// members.
    model::Int128 outage = 0;
    model::Int128 outage_squared = 0;
    std::int64_t longest = 0;       ///< the longest single outage in any world, in seconds
    std::uint64_t worlds_hit = 0;   ///< worlds with an outage
    std::uint64_t worlds_down = 0;  ///< worlds in which a service is still down at the end
    /// Takes in other worlds.
    SiteSum& operator+=(const SiteSum& other);
    bool operator==(const SiteSum&) const = default;
};

/// The share of people (over all services) who have them, at fixed moments: how many worlds had how
/// much. From it come the restoration curve's median and bands.
class CurveCounts {
   public:
    static constexpr std::size_t points = 61;
    static constexpr std::size_t bins = 51;  ///< of 2 %: bin b holds [b · 2 %, (b + 1) · 2 %)

    /// Hours since the start of a point: denser in the beginning, the last one at the horizon.
    [[nodiscard]] static double hours(std::size_t point, Duration horizon);

    void add(const std::vector<model::CurvePoint>& curve, Duration horizon);
    [[nodiscard]] std::uint64_t count(std::size_t point, std::size_t bin) const {
        return counts_[point * bins + bin];
    }
    void set(std::size_t point, std::size_t bin, std::uint64_t worlds) {
        counts_[point * bins + bin] = worlds;
    }
    CurveCounts& operator+=(const CurveCounts& other);
    bool operator==(const CurveCounts&) const = default;

   private:
    std::vector<std::uint64_t> counts_ = std::vector<std::uint64_t>(points * bins, 0);
};

/// All sums of one strategy against one attacker.
struct CellSums {
    std::vector<SiteSum> sites;  ///< as `sites` orders them
    CurveCounts curve;
    /// Worlds that were drawn anew, once or more, as their past contradicted what is given of the
    /// start (rule 38): the same for every strategy.
    std::uint64_t worlds_redrawn = 0;
    std::uint64_t worlds = 0;  ///< in which this strategy was run against this attacker
    std::uint64_t events = 0;  ///< of the simulation, in all of them
    /// `places`: of the run, see `place_figures`.
    void add(const std::vector<PlaceFigures>& places, const federation::Federation& federation,
             std::span<const federation::ServiceId> demanded, Duration horizon,
             const model::Metrics& metrics, std::uint64_t events_of_run);
    /// Takes in what other worlds summed up to, at the same places.
    CellSums& operator+=(const CellSums& other);
    bool operator==(const CellSums&) const = default;
};

}  // namespace kammerspiel::ensemble
