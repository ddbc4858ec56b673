#include "analysis/report/structure/structure_cut.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace kammerspiel::report {
namespace {

using graph::AttackCut;
using graph::CutTarget;
using graph::ProfileCut;
using Outcome = AttackCut::Outcome;

/// Sentences about the cuts between one profile and one target.
class CutWords {
   public:
    CutWords(const ProfileCut& cut, const StructureWords& words)
        : cut_(cut),
          words_(words),
          text_(words.text()),
          attacker_(words.scenario().attackers[cut.profile]) {}

    /// What is said of several targets alike has the same topic, and is said once.
    struct Topic {
        std::string key;
        std::string blocks;
        bool operator==(const Topic&) const = default;
    };
    [[nodiscard]] std::vector<Topic> topics() const {
        std::vector<Topic> all;
        if (cut_.entered > 0) all.push_back({"cuts.entered", {}});
        if (cut_.groups == 0) {
            if (all.empty()) all.push_back({"cuts.none_needed", {}});
            return all;
        }
        all.push_back({links_key(), {}});
        const AttackCut& blocks = cut_.by_techniques;
        if (blocks.outcome == Outcome::found && !blocks.techniques.empty()) {
            const bool is_free = blocks.links.empty() && blocks.host_groups.empty();
            all.push_back(
                {is_free ? "cuts.block" : "cuts.block.besides", blocked(blocks) + closed(blocks)});
        }
        if (cut_.by_links.outcome == Outcome::impossible && blocks.outcome == Outcome::impossible) {
            all.push_back({"cuts.nothing", {}});
        }
        return all;
    }

    /// `targets`: all that the topic is true of.
    [[nodiscard]] Finding finding(const Topic& topic,
                                  const std::vector<std::string>& targets) const {
        auto all = arguments();
        all.insert(all.end(), {{"targets", joined(targets)},
                               {"blocks", blocked(cut_.by_techniques)},
                               {"also", closed(cut_.by_techniques)},
                               {"besides", words_.hours(cut_.by_techniques.per_day)}});
        return {text_(topic.key, all), place()};
    }

    /// Cuts of links and groups are told one by one: each has its own price.
    [[nodiscard]] static bool stands_alone(const Topic& topic) {
        return topic.key == "cuts.found" || topic.key == "cuts.least";
    }

    [[nodiscard]] std::string target() const {
        return text_(fmt::format("cuts.target.{}", word_of(cut_.target)));
    }

    void add_rows(StructureTable& table) const {
        if (cut_.by_links.outcome == Outcome::found) table.rows.push_back(row(cut_.by_links));
        if (cut_.by_techniques.outcome == Outcome::found &&
            !cut_.by_techniques.techniques.empty()) {
            table.rows.push_back(row(cut_.by_techniques));
        }
    }

    /// Only what comes in time in some world that was tried, and more often than doing nothing.
    void add_code(const std::vector<CutTrial>& trials, std::string& code,
                  std::set<std::string>& bodies) const {
        for (const AttackCut* cut : {&cut_.by_links, &cut_.by_techniques}) {
            if (cut->outcome != Outcome::found || cut->size() == 0) continue;
            const CutTrial* trial = trial_of(trials, cut_, cut == &cut_.by_techniques);
            if (trial != nullptr && trial->kept <= trial->kept_anyway) continue;
            std::string yaml = strategy_of(cut_, *cut, words_);
            if (trial != nullptr) {
                yaml = fmt::format("  # {}\n{}", text_("cuts.tried", figures_of(*trial)), yaml);
            }
            // The same cut often serves several targets; it is written once.
            const std::string body = yaml.substr(std::min(yaml.find("        do:"), yaml.size()));
            if (bodies.insert(fmt::format("{} {}", cut_.profile, body)).second) code += yaml;
        }
    }

    void add_trials(const std::vector<CutTrial>& trials, StructureTable& table) const {
        for (const AttackCut* cut : {&cut_.by_links, &cut_.by_techniques}) {
            const CutTrial* trial = trial_of(trials, cut_, cut == &cut_.by_techniques);
            if (trial == nullptr || cut->outcome != Outcome::found) continue;
            std::string what = closed(*cut);
            if (!cut->techniques.empty()) {
                const std::string blocks = text_("cuts.blocked", {{"blocks", blocked(*cut)}});
                what = what.empty() ? blocks : what + text_("cuts.and") + blocks;
            }
            table.rows.push_back(
                {attacker(), target(),
                 text_("cuts.of_worlds", {{"kept", trial->kept}, {"worlds", trial->worlds}}),
                 text_("cuts.of_worlds", {{"kept", trial->kept_anyway}, {"worlds", trial->worlds}}),
                 what});
        }
    }

