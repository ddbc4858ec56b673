#include "kammerspiel/scenario/draft.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "kammerspiel/scenario/recorded_recovery.hpp"
#include "sim/scenario/bind.hpp"
#include "sim/scenario/check.hpp"
#include "sim/scenario/locate.hpp"
#include "sim/scenario/read_documents.hpp"
#include "sim/scenario/read_meaning.hpp"

namespace kammerspiel::scenario {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view main_file = "scenario.yaml";

/// The folder that everything of the scenario lies in, and the file to begin with.
struct Start {
    fs::path root;
    std::string file;
};

std::optional<Start> find_start(const fs::path& path, Diagnostics& out) {
    std::error_code error;
    const auto nowhere = [&] {
        return Place{std::make_shared<const std::string>(path.string()), 0, 0, 0};
    };
    if (!fs::exists(path, error)) {
        out.error(nowhere(), {"scenario.path.missing"});
        return std::nullopt;
    }
    if (!fs::is_directory(path, error)) {
        const fs::path parent = path.parent_path();
        return Start{parent.empty() ? fs::path(".") : parent, path.filename().string()};
    }
    if (!fs::exists(path / main_file, error)) {
        out.error(nowhere(), {"scenario.path.folder", {{"file", main_file}}});
        return std::nullopt;
    }
    return Start{path, std::string(main_file)};
}

/// All of it at one place: that of what it stands for.
// NOLINTNEXTLINE(misc-no-recursion): as deep as what was read
void place_at(Node& node, const Place& place) {
    node.place = place;
    for (Node& key : node.keys) key.place = place;
    for (Node& item : node.items) place_at(item, place);
}

/// Puts what `text` says in the place of the node or, if a key is given, under that key into it.
void put(Node& node, const std::string& key, const std::string& text, const Limits& limits,
         Diagnostics& out) {
    Node said = read_yaml(text, std::make_shared<const std::string>(text), limits, out);
    place_at(said, node.place);
    if (key.empty()) {
        node = std::move(said);
        return;
    }
    Node name;
    name.kind = Node::Kind::scalar;
    name.text = key;
    name.place = node.place;
    node.keys.push_back(std::move(name));
    node.items.push_back(std::move(said));
}

Node& at(Node& root, const std::vector<std::uint32_t>& steps) {
    Node* node = &root;
    for (const std::uint32_t step : steps) node = &node->items[step];
    return *node;
}

}  // namespace

struct Draft::Contents {
    explicit Contents(Files::Folder root) : files(std::move(root), limits) {}
    Limits limits;
    Files files;
    std::string id;
    Read read;
    std::vector<SourceFile> sources;
    Meaning meaning;
    std::unordered_map<std::string, std::size_t> by_path;
    bool is_faulty = true;  ///< until it is read

    void read_all(const std::string& main, const std::string& folder, Diagnostics& out);
    /// Number of the parameter that is meant, with or without the keys that paths do without.
    [[nodiscard]] std::optional<std::size_t> figure(const std::string& path) const;
    /// Whether what investments change is there to be changed.
    void check_ways(const std::vector<Investment>& investments, Diagnostics& out) const;
    [[nodiscard]] static Message says_no_way(const std::string& path, const WrongWay& wrong);
};

void Draft::Contents::check_ways(const std::vector<Investment>& investments,
                                 Diagnostics& out) const {
    for (const Investment& investment : investments) {
        for (const Investment::Change& change : investment.changes) {
            if (change.key.text.empty() || figure(change.key.text)) continue;
            const Located located = locate(read.documents, change.key.text);
            if (located.spot) continue;
            out.error(change.key.place, says_no_way(change.key.text, located.wrong),
                      did_you_mean(located.wrong.key, located.wrong.known));
        }
    }
}

std::optional<std::size_t> Draft::Contents::figure(const std::string& path) const {
    auto found = by_path.find(path);
    if (found != by_path.end()) return found->second;
    std::string short_path;
    for (std::string_view rest = path; !rest.empty();) {
        const std::string_view key = rest.substr(0, rest.find('.'));
        rest.remove_prefix(std::min(rest.size(), key.size() + 1));
        if (is_left_out_of_paths(key)) continue;
        if (!short_path.empty()) short_path += '.';
        short_path += key;
    }
    found = by_path.find(short_path);
    return found == by_path.end() ? std::nullopt : std::optional(found->second);
}

