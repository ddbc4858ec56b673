#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

#include "analysis/exercise/msel_cells.hpp"
#include "kammerspiel/base/notation.hpp"

// Triggers as the scenario's files write them, so that planners see one notation only.

namespace kammerspiel::exercise {
namespace {

using kammerspiel::word_of;
using scenario::Condition;
using What = Condition::What;

constexpr std::array<std::pair<std::string_view, What>, 5> counts{
    {{"alerts", What::alerts},
     {"suspected_hosts", What::suspected_hosts},
     {"confirmed_hosts", What::confirmed_hosts},
     {"confirmed_organisations", What::confirmed_organisations},
     {"destroyed_hosts", What::destroyed_hosts}}};

/// A name as it is, or quoted where it could mean something else.
std::string scalar(const std::string& text) {
    const bool is_word = !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_' || c == '/';
    });
    if (is_word && text.front() != '-') return text;
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

// NOLINTNEXTLINE(misc-no-recursion): the depth is limited when the condition is read
std::string list_of(const std::vector<Condition>& children, const Calendar& calendar) {
    std::vector<std::string> all;
    for (const Condition& child : children) all.push_back(condition_in_words(child, calendar));
    return fmt::format("[{}]", fmt::join(all, ", "));
}

std::string certainty_in_words(const Condition& condition) {
    const std::string of =
        condition.hypothesis ? fmt::format("of: {}, ", scalar(condition.hypothesis->text)) : "";
    return fmt::format("{{{}at_least: {}}}", of, condition.certainty.value());
}

std::string selector_in_words(const scenario::Selector& selector) {
    std::vector<std::string> parts;
    const auto add = [&](std::string_view key, const std::optional<scenario::Name>& name) {
        if (name) parts.push_back(fmt::format("{}: {}", key, scalar(name->text)));
    };
    add("organisation", selector.organisation);
    add("region", selector.region);
    add("zone", selector.zone);
    add("group", selector.group);
    add("tag", selector.tag);
    std::vector<std::string_view> kinds;
    for (const scenario::HostKind kind : selector.kinds) kinds.push_back(word_of(kind));
    if (!kinds.empty()) parts.push_back(fmt::format("kind: [{}]", fmt::join(kinds, ", ")));
    return fmt::format("{{{}}}", fmt::join(parts, ", "));
}

/// `key: value` of what it asks for; empty for `always`.
// NOLINTNEXTLINE(misc-no-recursion)
std::string asked(const Condition& condition, const Calendar& calendar) {
    switch (condition.what) {
        case What::always: return "";
        case What::all_of: return "all_of: " + list_of(condition.children, calendar);
        case What::any_of: return "any_of: " + list_of(condition.children, calendar);
        case What::clock: return "clock: " + yaml_moment(calendar.local(condition.at));
        case What::certainty: return "certainty: " + certainty_in_words(condition);
        case What::play_done: return "play_done: " + scalar(condition.play.text);
        case What::restored: return "restored: " + selector_in_words(condition.hosts);
        case What::alerts:
        case What::suspected_hosts:
        case What::confirmed_hosts:
        case What::confirmed_organisations:
        case What::destroyed_hosts: break;
    }
    for (const auto& [key, what] : counts) {
        if (what == condition.what) return fmt::format("{}: {}", key, condition.at_least);
    }
    return "";
}

/// A tree of scalars, lists and maps in YAML's flow style; as much of it as conditions need.
struct Tree {
    enum class Kind { scalar, list, map } kind = Kind::scalar;
    std::string text;
    std::vector<std::string> keys;
    std::vector<Tree> items;

    [[nodiscard]] const Tree* find(std::string_view key) const {
        for (std::size_t i = 0; i < keys.size(); ++i) {
            if (keys[i] == key) return &items[i];
        }
        return nullptr;
    }
};

class TreeReader {
   public:
    explicit TreeReader(std::string_view text) : text_(text) {}

    std::optional<Tree> read() {
        auto tree = value(0);
        skip();
        return tree && at_ == text_.size() ? tree : std::nullopt;
    }

   private:
    std::string_view text_;
    std::size_t at_ = 0;

    void skip() {
        while (at_ < text_.size() &&
               std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos) {
            ++at_;
        }
    }
    bool take(char c) {
        skip();
        if (at_ >= text_.size() || text_[at_] != c) return false;
        ++at_;
        return true;
    }

    // NOLINTNEXTLINE(misc-no-recursion)
    std::optional<Tree> value(int depth) {
        constexpr int deepest = 20;
        if (depth > deepest) return std::nullopt;
        if (take('{')) return map(depth);
        if (take('[')) return list(depth);
        const auto word = scalar_at();
        return word ? std::optional(Tree{.text = *word}) : std::nullopt;
    }

