#include "analysis/report/papers/paper_words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kammerspiel/exercise/msel_columns.hpp"

namespace kammerspiel::report::papers {
namespace {

using namespace scenario;

template <class List>
const typename List::value_type* named(const List& list, const Name& name) {
    const auto found =
        std::find_if(list.begin(), list.end(), [&](const auto& one) { return one.name == name; });
    return found == list.end() ? nullptr : &*found;
}

/// The world that is played is found from its numbers: these are not for those who play in it.
bool is_for_players(Audience audience) {
    return audience == Audience::players || audience == Audience::everybody;
}

std::string clock(const LocalTime& local) {
    return fmt::format("{:02}:{:02}", local.hour, local.minute);
}

}  // namespace

std::string PaperWords::type(ExerciseType type) const {
    return text_(fmt::format("papers.exercise_type.{}", as_key(word_of(type))));
}
std::string PaperWords::role(Participant::Role role) const {
    return text_(fmt::format("papers.role.{}", word_of(role)));
}
std::string PaperWords::mode(InjectMode mode) const { return exercise::in_words(mode, text_); }
std::string PaperWords::inject_type(Inject::Type type) const {
    return exercise::in_words(type, text_);
}
std::string PaperWords::status(Inject::Status status) const {
    return exercise::in_words(status, text_);
}

std::string PaperWords::tlp(Tlp tlp) {
    switch (tlp) {
        case Tlp::clear: return "TLP:CLEAR";
        case Tlp::green: return "TLP:GREEN";
        case Tlp::amber: return "TLP:AMBER";
        case Tlp::amber_strict: return "TLP:AMBER+STRICT";
        case Tlp::red: return "TLP:RED";
    }
    unreachable();
}

std::string PaperWords::group(const Name& name) const {
    const ExerciseGroup* group = named(exercise().groups, name);
    return group == nullptr ? name.text : text_(group->title);
}

std::string PaperWords::groups(const std::vector<Name>& names) const {
    if (names.empty()) return text_("papers.all_players");
    std::vector<std::string> titles;
    for (const Name& name : names) titles.push_back(group(name));
    return fmt::format("{}", fmt::join(titles, ", "));
}

std::string PaperWords::objective(const Name& name) const {
    const Objective* objective = named(exercise().objectives, name);
    return objective == nullptr ? name.text : text_(objective->title);
}

std::string PaperWords::move(const Name& name) const {
    const auto& moves = exercise().moves;
    for (std::size_t m = 0; m < moves.size(); ++m) {
        if (moves[m].name == name) return move_title(m);
    }
    return name.text;
}

std::string PaperWords::move_number(std::size_t move) const {
    return text_("papers.move", {{"number", fmt::format("{}", move + 1)}});
}

std::string PaperWords::move_title(std::size_t move) const {
    return text_("papers.move_title", {{"number", fmt::format("{}", move + 1)},
                                       {"title", text_(exercise().moves[move].title)}});
}

std::string PaperWords::strategy(const Name& name) const {
    const Strategy* strategy = named(material_.plan.scenario().strategies, name);
    return strategy == nullptr ? name.text : text_(strategy->title);
}

std::string PaperWords::option(const DecisionPoint::Option& option) const {
    return text_(option.title);
}

std::string PaperWords::room_time(Duration since_begin) const {
    const LocalTime local = material_.schedule.room_time(since_begin);
    const LocalTime begin = material_.schedule.room_time(Duration::zero());
    const bool is_same_day =
        local.year == begin.year && local.month == begin.month && local.day == begin.day;
    // An exercise of several days has its dates in every table.
    return is_same_day ? clock(local) : text_.short_moment(local);
}
std::string PaperWords::room_moment(Duration since_begin) const {
    return text_.moment(material_.schedule.room_time(since_begin));
}
std::string PaperWords::scenario_moment(SimTime at) const {
    return text_.short_moment(material_.plan.calendar().local(at));
}

Paper PaperWords::paper(std::string name, std::string title, Audience audience) const {
    const Provenance& from = material_.report.provenance;
    Paper paper;
    paper.name = std::move(name);
    paper.language = std::string(code(text_.language()));
    paper.title = std::move(title);
    paper.audience = audience;
    constexpr std::size_t enough = 16;
    paper.marking = {
        .exercise = text_("papers.exercise_mark"),
        .tlp = tlp(exercise().tlp),
        .audience = text_(fmt::format("papers.audience.{}", word_of(audience))),
        .provenance =
            is_for_players(audience)
                ? text_("papers.provenance_for_players",
                        {{"exercise", text_(exercise().title)}, {"version", from.program_version}})
                : text_("papers.provenance", {{"scenario", from.scenario},
                                              {"hash", from.scenario_hash.substr(0, enough)},
                                              {"seed", fmt::format("{}", from.seed)},
                                              {"world", fmt::format("{}", from.world)},
                                              {"version", from.program_version}})};
    return paper;
}

}  // namespace kammerspiel::report::papers
