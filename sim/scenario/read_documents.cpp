#include "sim/scenario/read_documents.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_set>

#include "sim/scenario/figure_map.hpp"
#include "sim/scenario/locate.hpp"

namespace kammerspiel::scenario {
namespace {

/// The way to a figure: what it is called, and what its luck goes by.
struct Way {
    std::string path;
    std::string key;
};

std::string joined(const std::string& path, std::string_view key) {
    if (is_left_out_of_paths(key)) return path;
    return path.empty() ? std::string(key) : fmt::format("{}.{}", path, key);
}

Way joined(const Way& way, std::string_view name, std::string_view key) {
    return {joined(way.path, name), joined(way.key, key)};
}
Way joined(const Way& way, std::string_view name) { return joined(way, name, name); }

/// The key that the thing gives itself, else its name.
std::string_view key_of(const Node& thing, std::string_view name) {
    const Node* key = thing.is_map() ? thing.find("key") : nullptr;
    return key != nullptr && key->is_scalar() ? std::string_view(key->text) : name;
}

/// All that it says, in whatever order it is written.
// NOLINTNEXTLINE(misc-no-recursion): the depth is limited when the file is read
std::string content_of(const Node& node) {
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        const std::string name = node.is_map() ? node.keys[i].text : std::string();
        parts.push_back(fmt::format("{}:{}", name, content_of(node.items[i])));
    }
    std::sort(parts.begin(), parts.end());
    return fmt::format("{}({})", node.text, fmt::join(parts, ","));
}

/// Of things that stand side by side: which of those of one label each is, from 1, by what they
/// say. So their order in the file is no matter.
std::vector<unsigned> places_of(const std::vector<std::string>& labels,
                                const std::vector<const Node*>& nodes) {
    std::vector<std::size_t> order;
    std::vector<std::string> contents;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        order.push_back(i);
        contents.push_back(content_of(*nodes[i]));
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::tie(labels[a], contents[a]) < std::tie(labels[b], contents[b]);
    });
    std::vector<unsigned> places(nodes.size(), 1);
    for (std::size_t i = 1; i < order.size(); ++i) {
        if (labels[order[i]] == labels[order[i - 1]]) places[order[i]] = places[order[i - 1]] + 1;
    }
    return places;
}

std::vector<unsigned> places_in(const Node& list) {
    std::vector<const Node*> nodes;
    for (const Node& one : list.items) nodes.push_back(&one);
    return places_of(std::vector<std::string>(nodes.size()), nodes);
}

std::string numbered(std::string_view label, unsigned place) {
    return place == 1 ? std::string(label) : fmt::format("{}#{}", label, place);
}

/// Makes the names of a list's elements different: those that come again get a number.
class Labels {
   public:
    std::string of(const std::string& label) {
        const unsigned times = ++times_[label];
        return numbered(label, times);
    }

   private:
    std::map<std::string, unsigned> times_;
};

// The depth of all recursion here is limited when the file is read.
// NOLINTBEGIN(misc-no-recursion)
class DocumentReader {
   public:
    DocumentReader(Files& files, const Limits& limits, Diagnostics& out)
        : files_(files), limits_(limits), out_(out) {}

    Read read(const std::string& main) {
        const Files::File* file = files_.read(main, {}, out_);
        if (file == nullptr) return std::move(read_);
        read_.has_main = add(*file, scenario_section(), {});
        return std::move(read_);
    }

   private:
    Files& files_;
    const Limits& limits_;
    Diagnostics& out_;
    Read read_;
    std::unordered_set<std::string> paths_;
    std::map<std::string, Way> uses_;  ///< by file: who used it first
    NodePath node_path_;
    bool is_decided_ = false;  ///< in strategies

    /// Keeps the way down from the document's root.
    class Step {
       public:
        Step(NodePath& here, std::size_t child) : node_path_(here) {
            node_path_.steps.push_back(static_cast<std::uint32_t>(child));
        }
        ~Step() { node_path_.steps.pop_back(); }
        Step(const Step&) = delete;
        Step& operator=(const Step&) = delete;

       private:
        NodePath& node_path_;
    };

