#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kammerspiel/base/diagnostic.hpp"
#include "kammerspiel/scenario/scenario.hpp"
#include "kammerspiel/scenario/scenario_texts.hpp"

namespace kammerspiel::scenario {

/// Another value, written as in the file, for what a path of keys names: a figure by the path of
/// its parameter, or anything else as a reader would go there, over into other files too. A last
/// key that does not stand there yet is added: `federation.templates.chamber.crews.it.shift`.
struct Override {
    std::string path;
    std::string value;
    bool operator==(const Override&) const = default;
};

/// The files of a scenario, read once, to be made into scenarios with other values as often as
/// needed. Copies share what was read; every member may be called by several threads at once.
class Draft {
   public:
    /// Reads all files of the scenario, whose folder or main file `path` is. What is wrong with
    /// them goes to `out`; what is wrong with what they say is found by `bind`.
    [[nodiscard]] static Draft open(const std::filesystem::path& path, Diagnostics& out);
    [[nodiscard]] static Draft open(const ScenarioTexts& texts, Diagnostics& out);

    /// The scenario with these values instead of those of its files. A value that its key does not
    /// take is an error at the place of what it stands for, a path that leads nowhere one without a
    /// place. Absent
    /// if there was an error here or in `open`. Everything is as if the files said so, `parameters`
    /// too, but for `sources`, `meaning` and with it `hash`: they remain those of the files.
    [[nodiscard]] std::optional<Scenario> bind(std::span<const Override> overrides,
                                               Diagnostics& out) const;

    /// Every figure, in the order of the files, as `Scenario::parameters`.
    [[nodiscard]] const std::vector<Parameter>& parameters() const;
    /// With or without the keys that paths do without; null where no figure is called so.
    [[nodiscard]] const Parameter* find(std::string_view path) const;

    /// The lines that diagnostics show; valid as long as a copy of the draft lives.
    [[nodiscard]] const LineSource& lines() const;

   private:
    struct Contents;
    std::shared_ptr<const Contents> contents_;
    explicit Draft(std::shared_ptr<const Contents> contents) : contents_(std::move(contents)) {}
};

}  // namespace kammerspiel::scenario
