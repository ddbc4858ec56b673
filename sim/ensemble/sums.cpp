#include "kammerspiel/ensemble/sums.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "kammerspiel/base/ensure.hpp"

namespace kammerspiel::ensemble {
namespace {

using federation::ServiceId;
using model::Int128;

/// What one service adds to the places that it belongs to.
struct Part {
    Int128 lost = 0;
    Int128 outage = 0;  ///< members · seconds
    Int128 members = 0;
    std::int64_t longest = 0;
    /// Seconds after the start; absent: still down at the end.
    std::optional<std::int64_t> back = 0;
};

std::int64_t whole_seconds(Duration span) {
    constexpr std::int64_t micros = 1'000'000;
    return span.count() / micros;
}

/// Since when it is up for good.
std::optional<std::int64_t> back_for_good(const model::ServiceFigures& figures) {
    if (figures.transitions.empty()) return 0;
    const model::Transition& last = figures.transitions.back();
    if (!last.up) return std::nullopt;
    return std::max<std::int64_t>(0, whole_seconds(last.at - SimTime::start()));
}

Part part_of(const federation::Federation& federation, const model::Metrics& metrics,
             ServiceId id) {
    const model::ServiceFigures& figures = metrics.services[id.index()];
    const auto& service = federation.services[id.index()];
    const auto members = static_cast<Int128>(federation.of(service.organisation).members);
    constexpr double thousand = 1e3;
    return {.lost = std::llround(model::lost_hours(federation, id, figures).count() * thousand),
            .outage = members * whole_seconds(figures.interrupted),
            .members = members,
            .longest = whole_seconds(figures.longest),
            .back = back_for_good(figures)};
}

std::int64_t narrow(Int128 number) {
    ensure(number == static_cast<std::int64_t>(number), "a figure of one run has more than {} bits",
           63);
    return static_cast<std::int64_t>(number);
}

PlaceFigures figures_of(const Part& part) {
    return {.lost = narrow(part.lost),
            .outage = part.members == 0 ? 0 : narrow(part.outage / part.members),
            .longest = part.longest,
            .back = part.back};
}

void add(SiteSum& sum, const PlaceFigures& place) {
    const Int128 outage = place.outage;
    sum.lost += place.lost;
    sum.lost_squared += Wide::square_of(place.lost);
    sum.outage += outage;
    sum.outage_squared += outage * outage;
    sum.longest = std::max(sum.longest, place.longest);
    sum.worlds_hit += place.longest > 0 ? 1U : 0U;
    sum.worlds_down += place.back ? 0U : 1U;
}

void join(Part& whole, const Part& part) {
    whole.lost += part.lost;
    whole.outage += part.outage;
    whole.members += part.members;
    whole.longest = std::max(whole.longest, part.longest);
    if (!part.back || !whole.back) {
        whole.back.reset();
    } else {
        whole.back = std::max(*whole.back, *part.back);
    }
}

}  // namespace

std::vector<Site> sites(const federation::Federation& federation) {
    std::vector<Site> all;
    std::vector<Site> organisations(federation.organisations.size());
    std::vector<Site> regions(federation.regions.size());
    std::map<std::string, std::size_t> position;
    std::vector<Site> names;
    for (std::size_t s = 0; s < federation.services.size(); ++s) {
        const auto& service = federation.services[s];
        const ServiceId id{s};
        if (!model::is_wanted(federation, id)) continue;
        const auto& organisation = federation.of(service.organisation);
        all.push_back({Site::Kind::service, service.name, {id}, organisation.id});
        organisations[service.organisation.index()].services.push_back(id);
        regions[organisation.region.index()].services.push_back(id);
        const auto [where, is_new] = position.emplace(service.local_name, names.size());
        if (is_new) names.push_back({Site::Kind::service_name, service.local_name, {}});
        names[where->second].services.push_back(id);
    }
    const auto append = [&all](Site site, Site::Kind kind, const std::string& name) {
        if (site.services.empty()) return;
        all.push_back({kind, name, std::move(site.services), std::move(site.parent)});
    };
    for (std::size_t o = 0; o < organisations.size(); ++o) {
        const auto& organisation = federation.organisations[o];
        organisations[o].parent = federation.regions[organisation.region.index()].code;
        append(organisations[o], Site::Kind::organisation, organisation.id);
    }
    for (std::size_t r = 0; r < regions.size(); ++r) {
        append(regions[r], Site::Kind::region, federation.regions[r].code);
    }
    for (const Site& site : names) append(site, Site::Kind::service_name, site.name);
    return all;
}

double CurveCounts::hours(std::size_t point, Duration horizon) {
    const double part = static_cast<double>(point) / (points - 1);
    return horizon.in_hours() * part * part;
}

void CurveCounts::add(const std::vector<model::CurvePoint>& curve, Duration horizon) {
    std::size_t next = 0;
    PartsPerMillion up = PartsPerMillion::full();
    for (std::size_t point = 0; point < points; ++point) {
        const double hour = hours(point, horizon);
        while (next < curve.size() && (curve[next].at - SimTime::start()).in_hours() <= hour) {
            up = curve[next++].up;
        }
        constexpr std::int32_t width = 20'000;
        ++counts_[point * bins + static_cast<std::size_t>(up.count() / width)];
    }
}

std::size_t kept_places(const std::vector<Site>& sites) {
    const auto end = std::find_if(sites.begin(), sites.end(), [](const Site& site) {
        return site.kind != Site::Kind::service && site.kind != Site::Kind::organisation;
    });
    return static_cast<std::size_t>(end - sites.begin());
}

std::vector<PlaceFigures> place_figures(const federation::Federation& federation,
                                        const std::vector<Site>& sites,
                                        std::span<const ServiceId> demanded,
                                        const model::Metrics& metrics) {
    std::vector<Part> parts(federation.services.size());
    for (const ServiceId id : demanded) parts[id.index()] = part_of(federation, metrics, id);
    std::vector<PlaceFigures> places;
    places.reserve(sites.size());
    for (const Site& site : sites) {
        Part whole;
        for (const ServiceId id : site.services) join(whole, parts[id.index()]);
        places.push_back(figures_of(whole));
    }
    return places;
}

void CellSums::add(const std::vector<PlaceFigures>& places,
                   const federation::Federation& federation, std::span<const ServiceId> demanded,
                   Duration horizon, const model::Metrics& metrics, std::uint64_t events_of_run) {
    ++worlds;
    events += events_of_run;
    sites.resize(places.size());
    for (std::size_t i = 0; i < places.size(); ++i) ensemble::add(sites[i], places[i]);
    curve.add(model::services_up(federation, metrics, demanded), horizon);
    worlds_redrawn += metrics.redrawn > 0 ? 1U : 0U;
}

SiteSum& SiteSum::operator+=(const SiteSum& other) {
    bool is_too_large = __builtin_add_overflow(lost, other.lost, &lost);
    is_too_large |= __builtin_add_overflow(outage, other.outage, &outage);
    is_too_large |= __builtin_add_overflow(outage_squared, other.outage_squared, &outage_squared);
    ensure(!is_too_large, "a sum over worlds has more than {} bits", 127);
    lost_squared += other.lost_squared;
    longest = std::max(longest, other.longest);
    worlds_hit += other.worlds_hit;
    worlds_down += other.worlds_down;
    return *this;
}

CurveCounts& CurveCounts::operator+=(const CurveCounts& other) {
    for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.counts_[i];
    return *this;
}

CellSums& CellSums::operator+=(const CellSums& other) {
    ensure(sites.size() == other.sites.size(), "sums of {} places and of {}", sites.size(),
           other.sites.size());
    for (std::size_t i = 0; i < sites.size(); ++i) sites[i] += other.sites[i];
    curve += other.curve;
    worlds_redrawn += other.worlds_redrawn;
    worlds += other.worlds;
    events += other.events;
    return *this;
}

}  // namespace kammerspiel::ensemble
