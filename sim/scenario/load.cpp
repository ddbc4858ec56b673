#include "kammerspiel/scenario/load.hpp"

#include <fmt/format.h>

#include "kammerspiel/base/sha256.hpp"
#include "sim/scenario/bind.hpp"
#include "sim/scenario/check.hpp"
#include "sim/scenario/files.hpp"

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

std::string id_of(const Start& start) {
    std::error_code error;
    const fs::path folder = fs::weakly_canonical(start.root, error).filename();
    return start.file == main_file ? folder.string() : fs::path(start.file).stem().string();
}

}  // namespace

Loaded load(const fs::path& path, Diagnostics& out) {
    const auto start = find_start(path, out);
    const Limits limits;
    auto files = std::make_unique<Files>(start ? start->root : fs::path("."), limits);
    if (!start) return {std::nullopt, std::move(files)};
    const Files::File* file = files->read(start->file, {}, out);
    if (file == nullptr) return {std::nullopt, std::move(files)};
    const Node tree = read_yaml(file->text, file->name, limits, out);
    if (tree.kind == Node::Kind::null) return {std::nullopt, std::move(files)};
    auto [scenario, examples, is_complete] = bind(tree, *files, limits, out);
    scenario.id = id_of(*start);
    scenario.sources = files->sources();
    check(scenario, examples, is_complete, out);
    if (out.has_errors()) return {std::nullopt, std::move(files)};
    return {std::move(scenario), std::move(files)};
}

std::string hash(const Scenario& scenario) {
    Sha256 digest;
    for (const SourceFile& source : scenario.sources) {
        // Lengths keep one file's end and the next one's begin apart.
        digest.add(fmt::format("{}\n{}\n", source.path, source.text.size()));
        digest.add(source.text);
    }
    return digest.finish();
}

}  // namespace kammerspiel::scenario