    // NOLINTNEXTLINE(misc-no-recursion)
    std::optional<Tree> map(int depth) {
        Tree tree{.kind = Tree::Kind::map};
        while (!take('}')) {
            if (!tree.keys.empty() && !take(',')) return std::nullopt;
            const auto key = scalar_at();
            if (!key || tree.find(*key) != nullptr || !take(':')) return std::nullopt;
            auto item = value(depth + 1);
            if (!item) return std::nullopt;
            tree.keys.push_back(*key);
            tree.items.push_back(std::move(*item));
        }
        return tree;
    }

    // NOLINTNEXTLINE(misc-no-recursion)
    std::optional<Tree> list(int depth) {
        Tree tree{.kind = Tree::Kind::list};
        while (!take(']')) {
            if (!tree.items.empty() && !take(',')) return std::nullopt;
            auto item = value(depth + 1);
            if (!item) return std::nullopt;
            tree.items.push_back(std::move(*item));
        }
        return tree;
    }

    std::optional<std::string> scalar_at() {
        skip();
        if (at_ < text_.size() && text_[at_] == '"') return quoted();
        const std::size_t from = at_;
        while (at_ < text_.size() && !ends_scalar()) ++at_;
        const std::string_view word = trimmed_cell(text_.substr(from, at_ - from));
        if (word.empty()) return std::nullopt;
        return std::string(word);
    }

    /// A colon ends a key, but not a time of day.
    [[nodiscard]] bool ends_scalar() const {
        const char c = text_[at_];
        if (c == ':') return at_ + 1 == text_.size() || text_[at_ + 1] == ' ';
        return std::string_view(",{}[]\"").find(c) != std::string_view::npos;
    }

    std::optional<std::string> quoted() {
        const std::size_t from = at_++;
        while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2U : 1U;
        if (at_ >= text_.size()) return std::nullopt;
        ++at_;
        const auto json =
            nlohmann::json::parse(text_.substr(from, at_ - from), nullptr, /*exceptions=*/false);
        if (!json.is_string()) return std::nullopt;
        return json.get<std::string>();
    }
};

class ConditionReader {
   public:
    explicit ConditionReader(const Calendar& calendar) : calendar_(calendar) {}

    // NOLINTNEXTLINE(misc-no-recursion)
    [[nodiscard]] std::optional<Condition> read(const Tree& tree) const {
        if (tree.kind != Tree::Kind::map) return std::nullopt;
        Condition condition;
        std::size_t found = 0;
        for (std::size_t i = 0; i < tree.keys.size(); ++i) {
            const bool is_within = tree.keys[i] == "within";
            if (!is_within) ++found;
            if (!(is_within ? within(tree.items[i], condition)
                            : asked_of(tree.keys[i], tree.items[i], condition))) {
                return std::nullopt;
            }
        }
        return found == 1 ? std::optional(condition) : std::nullopt;
    }

   private:
    const Calendar& calendar_;

    static bool within(const Tree& value, Condition& into) {
        const auto found = value_of<Condition::Within>(value.text);
        if (!found) return false;
        into.within = *found;
        return true;
    }

    // NOLINTNEXTLINE(misc-no-recursion)
    bool asked_of(const std::string& key, const Tree& value, Condition& into) const {
        for (const auto& [word, what] : counts) {
            if (word == key) return count(what, value, into);
        }
        if (key == "all_of" || key == "any_of") {
            into.what = key == "all_of" ? What::all_of : What::any_of;
            return children(value, into);
        }
        if (key == "certainty") return certainty(value, into);
        if (key == "restored") return restored(value, into);
        if (value.kind != Tree::Kind::scalar) return false;
        if (key == "play_done") {
            into.what = What::play_done;
            into.play = {value.text, {}};
            return true;
        }
        const auto local = Calendar::parse(value.text);
        if (key != "clock" || !local || calendar_.skips(*local)) return false;
        into.what = What::clock;
        into.at = calendar_.at(*local);
        return true;
    }

    static bool count(What what, const Tree& value, Condition& into) {
        const std::string& text = value.text;
        const auto [end, error] =
            std::from_chars(text.data(), text.data() + text.size(), into.at_least);
        into.what = what;
        return error == std::errc{} && end == text.data() + text.size() && into.at_least > 0;
    }

    // NOLINTNEXTLINE(misc-no-recursion)
    bool children(const Tree& value, Condition& into) const {
        if (value.kind == Tree::Kind::scalar) return false;
        const std::vector<Tree> one{value};
        for (const Tree& child : value.kind == Tree::Kind::map ? one : value.items) {
            auto condition = read(child);
            if (!condition) return false;
            into.children.push_back(std::move(*condition));
        }
        return !into.children.empty();
    }

