#include "kammerspiel/model/metrics.hpp"

#include <algorithm>
#include <numeric>

namespace kammerspiel::model {
namespace {

using federation::Federation;
using federation::Loss;
using federation::ServiceId;

constexpr double micros_per_hour = 3.6e9;

/// permille · ppm · µs of one member who always wants the service, to member-hours.
constexpr double weighted_units_per_hour = 1e3 * 1e6 * micros_per_hour;

/// Exact until the last step: members · share in ppm · the books' integer.
MemberHours in_member_hours(const Federation& federation, ServiceId id, Int128 weighted) {
    const federation::Service& service = federation.services[id.index()];
    if (!service.demand) return MemberHours{0.0};
    const auto members = static_cast<Int128>(federation.of(service.organisation).members);
    const Int128 share = PartsPerMillion::of(service.demand->share).count();
    const long double exact =
        static_cast<long double>(weighted) * static_cast<long double>(members * share) / 1e6L;
    return MemberHours{static_cast<double>(exact / weighted_units_per_hour)};
}

std::uint64_t members_of(const Federation& federation, ServiceId id) {
    if (!is_wanted(federation, id)) return 0;
    return federation.of(federation.services[id.index()].organisation).members;
}

struct Step {
    SimTime at;
    std::int64_t members = 0;  ///< gained, or lost if negative
};

/// When the service is had back, and when no more: by what it gives by itself, and by its interim
/// service where that counts, or only by what it gives without that.
std::vector<Transition> transitions_of(const ServiceFigures& figures, Milestone milestone) {
    if (figures.interim.empty()) return figures.transitions;
    std::vector<Transition> all;
    auto up = figures.transitions.begin();
    auto interim = figures.interim.begin();
    bool is_up = true;
    bool is_interim = false;
    bool had = true;
    while (up != figures.transitions.end() || interim != figures.interim.end()) {
        const bool is_next = interim == figures.interim.end() ||
                             (up != figures.transitions.end() && up->at <= interim->at);
        const SimTime at = is_next ? up->at : interim->at;
        if (is_next) {
            is_up = (up++)->up;
        } else {
            is_interim = (interim++)->up;
        }
        const bool more_now = (up != figures.transitions.end() && up->at == at) ||
                              (interim != figures.interim.end() && interim->at == at);
        const bool has =
            milestone == Milestone::reachable ? is_up || is_interim : is_up && !is_interim;
        if (more_now || has == had) continue;
        had = has;
        all.push_back({.at = at, .up = has});
    }
    return all;
}

std::vector<Step> steps(const Federation& federation, const Metrics& metrics,
                        std::span<const ServiceId> services,
                        std::optional<Milestone> milestone = std::nullopt) {
    std::vector<Step> all;
    for (const ServiceId id : services) {
        const auto members = static_cast<std::int64_t>(members_of(federation, id));
        const ServiceFigures& figures = metrics.services[id.index()];
        const auto transitions =
            milestone ? transitions_of(figures, *milestone) : figures.transitions;
        for (const Transition& t : transitions) {
            all.push_back({t.at, t.up ? members : -members});
        }
    }
    std::sort(all.begin(), all.end(), [](const Step& a, const Step& b) { return a.at < b.at; });
    return all;
}

std::int64_t members_of_all(const Federation& federation, std::span<const ServiceId> services) {
    std::int64_t sum = 0;
    for (const ServiceId id : services) {
        sum += static_cast<std::int64_t>(members_of(federation, id));
    }
    return sum;
}

}  // namespace

bool is_wanted(const Federation& federation, ServiceId id) {
    const auto& demand = federation.services[id.index()].demand;
    return demand && PartsPerMillion::of(demand->share).count() > 0;
}

MemberHours member_hours(const Federation& federation, ServiceId service, const LossBooks& books,
                         Loss cause) {
    return in_member_hours(federation, service, books.weighted[static_cast<std::size_t>(cause)]);
}

MemberHours member_hours(const Federation& federation, ServiceId service, const LossBooks& books) {
    return in_member_hours(
        federation, service,
        std::accumulate(books.weighted.begin(), books.weighted.end(), Int128{0}));
}

double still_missed(const Federation& federation, ServiceId service,
                    const ServiceFigures& figures) {
    if (figures.served_elsewhere == 0) return 1.0;
    const double missed = member_hours(federation, service, figures.books).count();
    if (missed <= 0.0) return 1.0;
    // In permille · µs · millionths of a person.
    const double served =
        static_cast<double>(figures.served_elsewhere) / (1e3 * 1e6 * micros_per_hour);
    return std::max(0.0, 1.0 - served / missed);
}

MemberHours lost_hours(const Federation& federation, ServiceId service,
                       const ServiceFigures& figures, Loss cause) {
    return MemberHours{member_hours(federation, service, figures.books, cause).count() *
                       still_missed(federation, service, figures)};
}

MemberHours lost_hours(const Federation& federation, ServiceId service,
                       const ServiceFigures& figures) {
    return MemberHours{member_hours(federation, service, figures.books).count() *
                       still_missed(federation, service, figures)};
}

double full_loss_hours(const LossBooks& books, Loss cause) {
    return static_cast<double>(books.plain[static_cast<std::size_t>(cause)]) / 1e6 /
           micros_per_hour;
}

Restored restored_for_good(const Federation& federation, const Metrics& metrics,
                           std::span<const ServiceId> services, Share share, Milestone milestone) {
    const std::int64_t all = members_of_all(federation, services);
    // Compared in integers, so that "100 %" is all of them and not nearly all.
    const auto enough = [&](std::int64_t up) {
        return static_cast<Int128>(up) * PartsPerMillion::full().count() >=
               static_cast<Int128>(all) * PartsPerMillion::of(share).count();
    };
    Restored restored{.never_below = true, .at = std::nullopt};
    std::int64_t up = all;
    bool below = false;
    const std::vector<Step> all_steps = steps(federation, metrics, services, milestone);
    for (std::size_t i = 0; i < all_steps.size(); ++i) {
        up += all_steps[i].members;
        const bool more_now = i + 1 < all_steps.size() && all_steps[i + 1].at == all_steps[i].at;
        if (more_now) continue;
        if (!enough(up)) {
            below = true;
            restored = {.never_below = false, .at = std::nullopt};
        } else if (below) {
            below = false;
            restored.at = all_steps[i].at;
        }
    }
    return restored;
}

std::vector<CurvePoint> services_up(const Federation& federation, const Metrics& metrics,
                                    std::span<const ServiceId> services) {
    const std::int64_t all = members_of_all(federation, services);
    std::vector<CurvePoint> curve;
    if (all == 0) return curve;
    const auto share = [&](std::int64_t up) {
        return PartsPerMillion::at(static_cast<std::int32_t>(
            static_cast<Int128>(up) * PartsPerMillion::full().count() / all));
    };
    std::int64_t up = all;
    curve.push_back({SimTime::start(), share(up)});
    for (const Step& step : steps(federation, metrics, services)) {
        up += step.members;
        if (curve.back().at == step.at) {
            curve.back().up = share(up);
        } else {
            curve.push_back({step.at, share(up)});
        }
    }
    return curve;
}

}  // namespace kammerspiel::model
