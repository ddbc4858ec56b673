#include "analysis/graph/idle_plays.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "analysis/graph/containment.hpp"
#include "kammerspiel/base/overloaded.hpp"
#include "kammerspiel/federation/attack.hpp"
#include "kammerspiel/federation/link_use.hpp"

namespace kammerspiel::graph {
namespace {

using federation::Federation;
using scenario::Condition;
using Within = Condition::Within;

/// The most that can be counted within the federation, one region or one organisation.
struct Most {
    std::uint64_t hosts = 0, organisations = 0;
};

class IdlePlays {
   public:
    IdlePlays(const scenario::Scenario& scenario, const federation::NeedGraph& graph,
              Diagnostics& out)
        : scenario_(scenario), graph_(graph), out_(out) {
        std::map<std::uint32_t, Most> regions;
        std::map<std::uint32_t, Most> organisations;
        for (const auto& group : federation().host_groups) {
            most(Within::federation).hosts += group.count;
            regions[federation().of(group.organisation).region.value].hosts += group.count;
            organisations[group.organisation.value].hosts += group.count;
        }
        for (const auto& organisation : federation().organisations) {
            ++most(Within::federation).organisations;
            ++regions[organisation.region.value].organisations;
        }
        for (const auto& [id, here] : regions) widen(Within::region, here);
        for (const auto& [id, here] : organisations) widen(Within::organisation, here);
        widen(Within::organisation, {.organisations = 1});
    }

    void check() {
        for (const auto& strategy : scenario_.strategies) {
            for (const auto& play : strategy.plays) {
                check_condition(play.when, play);
                for (const auto& action : play.actions) {
                    check_action(action, play);
                    const auto* close = std::get_if<scenario::CloseLink>(&action);
                    if (close != nullptr && close->until) check_condition(*close->until, play);
                }
            }
        }
    }

   private:
    const scenario::Scenario& scenario_;
    const federation::NeedGraph& graph_;
    Diagnostics& out_;
    std::array<Most, 3> most_{};

    const Federation& federation() const { return graph_.federation(); }
    Most& most(Within within) { return most_[static_cast<std::size_t>(within)]; }

    void widen(Within within, const Most& here) {
        Most& known = most(within);
        known.hosts = std::max(known.hosts, here.hosts);
        known.organisations = std::max(known.organisations, here.organisations);
    }

    /// Whether staff can ever see an alert: from a sensor, without reason, or given at the start.
    bool any_alert() const {
        const auto& detection = scenario_.detection;
        return detection.false_alarms_every || !scenario_.known_at_start.empty() ||
               std::any_of(federation().host_groups.begin(), federation().host_groups.end(),
                           [&](const auto& group) {
                               const auto its = detection.sensors.find(group.kind);
                               return group.count > 0 && its != detection.sensors.end() &&
                                      its->second > Share{0.0};
                           });
    }

    /// How many of what a condition counts there can be; absent where there is no bound.
    std::optional<std::uint64_t> bound(const Condition& condition, scenario::Decider by) {
        const auto decides_for = static_cast<Within>(by);
        const Most& there = most(std::max(condition.within, decides_for));
        switch (condition.what) {
            case Condition::What::suspected_hosts:
            case Condition::What::confirmed_hosts:
            case Condition::What::destroyed_hosts: return there.hosts;
            case Condition::What::confirmed_organisations: return there.organisations;
            case Condition::What::alerts:
                return any_alert() ? std::nullopt : std::optional<std::uint64_t>(0);
            case Condition::What::always:
            case Condition::What::all_of:
            case Condition::What::any_of:
            case Condition::What::clock:
            case Condition::What::certainty:
            case Condition::What::play_done:
            case Condition::What::restored: return std::nullopt;
        }
        unreachable();
    }

    // NOLINTNEXTLINE(misc-no-recursion): the depth is limited when the file is read
    void check_condition(const Condition& condition, const scenario::Play& play) {
        const auto there = bound(condition, play.by);
        if (there && condition.at_least > *there) {
            out_.warning(condition.place, {"structure.warning.never_holds",
                                           {{"wanted", condition.at_least}, {"most", *there}}});
        }
        for (const Condition& child : condition.children) check_condition(child, play);
    }

    void idle(const Place& place, const scenario::Action& action, const scenario::Play& play,
              const char* why) {
        out_.warning(
            place.file ? place : play.name.place,
            {"structure.warning.idle_action",
             {{"action", word_of(action)}, {"play", play.name.text}, {"why", Message{why}}}});
    }

    template <class Written>
    bool has_link(const Written& written) const {
        const auto scope = federation::resolve(federation(), written.scope);
        return any(federation::links_of(federation(), scope.organisations, written.link.text));
    }

    bool has_fallback(const scenario::ActivateFallback& written) const {
        const auto scope = federation::resolve(federation(), written.scope);
        const auto& services = federation().services;
        return std::any_of(services.begin(), services.end(), [&](const auto& service) {
            return service.local_name == written.service.text && service.fallback &&
                   scope.organisations[service.organisation.index()];
        });
    }

    bool is_used(const std::string& technique) const {
        return std::any_of(scenario_.attackers.begin(), scenario_.attackers.end(),
                           [&](const auto& profile) {
                               return !federation::routes_by(profile, technique).empty();
                           });
    }

    std::vector<bool> hosts_in(const scenario::Scope& scope) const {
        return federation::resolve(federation(), scope).host_groups;
    }

    void check_action(const scenario::Action& action, const scenario::Play& play) {
        constexpr const char* no_hosts = "structure.idle.hosts";
        constexpr const char* no_link = "structure.idle.link";
        const auto told = [&](bool acts, const Place& place, const char* why) {
            if (!acts) idle(place, action, play, why);
        };
        std::visit(
            Overloaded{
                [&](const scenario::Shutdown& a) {
                    told(any(hosts_in(a.scope)), a.scope.place, no_hosts);
                },
                [&](const scenario::Hunt& a) {
                    told(any(hosts_in(a.scope)), a.scope.place, no_hosts);
                },
                [&](const scenario::Restore& a) {
                    told(any(hosts_in(a.scope)) || any(federation::links_in(graph_, a.scope)),
                         a.scope.place, no_hosts);
                },
                [&](const scenario::ResetCredentials& a) {
                    told(any(federation::realms_of(federation(), hosts_in(a.scope))), a.scope.place,
                         "structure.idle.realm");
                },
                [&](const scenario::CloseLink& a) { told(has_link(a), a.link.place, no_link); },
                [&](const scenario::OpenLink& a) { told(has_link(a), a.link.place, no_link); },
                [&](const scenario::ActivateFallback& a) {
                    told(has_fallback(a), a.service.place, "structure.idle.fallback");
                },
                [&](const scenario::BlockTechnique& a) {
                    told(is_used(a.technique), play.name.place, "structure.idle.technique");
                },
                [](const scenario::CallIn&) {},
                [](const scenario::Inform&) {},
            },
            action);
    }
};

}  // namespace

void warn_of_idle_plays(const scenario::Scenario& scenario, const federation::NeedGraph& graph,
                        Diagnostics& out) {
    IdlePlays(scenario, graph, out).check();
}

}  // namespace kammerspiel::graph
