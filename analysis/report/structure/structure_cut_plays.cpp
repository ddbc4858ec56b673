#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include "analysis/report/structure/structure_cut.hpp"

// Cuts as YAML that the loader understands.

namespace kammerspiel::report {
namespace {

using federation::Federation;
using graph::AttackCut;
using graph::CutTarget;
using graph::ProfileCut;

/// Words that YAML takes for something else, in whatever case.
bool is_reserved(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    static const std::set<std::string> words{"y",   "n",    "yes",   "no",   "on",
                                             "off", "true", "false", "null", "affected"};
    return words.contains(text);
}

/// Plain where YAML takes it for a word, else in quotes as JSON has them, which YAML reads too.
std::string scalar(const std::string& text) {
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    const bool is_plain = !text.empty() && is_letter(text.front()) && !is_reserved(text) &&
                          std::all_of(text.begin(), text.end(), [&](char c) {
                              return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
                          });
    if (is_plain) return text;
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// By name: the organisations that have such a thing, and those whose is cut.
struct Named {
    std::set<std::string> all, cut;
    [[nodiscard]] bool is_meant_everywhere() const { return all.size() > 1 && all == cut; }
};
using ByName = std::map<std::string, Named>;

template <class Thing, class TheId>
ByName by_name(const Federation& federation, const std::vector<Thing>& things,
               const std::vector<TheId>& cut) {
    ByName names;
    for (const TheId id : cut) {
        const Thing& thing = things[id.index()];
        names[thing.local_name].cut.insert(federation.of(thing.organisation).id);
    }
    for (const Thing& thing : things) {
        const auto name = names.find(thing.local_name);
        if (name == names.end()) continue;
        name->second.all.insert(federation.of(thing.organisation).id);
    }
    return names;
}

std::vector<std::string> plays_of(const AttackCut& cut, const Federation& federation) {
    std::vector<std::string> plays;
    for (const auto& [name, where] : by_name(federation, federation.links, cut.links)) {
        if (where.is_meant_everywhere()) {
            plays.push_back(fmt::format("close_link: {{link: {}}}", scalar(name)));
            continue;
        }
        for (const std::string& organisation : where.cut) {
            plays.push_back(fmt::format("close_link: {{link: {}, scope: {{organisation: {}}}}}",
                                        scalar(name), scalar(organisation)));
        }
    }
    for (const auto& [name, where] : by_name(federation, federation.host_groups, cut.host_groups)) {
        if (where.is_meant_everywhere()) {
            plays.push_back(
                fmt::format("shutdown: {{isolate: true, scope: {{group: {}}}}}", scalar(name)));
            continue;
        }
        for (const std::string& organisation : where.cut) {
            plays.push_back(
                fmt::format("shutdown: {{isolate: true, scope: {{organisation: {}, group: {}}}}}",
                            scalar(organisation), scalar(name)));
        }
    }
    std::map<std::string, std::set<std::string>> blocks;
    for (const auto& block : cut.techniques) {
        blocks[block.technique].insert(federation.of(block.organisation).id);
    }
    for (const auto& [technique, where] : blocks) {
        if (where.size() == federation.organisations.size()) {
            plays.push_back(fmt::format("block_technique: {{technique: {}}}", scalar(technique)));
            continue;
        }
        for (const std::string& organisation : where) {
            plays.push_back(
                fmt::format("block_technique: {{technique: {}, scope: {{organisation: {}}}}}",
                            scalar(technique), scalar(organisation)));
        }
    }
    return plays;
}

}  // namespace

std::string strategy_of(const ProfileCut& target, const AttackCut& cut,
                        const StructureWords& words) {
    const auto& attacker = words.scenario().attackers[target.profile];
    const bool blocks = !cut.techniques.empty();
    const std::string name = fmt::format("{}-{}-{}", blocks ? "block" : "cut", attacker.name.text,
                                         word_of(target.target));
    const std::string key = blocks ? fmt::format("cuts.strategy.block.{}", word_of(target.target))
                                   : fmt::format("cuts.strategy.cut.{}", word_of(target.target));
    const auto title = [&](Language language) {
        return scalar(Text(language)(key, {{"attacker", attacker.title.en, attacker.title.de}}));
    };
    std::string yaml = fmt::format(
        "  {0}:\n    title: {{en: {1}, de: {2}}}\n    plays:\n      - name: {0}\n"
        "        do:\n",
        scalar(name), title(Language::en), title(Language::de));
    for (const std::string& play : plays_of(cut, words.federation())) {
        yaml += fmt::format("          - {}\n", play);
    }
    return yaml;
}

}  // namespace kammerspiel::report
