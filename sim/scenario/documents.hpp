#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kammerspiel/base/csv_table.hpp"
#include "sim/scenario/yaml_tree.hpp"

namespace kammerspiel::scenario {

/// What files of one kind say, found by the value that names the file. Copies share what they do
/// not change.
template <class Content>
class DocumentSet {
   public:
    /// What stands in the file that `path` names; null if it could not be read.
    [[nodiscard]] const Content* find(const Node& path) const {
        const auto found = by_naming_.find({path.place.name(), path.text});
        return found == by_naming_.end() ? nullptr : contents_[found->second].get();
    }
    /// The number of that file, read or not.
    [[nodiscard]] std::optional<std::size_t> number(const Node& path) const {
        const auto found = by_naming_.find({path.place.name(), path.text});
        return found == by_naming_.end() ? std::nullopt : std::optional(found->second);
    }
    [[nodiscard]] const Content* at(std::size_t number) const { return contents_[number].get(); }

    [[nodiscard]] bool has(const std::string& file) const { return by_file_.contains(file); }
    /// Room for a file, whose number is returned. It stays empty if nothing is put there.
    std::size_t add(const std::string& file) {
        by_file_[file] = contents_.size();
        contents_.emplace_back();
        return contents_.size() - 1;
    }
    void put(std::size_t number, Content content) {
        contents_[number] = std::make_shared<const Content>(std::move(content));
    }
    /// `path`, where it stands, names this file.
    void name(const Node& path, const std::string& file) {
        by_naming_[{path.place.name(), path.text}] = by_file_.at(file);
    }

   private:
    /// The file in which a path is written, and the path.
    using Naming = std::pair<std::string, std::string>;
    std::map<Naming, std::size_t> by_naming_;
    std::map<std::string, std::size_t> by_file_;
    std::vector<std::shared_ptr<const Content>> contents_;
};

/// What the files of a scenario say.
struct Documents {
    /// The table of organisations.
    struct Table {
        CsvTable csv;
        bool is_whole = false;  ///< nothing was left out for its faults
    };
    DocumentSet<Node> trees;  ///< the main file first
    DocumentSet<Table> tables;
};

}  // namespace kammerspiel::scenario
