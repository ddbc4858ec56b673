#include "sim/scenario/yaml_tree.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <map>
#include <optional>
#include <sstream>
#include <vector>

#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/base/plain_text.hpp"

namespace kammerspiel::scenario {
namespace {

/// Thrown to leave the parser's recursion; never leaves this file.
struct TooMuch {
    Place place;
    Message message;
};

bool starts_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

std::uint32_t characters(std::string_view text) {
    return static_cast<std::uint32_t>(std::count_if(text.begin(), text.end(), starts_character));
}

/// Turns the parser's byte columns into columns of characters.
class Columns {
   public:
    Columns(std::string_view text, std::shared_ptr<const std::string> file)
        : text_(text), file_(std::move(file)) {
        starts_.push_back(0);
        for (std::size_t at = 0; at < text.size(); ++at) {
            if (text[at] == '\n') starts_.push_back(at + 1);
        }
    }

    Place at(const YAML::Mark& mark, std::uint32_t length) {
        const auto line = static_cast<std::size_t>(std::max(mark.line, 0));
        const auto column = static_cast<std::size_t>(std::max(mark.column, 0));
        if (line >= starts_.size()) return {file_, static_cast<std::uint32_t>(line) + 1, 1, length};
        // Marks go forward: counting goes on from the last one, else a long line would be counted
        // as often as it has values.
        if (line != line_ || column < column_) {
            line_ = line;
            column_ = 0;
            characters_ = 0;
        }
        const std::string_view rest = text_.substr(starts_[line]);
        characters_ += characters(rest.substr(std::min(column_, rest.size()), column - column_));
        column_ = column;
        return {file_, static_cast<std::uint32_t>(line) + 1, characters_ + 1, length};
    }

   private:
    std::string_view text_;
    std::shared_ptr<const std::string> file_;
    std::vector<std::size_t> starts_;
    std::size_t line_ = 0;  ///< of the last mark
    std::size_t column_ = 0;
    std::uint32_t characters_ = 0;  ///< before it
};

class Builder : public YAML::EventHandler {
   public:
    Builder(Columns& columns, const Limits& limits, Diagnostics& out)
        : columns_(columns), limits_(limits), out_(out) {}

    Node take() { return std::move(root_); }

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        add(node(Node::Kind::null, mark, 1), anchor);
    }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override {
        Node scalar = node(Node::Kind::scalar, mark, std::max(characters(value), 1U));
        scalar.text = checked_value(value, scalar.place, out_);
        scalar.is_quoted = tag == "!";
        const bool is_null =
            !scalar.is_quoted && (value.empty() || value == "~" || value == "null");
        if (is_null) scalar.kind = Node::Kind::null;
        add(std::move(scalar), anchor);
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        const auto found = anchors_.find(anchor);
        if (found == anchors_.end()) {
            throw TooMuch{columns_.at(mark, 1), {"scenario.yaml.alias"}};
        }
        const Anchored& anchored = found->second;
        count(anchored.nodes, columns_.at(mark, 1));
        if (stack_.size() + anchored.height > limits_.depth) too_deep(columns_.at(mark, 1));
        Node copy = anchored.node;
        add_counted(std::move(copy), anchored.height);
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        open(node(Node::Kind::list, mark, 1), anchor);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        open(node(Node::Kind::map, mark, 1), anchor);
    }
    void OnMapEnd() override { close(); }

   private:
    struct Open {
        Node node;
        YAML::anchor_t anchor = 0;
        std::size_t counted_before = 0;
        std::size_t height = 1;             ///< levels of lists and maps, itself included
        std::map<std::string, Place> seen;  ///< keys of a map
    };
    /// What an alias stands for, with what it costs.
    struct Anchored {
        Node node;
        std::size_t nodes = 0;
        std::size_t height = 0;
    };
    Columns& columns_;
    const Limits& limits_;
    Diagnostics& out_;
    Node root_;
    std::vector<Open> stack_;
    std::map<YAML::anchor_t, Anchored> anchors_;
    std::size_t counted_ = 0;
    std::size_t kept_ = 0;  ///< copies under anchors

    Node node(Node::Kind kind, const YAML::Mark& mark, std::uint32_t length) {
        Node result;
        result.kind = kind;
        result.place = columns_.at(mark, length);
        return result;
    }

    void count(std::size_t nodes, const Place& place) {
        counted_ += nodes;
        if (counted_ > limits_.nodes) too_many(place);
    }

    [[noreturn]] void too_many(const Place& place) const {
        throw TooMuch{place, {"scenario.yaml.nodes", {{"most", limits_.nodes}}}};
    }

    void open(Node container, YAML::anchor_t anchor) {
        count(1, container.place);
        if (stack_.size() >= limits_.depth) too_deep(container.place);
        stack_.push_back({std::move(container), anchor, counted_ - 1, 1, {}});
    }

    [[noreturn]] void too_deep(const Place& place) const {
        throw TooMuch{place, {"scenario.yaml.depth", {{"most", limits_.depth}}}};
    }

    void close() {
        Open done = std::move(stack_.back());
        stack_.pop_back();
        if (done.node.is_map() && done.node.keys.size() > done.node.items.size()) {
            done.node.items.emplace_back();
        }
        if (done.anchor != 0) {
            const std::size_t nodes = counted_ - done.counted_before;
            // Anchors inside anchors keep a copy each.
            kept_ += nodes;
            if (kept_ > limits_.nodes) too_many(done.node.place);
            anchors_[done.anchor] = {done.node, nodes, done.height};
        }
        add_counted(std::move(done.node), done.height);
    }

