#include "kammerspiel/exercise/derived_injects.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "kammerspiel/exercise/schedule.hpp"

namespace kammerspiel::exercise {
namespace {

using namespace scenario;
using About = DerivedInjects::About;
using model::TraceKind;
using model::TraceRecord;

InjectMode mode_of(About about) {
    switch (about) {
        case About::alert: return InjectMode::system;
        case About::help_desk: return InjectMode::phone;
        case About::ransom_note: return InjectMode::document;
        case About::confirmed: return InjectMode::phone;
        case About::unreachable: return InjectMode::phone;
        case About::order: return InjectMode::document;
        case About::recovery: return InjectMode::in_person;
    }
    unreachable();
}

/// One thing that somebody learns, or several that are alike and close together.
struct Fact {
    SimTime at;    ///< when the first of them was learnt
    SimTime last;  ///< when all that is told was: before, nobody could tell it
    About about = About::alert;
    std::uint32_t what = 0;  ///< kind of hosts or play: what is alike has the same
    std::set<std::pair<std::uint32_t, std::uint32_t>> named;  ///< hosts: group, number
    std::map<std::uint32_t, std::uint64_t> counted;           ///< by group: hosts without a number
    std::vector<std::uint32_t> organisations;  ///< in the order in which it came to them
    Localised given;                           ///< words of the scenario itself, where it has some
    std::vector<Localised> services;           ///< that are lost or back
};

class Facts {
   public:
    Facts(const model::Plan& plan, const model::RunOptions& options, const model::RunResult& result)
        : plan_(plan), options_(options), result_(result) {}

    std::vector<Fact> find() {
        for (const TraceRecord& record : result_.trace) {
            if (record.key.at() < SimTime::start()) continue;
            add(record);
        }
        return std::move(facts_);
    }

   private:
    const model::Plan& plan_;
    const model::RunOptions& options_;
    const model::RunResult& result_;
    std::vector<Fact> facts_;
    std::set<std::uint32_t> notes_;  ///< organisations that had their ransom note
    std::set<std::uint32_t> encrypted_;

    void add(const TraceRecord& record) {
        switch (record.what) {
            case TraceKind::given_at_start: return add_given(record);
            case TraceKind::alert: return add_hosts(record, About::alert);
            case TraceKind::confirmed:
            case TraceKind::found_compromised: return add_hosts(record, About::confirmed);
            case TraceKind::destroyed: return remember_encryption(record);
            case TraceKind::users_noticed: return add_noticed(record);
            case TraceKind::service_down: return add_service(record, About::unreachable);
            case TraceKind::service_up: return add_service(record, About::recovery);
            case TraceKind::play_decided: return add_fact(record, About::order, record.detail, {});
            default: return;
        }
    }

    std::uint32_t organisation_of(const TraceRecord& record) const {
        return plan_.federation().host_groups[record.subject].organisation.value;
    }
    std::uint32_t kind_of(const TraceRecord& record) const {
        return static_cast<std::uint32_t>(plan_.federation().host_groups[record.subject].kind);
    }

    void add_given(const TraceRecord& record) {
        add_hosts(record, About::alert);
        facts_.back().given = plan_.scenario().known_at_start[record.detail].text;
    }

    /// Several alerts of one host are one host, and no more hosts are told than there are.
    void add_hosts(const TraceRecord& record, About about) {
        add_fact(record, about, kind_of(record), organisation_of(record));
        Fact& fact = facts_.back();
        if (record.host > 0) {
            fact.named.emplace(record.subject, record.host);
        } else {
            fact.counted[record.subject] += record.count;
        }
    }

    /// What staff see reaches the crisis team, and with it all players, after the time that
    /// reports take; users' calls, orders and what everybody notices need no report.
    Duration report_takes(const TraceRecord& record, About about) const {
        const bool is_reported = (about == About::alert || about == About::confirmed) &&
                                 record.what != TraceKind::given_at_start;
        return is_reported ? plan_.scenario().reporting_delay : Duration::zero();
    }

    void remember_encryption(const TraceRecord& record) {
        const auto& attacker = plan_.scenario().attackers[options_.attacker];
        if (attacker.impacts[record.detail].what != AttackImpact::Do::encrypt) return;
        encrypted_.insert(organisation_of(record));
    }

    /// Users notice that hosts no longer work; where those were encrypted, what is on the screen.
    void add_noticed(const TraceRecord& record) {
        add_hosts(record, About::help_desk);
        const std::uint32_t organisation = organisation_of(record);
        if (!encrypted_.contains(organisation) || !notes_.insert(organisation).second) return;
        add_fact(record, About::ransom_note, 0, organisation);
    }

    void add_service(const TraceRecord& record, About about) {
        const auto& service = plan_.federation().services[record.subject];
        if (!service.demand) return;
        add_fact(record, about, 0, service.organisation.value);
        auto& titles = facts_.back().services;
        if (std::find(titles.begin(), titles.end(), service.title) == titles.end()) {
            titles.push_back(service.title);
        }
    }

