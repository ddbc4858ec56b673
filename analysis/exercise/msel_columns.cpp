#include "kammerspiel/exercise/msel_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

namespace kammerspiel::exercise {
namespace {

using enum MselColumn;

constexpr std::array standard_columns{std::pair{id, "msel.standard.control_number"},
                                      std::pair{move, "msel.standard.move"},
                                      std::pair{group, "msel.standard.group"},
                                      std::pair{real_time, "msel.standard.delivery_time"},
                                      std::pair{scenario_time, "msel.standard.simulated_time"},
                                      std::pair{controller, "msel.standard.assigned_to"},
                                      std::pair{status, "msel.standard.status"},
                                      std::pair{title, "msel.standard.title"},
                                      std::pair{message, "msel.standard.description"},
                                      std::pair{from, "msel.standard.from_org"},
                                      std::pair{to, "msel.standard.to_org"},
                                      std::pair{notes, "msel.standard.details"},
                                      std::pair{expected_action, "msel.standard.expected_actions"}};

constexpr std::array hseep_columns{std::pair{id, "msel.hseep.event_number"},
                                   std::pair{scenario_time, "msel.hseep.scenario_time"},
                                   std::pair{type, "msel.hseep.event_type"},
                                   std::pair{mode, "msel.hseep.inject_mode"},
                                   std::pair{from, "msel.hseep.from"},
                                   std::pair{to, "msel.hseep.to"},
                                   std::pair{message, "msel.hseep.message"},
                                   std::pair{expected_action, "msel.hseep.expected_response"},
                                   std::pair{objective, "msel.hseep.objective"},
                                   std::pair{notes, "msel.hseep.notes"}};

constexpr std::array mitre_columns{std::pair{id, "msel.mitre.id"},
                                   std::pair{real_time, "msel.mitre.local_time"},
                                   std::pair{mode, "msel.mitre.delivery_method"},
                                   std::pair{to, "msel.mitre.target"},
                                   std::pair{title, "msel.mitre.title"},
                                   std::pair{message, "msel.mitre.description"},
                                   std::pair{trigger, "msel.mitre.assumptions"},
                                   std::pair{notes, "msel.mitre.notes"},
                                   std::pair{expected_action, "msel.mitre.expected_actions"},
                                   std::pair{evaluation_task, "msel.mitre.measure_of_performance"}};

template <std::size_t Count>
std::vector<LaidOutColumn> laid_out(
    const std::array<std::pair<MselColumn, const char*>, Count>& all) {
    std::vector<LaidOutColumn> columns;
    for (const auto& [column, heading] : all) columns.push_back({column, heading});
    return columns;
}

}  // namespace

std::string heading_key(MselColumn column) {
    return fmt::format("msel.superset.{}", word_of(column));
}

std::vector<LaidOutColumn> columns_of(MselLayout layout) {
    switch (layout) {
        case MselLayout::superset: break;
        case MselLayout::standard: return laid_out(standard_columns);
        case MselLayout::hseep: return laid_out(hseep_columns);
        case MselLayout::mitre: return laid_out(mitre_columns);
    }
    std::vector<LaidOutColumn> columns;
    for (const MselColumn column : Words<MselColumn>::values) {
        columns.push_back({column, heading_key(column)});
    }
    return columns;
}

double width_of(MselColumn column) {
    switch (column) {
        case message:
        case expected_action: return 40;
        case title:
        case evaluation_task:
        case objective:
        case notes: return 28;
        case trigger:
        case to:
        case from:
        case controller:
        case move: return 20;
        case MselColumn::real_time:
        case MselColumn::scenario_time: return 17;
        case id:
        case group:
        case type:
        case mode:
        case contingency_for:
        case status: return 14;
    }
    return 14;
}

std::string folded(std::string_view text) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> letters{
        {{"\u0308", "e"},  // as macOS has umlauts
         {"ä", "ae"},
         {"ö", "oe"},
         {"ü", "ue"},
         {"Ä", "ae"},
         {"Ö", "oe"},
         {"Ü", "ue"},
         {"ß", "ss"}}};
    std::string result;
    while (!text.empty()) {
        const auto letter = std::find_if(letters.begin(), letters.end(), [&](const auto& one) {
            return text.starts_with(one.first);
        });
        if (letter != letters.end()) {
            result += letter->second;
            text.remove_prefix(letter->first.size());
            continue;
        }
        const char c = text.front();
        text.remove_prefix(1);
        if (c >= 'A' && c <= 'Z') result += static_cast<char>(c - 'A' + 'a');
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) result += c;
    }
    return result;
}

std::vector<std::string> MselHeadings::usual(const Text& text) {
    std::vector<std::string> all;
    for (const auto& [column, heading] : columns_of(MselLayout::superset)) {
        all.push_back(text(heading));
    }
    return all;
}

std::string in_words(scenario::Inject::Type type, const Text& text) {
    return text(fmt::format("msel.type.{}", as_key(word_of(type))));
}

std::string in_words(scenario::InjectMode mode, const Text& text) {
    return text(fmt::format("msel.mode.{}", as_key(word_of(mode))));
}

std::string in_words(scenario::Inject::Status status, const Text& text) {
    return text(fmt::format("msel.status.{}", as_key(word_of(status))));
}

}  // namespace kammerspiel::exercise
