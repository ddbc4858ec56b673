#include "analysis/report/timeline.hpp"

namespace kammerspiel::report {
namespace {

using model::Happening;

enum class Subject { none, host_group, organisation, link, service };
enum class Detail { none, route, realm, impact, play, given, attacker, pool, obligation };

struct Meaning {
    std::string_view word;
    Side side;
    Subject subject;
    Detail detail;
};

Meaning meaning_of(Happening what) {
    switch (what) {
        case Happening::entered: return {"entered", Side::truth, Subject::host_group, Detail::none};
        case Happening::compromised:
            return {"compromised", Side::truth, Subject::host_group, Detail::route};
        case Happening::credentials_taken:
            return {"credentials_taken", Side::truth, Subject::host_group, Detail::realm};
        case Happening::attempt_failed:
            return {"attempt_failed", Side::truth, Subject::host_group, Detail::route};
        case Happening::struck: return {"struck", Side::truth, Subject::host_group, Detail::impact};
        case Happening::destroyed:
            return {"destroyed", Side::truth, Subject::host_group, Detail::impact};
        case Happening::exfiltrated:
            return {"exfiltrated", Side::truth, Subject::host_group, Detail::impact};
        case Happening::reactivated:
            return {"reactivated", Side::truth, Subject::host_group, Detail::none};
        case Happening::given_at_start:
            return {"given_at_start", Side::knowledge, Subject::host_group, Detail::given};
        case Happening::alert: return {"alert", Side::knowledge, Subject::host_group, Detail::none};
        case Happening::false_alarm:
            return {"false_alarm", Side::truth, Subject::organisation, Detail::none};
        case Happening::confirmed:
            return {"confirmed", Side::knowledge, Subject::host_group, Detail::none};
        case Happening::cleared:
            return {"cleared", Side::knowledge, Subject::host_group, Detail::none};
        case Happening::users_noticed:
            return {"users_noticed", Side::knowledge, Subject::host_group, Detail::none};
        case Happening::reported:
            return {"reported", Side::knowledge, Subject::organisation, Detail::none};
        case Happening::play_triggered:
            return {"play_triggered", Side::response, Subject::none, Detail::play};
        case Happening::play_decided:
            return {"play_decided", Side::response, Subject::none, Detail::play};
        case Happening::switched_off:
            return {"switched_off", Side::response, Subject::organisation, Detail::play};
        case Happening::isolated:
            return {"isolated", Side::response, Subject::organisation, Detail::play};
        case Happening::link_closed:
            return {"link_closed", Side::response, Subject::link, Detail::play};
        case Happening::link_opened:
            return {"link_opened", Side::response, Subject::link, Detail::none};
        case Happening::indicated:
            return {"indicated", Side::knowledge, Subject::host_group, Detail::attacker};
        case Happening::credentials_reset:
            return {"credentials_reset", Side::response, Subject::organisation, Detail::play};
        case Happening::technique_blocked:
            return {"technique_blocked", Side::response, Subject::organisation, Detail::play};
        case Happening::hunted:
            return {"hunted", Side::response, Subject::organisation, Detail::play};
        case Happening::aid_asked:
            return {"aid_asked", Side::response, Subject::organisation, Detail::pool};
        case Happening::aid_arrived:
            return {"aid_arrived", Side::response, Subject::organisation, Detail::pool};
        case Happening::aid_left:
            return {"aid_left", Side::response, Subject::organisation, Detail::pool};
        case Happening::obligation_begun:
            return {"obligation_begun", Side::response, Subject::organisation, Detail::obligation};
        case Happening::obligation_met:
            return {"obligation_met", Side::response, Subject::organisation, Detail::obligation};
        case Happening::obligation_missed:
            return {"obligation_missed", Side::response, Subject::organisation, Detail::obligation};
        case Happening::fallback_begun:
            return {"fallback_begun", Side::service, Subject::service, Detail::none};
        case Happening::fallback_ended:
            return {"fallback_ended", Side::service, Subject::service, Detail::none};
        case Happening::informed:
            return {"informed", Side::response, Subject::organisation, Detail::play};
        case Happening::restore_begun:
            return {"restore_begun", Side::response, Subject::organisation, Detail::play};
        case Happening::found_compromised:
            return {"found_compromised", Side::knowledge, Subject::host_group, Detail::none};
        case Happening::missed_compromise:
            return {"missed_compromise", Side::truth, Subject::host_group, Detail::none};
        case Happening::group_restored:
            return {"group_restored", Side::response, Subject::host_group, Detail::none};
        case Happening::service_down:
            return {"service_down", Side::service, Subject::service, Detail::none};
        case Happening::service_up:
            return {"service_up", Side::service, Subject::service, Detail::none};
        case Happening::service_level:
            return {"service_level", Side::service, Subject::service, Detail::none};
    }
    unreachable();
}

}  // namespace

std::string_view word_of(Happening what) { return meaning_of(what).word; }
Side side_of(Happening what) { return meaning_of(what).side; }

RecordNames names_of(const model::Plan& plan, const model::RunOptions& options,
                     const model::TraceRecord& record) {
    const federation::Federation& federation = plan.federation();
    const scenario::AttackerProfile& attacker = plan.scenario().attackers[options.attacker];
    const scenario::Strategy& strategy = plan.scenario().strategies[options.strategy];
    const Meaning meaning = meaning_of(record.what);
    RecordNames names;
    const auto id_of = [&](federation::OrganisationId id) { return federation.of(id).id; };
    switch (meaning.subject) {
        case Subject::none: break;
        case Subject::host_group:
            names.subject = federation.host_groups[record.subject].name;
            names.organisation = id_of(federation.host_groups[record.subject].organisation);
            break;
        case Subject::organisation:
            names.subject = names.organisation = federation.organisations[record.subject].id;
            break;
        case Subject::link:
            names.subject = federation.links[record.subject].name;
            names.organisation = id_of(federation.links[record.subject].organisation);
            break;
        case Subject::service:
            names.subject = federation.services[record.subject].name;
            names.organisation = id_of(federation.services[record.subject].organisation);
            break;
    }
    switch (meaning.detail) {
        case Detail::none:
        case Detail::given: break;
        case Detail::route: names.detail = attacker.routes[record.detail].name.text; break;
        case Detail::realm: names.detail = federation.realms[record.detail]; break;
        case Detail::impact: names.detail = attacker.impacts[record.detail].name.text; break;
        case Detail::attacker:
            names.detail = plan.scenario().attackers[record.detail].name.text;
            break;
        case Detail::pool: names.detail = plan.scenario().pools[record.detail].name.text; break;
        case Detail::obligation:
            names.detail = plan.scenario().obligations[record.detail].name.text;
            break;
        case Detail::play: names.detail = strategy.plays[record.detail].name.text; break;
    }
    return names;
}

}  // namespace kammerspiel::report
