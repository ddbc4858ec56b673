#include "analysis/graph/containment.hpp"

#include "kammerspiel/federation/attack.hpp"
#include "kammerspiel/federation/scope.hpp"

namespace kammerspiel::graph {
namespace {

using federation::Federation;

void add(std::vector<bool>& to, const std::vector<bool>& more) {
    to.resize(more.size(), false);
    for (std::size_t i = 0; i < more.size(); ++i) to[i] = to[i] || more[i];
}

void block(const scenario::AttackerProfile& profile, std::string_view technique,
           const std::vector<bool>& organisations, Containment& containment) {
    containment.blocked.resize(profile.routes.size());
    for (const std::uint32_t r : federation::routes_by(profile, technique)) {
        add(containment.blocked[r], organisations);
    }
}

void add_action(const Federation& federation, const scenario::AttackerProfile& profile,
                const scenario::Action& action, Containment& containment) {
    if (const auto* shutdown = std::get_if<scenario::Shutdown>(&action)) {
        add(containment.isolated, federation::resolve(federation, shutdown->scope).host_groups);
    } else if (const auto* link = std::get_if<scenario::CloseLink>(&action)) {
        const auto scope = federation::resolve(federation, link->scope);
        add(containment.closed,
            federation::links_of(federation, scope.organisations, link->link.text));
    } else if (const auto* technique = std::get_if<scenario::BlockTechnique>(&action)) {
        const auto scope = federation::resolve(federation, technique->scope);
        block(profile, technique->technique, scope.organisations, containment);
    } else if (const auto* credentials = std::get_if<scenario::ResetCredentials>(&action)) {
        const auto scope = federation::resolve(federation, credentials->scope);
        add(containment.reset, federation::realms_of(federation, scope.host_groups));
    }
}

std::vector<bool> everywhere(const Federation& federation) {
    return std::vector<bool>(federation.organisations.size(), true);
}

}  // namespace

Containment without_technique(const Federation& federation,
                              const scenario::AttackerProfile& profile,
                              std::string_view technique) {
    Containment containment;
    block(profile, technique, everywhere(federation), containment);
    return containment;
}

Containment without_link(const Federation& federation, std::string_view name) {
    Containment containment;
    containment.closed = federation::links_of(federation, everywhere(federation), name);
    return containment;
}

Containment without_credentials(const Federation& federation) {
    Containment containment;
    containment.reset.assign(federation.realms.size(), true);
    return containment;
}

Containment by_strategy(const Federation& federation, const scenario::AttackerProfile& profile,
                        const scenario::Strategy& strategy) {
    Containment containment;
    for (const scenario::Play& play : strategy.plays) {
        for (const scenario::Action& action : play.actions) {
            add_action(federation, profile, action, containment);
        }
    }
    return containment;
}

Containment by_play(const Federation& federation, const scenario::AttackerProfile& profile,
                    const scenario::Play& play) {
    Containment containment;
    for (const scenario::Action& action : play.actions) {
        add_action(federation, profile, action, containment);
    }
    return containment;
}

}  // namespace kammerspiel::graph
