#include "sim/scenario/read_meaning.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "kammerspiel/base/number.hpp"
#include "kammerspiel/scenario/keys.hpp"
#include "sim/scenario/figure_map.hpp"
#include "sim/scenario/figure_value.hpp"
#include "sim/scenario/organisation_table.hpp"

namespace kammerspiel::scenario {
namespace {

std::string figure_in_words(Unit unit, std::string_view text) {
    const auto value = read_figure(unit, text);
    return value && (unit == Unit::word || !value->numbers.empty()) ? write_figure(unit, *value)
                                                                    : std::string(text);
}

/// 40 GB, not 40000000000 B.
std::string amount_in_words(std::string_view text) {
    const auto bytes = read_bytes(text);
    if (!bytes) return std::string(text);
    static constexpr std::array<std::pair<std::string_view, double>, 4> units{
        {{"TB", 1e12}, {"GB", 1e9}, {"MB", 1e6}, {"kB", 1e3}}};
    for (const auto& [word, size] : units) {
        const double count = *bytes / size;
        if (count >= 1 && count == static_cast<double>(static_cast<std::uint64_t>(count))) {
            return fmt::format("{} {}", count, word);
        }
    }
    return fmt::format("{:.0f} B", *bytes);
}

/// What only people read decides no result.
bool is_for_people(const Section& section, const Key& key) {
    if (key.kind == Kind::localised || key.kind == Kind::localised_list) return true;
    if (key.section == &people_section() || key.section == &observed_section() ||
        key.section == &investment_section() || key.section == &exercise_section()) {
        return true;
    }
    const bool is_of_place =
        key.kind == Kind::coordinate || key.name == "name" || key.name == "city";
    return &section == &organisation_section() && is_of_place;
}

/// Whether leaving it out says the same as writing it with nothing in it.
bool may_be_empty(const Section& section) {
    // Stages of recovery are there or not: with nothing in them they hold with their defaults.
    static const std::set<const Section*> stages{&accounts_section(), &service_recovery_section(),
                                                 &work_section(),     &accept_section(),
                                                 &interim_section(),  &again_section()};
    if (stages.contains(&section)) return false;
    return std::none_of(section.keys.begin(), section.keys.end(),
                        [](const Key& key) { return key.presence == Presence::required; });
}

// The depth of all recursion here is limited when the files are read.
// NOLINTBEGIN(misc-no-recursion)
class MeaningReader {
   public:
    explicit MeaningReader(const Documents& documents) : documents_(documents) {}

    std::vector<Meaning::Entry> read() {
        section(*documents_.trees.at(0), scenario_section(), {}, Defaults::said);
        std::sort(entries_.begin(), entries_.end(),
                  [](const auto& a, const auto& b) { return a.key < b.key; });
        return std::move(entries_);
    }

   private:
    enum class Defaults {
        said,
        unsaid,  ///< of keys that change what is said elsewhere
    };

    const Documents& documents_;
    std::vector<Meaning::Entry> entries_;

    static std::string joined(const std::string& path, std::string_view key) {
        return path.empty() ? std::string(key) : fmt::format("{}.{}", path, key);
    }

    void say(const std::string& path, std::string value) {
        entries_.push_back({path, std::move(value)});
    }

    static Node scalar(std::string_view text) {
        Node node;
        node.kind = Node::Kind::scalar;
        node.text = std::string(text);
        return node;
    }

    void section(const Node& map, const Section& section, const std::string& path,
                 Defaults defaults) {
        for (const Key& key : section.keys) {
            if (is_for_people(section, key)) continue;
            // What stands in a profile's file is its attacker's.
            const std::string its = key.name == "use" ? path : joined(path, key.name);
            if (const Node* node = map.find(key.name)) {
                value(*node, key, its);
            } else if (defaults == Defaults::said) {
                default_of(map, section, key, its);
            }
        }
    }

    void default_of(const Node& map, const Section& section, const Key& key,
                    const std::string& path) {
        if (key.kind == Kind::section && may_be_empty(*key.section)) {
            return this->section(Node{}, *key.section, path, Defaults::said);
        }
        if (key.fallback.empty()) return;
        // As another key says: Sunday's hours are Saturday's, and those a weekday's.
        const bool is_word = key.kind == Kind::word || key.kind == Kind::words;
        const Key* other = is_word ? nullptr : section.find(key.fallback);
        if (other != nullptr) {
            const Node* node = map.find(other->name);
            return node != nullptr ? value(*node, key, path)
                                   : default_of(map, section, *other, path);
        }
        value(scalar(key.fallback), key, path);
    }

