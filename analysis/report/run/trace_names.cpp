#include "analysis/report/run/trace_names.hpp"

#include <fmt/format.h>

namespace kammerspiel::report {
namespace {

using model::TraceKind;

enum class Subject { none, host_group, organisation, link, service };
enum class Detail {
    none,
    route,
    realm,
    impact,
    play,
    given,
    attacker,
    pool,
    obligation,
    hold,
    host_kind,
    crew,
    of_how_many,
    service,
};

struct Meaning {
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
        case TraceKind::entered: return {truth, S::host_group};
        case TraceKind::compromised: return {truth, S::host_group, D::route, C::integrity};
        case TraceKind::credentials_taken: return {truth, S::host_group, D::realm};
        case TraceKind::attempt_failed: return {truth, S::host_group, D::route, C::failure};
        case TraceKind::struck: return {truth, S::host_group, D::impact};
        case TraceKind::destroyed: return {truth, S::host_group, D::impact, C::hosts};
        case TraceKind::exfiltrated: return {truth, S::host_group, D::impact, C::hosts};
        case TraceKind::reactivated: return {truth, S::host_group};
        case TraceKind::given_at_start: return {knowledge, S::host_group, D::given, C::hosts};
        case TraceKind::alert: return {knowledge, S::host_group};
        case TraceKind::false_alarm: return {truth, S::organisation};
        case TraceKind::confirmed: return {knowledge, S::host_group};
        case TraceKind::cleared: return {knowledge, S::host_group};
        case TraceKind::users_noticed: return {knowledge, S::host_group, D::none, C::hosts};
        case TraceKind::reported: return {knowledge, S::organisation, D::none, C::hosts};
        case TraceKind::play_triggered: return {response, S::none, D::play};
        case TraceKind::play_decided: return {response, S::none, D::play};
        case TraceKind::switched_off: return {response, S::organisation, D::play, C::hosts};
        case TraceKind::isolated: return {response, S::organisation, D::play, C::hosts};
        case TraceKind::link_closed: return {response, S::link, D::play};
        case TraceKind::link_opened: return {response, S::link};
        case TraceKind::indicated: return {knowledge, S::host_group, D::attacker};
        case TraceKind::credentials_reset: return {response, S::organisation, D::play, C::realms};
        case TraceKind::technique_blocked: return {response, S::organisation, D::play};
        case TraceKind::hunted: return {response, S::organisation, D::play, C::hosts};
        case TraceKind::aid_asked: return {response, S::organisation, D::pool, C::people};
        case TraceKind::aid_arrived: return {response, S::organisation, D::pool, C::people};
        case TraceKind::aid_left: return {response, S::organisation, D::pool, C::people};
        case TraceKind::obligation_begun: return {response, S::organisation, D::obligation};
        case TraceKind::obligation_met: return {response, S::organisation, D::obligation};
        case TraceKind::obligation_missed:
            return {response, S::organisation, D::obligation, C::not_sent};
        case TraceKind::hold_begun: return {response, S::organisation, D::hold};
        case TraceKind::hold_over: return {response, S::organisation, D::hold};
        case TraceKind::sent_back: return {response, S::organisation};
        case TraceKind::goods_ordered: return {response, S::organisation, D::host_kind, C::pieces};
        case TraceKind::goods_arrived: return {response, S::organisation, D::host_kind, C::pieces};
        case TraceKind::image_ready: return {response, S::organisation, D::host_kind};
        case TraceKind::accounts_issued:
            return {response, S::organisation, D::of_how_many, C::accounts};
        case TraceKind::crew_tired: return {response, S::organisation, D::crew};
        case TraceKind::not_accepted: return {response, S::service, D::none, C::parts};
        case TraceKind::released: return {response, S::service, D::of_how_many, C::parts};
        case TraceKind::waits: return {service, S::service, D::none, C::stage};
        case TraceKind::interim_begun: return {service, S::service};
        case TraceKind::interim_ended: return {service, S::service};
        case TraceKind::fallback_begun: return {service, S::service};
        case TraceKind::fallback_ended: return {service, S::service};
        case TraceKind::informed: return {response, S::organisation, D::play};
        case TraceKind::restore_begun: return {response, S::organisation, D::play, C::hosts};
        case TraceKind::default_repair_begun: return {response, S::organisation, D::none, C::hosts};
        case TraceKind::found_compromised: return {knowledge, S::host_group};
        case TraceKind::missed_compromise: return {truth, S::host_group};
        case TraceKind::group_restored: return {response, S::host_group, D::none, C::hosts};
        case TraceKind::service_down: return {service, S::service, D::none, C::level};
        case TraceKind::service_up: return {service, S::service, D::none, C::level};
        case TraceKind::service_level: return {service, S::service, D::none, C::level};
        case TraceKind::people_moved: return {service, S::service, D::service, C::people_moved};
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

Side side_of(TraceKind what) { return meaning_of(what).side; }
Counted counted_by(TraceKind what) { return meaning_of(what).counted; }

std::string_view word_of_count(Counted counted, std::uint32_t count) {
    if (counted == Counted::integrity) return word_of(static_cast<scenario::Integrity>(count));
    if (counted == Counted::stage) return word_of(static_cast<model::Stage>(count));
    ensure(counted == Counted::failure, "there is no word for the number {}", count);
    return word_of(static_cast<model::Failure>(count));
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
        case Detail::hold: detail("hold", plan.scenario().holds[record.detail].name.text); break;
        case Detail::host_kind:
            detail("host_kind",
                   std::string(word_of(static_cast<scenario::HostKind>(record.detail))));
            break;
        case Detail::crew: detail("crew", plan.federation().crews[record.detail].name); break;
        case Detail::of_how_many: detail("of", fmt::format("{}", record.detail)); break;
        case Detail::play: detail("play", strategy.plays[record.detail].name.text); break;
        case Detail::service: detail("from", plan.federation().services[record.detail].name); break;
        case Detail::given:
            detail("known_at_start", plan.scenario().known_at_start[record.detail].text.en);
            break;
    }
    return names;
}

}  // namespace kammerspiel::report