    void add_fact(const TraceRecord& record, About about, std::uint32_t what,
                  std::optional<std::uint32_t> organisation) {
        const SimTime at = record.key.at() + report_takes(record, about);
        const auto like = std::find_if(facts_.rbegin(), facts_.rend(), [&](const Fact& fact) {
            return fact.about == about && fact.what == what && at - fact.at <= minutes(30);
        });
        if (like == facts_.rend() || about == About::order) {
            facts_.push_back({.at = at, .last = at, .about = about, .what = what});
        } else {
            // What was found last is what the caller may write into.
            Fact found = std::move(*like);
            facts_.erase(std::next(like).base());
            facts_.push_back(std::move(found));
        }
        Fact& fact = facts_.back();
        fact.last = at;
        if (!organisation) return;
        auto& all = fact.organisations;
        if (std::find(all.begin(), all.end(), *organisation) == all.end()) {
            all.push_back(*organisation);
        }
    }
};

/// The drafts' words, in both languages.
class Drafts {
   public:
    Drafts(const model::Plan& plan, const model::RunOptions& options)
        : plan_(plan), options_(options) {}

    Inject inject(const DerivedInjects& derived, const Move& move, const Fact& fact) const {
        Inject draft = blank(derived, move, fact.last);
        draft.mode = mode_of(fact.about);
        const std::string subject = as_key(word_of(fact.about));
        draft.from =
            both([&](const Text& text) { return text(fmt::format("derived.{}.from", subject)); });
        draft.title = said(fact, key_of_title(fact));
        draft.message = fact.about == About::alert && !fact.given.en.empty()
                            ? both([&](const Text& text) {
                                  return text("derived.alert.given", {{"text", text(fact.given)}});
                              })
                            : said(fact, fmt::format("derived.{}.message", subject));
        draft.expected_action = said(fact, fmt::format("derived.{}.expected", subject));
        return draft;
    }

    /// What came to light between the moves, at most its first and last few.
    Inject situation_report(const DerivedInjects& derived, const Move& move,
                            const std::vector<Fact>& facts) const {
        Inject draft = blank(derived, move, move.scenario);
        draft.mode = InjectMode::document;
        draft.from = both([](const Text& text) { return text("derived.report.from"); });
        draft.title = both([](const Text& text) { return text("derived.report.title"); });
        draft.message = both([&](const Text& text) { return lines(facts, text); });
        draft.expected_action =
            both([](const Text& text) { return text("derived.report.expected"); });
        return draft;
    }

   private:
    const model::Plan& plan_;
    const model::RunOptions& options_;
    Text english_{Language::en};
    Text german_{Language::de};

    template <class Write>
    Localised both(Write write) const {
        return {write(english_), write(german_)};
    }

    static Inject blank(const DerivedInjects& derived, const Move& move, SimTime at) {
        Inject draft;
        draft.move = move.name;
        draft.status = Inject::Status::draft;
        draft.at = at;
        draft.to = derived.to;
        draft.objective = derived.objective;
        draft.controller = derived.controller;
        return draft;
    }

    static std::string key_of_title(const Fact& fact) {
        return fmt::format("derived.{}.title", as_key(word_of(fact.about)));
    }

    std::string place(const Fact& fact, const Text& text) const {
        if (fact.organisations.empty()) return {};
        const std::string& first = plan_.federation().organisations[fact.organisations[0]].name;
        if (fact.organisations.size() == 1) return first;
        return text("derived.places", {{"name", first}, {"count", fact.organisations.size() - 1}});
    }

    std::string what(const Fact& fact, const Text& text) const {
        if (fact.about == About::order) {
            return plan_.scenario().strategies[options_.strategy].plays[fact.what].name.text;
        }
        if (fact.about == About::unreachable || fact.about == About::recovery) {
            std::vector<std::string> titles;
            for (const Localised& title : fact.services) {
                titles.push_back(text(title));
            }
            return fmt::format("{}", fmt::join(titles, ", "));
        }
        return text(fmt::format("derived.hosts.{}", Words<HostKind>::list.at(fact.what)),
                    {{"count", hosts(fact)}});
    }

    std::uint64_t hosts(const Fact& fact) const {
        std::map<std::uint32_t, std::uint64_t> of_group = fact.counted;
        for (const auto& [group, number] : fact.named) ++of_group[group];
        std::uint64_t sum = 0;
        for (const auto& [group, count] : of_group) {
            sum += std::min<std::uint64_t>(count, plan_.federation().host_groups[group].count);
        }
        return sum;
    }

    Localised said(const Fact& fact, std::string_view key) const {
        return both([&](const Text& text) {
            return text(key, {{"place", place(fact, text)}, {"what", what(fact, text)}});
        });
    }