Message Draft::Contents::says_no_way(const std::string& path, const WrongWay& wrong) {
    if (wrong.upto.empty()) return {"scenario.override.unknown", {{"path", path}}};
    return {"scenario.override.no_key", {{"path", path}, {"upto", wrong.upto}, {"key", wrong.key}}};
}

void Draft::Contents::read_all(const std::string& main, const std::string& folder,
                               Diagnostics& out) {
    const std::size_t errors = out.errors();
    id = main == main_file ? folder : fs::path(main).stem().string();
    read = read_documents(main, files, limits, out);
    sources = files.sources();
    if (read.has_main) meaning = meaning_of(read.documents, read.parameters);
    for (std::size_t i = 0; i < read.parameters.size(); ++i) by_path[read.parameters[i].path] = i;
    is_faulty = out.errors() > errors;
}

Draft Draft::open(const fs::path& path, Diagnostics& out) {
    const auto start = find_start(path, out);
    auto contents = std::make_shared<Contents>(DiskFolder(start ? start->root : "."));
    if (!start) return Draft(std::move(contents));
    std::error_code error;
    const fs::path folder = fs::weakly_canonical(start->root, error).filename();
    contents->read_all(start->file, folder.string(), out);
    return Draft(std::move(contents));
}

Draft Draft::open(const ScenarioTexts& texts, Diagnostics& out) {
    auto contents = std::make_shared<Contents>(TextFolder(texts.files));
    contents->read_all(texts.main, texts.id, out);
    return Draft(std::move(contents));
}

std::optional<Scenario> Draft::bind(std::span<const Override> overrides, Diagnostics& out) const {
    const Read& read = contents_->read;
    if (!read.has_main) return std::nullopt;
    const std::size_t errors = out.errors();
    Documents documents = read.documents;
    std::vector<Parameter> parameters = read.parameters;
    std::map<std::size_t, Node> changed;  // by number of the document
    const auto tree_of = [&](std::size_t document) -> Node& {
        const auto [tree, is_new] = changed.try_emplace(document);
        if (is_new) tree->second = *read.documents.trees.at(document);
        return tree->second;
    };
    for (const auto& [path, value] : overrides) {
        if (const auto figure = contents_->figure(path)) {
            const NodePath& way = read.paths_of_values[*figure];
            at(tree_of(way.document), way.steps).text = value;
            parameters[*figure].value = value;
            continue;
        }
        const Located located = locate(read.documents, path);
        if (!located.spot) {
            out.error({}, contents_->says_no_way(path, located.wrong),
                      did_you_mean(located.wrong.key, located.wrong.known));
            continue;
        }
        const NodePath& way = located.spot->of;
        put(at(tree_of(way.document), way.steps), located.spot->missing, value, contents_->limits,
            out);
    }
    for (auto& [document, tree] : changed) documents.trees.put(document, std::move(tree));
    auto [scenario, examples, is_complete, file_of_exercise] =
        scenario::bind(documents, contents_->limits, out);
    scenario.id = contents_->id;
    scenario.sources = contents_->sources;
    for (SourceFile& source : scenario.sources) {
        source.is_for_papers = !file_of_exercise.empty() && source.path == file_of_exercise;
    }
    scenario.attachments = read.attachments;
    for (const auto& [path, value] : overrides) {
        const auto figure = contents_->figure(path);
        scenario.overrides.push_back(
            {path, value, figure ? read.parameters[*figure].value : std::string()});
    }
    scenario.meaning = contents_->meaning;
    scenario.parameters = std::move(parameters);
    check(scenario, examples, is_complete, out);
    contents_->check_ways(scenario.investments, out);
    if (contents_->is_faulty || out.errors() > errors) return std::nullopt;
    switch (scenario.recovery_stages) {
        case RecoveryStages::written: break;
        case RecoveryStages::recorded: add_recorded_stages(scenario); break;
        case RecoveryStages::none: remove_stages(scenario); break;
    }
    if (scenario.recovery_stages != RecoveryStages::none) {
        change_pace(scenario, scenario.recovery_pace);
    }
    return std::move(scenario);
}

const std::vector<Parameter>& Draft::parameters() const { return contents_->read.parameters; }

const Parameter* Draft::find(std::string_view path) const {
    const auto number = contents_->figure(std::string(path));
    return number ? &contents_->read.parameters[*number] : nullptr;
}

const LineSource& Draft::lines() const { return contents_->files; }

}  // namespace kammerspiel::scenario
