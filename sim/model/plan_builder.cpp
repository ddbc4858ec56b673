#include "sim/model/plan_builder.hpp"

#include <algorithm>
#include <atomic>
#include <limits>
#include <map>
#include <tuple>
#include <utility>

#include "kammerspiel/base/holidays.hpp"
#include "kammerspiel/federation/compile.hpp"
#include "kammerspiel/federation/selector.hpp"
#include "sim/model/occasions.hpp"
#include "sim/model/ways.hpp"

namespace kammerspiel::model {
namespace {

using federation::OrganisationId;

/// Working hours and demand are kept over the whole horizon and a little more, so that work that
/// begins near its end still has an end.
constexpr Duration beyond_the_horizon = spans_of_24h(60);

class Builder {
   public:
    Builder(scenario::Scenario scenario, Keeps keeps)
        : plan_(std::make_unique<PlanData>()), keeps_(keeps) {
        static std::atomic<std::uint64_t> plans = 0;
        plan_->serial = ++plans;
        plan_->scenario = std::move(scenario);
    }

    std::unique_ptr<const PlanData> build() {
        const scenario::Scenario& scenario = plan_->scenario;
        const bool keeps_all = keeps_ == Keeps::everything;
        plan_->federation = keeps_all ? federation::compile(scenario)
                                      : federation::compile_and_release(plan_->scenario);
        plan_->needs.emplace(plan_->federation);
        plan_->latency = scenario.coordination_latency;
        plan_->shapes = need_shapes(*plan_->needs);
        plan_->outer_circles = outer_circles(plan_->federation, plan_->shapes, plan_->latency);
        plan_->horizon = SimTime::start() + scenario.horizon;
        plan_->reporting_delay = scenario.reporting_delay;
        const auto made = Calendar::make(scenario.starts.local, scenario.starts.zone);
        ensure(made.calendar.has_value(), "the scenario's start was not checked: {}",
               scenario.starts.local);
        plan_->calendar = std::make_unique<Calendar>(*made.calendar);
        plan_->keys = LuckKeys(scenario);
        add_entities();
        add_ways();
        add_realms();
        add_entries();
        add_working_hours();
        add_demand();
        add_detection();
        add_effort();
        plan_people(*plan_, [this](Shift shift, OrganisationId organisation) {
            return timeline(shift, region_of(organisation));
        });
        plan_stages(*plan_);
        if (!keeps_all) plan_->scenario.organisations = std::vector<scenario::Organisation>();
        for (const auto& profile : scenario.attackers) add_attacker(profile);
        plan_->repair = plan_repair(*plan_);
        for (const auto& strategy : scenario.strategies) {
            plan_->strategies.push_back(plan_strategy(*plan_, strategy));
        }
        plan_->link_uses = plan_link_uses(*plan_);
        return std::move(plan_);
    }

   private:
    std::unique_ptr<PlanData> plan_;
    Keeps keeps_;
    std::map<std::pair<Shift, std::string>, std::uint32_t> timelines_;
    std::map<std::pair<std::uint32_t, std::string>, std::uint32_t> curves_;

    const federation::Federation& federation() const { return plan_->federation; }
    /// Whose holidays it has.
    std::string region_of(OrganisationId id) const {
        const auto& organisation = federation().of(id);
        return holiday_region(federation().regions[organisation.region.index()].code,
                              organisation.city);
    }

    void add_entities() {
        for (const auto& group : federation().host_groups) {
            plan_->host_prefix.emplace_back(group.key + "#");
        }
    }

    void add_ways() {
        const std::vector<bool> all_open(federation().links.size(), true);
        WaysOffered offered = ways_offered(federation(), all_open);
        plan_->way_from_below = std::move(offered.from_below);
        plan_->way_offered = std::move(offered.over_link);
    }

    void add_realms() {
        plan_->realm_used_in.resize(federation().realms.size());
        for (const auto& group : federation().host_groups) {
            if (!group.realm) continue;
            auto& organisations = plan_->realm_used_in[group.realm->index()];
            if (organisations.empty() || organisations.back() != group.organisation) {
                organisations.push_back(group.organisation);
            }
        }
    }

    void add_entries() {
        plan_->begins = SimTime::start();
        const auto& all = plan_->scenario.entries;
        auto resolved = federation::entries_of(plan_->scenario, federation());
        for (const NamedEntry& named : names_of(all, plan_->keys)) {
            EntryPlan entry{std::move(resolved[named.number]), Sampler(all[named.number].when),
                            named.name};
            plan_->begins = std::min(
                plan_->begins, SimTime::at(entry.when.at(std::numeric_limits<double>::min())));
            plan_->entries.push_back(std::move(entry));
        }
    }

    std::uint32_t timeline(Shift shift, const std::string& region) {
        const auto [at, is_new] = timelines_.try_emplace(
            {shift, region}, static_cast<std::uint32_t>(plan_->timelines.size()));
        if (is_new) {
            plan_->timelines.emplace_back(*plan_->calendar, WorkingHours::of(shift), region,
                                          plan_->begins, plan_->horizon + beyond_the_horizon);
        }
        return at->second;
    }

    void add_working_hours() {
        for (const auto& crew : federation().crews) {
            plan_->timeline_of_crew.push_back(timeline(crew.shift, region_of(crew.organisation)));
        }
        for (std::size_t o = 0; o < federation().organisations.size(); ++o) {
            plan_->office_of_organisation.push_back(
                timeline(Shift::business_hours, region_of(OrganisationId{o})));
        }
    }

