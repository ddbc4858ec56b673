#include "analysis/exercise/msel_cells.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kammerspiel::exercise {

void MselNames::add(const std::string& name, const scenario::Localised& title) {
    all_.push_back({name, title});
}

std::optional<std::string> MselNames::find(std::string_view label) const {
    for (const One& one : all_) {
        if (one.name == label) return one.name;
    }
    const std::string wanted = folded(label);
    const One* found = nullptr;
    for (const One& one : all_) {
        const bool fits =
            !wanted.empty() && (folded(one.name) == wanted || folded(one.title.en) == wanted ||
                                folded(one.title.de) == wanted);
        if (!fits) continue;
        if (found != nullptr) return std::nullopt;
        found = &one;
    }
    return found == nullptr ? std::nullopt : std::optional(found->name);
}

std::optional<std::string> MselNames::find_loosely(std::string_view label, bool from_zero) const {
    if (auto exact = find(label)) return exact;
    const std::string plain = without_emphasis(label);
    if (auto found = find(plain)) return found;
    const auto numbered = numbered_label(plain);
    if (numbered) {
        if (auto found = find(numbered->rest)) return found;
        const std::size_t first = from_zero ? 0 : 1;
        if (numbered->number < first || numbered->number - first >= all_.size()) {
            return std::nullopt;
        }
        return all_[numbered->number - first].name;
    }
    const std::size_t bracket = plain.find_first_of("([");
    if (bracket == std::string::npos || bracket == 0) return std::nullopt;
    return find(plain.substr(0, bracket));
}

std::string MselNames::label(const std::string& name, const Text& text) const {
    for (const One& one : all_) {
        if (one.name != name) continue;
        const std::string& title = text(one.title);
        const bool is_one_word = title.find_first_of(";\n\r\t") == std::string::npos &&
                                 trimmed_cell(title) == title && is_harmless(title);
        if (is_one_word && find(title) == name) return title;
    }
    return name;
}

std::vector<std::string> MselNames::labels(const Text& text) const {
    std::vector<std::string> all;
    for (const One& one : all_) all.push_back(label(one.name, text));
    return all;
}

MselCells::MselCells(const scenario::Exercise& exercise, const Schedule& schedule,
                     Language language)
    : schedule_(schedule), text_(language) {
    for (const auto& move : exercise.moves) moves_.add(move.name.text, move.title);
    for (const auto& group : exercise.groups) groups_.add(group.name.text, group.title);
    for (const auto& objective : exercise.objectives) {
        objectives_.add(objective.name.text, objective.title);
    }
}

std::string MselCells::moment(const LocalTime& local) const {
    const auto time = local.second == 0 ? fmt::format("{:02}:{:02}", local.hour, local.minute)
                                        : fmt::format("{:02}:{:02}:{:02}", local.hour, local.minute,
                                                      local.second);
    if (text_.language() == Language::de) {
        return fmt::format("{:02}.{:02}.{:04} {}", local.day, local.month, local.year, time);
    }
    return fmt::format("{:04}-{:02}-{:02} {}", local.year, local.month, local.day, time);
}

std::string MselCells::to(const scenario::Inject& inject, bool in_short) const {
    if (inject.to.empty()) return text_("msel.everybody");
    std::vector<std::string> groups;
    for (const scenario::Name& group : inject.to) {
        groups.push_back(in_short ? group.text : groups_.label(group.text, text_));
    }
    return fmt::format("{}", fmt::join(groups, "; "));
}

std::string MselCells::cell(MselColumn column, const ScheduledInject& scheduled) const {
    const scenario::Inject& inject = scheduled.inject;
    switch (column) {
        case MselColumn::id: return inject.name.text;
        case MselColumn::move: return moves_.label(inject.move.text, text_);
        case MselColumn::group: return to(inject, true);
        case MselColumn::real_time:
            return scheduled.real ? moment(schedule_.room.local(SimTime::at(*scheduled.real))) : "";
        case MselColumn::scenario_time:
            return scheduled.scenario ? moment(schedule_.scenario.local(*scheduled.scenario)) : "";
        case MselColumn::type: return in_words(inject.type, text_);
        case MselColumn::mode: return in_words(inject.mode, text_);
        case MselColumn::from: return in(inject.from);
        case MselColumn::to: return to(inject, false);
        case MselColumn::title: return in(inject.title);
        case MselColumn::message: return in(inject.message);
        case MselColumn::expected_action: return in(inject.expected_action);
        case MselColumn::objective:
            return inject.objective ? objectives_.label(inject.objective->text, text_) : "";
        case MselColumn::evaluation_task: return in(inject.evaluation_task);
        case MselColumn::controller: return in(inject.controller);
        case MselColumn::contingency_for:
            return inject.contingency_for ? inject.contingency_for->text : "";
        case MselColumn::trigger: return trigger_in_words(inject, schedule_.scenario);
        case MselColumn::status: return in_words(inject.status, text_);
        case MselColumn::notes: return in(inject.notes);
    }
    return "";
}

}  // namespace kammerspiel::exercise
