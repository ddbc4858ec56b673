#include "sim/import/graphml.hpp"

#include <map>
#include <pugixml.hpp>

#include "kammerspiel/base/plain_text.hpp"
#include "sim/import/parts.hpp"
#include "sim/import/places.hpp"

namespace kammerspiel::inventories {
namespace {

/// Without the prefix of its namespace.
std::string_view local_name(const pugi::xml_node& node) {
    const std::string_view name = node.name();
    const std::size_t colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string_view without_blanks(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// n0, n0::n3 or 17: given by a program, where the label says what people call it.
bool is_drawn_id(std::string_view id) {
    return !id.empty() && id.find_first_not_of("0123456789n:") == std::string_view::npos &&
           id.find_first_of("0123456789") != std::string_view::npos;
}

struct DepthWalker : pugi::xml_tree_walker {
    explicit DepthWalker(std::size_t most) : most_(most) {}
    bool for_each(pugi::xml_node& node) override {
        if (static_cast<std::size_t>(depth()) < most_) return true;
        too_deep = node;
        return false;
    }
    pugi::xml_node too_deep;

   private:
    std::size_t most_;
};

class GraphmlReader {
   public:
    GraphmlReader(const SourceText& source, const InventoryReading& reading, Inventory& into,
                  Diagnostics& out)
        : text_(source.bytes),
          file_(source.file),
          places_(source.bytes, source.file),
          reading_(reading),
          limits_(reading.limits),
          into_(into),
          out_(out) {}

    bool read() {
        pugi::xml_document document;
        if (!parse(document)) return false;
        const pugi::xml_node root = document.document_element();
        if (local_name(root) != "graphml") {
            out_.error(place_of(root), {"import.graphml.root", {{"name", root.name()}}});
            return false;
        }
        for (const pugi::xml_node& child : root.children()) {
            if (local_name(child) == "key") read_key(child);
        }
        std::size_t graphs = 0;
        for (const pugi::xml_node& child : root.children()) {
            if (local_name(child) != "graph") continue;
            read_graph(child, {}, true);
            ++graphs;
        }
        for (const auto& [label, found] : unknown_labels_) {
            out_.warning(found.place,
                         {"import.label.unknown", {{"label", label}, {"count", found.count}}});
        }
        report(undirected_, "import.graphml.undirected");
        report(two_ways_, "import.graphml.two_ways");
        if (graphs == 0) out_.error(place_of(root), {"import.graphml.no_graph"});
        return graphs > 0 && !is_too_large_;
    }

   private:
    /// What is declared of data that nodes or edges have.
    struct DataKey {
        std::string name;
        std::optional<Column> of_nodes;
        std::optional<Column> of_edges;
        Cell fallback;
        Place place;
        bool is_drawing = false;
        bool is_reported = false;
    };
    /// What groups around a node say of it.
    struct Around {
        std::string organisation;
        std::string zone;
    };
    /// The same of several edges, said at the first of them.
    struct Found {
        Place place;
        std::size_t count = 0;
        void add(const Place& at) {
            if (count++ == 0) place = at;
        }
    };
    std::string_view text_;
    std::shared_ptr<const std::string> file_;
    Places places_;
    const InventoryReading& reading_;
    const InventoryLimits& limits_;
    Inventory& into_;
    Diagnostics& out_;
    std::map<std::string, DataKey, std::less<>> keys_;
    bool is_too_large_ = false;
    std::map<std::string, Found> unknown_labels_;
    Found undirected_;  ///< of a graph that is directed else
    Found two_ways_;

    void report(const Found& found, const char* key) {
        if (found.count > 0) out_.error(found.place, {key, {{"count", found.count}}});
    }

    bool parse(pugi::xml_document& document) {
        const auto tags = static_cast<std::size_t>(std::count(text_.begin(), text_.end(), '<'));
        if (tags > limits_.elements) {
            out_.error({file_}, {"import.graphml.elements", {{"most", limits_.elements}}});
            return false;
        }
        const auto result =
            document.load_buffer(text_.data(), text_.size(),
                                 pugi::parse_default | pugi::parse_doctype, pugi::encoding_utf8);
        if (!result) {
            const auto offset =
                static_cast<std::size_t>(std::max<std::ptrdiff_t>(result.offset, 0));
            out_.error(places_.at(offset, 1),
                       {"import.graphml.syntax", {{"fault", result.description()}}});
            return false;
        }
        for (const pugi::xml_node& child : document.children()) {
            if (child.type() != pugi::node_doctype) continue;
            // Nothing that writes GraphML needs one, and entities that grow are declared there.
            out_.error(place_of(child), {"import.graphml.doctype"});
            return false;
        }
        DepthWalker walker(limits_.depth);
        document.traverse(walker);
        if (!walker.too_deep) return true;
        out_.error(place_of(walker.too_deep), {"import.graphml.depth", {{"most", limits_.depth}}});
        return false;
    }

    static std::size_t offset_of(const pugi::xml_node& node) {
        return static_cast<std::size_t>(std::max<std::ptrdiff_t>(node.offset_debug(), 0));
    }
    /// Of the name of an element, or of the beginning of a text.
    Place place_of(const pugi::xml_node& node) {
        const std::string_view shown = node.name();
        return places_.at(offset_of(node), shown.size());
    }
    Cell attribute(const pugi::xml_node& node, const char* name) {
        const std::string_view value = node.attribute(name).value();
        Cell cell;
        cell.place = places_.at(places_.value_of(offset_of(node), name), value.size());
        cell.text = checked_value(std::string(without_blanks(value)), cell.place, out_);
        return cell;
    }
    /// The text of an element, where it begins; of one that has none the element.
    Cell content(const pugi::xml_node& node) {
        const pugi::xml_node first = node.first_child();
        const bool is_text = first.type() == pugi::node_pcdata || first.type() == pugi::node_cdata;
        const std::string_view value = without_blanks(node.text().get());
        const std::size_t at = is_text ? first_letter(offset_of(first)) : offset_of(node);
        Cell cell;
        cell.place = places_.at(at, value.size());
        cell.text = checked_value(std::string(value), cell.place, out_);
        return cell;
    }
    std::size_t first_letter(std::size_t offset) const {
        const std::size_t first = text_.find_first_not_of(" \t\r\n", offset);
        return first == std::string_view::npos ? offset : first;
    }

    // What data is called

    void read_key(const pugi::xml_node& node) {
        DataKey key;
        const std::string_view what = node.attribute("for").value();
        const bool is_of_all = what == "all" || what.empty();
        key.name = attribute(node, "attr.name").text;
        key.place = places_.at(places_.value_of(offset_of(node), "attr.name"), key.name.size());
        key.is_drawing = !node.attribute("yfiles.type").empty() || key.name.empty();
        if (is_of_all || what == "node") key.of_nodes = column(key.name, Table::nodes);
        if (is_of_all || what == "edge") key.of_edges = column(key.name, Table::edges);
        key.is_reported =
            is_decor(key.name) || (reading_.words.heading(key.name, Table::nodes).is_known &&
                                   !key.of_nodes && !key.of_edges);
        const pugi::xml_node fallback = node.child("default");
        if (fallback) key.fallback = content(fallback);
        keys_.insert_or_assign(attribute(node, "id").text, std::move(key));
    }

    std::optional<Column> column(std::string_view name, Table table) const {
        return reading_.words.heading(name, table).column;
    }

    /// A key that nothing declares is taken by its id, and said once.
    DataKey& undeclared(const pugi::xml_node& data, const std::string& id) {
        DataKey key;
        key.name = id;
        key.of_nodes = column(id, Table::nodes);
        key.of_edges = column(id, Table::edges);
        key.is_reported = true;
        key.place = places_.at(places_.value_of(offset_of(data), "key"), id.size());
        if (!is_decor(id)) {
            const bool is_used = key.of_nodes || key.of_edges;
            out_.warning(key.place, {is_used ? "import.graphml.undeclared"
                                             : "import.graphml.undeclared_unknown",
                                     {{"key", id}}});
        }
        return keys_.insert_or_assign(id, std::move(key)).first->second;
    }

    /// Of several that may say what it is, the first word that is known.
    void put(Record& record, Column column, Cell cell) const {
        if (column == Column::kind && !cell.text.empty()) {
            for (auto& [its, known] : record.cells) {
                if (its != Column::kind || known.text.empty()) continue;
                const bool is_better =
                    !reading_.words.kind(known.text) && reading_.words.kind(cell.text);
                if (is_better) known = std::move(cell);
                return;
            }
        }
        record.put(column, std::move(cell));
    }

    void read_data(const pugi::xml_node& node, Table table, Record& record) {
        for (const pugi::xml_node& data : node.children()) {
            if (local_name(data) != "data") continue;
            const std::string id = data.attribute("key").value();
            const auto found = keys_.find(id);
            if (found == keys_.end() && id.empty()) continue;
            DataKey& key = found == keys_.end() ? undeclared(data, id) : found->second;
            if (key.is_drawing) continue;
            Cell cell = content(data);
            const auto column = table == Table::nodes ? key.of_nodes : key.of_edges;
            if (column) {
                put(record, *column, std::move(cell));
            } else if (!cell.text.empty() && !key.is_reported) {
                key.is_reported = true;
                out_.warning(key.place, {"import.column.unknown", {{"column", key.name}}},
                             did_you_mean(key.name, headings(table)));
            }
        }
        // Graph databases write what they call labels as attributes, too.
        const char* own = table == Table::nodes ? "labels" : "label";
        if (!node.attribute(own).empty()) {
            put(record, table == Table::nodes ? Column::kind : Column::label, attribute(node, own));
        }
        // A default is one of nodes, and a group is none.
        if (table == Table::edges || !is_group(node)) put_defaults(table, record);
    }

    static bool is_group(const pugi::xml_node& node) {
        return inner_graph(node) || !node.attribute("yfiles.foldertype").empty();
    }

    /// What the file says of all that say nothing themselves, where it can mean something: drawings
    /// declare a number of hosts for every node.
    void put_defaults(Table table, Record& record) {
        const auto put = [&](bool is_kind) {
            const auto known = reading_.words.kind(record.text(Column::kind));
            const auto kind = known ? std::optional(known->kind) : std::nullopt;
            for (const auto& [id, key] : keys_) {
                const auto column = table == Table::nodes ? key.of_nodes : key.of_edges;
                if (!column || key.fallback.text.empty()) continue;
                if ((*column == Column::kind) != is_kind) continue;
                const bool fits = table == Table::edges || is_kind ||
                                  (kind && says_something(*column, kind->what));
                if (fits) record.put(*column, key.fallback);
            }
        };
        put(true);
        put(false);
    }

    /// What is written on it in a drawing of yEd.
    std::optional<Cell> label_of(const pugi::xml_node& node, std::string_view element) {
        for (const pugi::xml_node& data : node.children()) {
            if (local_name(data) != "data") continue;
            const pugi::xml_node label = data.find_node(
                [&](const pugi::xml_node& inner) { return local_name(inner) == element; });
            if (!label) continue;
            Cell cell = content(label);
            // Labels with fonts of their own are HTML.
            if (cell.text.empty() && label.child("html")) cell = content(label.child("html"));
            if (!cell.text.empty()) return cell;
        }
        return std::nullopt;
    }

    // Nodes and edges

    // The depth was limited when the file was parsed.
    // NOLINTNEXTLINE(misc-no-recursion)
    void read_graph(const pugi::xml_node& graph, const Around& around, bool is_directed) {
        const std::string_view usual = graph.attribute("edgedefault").value();
        if (!usual.empty()) is_directed = usual == "directed";
        bool is_said = false;
        for (const pugi::xml_node& child : graph.children()) {
            if (is_too_large_) return;
            const std::string_view name = local_name(child);
            if (name == "node") read_node(child, around, is_directed);
            if (name == "edge") read_edge(child, graph, is_directed, is_said);
            if (name == "hyperedge") {
                ++into_.left_out;
                out_.error(place_of(child), {"import.graphml.hyperedge"});
            }
        }
    }

    // NOLINTNEXTLINE(misc-no-recursion)
    void read_node(const pugi::xml_node& node, const Around& around, bool is_directed) {
        const std::size_t errors = out_.errors();
        Record record;
        record.place = place_of(node);
        Cell key = attribute(node, "id");
        const std::string its_key = key.text;
        if (its_key.empty()) out_.error(record.place, {"import.id.missing"});
        read_data(node, Table::nodes, record);
        put_names(node, std::move(key), record);
        const pugi::xml_node inner = inner_graph(node);
        Around inside = around;
        const bool is_bare_group = inner && record.find(Column::kind) == nullptr;
        const bool is_zone = is_bare_group && !around.organisation.empty();
        if (is_bare_group && !is_zone) {
            record.put(Column::kind, {"organisation", record.place});
        }
        if (is_zone) {
            const Cell* name = record.find(Column::name);
            inside.zone = name != nullptr ? name->text : record.text(Column::id);
        } else if (inner) {
            const auto kind = reading_.words.kind(record.text(Column::kind));
            if (kind && kind->kind == NodeKind{What::organisation, {}}) inside = {its_key, {}};
        }
        if (!is_zone) keep(std::move(record), around, errors);
        if (inner) read_graph(inner, inside, is_directed);
    }

    /// The key by which edges name it, the id that it gets, and its name for people.
    void put_names(const pugi::xml_node& node, Cell key, Record& record) {
        const auto label = label_of(node, "NodeLabel");
        const Cell* name = record.find(Column::name);
        if (is_drawn_id(key.text)) {
            if (label) {
                record.put(Column::id, *label);
            } else if (name != nullptr) {
                record.put(Column::id, Cell(*name));
            }
        }
        if (label) record.put(Column::name, *label);
        record.put(Column::id, key);
        record.put(Column::key, std::move(key));
    }

    static pugi::xml_node inner_graph(const pugi::xml_node& node) {
        for (const pugi::xml_node& child : node.children()) {
            if (local_name(child) == "graph") return child;
        }
        return {};
    }

    void keep(Record record, const Around& around, std::size_t errors_before) {
        if (out_.errors() > errors_before) {
            ++into_.left_out;
            return;
        }
        if (into_.nodes.size() >= limits_.nodes) {
            out_.error(record.place, {"import.graphml.nodes", {{"most", limits_.nodes}}});
            is_too_large_ = true;
            return;
        }
        if (!around.organisation.empty()) {
            record.put(Column::organisation, {around.organisation, record.place});
        }
        if (!around.zone.empty()) record.put(Column::zone, {around.zone, record.place});
        into_.nodes.push_back(std::move(record));
    }

    /// What is written on an edge is its type if it is a word for one, and the name of a link; else
    /// it is named, and its type is what the builder assumes.
    void read_label(Record& record) {
        const Cell* label = record.find(Column::label);
        if (label == nullptr) return;
        Cell cell = *label;
        std::erase_if(record.cells, [](const auto& one) { return one.first == Column::label; });
        const auto type = reading_.words.type(record.text(Column::type));
        if (!type && reading_.words.type(cell.text)) {
            std::erase_if(record.cells, [](const auto& one) { return one.first == Column::type; });
            record.put(Column::type, std::move(cell));
        } else if (type == EdgeType::link || reading_.as_links) {
            record.put(Column::name, std::move(cell));
        } else if (!type) {
            unknown_labels_[cell.text].add(cell.place);
        }
    }

    enum class Arrows { unknown, forward, backward, none, both };
    /// As a drawing of yEd has them, where edgedefault is always directed.
    Arrows arrows_of(const pugi::xml_node& edge) {
        for (const pugi::xml_node& data : edge.children()) {
            if (local_name(data) != "data") continue;
            const pugi::xml_node arrows = data.find_node(
                [](const pugi::xml_node& inner) { return local_name(inner) == "Arrows"; });
            if (!arrows) continue;
            const auto has_head = [&](const char* end) {
                const std::string_view shape = arrows.attribute(end).value();
                return !shape.empty() && shape != "none";
            };
            const bool at_source = has_head("source");
            const bool at_target = has_head("target");
            if (at_source && at_target) return Arrows::both;
            if (at_source) return Arrows::backward;
            return at_target ? Arrows::forward : Arrows::none;
        }
        return Arrows::unknown;
    }

    /// The head of its arrow is at its source.
    static void turn(Record& record) {
        for (auto& [column, cell] : record.cells) {
            if (column == Column::from) {
                column = Column::to;
            } else if (column == Column::to) {
                column = Column::from;
            }
        }
    }

    void read_edge(const pugi::xml_node& edge, const pugi::xml_node& graph, bool is_directed,
                   bool& is_said) {
        const std::size_t errors = out_.errors();
        Record record;
        record.place = place_of(edge);
        record.put(Column::from, attribute(edge, "source"));
        record.put(Column::to, attribute(edge, "target"));
        read_data(edge, Table::edges, record);
        if (const auto drawn = label_of(edge, "EdgeLabel")) record.put(Column::label, *drawn);
        read_label(record);
        const Arrows arrows = arrows_of(edge);
        if (arrows == Arrows::backward) turn(record);
        const std::string_view own = edge.attribute("directed").value();
        const auto type = reading_.words.type(record.text(Column::type));
        const bool is_link = type == EdgeType::link || reading_.as_links;
        const bool is_drawn = arrows == Arrows::forward || arrows == Arrows::backward;
        const bool has_direction =
            is_drawn || (arrows == Arrows::unknown &&
                         (own.empty() ? is_directed : own == "true" || own == "1"));
        if (!has_direction && !is_link) {
            // Of a graph that is undirected as a whole this is one mistake.
            if (arrows == Arrows::both) {
                two_ways_.add(record.place);
            } else if (!own.empty() || arrows == Arrows::none) {
                undirected_.add(record.place);
            } else if (!is_said) {
                is_said = true;
                out_.error(place_of(graph), {"import.graphml.all_undirected"});
            }
            ++into_.left_out;
            return;
        }
        if (out_.errors() > errors) {
            ++into_.left_out;
        } else if (into_.edges.size() >= limits_.edges) {
            out_.error(record.place, {"import.graphml.edges_many", {{"most", limits_.edges}}});
            is_too_large_ = true;
        } else {
            into_.edges.push_back(std::move(record));
        }
    }
};

}  // namespace

bool read_graphml(const SourceText& source, const InventoryReading& reading, Inventory& into,
                  Diagnostics& out) {
    return GraphmlReader(source, reading, into, out).read();
}

}  // namespace kammerspiel::inventories