    void value(const Node& node, const Key& key, const std::string& path) {
        switch (key.kind) {
            case Kind::section: return section(node, *key.section, path, Defaults::said);
            case Kind::list: return list(node, *key.section, path);
            case Kind::actions: return list(node, *key.section, path);
            case Kind::map: return map(node, *key.section, path, Defaults::said);
            case Kind::overrides: return map(node, *key.section, path, Defaults::unsaid);
            case Kind::file: return file(node, key, path);
            case Kind::condition: return condition(node, path);
            case Kind::factors:
                return each_named(node, [&](const std::string& name, const Node& item) {
                    say(joined(path, name), figure_in_words(Unit::number, item.text));
                });
            case Kind::parameters:
                return each_named(node, [&](const std::string& name, const Node& item) {
                    say(joined(path, name), words(item));
                });
            default: say(path, in_one_notation(node, key));
        }
    }

    void list(const Node& node, const Section& its, const std::string& path) {
        const bool are_actions = &its == &actions_section();
        for (std::size_t i = 0; i < node.items.size(); ++i) {
            section(node.items[i], its, fmt::format("{}[{}]", path, i),
                    are_actions ? Defaults::unsaid : Defaults::said);
        }
    }

    template <class Visit>
    static void each_named(const Node& node, const Visit& visit) {
        for (std::size_t i = 0; i < node.keys.size(); ++i) visit(node.keys[i].text, node.items[i]);
    }

    void map(const Node& node, const Section& its, const std::string& path, Defaults defaults) {
        each_named(node, [&](const std::string& name, const Node& item) {
            section(item, its, joined(path, name), defaults);
        });
    }

    void file(const Node& node, const Key& key, const std::string& path) {
        if (!node.is_scalar()) return;
        if (key.section == nullptr) return table(node, path);
        if (const Node* tree = documents_.trees.find(node)) {
            section(*tree, *key.section, path, Defaults::said);
        }
    }

    /// Columns that mean nothing here are of no account.
    void table(const Node& node, const std::string& path) {
        const Documents::Table* read = documents_.tables.find(node);
        if (read == nullptr) return;
        const CsvTable& csv = read->csv;
        const auto id = csv.column("id");
        if (!id) return;
        for (std::size_t c = 0; c < csv.heading.size(); ++c) {
            const std::string& name = csv.heading[c].text;
            const Key* key = organisation_section().find(name);
            const bool is_number = key != nullptr && key->kind != Kind::name;
            if (c == *id || (key != nullptr && is_for_people(organisation_section(), *key)))
                continue;
            const bool is_capacity = name.starts_with(capacity_column);
            if (key == nullptr && !is_capacity && !parameters_.contains(name)) continue;
            for (const auto& row : csv.rows) {
                if (row[c].text.empty() && key == nullptr) continue;
                const std::string cell = row[c].text.empty() ? "0" : row[c].text;
                say(fmt::format("{}.{}.{}", path, row[*id].text, name),
                    is_number || is_capacity ? figure_in_words(Unit::number, cell) : row[c].text);
            }
        }
    }

    /// A list of them stands for all of them.
    void condition(const Node& node, const std::string& path) {
        if (node.is_list()) {
            for (std::size_t i = 0; i < node.items.size(); ++i) {
                condition(node.items[i], fmt::format("{}[{}]", path, i));
            }
            return;
        }
        section(node, condition_section(), path, Defaults::said);
    }

    static std::string words(const Node& node) {
        if (node.is_scalar()) return node.text;
        std::vector<std::string> all;
        for (const Node& item : node.items) all.push_back(item.text);
        return fmt::format("{}", fmt::join(all, ", "));
    }

    static std::string in_one_notation(const Node& node, const Key& key) {
        switch (key.kind) {
            case Kind::whole:
            case Kind::number:
            case Kind::coordinate:
            case Kind::share:
            case Kind::probability: return figure_in_words(Unit::number, node.text);
            case Kind::duration:
            case Kind::fixed_span: return figure_in_words(Unit::span, node.text);
            case Kind::distribution:
            case Kind::time_from_start: return figure_in_words(Unit::distribution, node.text);
            case Kind::money: return figure_in_words(Unit::money, node.text);
            case Kind::amount: return amount_in_words(node.text);
            case Kind::hours: return numbers(node);
            case Kind::selector:
            case Kind::selector_or_itself:
            case Kind::scope: return hosts(node, key);
            case Kind::need: return need(node);
            default: return words(node);
        }
    }

    static std::string numbers(const Node& node) {
        std::vector<std::string> all;
        for (const Node& item : node.items) {
            all.push_back(figure_in_words(Unit::number, item.text));
        }
        return fmt::format("{}", fmt::join(all, " "));
    }