    std::string lines(const std::vector<Fact>& facts, const Text& text) const {
        constexpr std::size_t most = 8;
        std::string all;
        const std::size_t skipped = facts.size() > most ? facts.size() - most : 0;
        for (std::size_t i = 0; i < facts.size(); ++i) {
            // The first and the last ones tell most: how it began, and how it stands.
            if (skipped > 0 && i >= most / 2 && i < most / 2 + skipped) continue;
            const std::string moment = text.short_moment(plan_.calendar().local(facts[i].last));
            const std::string title =
                text(key_of_title(facts[i]),
                     {{"place", place(facts[i], text)}, {"what", what(facts[i], text)}});
            all += text("derived.report.line", {{"moment", moment}, {"what", title}}) + "\n";
            if (skipped > 0 && i + 1 == most / 2) {
                all += text("derived.report.more", {{"count", skipped}}) + "\n";
            }
        }
        all.pop_back();
        return all;
    }
};

bool is_wanted(const DerivedInjects& derived, About about) {
    if (derived.about.empty()) return about != About::order && about != About::recovery;
    return std::find(derived.about.begin(), derived.about.end(), about) != derived.about.end();
}

/// What matters most: the first of each kind, then what concerns most organisations.
void keep_most_telling(std::vector<Fact>& facts, std::size_t most) {
    if (facts.size() <= most) return;
    std::set<About> met;
    std::vector<std::pair<bool, std::size_t>> order;  ///< is not the first of its kind; position
    for (std::size_t i = 0; i < facts.size(); ++i) {
        order.emplace_back(!met.insert(facts[i].about).second, i);
    }
    std::stable_sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
        if (a.first != b.first) return b.first;
        return facts[a.second].organisations.size() > facts[b.second].organisations.size();
    });
    order.resize(most);
    std::sort(order.begin(), order.end(),
              [](const auto& a, const auto& b) { return a.second < b.second; });
    std::vector<Fact> kept;
    for (const auto& one : order) kept.push_back(std::move(facts[one.second]));
    facts = std::move(kept);
}

std::vector<Inject> drafts_of(const DerivedInjects& derived, const std::vector<Fact>& all,
                              const Exercise& exercise, const Drafts& drafts) {
    std::vector<Inject> made;
    std::vector<Fact> during;
    std::vector<std::pair<std::size_t, std::vector<Fact>>> between;
    SimTime from = SimTime::start();
    std::vector<std::size_t> moves;
    for (std::size_t m = 0; m < exercise.moves.size(); ++m) {
        const Move& move = exercise.moves[m];
        const SimTime to = scenario_time(move, move.begins + move.takes);
        std::vector<Fact> before;
        for (const Fact& fact : all) {
            if (!is_wanted(derived, fact.about)) continue;
            if (fact.last >= from && fact.last < move.scenario) before.push_back(fact);
            if (fact.last >= std::max(from, move.scenario) && fact.last <= to)
                during.push_back(fact);
        }
        if (!before.empty()) between.emplace_back(m, std::move(before));
        from = std::max(from, to + Duration::micros(1));
    }
    const std::size_t reports = std::min<std::size_t>(between.size(), derived.at_most);
    keep_most_telling(during, derived.at_most - reports);
    for (std::size_t r = 0; r < reports; ++r) {
        made.push_back(
            drafts.situation_report(derived, exercise.moves[between[r].first], between[r].second));
    }
    for (const Fact& fact : during) {
        // The last move that has begun by then: moves may overlap on the scenario's clock.
        const Move* current = &exercise.moves.front();
        for (const Move& move : exercise.moves) {
            if (move.scenario <= fact.last) current = &move;
        }
        made.push_back(drafts.inject(derived, *current, fact));
    }
    std::stable_sort(made.begin(), made.end(),
                     [](const Inject& a, const Inject& b) { return *a.at < *b.at; });
    for (std::size_t i = 0; i < made.size(); ++i) {
        made[i].name.text = fmt::format("{}-{}", derived.name.text, i + 1);
    }
    return made;
}

}  // namespace

std::vector<Inject> derived_injects(const model::Plan& plan, const model::RunOptions& options,
                                    const model::RunResult& result) {
    const Exercise& exercise = *plan.scenario().exercise;
    if (exercise.derived.empty()) return {};
    std::vector<Fact> facts = Facts(plan, options, result).find();
    std::stable_sort(facts.begin(), facts.end(),
                     [](const Fact& a, const Fact& b) { return a.last < b.last; });
    const Drafts drafts(plan, options);
    std::vector<Inject> all;
    for (const DerivedInjects& derived : exercise.derived) {
        for (Inject& draft : drafts_of(derived, facts, exercise, drafts)) {
            // One that was taken into the exercise stands there, perhaps edited.
            const bool is_taken =
                std::any_of(exercise.injects.begin(), exercise.injects.end(),
                            [&](const Inject& one) { return one.name == draft.name; });
            if (!is_taken) all.push_back(std::move(draft));
        }
    }
    return all;
}

}  // namespace kammerspiel::exercise
