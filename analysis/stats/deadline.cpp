#include "kammerspiel/stats/deadline.hpp"

#include <cmath>

#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/stats/paired.hpp"

namespace kammerspiel::stats {
namespace {

/// Judges the moments once they are there.
void judge(DeadlineCurve& curve) {
    bool pays = true;
    bool surely = true;
    double least = curve.never.value;
    for (const DecidedAt& moment : curve.moments) {
        pays = pays && moment.gain.value > 0;
        surely = surely && moment.gain.low > 0;
        if (pays) curve.last_paying = moment.at;
        if (surely) curve.last_surely_paying = moment.at;
        if (moment.loss.value < least) {
            least = moment.loss.value;
            curve.best = moment.at;
        }
    }
}

template <class Summarised, class Compared>
DeadlineCurve curve(const std::vector<SimTime>& moments, const Summarised& summarised,
                    const Compared& compared) {
    const std::size_t never = moments.size();
    DeadlineCurve curve{.moments = {},
                        .never = *summarised(never).mean,
                        .last_paying = std::nullopt,
                        .last_surely_paying = std::nullopt,
                        .best = std::nullopt};
    const auto by_hour = [&](std::size_t m) {
        const Estimate more = *compared(m, m - 1).mean;
        const double hours = (moments[m] - moments[m - 1]).in_hours();
        return Estimate{more.value / hours, more.low / hours, more.high / hours};
    };
    for (std::size_t m = 0; m < moments.size(); ++m) {
        const Paired pair = compared(m, never);
        curve.moments.push_back({.at = moments[m],
                                 .loss = *summarised(m).mean,
                                 .gain = {-pair.mean->value, -pair.mean->high, -pair.mean->low},
                                 .pays = pair.wins,
                                 .equal = pair.ties,
                                 .later = m == 0 ? Estimate{} : *compared(m, 0).mean,
                                 .each_hour = m == 0 ? Estimate{} : by_hour(m)});
    }
    judge(curve);
    return curve;
}

}  // namespace

std::optional<Deadline> deadline(const Outcomes& outcomes, const std::vector<SimTime>& moments) {
    ensure(outcomes.strategies() == moments.size() + 1, "{} moments do not fit the outcomes",
           moments.size());
    // Of every attacker, those without weight too: each has a curve of its own.
    for (std::size_t s = 0; s < outcomes.strategies(); ++s) {
        for (const double loss : outcomes.of(s)) {
            if (!std::isfinite(loss)) return std::nullopt;
        }
    }
    Deadline result{.all = curve(
                        moments, [&](std::size_t m) { return summarise(outcomes, m); },
                        [&](std::size_t a, std::size_t b) { return compare(outcomes, a, b); }),
                    .against = {}};
    for (std::size_t attacker = 0; attacker < outcomes.attackers(); ++attacker) {
        result.against.push_back(curve(
            moments, [&](std::size_t m) { return summarise_under(outcomes, m, attacker); },
            [&](std::size_t a, std::size_t b) { return compare_under(outcomes, a, b, attacker); }));
    }
    return result;
}

}  // namespace kammerspiel::stats