    void add(Node child, YAML::anchor_t anchor) {
        count(1, child.place);
        if (anchor != 0) anchors_[anchor] = {child, 1, 0};
        add_counted(std::move(child), 0);
    }

    void add_counted(Node child, std::size_t height) {
        if (stack_.empty()) {
            root_ = std::move(child);
            return;
        }
        Open& parent = stack_.back();
        parent.height = std::max(parent.height, height + 1);
        if (!parent.node.is_map()) {
            parent.node.items.push_back(std::move(child));
            return;
        }
        const bool is_key = parent.node.keys.size() == parent.node.items.size();
        if (!is_key) {
            parent.node.items.push_back(std::move(child));
            return;
        }
        check_key(parent, child);
        parent.node.keys.push_back(std::move(child));
    }

    void check_key(Open& parent, const Node& key) {
        if (!key.is_scalar()) {
            out_.error(key.place, {"scenario.yaml.key"});
            return;
        }
        const auto [first, is_new] = parent.seen.try_emplace(key.text, key.place);
        if (is_new) return;
        out_.error(key.place, {"scenario.yaml.key_twice", {{"key", key.text}}}, {},
                   {{first->second, {"scenario.first"}}});
    }
};

/// The tab in the indentation of a line, if it has one.
std::optional<std::size_t> tab_in_indentation(std::string_view line) {
    const std::size_t letter = std::min(line.find_first_not_of(" \t\r"), line.size());
    const std::size_t tab = line.find('\t');
    if (tab >= letter || letter == line.size() || line[letter] == '#') return std::nullopt;
    return tab;
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

/// What the parser stumbles over is a tab at or before the line at which it stops: where lines with
/// tabs go on, the first of them.
std::optional<Place> tab_near(std::string_view text, const std::shared_ptr<const std::string>& file,
                              int line) {
    const auto lines = lines_of(text);
    constexpr std::size_t before = 2;
    const auto at = static_cast<std::size_t>(std::max(line, 0));
    std::optional<std::size_t> found;
    for (std::size_t i = at > before ? at - before : 0; i <= at + 1 && i < lines.size(); ++i) {
        if (!found && tab_in_indentation(lines[i])) found = i;
    }
    while (found && *found > 0 && tab_in_indentation(lines[*found - 1])) --*found;
    if (!found) return std::nullopt;
    const std::size_t column = *tab_in_indentation(lines[*found]);
    return Place{file, static_cast<std::uint32_t>(*found) + 1,
                 static_cast<std::uint32_t>(column) + 1, 1};
}

/// A tab before what looks like an entry, which the parser took for the text of the line above.
std::optional<Place> silent_tab(std::string_view text,
                                const std::shared_ptr<const std::string>& file) {
    const auto lines = lines_of(text);
    std::optional<std::size_t> block;  // indentation of the line that a text of several lines began
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string_view line = lines[i];
        const std::size_t spaces = std::min(line.find_first_not_of(' '), line.size());
        const std::string_view entry =
            line.substr(std::min(line.find_first_not_of(" \t"), line.size()));
        if (entry.empty() || entry == "\r") continue;
        if (block && spaces > *block) continue;
        block.reset();
        const std::string_view bare = line.substr(0, line.find_last_not_of(" \t\r") + 1);
        const std::size_t sign = bare.find_last_of("|>");
        if (sign != std::string_view::npos && bare.size() - sign <= 3 && sign > 0 &&
            std::string_view(" :-").find(bare[sign - 1]) != std::string_view::npos) {
            block = spaces;
        }
        const auto tab = tab_in_indentation(line);
        if (tab && entry.starts_with("- ")) {
            return Place{file, static_cast<std::uint32_t>(i) + 1,
                         static_cast<std::uint32_t>(*tab) + 1, 1};
        }
    }
    return std::nullopt;
}

}  // namespace

const Node* Node::find(std::string_view key) const {
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (keys[i].text == key) return &items[i];
    }
    return nullptr;
}

Message kind_in_words(const Node& node) {
    switch (node.kind) {
        case Node::Kind::null: return {"scenario.kind.nothing"};
        case Node::Kind::scalar: return {"scenario.kind.value"};
        case Node::Kind::list: return {"scenario.kind.list"};
        case Node::Kind::map: return {"scenario.kind.map"};
    }
    unreachable();
}

Node read_yaml(std::string_view text, std::shared_ptr<const std::string> file, const Limits& limits,
               Diagnostics& out) {
    text = without_byte_order_mark(text);
    if (!check_plain_text(text, file, out)) return {};
    Columns columns(text, file);
    Builder builder(columns, limits, out);
    std::istringstream stream{std::string(text)};
    try {
        YAML::Parser parser(stream);
        parser.HandleNextDocument(builder);
        if (parser) {
            Builder second(columns, limits, out);
            if (parser.HandleNextDocument(second)) {
                out.error({file}, {"scenario.yaml.documents"});
            }
        }
    } catch (const TooMuch& too_much) {
        out.error(too_much.place, too_much.message);
        return {};
    } catch (const YAML::Exception& error) {
        if (const auto tab = tab_near(text, file, error.mark.line)) {
            out.error(*tab, {"scenario.yaml.tab"});
            return {};
        }
        out.error(columns.at(error.mark, 1), {"scenario.yaml.syntax", {{"fault", error.msg}}});
        return {};
    }
    Node tree = builder.take();
    if (const auto tab = silent_tab(text, file)) out.error(*tab, {"scenario.yaml.tab"});
    if (tree.kind == Node::Kind::null) {
        out.error({file}, {"scenario.yaml.nothing"});
    }
    return tree;
}

}  // namespace kammerspiel::scenario
