#include "analysis/graph/next_generation.hpp"

#include <algorithm>
#include <cmath>

#include "kammerspiel/federation/attack.hpp"
#include "kammerspiel/federation/scope.hpp"

namespace kammerspiel::graph {
namespace {

using scenario::Integrity;

/// The values below which equal shares of the draws lie, in the middle of each share.
std::vector<double> quantiles_of(const Distribution& distribution) {
    constexpr int shares = 1024;
    constexpr double middle = 0.5;
    std::vector<double> values;
    values.reserve(shares);
    for (int i = 0; i < shares; ++i) {
        values.push_back(quantile(distribution, (i + middle) / shares).in_hours());
    }
    return values;
}

/// E[exp(−rate · X)].
double laplace(const std::vector<double>& values, double rate) {
    double sum = 0;
    for (const double value : values) sum += std::exp(-rate * value);
    return sum / static_cast<double>(values.size());
}

double attempts_an_hour(const scenario::Route& route) {
    // A host makes one attempt a microsecond at most, as in a run.
    return 1 / std::max(mean(route.time), Duration::micros(1)).in_hours();
}

}  // namespace

/// What a unit of one channel sets going.
struct NextGeneration::Column {
    int channel = 0;
    federation::OrganisationId organisation;
    Integrity yields = Integrity::foothold;
    std::vector<federation::HostGroupId> groups;
};

double NextGeneration::Life::active(double removal) const {
    if (removal == 0.0) return mean;
    return (1 - laplace(after, removal) * laplace(takes, removal)) / removal;
}

NextGeneration::NextGeneration(const federation::Federation& federation,
                               const scenario::AttackerProfile& profile, Duration horizon,
                               std::optional<std::vector<bool>> realms)
    : federation_(federation), profile_(profile), horizon_(horizon.in_hours()) {
    for (std::size_t o = 0; o < federation.organisations.size(); ++o) themselves_.emplace_back(o);
    for (std::size_t r = 0; r < profile.routes.size(); ++r) add_route(r);
    if (realms) {
        realms_within_reach_ = std::move(*realms);
    } else {
        find_realms();
    }
    find_lives();
    number_channels();
    for (Rule& rule : rules_) rule.hosts = hosts_picked_from(rule);
}

void NextGeneration::add_route(std::size_t number) {
    const scenario::Route& route = profile_.routes[number];
    if (!route.yields) return;
    const double rate = attempts_an_hour(route) * route.success.value();
    federation::Route rule =
        federation::resolve(federation_, route, static_cast<std::uint32_t>(number));
    if (route.to_itself) {
        if (*route.yields == Integrity::controlled &&
            route.requires_integrity <= Integrity::foothold) {
            rises_.push_back({number, std::move(rule.from), route.needs_credentials, rate});
        }
        return;
    }
    rules_.push_back(
        {.route = number,
         .target = class_of(route, std::move(rule.to)),
         .ways = route.over ? std::optional(ways_over(route.over->text)) : std::nullopt,
         .from = std::move(rule.from),
         .from_foothold = route.requires_integrity <= Integrity::foothold,
         .rate = rate,
         .hosts = {}});
}

std::size_t NextGeneration::class_of(const scenario::Route& route, std::vector<bool> groups) {
    const auto known = std::find_if(classes_.begin(), classes_.end(), [&](const TargetClass& c) {
        return c.to == route.to && c.yields == *route.yields &&
               c.needs_credentials == route.needs_credentials;
    });
    if (known == classes_.end()) {
        classes_.push_back(
            {route.to, *route.yields, route.needs_credentials, std::move(groups), {}});
        return classes_.size() - 1;
    }
    return static_cast<std::size_t>(known - classes_.begin());
}

std::size_t NextGeneration::ways_over(const std::string& link) {
    const auto known = std::find_if(ways_.begin(), ways_.end(),
                                    [&](const Ways& ways) { return ways.link == link; });
    if (known == ways_.end()) {
        ways_.push_back({link, federation::joined_by(federation_, link)});
        return ways_.size() - 1;
    }
    return static_cast<std::size_t>(known - ways_.begin());
}

void NextGeneration::find_realms() {
    realms_within_reach_.assign(federation_.realms.size(), false);
    for (std::uint32_t r = 0; r < profile_.routes.size(); ++r) {
        if (!profile_.routes[r].yields_credentials) continue;
        const federation::Route route = federation::resolve(federation_, profile_.routes[r], r);
        const auto realms =
            federation::realms_of(federation_, route.to_itself ? route.from : route.to);
        for (std::size_t i = 0; i < realms.size(); ++i) {
            if (realms[i]) realms_within_reach_[i] = true;
        }
    }
}

void NextGeneration::find_lives() {
    life_of_.assign(federation_.host_groups.size(), 0);
    std::vector<double> shortest(life_of_.size(), std::numeric_limits<double>::infinity());
    for (const scenario::AttackImpact& impact : profile_.impacts) {
        if (impact.what == scenario::AttackImpact::Do::exfiltrate) continue;
        // A given moment is counted from the start: a host that falls later lives less long.
        const Distribution after =
            impact.at ? Fixed{std::max(Duration::zero(), impact.at->since_start())} : impact.after;
        lives_.push_back({(mean(after) + mean(impact.takes)).in_hours(), quantiles_of(after),
                          quantiles_of(impact.takes)});
        const federation::Impact strikes = federation::resolve(federation_, impact);
        for (std::size_t g = 0; g < shortest.size(); ++g) {
            if (!strikes.on[g] || !strikes.trigger[g] || lives_.back().mean >= shortest[g])
                continue;
            shortest[g] = lives_.back().mean;
            life_of_[g] = lives_.size() - 1;
        }
    }
    lives_.push_back({horizon_, {horizon_}, {0.0}});
    for (std::size_t g = 0; g < life_of_.size(); ++g) {
        if (std::isinf(shortest[g])) life_of_[g] = lives_.size() - 1;
    }
}

void NextGeneration::number_channels() {
    for (TargetClass& target : classes_)
        target.channel.assign(federation_.organisations.size(), -1);
    for (std::size_t o = 0; o < federation_.organisations.size(); ++o) {
        first_secluded_.push_back(secluded_.size());
        const auto groups = federation_.organisations[o].host_groups;
        for (std::size_t c = 0; c < classes_.size(); ++c) {
            for (std::uint32_t i = 0; i < groups.count; ++i) {
                const HostGroupId group = groups[i];
                if (!classes_[c].groups[group.index()]) continue;
                if (!federation_.host_groups[group.index()].reachable_from.empty()) {
                    secluded_.push_back({c, group, channels_++});
                } else if (classes_[c].channel[o] < 0) {
                    classes_[c].channel[o] = channels_++;
                }
            }
        }
    }
    first_secluded_.push_back(secluded_.size());
}

std::span<const federation::OrganisationId> NextGeneration::ends(const Rule& rule,
                                                                 OrganisationId from) const {
    if (!rule.ways) return std::span{themselves_}.subspan(from.index(), 1);
    return ways_[*rule.ways].ends[from.index()];
}

std::vector<double> NextGeneration::hosts_picked_from(const Rule& rule) const {
    const std::size_t organisations = federation_.organisations.size();
    std::vector<double> there(organisations, 0.0);
    for (std::size_t g = 0; g < federation_.host_groups.size(); ++g) {
        const auto& group = federation_.host_groups[g];
        if (classes_[rule.target].groups[g]) there[group.organisation.index()] += group.count;
    }
    if (!rule.ways) return there;
    std::vector<double> hosts(organisations, 0.0);
    for (std::size_t o = 0; o < organisations; ++o) {
        for (const OrganisationId end : ends(rule, OrganisationId{o})) {
            hosts[o] += there[end.index()];
        }
    }
    return hosts;
}

bool NextGeneration::yields_to(const Containment& containment, HostGroupId group,
                               bool needs_credentials) const {
    if (containment.isolates(group)) return false;
    if (!needs_credentials) return true;
    const auto& realm = federation_.host_groups[group.index()].realm;
    return realm && realms_within_reach_[realm->index()] && !containment.resets(*realm);
}

bool NextGeneration::is_open(const Moment& moment, const Rule& rule, OrganisationId from,
                             OrganisationId to) const {
    if (moment.containment.blocks(rule.route, to)) return false;
    if (!rule.ways || moment.closed.empty()) return true;
    const Pairs& closed = moment.closed[*rule.ways];
    return !std::binary_search(closed.begin(), closed.end(),
                               std::pair(std::min(from, to), std::max(from, to)));
}

NextGeneration::Stay NextGeneration::stay(HostGroupId group, const Containment& containment,
                                          double removal) const {
    if (containment.isolates(group)) return {};
    const auto house = federation_.host_groups[group.index()].organisation;
    double rises = 0;
    for (const Rise& rise : rises_) {
        if (rise.from[group.index()] && !containment.blocks(rise.route, house) &&
            yields_to(containment, group, rise.needs_credentials)) {
            rises += rise.rate;
        }
    }
    const double ends = rises + removal;
    const double foothold = ends > 0 ? -std::expm1(-ends * horizon_) / ends : horizon_;
    return {.foothold = foothold, .rises = rises * foothold, .controlled = 0};
}

NextGeneration::Moment NextGeneration::moment(const Containment& containment,
                                              std::optional<Duration> removed_after) const {
    const double removal = removed_after ? 1 / removed_after->in_hours() : 0.0;
    std::vector<double> active;
    for (const Life& life : lives_) active.push_back(life.active(removal));
    Moment moment{containment, {}, {}};
    moment.stays.reserve(federation_.host_groups.size());
    for (std::size_t g = 0; g < federation_.host_groups.size(); ++g) {
        Stay one = stay(HostGroupId{g}, containment, removal);
        if (one.foothold > 0) one.controlled = active[life_of_[g]];
        moment.stays.push_back(one);
    }
    if (containment.closed.empty()) return moment;
    for (const Ways& ways : ways_) {
        Pairs closed;
        for (std::size_t l = 0; l < federation_.links.size(); ++l) {
            const auto& link = federation_.links[l];
            if (!containment.closed[l] || link.local_name != ways.link || !link.to) continue;
            closed.emplace_back(std::min(link.organisation, *link.to),
                                std::max(link.organisation, *link.to));
        }
        std::sort(closed.begin(), closed.end());
        moment.closed.push_back(std::move(closed));
    }
    return moment;
}

void NextGeneration::add_column(const Moment& moment, const Column& column,
                                std::vector<Eigen::Triplet<double>>& entries) const {
    const bool as_foothold = column.yields == Integrity::foothold;
    // Hours of hosts of `group` from which `rule` is attempted, after one hit on each.
    const auto hours = [&](const Rule& rule, HostGroupId group) {
        if (!rule.from[group.index()]) return 0.0;
        const Stay& stay = moment.stays[group.index()];
        const double controlled = as_foothold ? stay.rises * stay.controlled : stay.controlled;
        const double foothold = as_foothold && rule.from_foothold ? stay.foothold : 0.0;
        return federation_.host_groups[group.index()].count * (controlled + foothold);
    };
    const auto o = column.organisation.index();
    for (const Rule& rule : rules_) {
        double sum = 0;
        for (const HostGroupId group : column.groups) sum += hours(rule, group);
        if (sum == 0.0 || rule.hosts[o] == 0.0) continue;
        const double each = rule.rate / rule.hosts[o];
        for (const OrganisationId end : ends(rule, column.organisation)) {
            const int row = classes_[rule.target].channel[end.index()];
            if (row < 0 || !is_open(moment, rule, column.organisation, end)) continue;
            entries.emplace_back(row, column.channel, each * sum);
        }
        if (rule.ways || !is_open(moment, rule, column.organisation, column.organisation)) continue;
        for (std::size_t s = first_secluded_[o]; s < first_secluded_[o + 1]; ++s) {
            if (secluded_[s].target != rule.target) continue;
            double allowed = 0;
            for (const HostGroupId group : column.groups) {
                if (federation::is_reachable(federation_, secluded_[s].group, group)) {
                    allowed += hours(rule, group);
                }
            }
            if (allowed > 0) {
                entries.emplace_back(secluded_[s].channel, column.channel, each * allowed);
            }
        }
    }
}

SparseMatrix NextGeneration::matrix(const Containment& containment,
                                    std::optional<Duration> removed_after) const {
    const Moment now = moment(containment, removed_after);
    std::vector<Eigen::Triplet<double>> entries;
    for (std::size_t o = 0; o < federation_.organisations.size(); ++o) {
        const auto groups = federation_.organisations[o].host_groups;
        for (const TargetClass& target : classes_) {
            if (target.channel[o] < 0) continue;
            Column column{target.channel[o], OrganisationId{o}, target.yields, {}};
            for (std::uint32_t i = 0; i < groups.count; ++i) {
                const bool is_one =
                    target.groups[groups[i].index()] &&
                    federation_.host_groups[groups[i].index()].reachable_from.empty() &&
                    yields_to(containment, groups[i], target.needs_credentials);
                if (is_one) column.groups.push_back(groups[i]);
            }
            add_column(now, column, entries);
        }
        for (std::size_t s = first_secluded_[o]; s < first_secluded_[o + 1]; ++s) {
            const TargetClass& target = classes_[secluded_[s].target];
            if (!yields_to(containment, secluded_[s].group, target.needs_credentials)) continue;
            add_column(
                now, {secluded_[s].channel, OrganisationId{o}, target.yields, {secluded_[s].group}},
                entries);
        }
    }
    SparseMatrix matrix(channels_, channels_);
    matrix.setFromTriplets(entries.begin(), entries.end());
    return matrix;
}

bool NextGeneration::until_horizon() const {
    const Containment nothing;
    for (std::size_t g = 0; g < federation_.host_groups.size(); ++g) {
        const bool spreads = std::any_of(rules_.begin(), rules_.end(),
                                         [&](const Rule& rule) { return rule.from[g]; });
        if (!spreads) continue;
        const bool endless = life_of_[g] + 1 == lives_.size();
        const bool can_rise = stay(HostGroupId{g}, nothing, 0).rises > 0;
        for (const TargetClass& target : classes_) {
            if (!target.groups[g]) continue;
            const bool stays_foothold = target.yields == Integrity::foothold && !can_rise;
            if (endless || stays_foothold) return true;
        }
    }
    return false;
}

bool NextGeneration::leads_anywhere(const Moment& moment, const Rule& rule) const {
    const TargetClass& target = classes_[rule.target];
    const auto has = [&](OrganisationId house, const auto& wanted) {
        const auto groups = federation_.of(house).host_groups;
        for (std::uint32_t i = 0; i < groups.count; ++i) {
            if (wanted(groups[i])) return true;
        }
        return false;
    };
    const auto is_source = [&](HostGroupId group) {
        return rule.from[group.index()] && yields_to(moment.containment, group, false);
    };
    const auto is_target = [&](HostGroupId group) {
        return target.groups[group.index()] &&
               yields_to(moment.containment, group, target.needs_credentials);
    };
    for (std::size_t o = 0; o < federation_.organisations.size(); ++o) {
        if (!has(OrganisationId{o}, is_source)) continue;
        for (const OrganisationId end : ends(rule, OrganisationId{o})) {
            if (is_open(moment, rule, OrganisationId{o}, end) && has(end, is_target)) return true;
        }
    }
    return false;
}

std::optional<NextGeneration::Pace> NextGeneration::quickest(const Containment& containment) const {
    const Moment now = moment(containment, std::nullopt);
    std::optional<Pace> best;
    for (const Rule& rule : rules_) {
        if (rule.rate <= 0 || (best && rule.rate <= best->an_hour)) continue;
        if (leads_anywhere(now, rule)) best = Pace{rule.route, rule.rate};
    }
    return best;
}

}  // namespace kammerspiel::graph