    [[nodiscard]] static const CutTrial* trial_of(const std::vector<CutTrial>& trials,
                                                  const ProfileCut& cut, bool blocks) {
        const auto found = std::find_if(trials.begin(), trials.end(), [&](const CutTrial& trial) {
            return trial.profile == cut.profile && trial.target == cut.target &&
                   trial.blocks_techniques == blocks;
        });
        return found == trials.end() ? nullptr : &*found;
    }

   private:
    const ProfileCut& cut_;
    const StructureWords& words_;
    const Text& text_;
    const scenario::AttackerProfile& attacker_;

    std::string joined(const std::vector<std::string>& names) const {
        if (names.size() < 2) return names.empty() ? std::string() : names.front();
        return fmt::format("{}{}{}", fmt::join(names.begin(), names.end() - 1, ", "),
                           text_("structure.or"), names.back());
    }

    std::string links_key() const {
        if (cut_.by_links.outcome == Outcome::impossible) return "cuts.impossible";
        return cut_.by_links.is_least ? "cuts.least" : "cuts.found";
    }

    std::string attacker() const { return text_(attacker_.title); }

    /// Where the profile comes in first: what a cut is drawn around.
    Place place() const {
        for (const auto& entry : words_.scenario().entries) {
            if (entry.attackers.empty()) return entry.at.place;
            for (const auto& name : entry.attackers) {
                if (name == attacker_.name) return entry.at.place;
            }
        }
        return attacker_.name.place;
    }

    static std::vector<Argument> figures_of(const CutTrial& trial) {
        return {{"kept", trial.kept}, {"anyway", trial.kept_anyway}, {"worlds", trial.worlds}};
    }

    std::vector<Argument> arguments() const {
        return {{"attacker", attacker()},
                {"groups", Message{"cuts.groups", {{"count", cut_.groups}}}},
                {"members", words_.members(cut_.members)},
                {"what", closed(cut_.by_links)},
                {"hours", words_.hours(cut_.by_links.per_day)},
                {"people", words_.people()}};
    }

    /// 79 links and 3 host groups: …
    std::string closed(const AttackCut& cut) const {
        const auto& federation = words_.federation();
        std::vector<std::string> links;
        for (const auto id : cut.links) links.push_back(federation.links[id.index()].name);
        std::vector<std::string> groups;
        for (const auto id : cut.host_groups) {
            groups.push_back(federation.host_groups[id.index()].name);
        }
        std::vector<std::string> parts;
        constexpr std::size_t most = 4;
        if (!links.empty()) {
            parts.push_back(text_("cuts.links",
                                  {{"count", links.size()}, {"names", words_.names(links, most)}}));
        }
        if (!groups.empty()) {
            parts.push_back(text_("cuts.isolated", {{"count", groups.size()},
                                                    {"names", words_.names(groups, most)}}));
        }
        return fmt::format("{}", fmt::join(parts, text_("cuts.and")));
    }

    std::string blocked(const AttackCut& cut) const {
        std::vector<std::string> blocks;
        for (const auto& block : cut.techniques) {
            blocks.push_back(text_("cuts.technique_at",
                                   {{"technique", block.technique},
                                    {"at", words_.federation().of(block.organisation).id}}));
        }
        constexpr std::size_t most = 4;
        return words_.names(blocks, most);
    }

    std::vector<std::string> row(const AttackCut& cut) const {
        std::string what = closed(cut);
        if (!cut.techniques.empty()) {
            const std::string blocks = text_("cuts.blocked", {{"blocks", blocked(cut)}});
            what = what.empty() ? blocks : what + text_("cuts.and") + blocks;
        }
        return {attacker(), target(), text_.whole(static_cast<std::int64_t>(cut.size())),
                words_.hours(cut.per_day), what};
    }
};

/// By profile and topic, in the order in which they first come up.
/// Whether there is anything of the target at all.
bool exists(CutTarget target, const federation::Federation& federation) {
    if (target == CutTarget::outside) return federation.organisations.size() > 1;
    using scenario::HostKind;
    const HostKind kind = target == CutTarget::identity ? HostKind::identity
                          : target == CutTarget::backup ? HostKind::backup
                                                        : HostKind::management;
    return std::any_of(federation.host_groups.begin(), federation.host_groups.end(),
                       [&](const auto& group) { return group.kind == kind && group.count > 0; });
}

std::vector<Finding> findings_of(const std::vector<ProfileCut>& cuts, const StructureWords& words) {
    struct Told {
        std::uint32_t profile;
        CutWords::Topic topic;
        CutWords by;
        std::vector<std::string> targets;
    };
    std::vector<Told> all;
    for (const ProfileCut& cut : cuts) {
        if (!exists(cut.target, words.federation())) continue;
        const CutWords of_one(cut, words);
        for (const CutWords::Topic& topic : of_one.topics()) {
            const auto same = std::find_if(all.begin(), all.end(), [&](const Told& told) {
                return told.profile == cut.profile && told.topic == topic &&
                       !CutWords::stands_alone(topic);
            });
            if (same == all.end()) {
                all.push_back({cut.profile, topic, of_one, {of_one.target()}});
            } else {
                same->targets.push_back(of_one.target());
            }
        }
    }
    std::vector<Finding> findings;
    for (const Told& told : all) findings.push_back(told.by.finding(told.topic, told.targets));
    return findings;
}

}  // namespace