    bool add(const Files::File& file, const Section& section, const Way& way) {
        const std::size_t document = read_.documents.trees.add(*file.name);
        Node tree = read_yaml(file.text, file.name, limits_, out_);
        const bool is_read = tree.kind != Node::Kind::null;
        const NodePath before = std::exchange(node_path_, NodePath{document, {}});
        // Of an exercise nothing is calculated: times and numbers are agreed on.
        if (&section != &exercise_section()) {
            read_section(tree, section, way);
        } else {
            read_attachments(tree);
        }
        node_path_ = before;
        if (is_read) read_.documents.trees.put(document, std::move(tree));
        return is_read;
    }

    void read_attachments(const Node& exercise) {
        const Node* injects = exercise.find("injects");
        if (injects == nullptr || !injects->is_list()) return;
        for (const Node& inject : injects->items) {
            const Node* named = inject.is_map() ? inject.find("attachments") : nullptr;
            if (named == nullptr) continue;
            if (named->is_scalar()) read_attachment(*named);
            if (!named->is_list()) continue;
            for (const Node& one : named->items) read_attachment(one);
        }
    }

    void read_attachment(const Node& named) {
        auto& all = read_.attachments;
        const bool is_known = std::any_of(all.begin(), all.end(), [&](const Attachment& one) {
            return one.written == named.text;
        });
        if (!named.is_scalar() || is_known) return;
        if (all.size() == limits_.attachments) {
            out_.error(named.place, {"scenario.file.attachments", {{"most", limits_.attachments}}});
            return;
        }
        if (auto one = files_.attachment(named.text, named.place, out_)) {
            all.push_back(std::move(*one));
        }
    }

    void read_section(Node& map, const Section& section, const Way& way) {
        if (!map.is_map()) return;
        for (std::size_t i = 0; i < map.keys.size(); ++i) {
            const Key* key = section.find(map.keys[i].text);
            if (key == nullptr) continue;
            const Step step(node_path_, i);
            read_value(map.items[i], *key, joined(way, key->name));
        }
    }

    void read_value(Node& node, const Key& key, const Way& way) {
        // What really happened is compared with, and what could be bought costs what it does: not
        // calculated with.
        if (key.section == &observed_section() || key.section == &investment_section()) return;
        const bool was_decided = is_decided_;
        is_decided_ = is_decided_ || key.section == &strategy_section();
        if (key.kind == Kind::factors) {
            each_named(node, way, [&](Node& factor, const Way& its) { figure(factor, key, its); });
        } else if (may_be_map(key, is_decided_)) {
            figure(node, key, way);
        } else if (key.kind == Kind::section) {
            read_section(node, *key.section, way);
        } else if (key.kind == Kind::list) {
            elements(node, *key.section, way);
        } else if (key.kind == Kind::actions) {
            actions(node, way);
        } else if (key.kind == Kind::map || key.kind == Kind::overrides) {
            each_named(node, way, [&](Node& entry, const Way& its) {
                read_section(entry, *key.section, its);
            });
        } else if (key.kind == Kind::need) {
            need(node, way);
        } else if (key.kind == Kind::condition) {
            condition(node, way);
        } else if (key.kind == Kind::file) {
            file(node, key, way);
        }
        is_decided_ = was_decided;
    }

    template <class Visit>
    void each(Node& list, const Visit& visit) {
        if (!list.is_list()) return;
        for (std::size_t i = 0; i < list.items.size(); ++i) {
            const Step step(node_path_, i);
            visit(list.items[i], i);
        }
    }

    template <class Visit>
    void each_named(Node& map, const Way& way, const Visit& visit) {
        if (!map.is_map()) return;
        for (std::size_t i = 0; i < map.keys.size(); ++i) {
            const Step step(node_path_, i);
            const std::string& name = map.keys[i].text;
            visit(map.items[i], joined(way, name, key_of(map.items[i], name)));
        }
    }

    void elements(Node& list, const Section& section, const Way& way) {
        std::vector<std::string> names;
        std::vector<std::string> keys;
        std::vector<const Node*> nodes;
        each(list, [&](Node& element, std::size_t i) {
            names.push_back(label_of_element(element, i));
            const bool has_name = names.back() != std::to_string(i + 1);
            keys.emplace_back(key_of(element, has_name ? names.back() : std::string()));
            nodes.push_back(&element);
        });
        const std::vector<unsigned> places = places_of(keys, nodes);
        Labels labels;
        each(list, [&](Node& element, std::size_t i) {
            read_section(element, section,
                         joined(way, labels.of(names[i]), numbered(keys[i], places[i])));
        });
    }

