#include "kammerspiel/scenario/draft.hpp"

#include <map>
#include <unordered_map>

#include "kammerspiel/scenario/recorded_recovery.hpp"
#include "sim/scenario/bind.hpp"
#include "sim/scenario/check.hpp"
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
};

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
    for (const auto& [path, value] : overrides) {
        const auto found = contents_->by_path.find(path);
        if (found == contents_->by_path.end()) {
            std::vector<std::string> known;
            for (const Parameter& parameter : parameters) known.push_back(parameter.path);
            out.error({}, {"scenario.override.unknown", {{"path", path}}},
                      did_you_mean(path, known));
            continue;
        }
        const NodePath& path_of_value = read.paths_of_values[found->second];
        const auto [tree, is_new] = changed.try_emplace(path_of_value.document);
        if (is_new) tree->second = *documents.trees.at(path_of_value.document);
        at(tree->second, path_of_value.steps).text = value;
        parameters[found->second].value = value;
    }
    for (auto& [document, tree] : changed) documents.trees.put(document, std::move(tree));
    auto [scenario, examples, is_complete, file_of_exercise] =
        scenario::bind(documents, contents_->limits, out);
    scenario.id = contents_->id;
    scenario.sources = contents_->sources;
    for (SourceFile& source : scenario.sources) {
        source.is_for_papers = !file_of_exercise.empty() && source.path == file_of_exercise;
    }
    scenario.meaning = contents_->meaning;
    scenario.parameters = std::move(parameters);
    check(scenario, examples, is_complete, out);
    if (contents_->is_faulty || out.errors() > errors) return std::nullopt;
    switch (scenario.recovery_stages) {
        case RecoveryStages::written: break;
        case RecoveryStages::recorded: add_recorded_stages(scenario); break;
        case RecoveryStages::none: remove_stages(scenario); break;
    }
    return std::move(scenario);
}

const std::vector<Parameter>& Draft::parameters() const { return contents_->read.parameters; }

const Parameter* Draft::find(std::string_view path) const {
    const auto found = contents_->by_path.find(std::string(path));
    return found == contents_->by_path.end() ? nullptr : &contents_->read.parameters[found->second];
}

const LineSource& Draft::lines() const { return contents_->files; }

}  // namespace kammerspiel::scenario
