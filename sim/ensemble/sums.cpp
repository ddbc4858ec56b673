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
    bool is_down = false;
};

std::int64_t whole_seconds(Duration span) {
    constexpr std::int64_t micros = 1'000'000;
    return span.count() / micros;
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
            .is_down = !figures.transitions.empty() && !figures.transitions.back().up};
}

void add(SiteSum& sum, const Part& part) {
    const Int128 outage = part.members == 0 ? Int128{0} : part.outage / part.members;
    sum.lost += part.lost;
    sum.lost_squared += Wide::square_of(part.lost);
    sum.outage += outage;
    sum.outage_squared += outage * outage;
    sum.longest = std::max(sum.longest, part.longest);
    sum.worlds_hit += part.longest > 0 ? 1U : 0U;
    sum.worlds_down += part.is_down ? 1U : 0U;
}

void join(Part& whole, const Part& part) {
    whole.lost += part.lost;
    whole.outage += part.outage;
    whole.members += part.members;
    whole.longest = std::max(whole.longest, part.longest);
    whole.is_down = whole.is_down || part.is_down;
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
        all.push_back({Site::Kind::service, service.name, {id}});
        const auto& organisation = federation.of(service.organisation);
        organisations[service.organisation.index()].services.push_back(id);
        regions[organisation.region.index()].services.push_back(id);
        const auto [where, is_new] = position.emplace(service.local_name, names.size());
        if (is_new) names.push_back({Site::Kind::service_name, service.local_name, {}});
        names[where->second].services.push_back(id);
    }
    const auto append = [&all](Site site, Site::Kind kind, const std::string& name) {
        if (site.services.empty()) return;
        all.push_back({kind, name, std::move(site.services)});
    };
    for (std::size_t o = 0; o < organisations.size(); ++o) {
        append(organisations[o], Site::Kind::organisation, federation.organisations[o].id);
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

void CellSums::add(const federation::Federation& federation, const std::vector<Site>& all,
                   std::span<const ServiceId> demanded, Duration horizon,
                   const model::Metrics& metrics, std::uint64_t events_of_run) {
    ++worlds;
    events += events_of_run;
    sites.resize(all.size());
    std::vector<Part> parts(federation.services.size());
    for (const ServiceId id : demanded) parts[id.index()] = part_of(federation, metrics, id);
    for (std::size_t i = 0; i < all.size(); ++i) {
        Part whole;
        for (const ServiceId id : all[i].services) join(whole, parts[id.index()]);
        ensemble::add(sites[i], whole);
    }
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