    using Pairs = std::vector<std::string>;
    static std::string in_braces(const Pairs& pairs) {
        return fmt::format("{{{}}}", fmt::join(pairs, ", "));
    }

    /// gfi/workstations, workstations and {organisation: …, group: …} alike.
    static std::string hosts(const Node& node, const Key& key) {
        if (node.is_scalar()) {
            const std::size_t slash = node.text.find('/');
            if (key.kind == Kind::scope || node.text == "itself") return node.text;
            return slash == std::string::npos
                       ? in_braces({"group: " + node.text})
                       : in_braces({"organisation: " + node.text.substr(0, slash),
                                    "group: " + node.text.substr(slash + 1)});
        }
        const Section& its = key.kind == Kind::scope ? scope_section() : selector_section();
        Pairs pairs;
        // In one order for both.
        for (const char* name :
             {"organisation", "region", "zone", "group", "tag", "kind", "service"}) {
            const Node* item = its.find(name) == nullptr ? nullptr : node.find(name);
            if (item != nullptr) pairs.push_back(fmt::format("{}: {}", name, words(*item)));
        }
        if (pairs.empty()) return "everything";
        return in_braces(pairs);
    }

    static std::string need(const Node& node) {
        if (node.is_scalar()) return node.text;
        if (node.is_list()) {
            // One alone is all of them.
            if (node.items.size() == 1) return need(node.items.front());
            return fmt::format("all of ({})", needs(node));
        }
        if (node.keys.empty()) return {};
        if (need_section().find(node.keys.front().text) == nullptr) return need_of_one(node);
        Pairs pairs;
        for (const Key& key : need_section().keys) {
            const Node* item = node.find(key.name);
            if (item == nullptr) continue;
            if (key.name == "all_of" || key.name == "share_of") return need(*item);
            pairs.push_back(fmt::format("{}: {}", key.name, form(key.name, *item)));
        }
        return in_braces(pairs);
    }

    static std::string needs(const Node& list) {
        Pairs all;
        for (const Node& item : list.items) all.push_back(need(item));
        return fmt::format("{}", fmt::join(all, ", "));
    }

    static std::string form(std::string_view key, const Node& node) {
        if (key == "weighted" || key == "if") {
            Pairs pairs;
            each_named(node, [&](const std::string& name, const Node& item) {
                pairs.push_back(fmt::format(
                    "{}: {}", name,
                    key == "if" ? item.text : figure_in_words(Unit::number, item.text)));
            });
            std::sort(pairs.begin(), pairs.end());
            return in_braces(pairs);
        }
        if (key == "at_least") return figure_in_words(Unit::number, node.text);
        const bool are_several = key == "any_of" || key == "of";
        return are_several && node.is_list() ? fmt::format("({})", needs(node)) : need(node);
    }

    static std::string need_of_one(const Node& node) {
        const std::string& name = node.keys.front().text;
        const Node& options = node.items.front();
        Pairs pairs;
        for (const Key& key : need_options_section().keys) {
            const Node* item = options.find(key.name);
            if (item == nullptr) continue;
            std::string said = in_one_notation(*item, key);
            const std::string usual = in_one_notation(scalar(key.fallback), key);
            if (said != usual) pairs.push_back(fmt::format("{}: {}", key.name, said));
        }
        return pairs.empty() ? name : fmt::format("{} {}", name, in_braces(pairs));
    }

   public:
    /// Names of columns that set a parameter of a template.
    void know_parameters() {
        const Node* path = documents_.trees.at(0)->find("federation");
        const Node* tree = path == nullptr ? nullptr : documents_.trees.find(*path);
        const Node* templates = tree == nullptr ? nullptr : tree->find("templates");
        if (templates == nullptr) return;
        for (const Node& one : templates->items) {
            const Node* names = one.find("parameters");
            if (names == nullptr) continue;
            for (const Node& name : names->keys) parameters_.insert(name.text);
        }
    }

   private:
    std::set<std::string> parameters_;
};
// NOLINTEND(misc-no-recursion)

}  // namespace

Meaning meaning_of(const Documents& documents, const std::vector<Parameter>& parameters) {
    MeaningReader reader(documents);
    reader.know_parameters();
    Meaning meaning{reader.read(), {}};
    for (const Parameter& parameter : parameters) {
        if (!parameter.between) continue;
        meaning.ranges.push_back(
            {parameter.path + ".between",
             fmt::format("{} to {}", figure_in_words(parameter.unit, parameter.between->low),
                         figure_in_words(parameter.unit, parameter.between->high))});
    }
    std::sort(meaning.ranges.begin(), meaning.ranges.end(),
              [](const auto& a, const auto& b) { return a.key < b.key; });
    return meaning;
}

}  // namespace kammerspiel::scenario