    void actions(Node& list, const Way& way) {
        std::vector<std::string> words;
        std::vector<const Node*> nodes;
        each(list, [&](Node& element, std::size_t) {
            for (std::size_t i = 0; element.is_map() && i < element.keys.size(); ++i) {
                words.push_back(element.keys[i].text);
                nodes.push_back(&element.items[i]);
            }
        });
        const std::vector<unsigned> places = places_of(words, nodes);
        Labels labels;
        std::size_t next = 0;
        each(list, [&](Node& element, std::size_t) {
            for (std::size_t i = 0; element.is_map() && i < element.keys.size(); ++i, ++next) {
                const Key* key = actions_section().find(words[next]);
                if (key == nullptr) continue;
                const Step step(node_path_, i);
                const Way its =
                    joined(way, labels.of(words[next]), numbered(words[next], places[next]));
                read_value(element.items[i], *key, its);
            }
        });
    }

    void condition(Node& node, const Way& way) {
        read_section(node, condition_section(), way);
        const std::vector<unsigned> places = places_in(node);
        each(node, [&](Node& element, std::size_t i) {
            condition(element, joined(way, std::to_string(i + 1), std::to_string(places[i])));
        });
    }

    void need(Node& node, const Way& way) {
        const std::vector<unsigned> places = places_in(node);
        each(node, [&](Node& element, std::size_t i) {
            const bool has_name = element.is_map() && !is_form(element);
            need(element,
                 has_name ? way : joined(way, std::to_string(i + 1), std::to_string(places[i])));
        });
        if (!node.is_map()) return;
        if (is_form(node)) {
            read_section(node, need_section(), way);
        } else {
            each_named(node, way, [&](Node& options, const Way& its) {
                read_section(options, need_options_section(), its);
            });
        }
    }

    static bool is_form(const Node& map) {
        return !map.keys.empty() && need_section().find(map.keys.front().text) != nullptr;
    }

    /// What the luck of a file's figures goes by that several use: the first of these by its key.
    void rename(Way& use, const std::string& key) {
        for (Parameter& one : read_.parameters) {
            const bool is_there = one.path.starts_with(use.path + ".");
            if (is_there && one.key.starts_with(use.key + ".")) {
                one.key.replace(0, use.key.size(), key);
            }
        }
        use.key = key;
    }

    void file(Node& node, const Key& key, const Way& way) {
        if (!node.is_scalar()) return;
        const Files::File* named = files_.read(node.text, node.place, out_);
        if (named == nullptr) return;
        if (key.section == nullptr) {
            add_table(*named, node);
            return;
        }
        auto& trees = read_.documents.trees;
        const auto [first, is_new] = uses_.try_emplace(*named->name, way);
        if (is_new) {
            (void)add(*named, *key.section, way);
        } else if (way.key < first->second.key) {
            rename(first->second, way.key);
        }
        trees.name(node, *named->name);
    }

    void add_table(const Files::File& file, const Node& path) {
        auto& tables = read_.documents.tables;
        const std::size_t errors = out_.errors();
        auto csv = read_csv(file.text, file.name, limits_.organisations, out_);
        tables.put(tables.add(*file.name), {std::move(csv), out_.errors() == errors});
        tables.name(path, *file.name);
    }

    void figure(Node& node, const Key& key, const Way& way) {
        if (node.is_map()) {
            const Node* value = node.find("value");
            if (value == nullptr) return;  // whoever reads the key says that it wants one
            keep(read_figure_map(node, key, is_decided_, out_), way);
            Node only = *value;
            node = std::move(only);
        } else if (node.is_scalar() && unit_of(key) != Unit::word) {
            Parameter plain;
            plain.place = node.place;
            plain.unit = unit_of(key);
            plain.value = node.text;
            keep(std::move(plain), way);
        }
    }

    void keep(Parameter parameter, const Way& way) {
        parameter.path = way.path;
        parameter.key = way.key;
        // Names may come twice, which is an error elsewhere.
        for (unsigned again = 2; !paths_.insert(parameter.path).second; ++again) {
            parameter.path = fmt::format("{}#{}", way.path, again);
        }
        read_.parameters.push_back(std::move(parameter));
        read_.paths_of_values.push_back(node_path_);
    }
};
// NOLINTEND(misc-no-recursion)

}  // namespace

Read read_documents(const std::string& main, Files& files, const Limits& limits, Diagnostics& out) {
    return DocumentReader(files, limits, out).read(main);
}

}  // namespace kammerspiel::scenario
