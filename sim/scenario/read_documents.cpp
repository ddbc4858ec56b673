#include "sim/scenario/read_documents.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_set>

#include "sim/scenario/figure_map.hpp"
#include "sim/scenario/locate.hpp"

namespace kammerspiel::scenario {
namespace {

std::string joined(const std::string& path, std::string_view key) {
    if (is_left_out_of_paths(key)) return path;
    return path.empty() ? std::string(key) : fmt::format("{}.{}", path, key);
}

/// Makes the names of a list's elements different: those that come again get a number.
class Labels {
   public:
    std::string of(const std::string& label) {
        const unsigned times = ++times_[label];
        return times == 1 ? label : fmt::format("{}#{}", label, times);
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

    bool add(const Files::File& file, const Section& section, const std::string& path) {
        const std::size_t document = read_.documents.trees.add(*file.name);
        Node tree = read_yaml(file.text, file.name, limits_, out_);
        const bool is_read = tree.kind != Node::Kind::null;
        const NodePath before = std::exchange(node_path_, NodePath{document, {}});
        // Of an exercise nothing is calculated: times and numbers are agreed on.
        if (&section != &exercise_section()) {
            read_section(tree, section, path);
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

    void read_section(Node& map, const Section& section, const std::string& path) {
        if (!map.is_map()) return;
        for (std::size_t i = 0; i < map.keys.size(); ++i) {
            const Key* key = section.find(map.keys[i].text);
            if (key == nullptr) continue;
            const Step step(node_path_, i);
            read_value(map.items[i], *key, joined(path, key->name));
        }
    }

    void read_value(Node& node, const Key& key, const std::string& path) {
        // What really happened is compared with, and what could be bought costs what it does: not
        // calculated with.
        if (key.section == &observed_section() || key.section == &investment_section()) return;
        const bool was_decided = is_decided_;
        is_decided_ = is_decided_ || key.section == &strategy_section();
        if (key.kind == Kind::factors) {
            each_named(node, path,
                       [&](Node& factor, const std::string& its) { figure(factor, key, its); });
        } else if (may_be_map(key, is_decided_)) {
            figure(node, key, path);
        } else if (key.kind == Kind::section) {
            read_section(node, *key.section, path);
        } else if (key.kind == Kind::list) {
            Labels labels;
            each(node, [&](Node& element, std::size_t i) {
                const std::string label = labels.of(label_of_element(element, i));
                read_section(element, *key.section, joined(path, label));
            });
        } else if (key.kind == Kind::actions) {
            Labels labels;
            each(node, [&](Node& element, std::size_t) { action(element, path, labels); });
        } else if (key.kind == Kind::map || key.kind == Kind::overrides) {
            each_named(node, path, [&](Node& entry, const std::string& its) {
                read_section(entry, *key.section, its);
            });
        } else if (key.kind == Kind::need) {
            need(node, path);
        } else if (key.kind == Kind::condition) {
            condition(node, path);
        } else if (key.kind == Kind::file) {
            file(node, key, path);
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
    void each_named(Node& map, const std::string& path, const Visit& visit) {
        if (!map.is_map()) return;
        for (std::size_t i = 0; i < map.keys.size(); ++i) {
            const Step step(node_path_, i);
            visit(map.items[i], joined(path, map.keys[i].text));
        }
    }

    void action(Node& node, const std::string& path, Labels& labels) {
        if (!node.is_map()) return;
        for (std::size_t i = 0; i < node.keys.size(); ++i) {
            const Key* key = actions_section().find(node.keys[i].text);
            if (key == nullptr) continue;
            const Step step(node_path_, i);
            read_value(node.items[i], *key, joined(path, labels.of(std::string(key->name))));
        }
    }

    void condition(Node& node, const std::string& path) {
        read_section(node, condition_section(), path);
        each(node, [&](Node& element, std::size_t i) {
            condition(element, joined(path, std::to_string(i + 1)));
        });
    }

    void need(Node& node, const std::string& path) {
        each(node, [&](Node& element, std::size_t i) {
            const bool has_name = element.is_map() && !is_form(element);
            need(element, has_name ? path : joined(path, std::to_string(i + 1)));
        });
        if (!node.is_map()) return;
        if (is_form(node)) {
            read_section(node, need_section(), path);
        } else {
            each_named(node, path, [&](Node& options, const std::string& its) {
                read_section(options, need_options_section(), its);
            });
        }
    }

    static bool is_form(const Node& map) {
        return !map.keys.empty() && need_section().find(map.keys.front().text) != nullptr;
    }

    void file(Node& node, const Key& key, const std::string& path) {
        if (!node.is_scalar()) return;
        const Files::File* named = files_.read(node.text, node.place, out_);
        if (named == nullptr) return;
        if (key.section == nullptr) {
            add_table(*named, node);
            return;
        }
        auto& trees = read_.documents.trees;
        if (!trees.has(*named->name)) (void)add(*named, *key.section, path);
        trees.name(node, *named->name);
    }

    void add_table(const Files::File& file, const Node& path) {
        auto& tables = read_.documents.tables;
        const std::size_t errors = out_.errors();
        auto csv = read_csv(file.text, file.name, limits_.organisations, out_);
        tables.put(tables.add(*file.name), {std::move(csv), out_.errors() == errors});
        tables.name(path, *file.name);
    }

    void figure(Node& node, const Key& key, const std::string& path) {
        if (node.is_map()) {
            const Node* value = node.find("value");
            if (value == nullptr) return;  // whoever reads the key says that it wants one
            keep(read_figure_map(node, key, is_decided_, out_), path);
            Node only = *value;
            node = std::move(only);
        } else if (node.is_scalar() && unit_of(key) != Unit::word) {
            Parameter plain;
            plain.place = node.place;
            plain.unit = unit_of(key);
            plain.value = node.text;
            keep(std::move(plain), path);
        }
    }

    void keep(Parameter parameter, const std::string& path) {
        parameter.path = path;
        // Names may come twice, which is an error elsewhere.
        for (unsigned again = 2; !paths_.insert(parameter.path).second; ++again) {
            parameter.path = fmt::format("{}#{}", path, again);
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
