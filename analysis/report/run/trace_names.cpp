#include "analysis/report/run/trace_names.hpp"

#include <fmt/format.h>

namespace kammerspiel::report {
namespace {

using model::TraceKind;

enum class Subject { none, host_group, organisation, link, service };
enum class Detail { none, route, realm, impact, play, given, attacker, pool, obligation };

struct Meaning {
    std::string_view word;
    Side side = Side::truth;
    Subject subject = Subject::none;
    Detail detail = Detail::none;
    Counted counted = Counted::nothing;
};

Meaning meaning_of(TraceKind what) {
    using enum Side;
    using S = Subject;
    using D = Detail;
    using C = Counted;
    switch (what) {
        case TraceKind::entered: return {"entered", truth, S::host_group};
        case TraceKind::compromised:
            return {"compromised", truth, S::host_group, D::route, C::integrity};
        case TraceKind::credentials_taken:
            return {"credentials_taken", truth, S::host_group, D::realm};
        case TraceKind::attempt_failed:
            return {"attempt_failed", truth, S::host_group, D::route, C::failure};
        case TraceKind::struck: return {"struck", truth, S::host_group, D::impact};
        case TraceKind::destroyed: return {"destroyed", truth, S::host_group, D::impact, C::hosts};
        case TraceKind::exfiltrated:
            return {"exfiltrated", truth, S::host_group, D::impact, C::hosts};
        case TraceKind::reactivated: return {"reactivated", truth, S::host_group};
        case TraceKind::given_at_start:
            return {"given_at_start", knowledge, S::host_group, D::given, C::hosts};
        case TraceKind::alert: return {"alert", knowledge, S::host_group};
        case TraceKind::false_alarm: return {"false_alarm", truth, S::organisation};
        case TraceKind::confirmed: return {"confirmed", knowledge, S::host_group};
        case TraceKind::cleared: return {"cleared", knowledge, S::host_group};
        case TraceKind::users_noticed:
            return {"users_noticed", knowledge, S::host_group, D::none, C::hosts};
        case TraceKind::reported:
            return {"reported", knowledge, S::organisation, D::none, C::hosts};
        case TraceKind::play_triggered: return {"play_triggered", response, S::none, D::play};
        case TraceKind::play_decided: return {"play_decided", response, S::none, D::play};
        case TraceKind::switched_off:
            return {"switched_off", response, S::organisation, D::play, C::hosts};
        case TraceKind::isolated: return {"isolated", response, S::organisation, D::play, C::hosts};
        case TraceKind::link_closed: return {"link_closed", response, S::link, D::play};
        case TraceKind::link_opened: return {"link_opened", response, S::link};
        case TraceKind::indicated: return {"indicated", knowledge, S::host_group, D::attacker};
        case TraceKind::credentials_reset:
            return {"credentials_reset", response, S::organisation, D::play, C::realms};
        case TraceKind::technique_blocked:
            return {"technique_blocked", response, S::organisation, D::play};
        case TraceKind::hunted: return {"hunted", response, S::organisation, D::play, C::hosts};
        case TraceKind::aid_asked:
            return {"aid_asked", response, S::organisation, D::pool, C::people};
        case TraceKind::aid_arrived:
            return {"aid_arrived", response, S::organisation, D::pool, C::people};
        case TraceKind::aid_left:
            return {"aid_left", response, S::organisation, D::pool, C::people};
        case TraceKind::obligation_begun:
            return {"obligation_begun", response, S::organisation, D::obligation};
        case TraceKind::obligation_met:
            return {"obligation_met", response, S::organisation, D::obligation};
        case TraceKind::obligation_missed:
            return {"obligation_missed", response, S::organisation, D::obligation, C::not_sent};
        case TraceKind::fallback_begun: return {"fallback_begun", service, S::service};
        case TraceKind::fallback_ended: return {"fallback_ended", service, S::service};
        case TraceKind::informed: return {"informed", response, S::organisation, D::play};
        case TraceKind::restore_begun:
            return {"restore_begun", response, S::organisation, D::play, C::hosts};
        case TraceKind::found_compromised: return {"found_compromised", knowledge, S::host_group};
        case TraceKind::missed_compromise: return {"missed_compromise", truth, S::host_group};
        case TraceKind::group_restored:
            return {"group_restored", response, S::host_group, D::none, C::hosts};
        case TraceKind::service_down:
            return {"service_down", service, S::service, D::none, C::level};
        case TraceKind::service_up: return {"service_up", service, S::service, D::none, C::level};
        case TraceKind::service_level:
            return {"service_level", service, S::service, D::none, C::level};
    }
    unreachable();
}

std::string_view word_of_integrity(scenario::Integrity integrity) {
    switch (integrity) {
        case scenario::Integrity::clean: return "clean";
        case scenario::Integrity::foothold: return "foothold";
        case scenario::Integrity::controlled: return "controlled";
        case scenario::Integrity::destroyed: return "destroyed";
    }
    unreachable();
}

std::string_view word_of_failure(model::Failure failure) {
    using model::Failure;
    switch (failure) {
        case Failure::none: return "none";
        case Failure::source_gone: return "source_gone";
        case Failure::no_way: return "no_way";
        case Failure::target_off: return "target_off";
        case Failure::chance: return "luck";
        case Failure::blocked: return "blocked";
    }
    unreachable();
}

void name_subject(const federation::Federation& federation, Subject kind, std::uint32_t subject,
                  RecordNames& names) {
    const auto set = [&](std::string_view word, const auto& thing) {
        names.subject_kind = word;
        names.subject = thing.local_name;
        names.organisation = federation.of(thing.organisation).id;
    };
    switch (kind) {
        case Subject::none: return;
        case Subject::host_group: return set("host_group", federation.host_groups[subject]);
        case Subject::link: return set("link", federation.links[subject]);
        case Subject::service: return set("service", federation.services[subject]);
        case Subject::organisation:
            names.organisation = federation.organisations[subject].id;
            return;
    }
    unreachable();
}

}  // namespace

std::string RecordNames::place() const {
    return subject.empty() ? organisation : organisation + "/" + subject;
}

std::string_view word_of(TraceKind what) { return meaning_of(what).word; }
Side side_of(TraceKind what) { return meaning_of(what).side; }
Counted counted_by(TraceKind what) { return meaning_of(what).counted; }

std::string_view word_of_count(Counted counted, std::uint32_t count) {
    if (counted == Counted::integrity)
        return word_of_integrity(static_cast<scenario::Integrity>(count));
    ensure(counted == Counted::failure, "there is no word for the number {}", count);
    return word_of_failure(static_cast<model::Failure>(count));
}

std::string_view word_of(Side side) {
    switch (side) {
        case Side::truth: return "truth";
        case Side::knowledge: return "knowledge";
        case Side::response: return "response";
        case Side::service: return "service";
    }
    unreachable();
}

RecordNames names_of(const model::Plan& plan, const model::RunOptions& options,
                     const model::TraceRecord& record) {
    const scenario::AttackerProfile& attacker = plan.scenario().attackers[options.attacker];
    const scenario::Strategy& strategy = plan.scenario().strategies[options.strategy];
    const Meaning meaning = meaning_of(record.what);
    RecordNames names;
    name_subject(plan.federation(), meaning.subject, record.subject, names);
    const auto detail = [&](std::string_view kind, std::string word) {
        names.detail_kind = kind;
        names.detail = std::move(word);
    };
    switch (meaning.detail) {
        case Detail::none: break;
        case Detail::route:
            detail("route", attacker.routes[record.detail].name.text);
            names.technique = attacker.routes[record.detail].technique;
            break;
        case Detail::realm: detail("realm", plan.federation().realms[record.detail]); break;
        case Detail::impact: detail("impact", attacker.impacts[record.detail].name.text); break;
        case Detail::attacker:
            detail("attacker", plan.scenario().attackers[record.detail].name.text);
            break;
        case Detail::pool: detail("pool", plan.scenario().pools[record.detail].name.text); break;
        case Detail::obligation:
            detail("obligation", plan.scenario().obligations[record.detail].name.text);
            break;
        case Detail::play: detail("play", strategy.plays[record.detail].name.text); break;
        case Detail::given:
            detail("known_at_start", plan.scenario().known_at_start[record.detail].text.en);
            break;
    }
    return names;
}

}  // namespace kammerspiel::report