StructureSection cut_section(const std::vector<ProfileCut>& cuts,
                             const std::vector<CutTrial>& trials, const StructureWords& words) {
    const Text& text = words.text();
    StructureSection section;
    section.id = "cuts";
    section.title = text("cuts.title");
    StructureTable table{.title = text("cuts.table"),
                         .note = text("cuts.note", {{"people", words.people()}}),
                         .columns = {{text("cuts.column.attacker"), true, true},
                                     {text("cuts.column.target"), true, true},
                                     {text("cuts.column.parts")},
                                     {text("structure.column.hours", {{"people", words.people()}})},
                                     {text("cuts.column.what"), false, true}},
                         .rows = {}};
    StructureTable tried{.title = text("cuts.trials"),
                         .note = text("cuts.trials.note"),
                         .columns = {{text("cuts.column.attacker"), true, true},
                                     {text("cuts.column.target"), true, true},
                                     {text("cuts.column.kept")},
                                     {text("cuts.column.anyway")},
                                     {text("cuts.column.what"), false, true}},
                         .rows = {}};
    section.findings = findings_of(cuts, words);
    std::set<std::string> bodies;
    for (const ProfileCut& cut : cuts) {
        const CutWords of_one(cut, words);
        of_one.add_rows(table);
        of_one.add_trials(trials, tried);
        of_one.add_code(trials, section.code.text, bodies);
    }
    if (section.findings.empty()) section.findings.push_back({text("cuts.nothing_to_keep"), {}});
    if (!table.rows.empty()) section.tables.push_back(std::move(table));
    if (!tried.rows.empty()) section.tables.push_back(std::move(tried));
    if (!section.code.text.empty()) section.code.title = text("cuts.code");
    section.notes.push_back(text("cuts.how"));
    return section;
}

namespace {

using Json = nlohmann::ordered_json;

Json data_of(const AttackCut& cut, const federation::Federation& federation) {
    Json links = Json::array();
    for (const auto id : cut.links) links.push_back(federation.links[id.index()].name);
    Json groups = Json::array();
    for (const auto id : cut.host_groups) {
        groups.push_back(federation.host_groups[id.index()].name);
    }
    Json blocks = Json::array();
    for (const auto& block : cut.techniques) {
        blocks.push_back({{"technique", block.technique},
                          {"organisation", federation.of(block.organisation).id}});
    }
    return {{"outcome", word_of(cut.outcome)},
            {"close_links", std::move(links)},
            {"isolate", std::move(groups)},
            {"block_techniques", std::move(blocks)},
            {"member_hours_per_day", cut.per_day.count()},
            {"is_least", cut.is_least}};
}

}  // namespace

Json cut_data(const std::vector<ProfileCut>& cuts, const std::vector<CutTrial>& trials,
              const StructureWords& words) {
    Json all = Json::array();
    const auto data = [&](const ProfileCut& cut, bool blocks) {
        Json of_one = data_of(blocks ? cut.by_techniques : cut.by_links, words.federation());
        const CutTrial* trial = CutWords::trial_of(trials, cut, blocks);
        if (trial != nullptr) {
            of_one["tried_from_the_start"] = {{"worlds", trial->worlds},
                                              {"kept", trial->kept},
                                              {"kept_anyway", trial->kept_anyway}};
        }
        return of_one;
    };
    for (const ProfileCut& cut : cuts) {
        all.push_back({{"attacker", words.scenario().attackers[cut.profile].name.text},
                       {"target", word_of(cut.target)},
                       {"host_group_count", cut.groups},
                       {"entered_host_group_count", cut.entered},
                       {"members", cut.members},
                       {"by_links", data(cut, false)},
                       {"by_techniques", data(cut, true)}});
    }
    return all;
}

}  // namespace kammerspiel::report