    DemandProfile profile(const std::string& name) const {
        for (const auto& written : plan_->scenario.profiles) {
            if (written.name.text == name) return DemandProfile(written.hourly);
        }
        const auto preset = DemandProfile::preset(name);
        ensure(preset.has_value(), "the demand profile '{}' was not checked", name);
        return *preset;
    }

    void add_demand() {
        plan_->curve_of_service.resize(federation().services.size(), 0);
        for (std::size_t s = 0; s < federation().services.size(); ++s) {
            const auto& service = federation().services[s];
            if (!service.demand) continue;
            const std::string region = region_of(service.organisation);
            const auto [at, is_new] = curves_.try_emplace(
                {service.profile, region}, static_cast<std::uint32_t>(plan_->curves.size()));
            if (is_new) {
                plan_->curves.emplace_back(*plan_->calendar,
                                           profile(federation().profiles[service.profile]), region,
                                           plan_->horizon);
            }
            plan_->curve_of_service[s] = at->second;
        }
    }

    void add_detection() {
        const scenario::Detection& detection = plan_->scenario.detection;
        for (const auto& [kind, share] : detection.sensors) {
            plan_->sensors[static_cast<std::size_t>(kind)] = share.value();
        }
        plan_->alert_delay = Sampler(detection.alert_delay);
        plan_->users_notice = Sampler(detection.users_notice);
        if (detection.false_alarms_every) {
            plan_->false_alarms = Sampler(*detection.false_alarms_every);
        }
        for (const scenario::Analysts& written : detection.analysts) {
            const auto at = federation().find_organisation(written.at.text);
            ensure(at.has_value(), "analysts sit at '{}', which does not exist", written.at.text);
            plan_->teams.push_back(
                {.at = *at,
                 .people = written.people,
                 .timeline = timeline(written.shift, region_of(*at)),
                 .time_per_alert = Sampler(written.time_per_alert),
                 .entity = kernel::EntityId::of(fmt::format(
                     "analysts:{}/{}", federation().of(*at).key, word_of(written.shift))),
                 .watched = {}});
        }
        // An organisation's own analysts see its alerts; the first team those of all others.
        std::vector<std::vector<federation::HostGroupId>> watched(plan_->teams.size());
        for (std::size_t o = 0; o < federation().organisations.size(); ++o) {
            std::uint32_t team = 0;
            for (std::uint32_t t = 0; t < plan_->teams.size(); ++t) {
                if (plan_->teams[t].at.index() == o) team = t;
            }
            plan_->team_of_organisation.push_back(team);
            if (plan_->teams.empty()) continue;
            const auto groups = federation().of(OrganisationId{o}).host_groups;
            for (std::uint32_t g = 0; g < groups.count; ++g) watched[team].push_back(groups[g]);
        }
        for (std::size_t t = 0; t < watched.size(); ++t) {
            plan_->teams[t].watched = Lot(*plan_, watched[t]);
        }
        add_known_at_start();
        plan_->past_is_given = plan_->begins < SimTime::start() && !plan_->known_at_start.empty();
    }

    void add_known_at_start() {
        const auto& all = plan_->scenario.known_at_start;
        std::vector<std::string> words;
        for (std::uint32_t i = 0; i < all.size(); ++i) {
            auto groups = federation::select(federation(), all[i].at);
            ensure(!groups.empty(), "known_at_start names hosts that do not exist");
            Lot lot(*plan_, groups);
            words.push_back(plan_->keys.in_words(all[i].at));
            plan_->known_at_start.push_back(
                {.groups = std::move(groups),
                 .lot = std::move(lot),
                 .entity = kernel::EntityId::of("known:" + words.back()),
                 .hosts = all[i].hosts,
                 .confirmed = all[i].confirmed,
                 .written = i});
        }
        // The order of the file decides nothing: what speaks of less comes first.
        const auto order = [&](const KnownPlan& one) {
            return std::tuple(one.groups.size(), std::string_view(words[one.written]),
                              one.confirmed, one.hosts);
        };
        std::stable_sort(
            plan_->known_at_start.begin(), plan_->known_at_start.end(),
            [&](const KnownPlan& a, const KnownPlan& b) { return order(a) < order(b); });
    }

    void add_effort() {
        for (const auto& [kind, written] : plan_->scenario.recovery) {
            plan_->effort[static_cast<std::size_t>(kind)] = {
                .inspect = Sampler(written.inspect),
                .clean = Sampler(written.clean),
                .rebuild = Sampler(written.rebuild),
                .test = Sampler(written.test),
                .switch_on = Sampler(written.switch_on),
                .from_scratch = written.from_scratch ? std::optional(Sampler(*written.from_scratch))
                                                     : std::nullopt};
        }
    }

    void add_attacker(const scenario::AttackerProfile& profile) {
        plan_->attackers.push_back(plan_attack(*plan_, profile));
        auto& by_goal = plan_->goal_organisations.emplace_back();
        for (const auto& goal : plan_->attackers.back().goals) {
            auto& organisations = by_goal.emplace_back();
            for (std::size_t g = 0; g < goal.groups.size(); ++g) {
                if (!goal.groups[g]) continue;
                const auto organisation = federation().host_groups[g].organisation;
                if (organisations.empty() || organisations.back() != organisation) {
                    organisations.push_back(organisation);
                }
            }
        }
    }
};

}  // namespace

std::unique_ptr<const PlanData> build_plan(scenario::Scenario scenario, Keeps keeps) {
    return Builder(std::move(scenario), keeps).build();
}

}  // namespace kammerspiel::model