    static bool restored(const Tree& value, Condition& into) {
        if (value.kind != Tree::Kind::map) return false;
        into.what = What::restored;
        scenario::Selector& hosts = into.hosts;
        for (std::size_t i = 0; i < value.keys.size(); ++i) {
            const scenario::Name name{value.items[i].text, {}};
            const std::string& key = value.keys[i];
            if (key == "organisation") {
                hosts.organisation = name;
            } else if (key == "region") {
                hosts.region = name;
            } else if (key == "zone") {
                hosts.zone = name;
            } else if (key == "group") {
                hosts.group = name;
            } else if (key == "tag") {
                hosts.tag = name;
            } else if (key != "kind" || !kinds(value.items[i], hosts)) {
                return false;
            }
        }
        return true;
    }

    static bool kinds(const Tree& value, scenario::Selector& hosts) {
        const std::vector<Tree> one{value};
        for (const Tree& word : value.kind == Tree::Kind::list ? value.items : one) {
            const auto kind = value_of<scenario::HostKind>(word.text);
            if (!kind) return false;
            hosts.kinds.push_back(*kind);
        }
        return true;
    }

    static bool certainty(const Tree& value, Condition& into) {
        const Tree* least = value.find("at_least");
        if (least == nullptr) return false;
        double share = 0;
        const std::string& text = least->text;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), share);
        if (error != std::errc{} || end != text.data() + text.size()) return false;
        if (!(share >= 0.0 && share <= 1.0)) return false;
        into.what = What::certainty;
        into.certainty = Share{share};
        const Tree* of = value.find("of");
        if (of != nullptr && of->text != "attacker") into.hypothesis = {of->text, {}};
        return value.keys.size() == (of == nullptr ? 1U : 2U);
    }
};

/// The first word of a trigger in either language, a colon behind it allowed.
char kind_of(std::string_view& text) {
    static constexpr std::array<std::pair<std::string_view, char>, 8> words{{{"after", 'a'},
                                                                             {"nach", 'a'},
                                                                             {"at", 't'},
                                                                             {"um", 't'},
                                                                             {"am", 't'},
                                                                             {"when", 'w'},
                                                                             {"wenn", 'w'},
                                                                             {"sobald", 'w'}}};
    const std::size_t end = std::min(text.find_first_of(" :\t\n{"), text.size());
    std::string word;
    for (const char c : text.substr(0, end)) {
        word += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    for (const auto& [known, kind] : words) {
        if (known != word) continue;
        text.remove_prefix(end);
        if (text.starts_with(':')) text.remove_prefix(1);
        text = trimmed_cell(text);
        return kind;
    }
    return text.starts_with('{') ? 'w' : '?';
}

}  // namespace

std::string yaml_moment(const LocalTime& local) {
    const auto text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}", local.year, local.month,
                                  local.day, local.hour, local.minute);
    return local.second == 0 ? text : fmt::format("{}:{:02}", text, local.second);
}

// NOLINTNEXTLINE(misc-no-recursion)
std::string condition_in_words(const Condition& condition, const Calendar& calendar) {
    std::string words = asked(condition, calendar);
    if (condition.within != Condition::Within::federation) {
        words += fmt::format("{}within: {}", words.empty() ? "" : ", ", word_of(condition.within));
    }
    return "{" + words + "}";
}

std::string trigger_in_words(const scenario::Inject& inject, const Calendar& calendar) {
    if (inject.at) return "at " + yaml_moment(calendar.local(*inject.at));
    if (inject.after) return "after " + notation::in_words(*inject.after);
    if (inject.when) return "when " + condition_in_words(*inject.when, calendar);
    return "";
}

ReadTrigger read_trigger(std::string_view text, const Calendar& calendar) {
    ReadTrigger trigger;
    text = trimmed_cell(text);
    switch (kind_of(text)) {
        case 'a': {
            const auto span = notation::duration(text);
            if (span.value && *span.value >= Duration::zero()) trigger.after = span.value;
            break;
        }
        case 't': {
            const ReadMoment moment = read_moment(text);
            const auto local = moment.local();
            if (local && !calendar.skips(*local)) {
                trigger.at = calendar.at(*local);
            }
            break;
        }
        case 'w': {
            const auto tree = TreeReader(text).read();
            if (tree) trigger.when = ConditionReader(calendar).read(*tree);
            break;
        }
        default: break;
    }
    return trigger;
}

}  // namespace kammerspiel::exercise
