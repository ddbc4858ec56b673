#include "kammerspiel/scenario/load.hpp"

#include <fmt/format.h>

#include "kammerspiel/base/sha256.hpp"
#include "kammerspiel/scenario/draft.hpp"

namespace kammerspiel::scenario {
namespace {

/// Keeps the draft whose lines it shows.
class LinesOfDraft : public LineSource {
   public:
    explicit LinesOfDraft(Draft draft) : draft_(std::move(draft)) {}
    [[nodiscard]] std::string_view line(const std::string& file,
                                        std::uint32_t number) const override {
        return draft_.lines().line(file, number);
    }

   private:
    Draft draft_;
};

Loaded loaded_from(Draft draft, Diagnostics& out) {
    auto scenario = draft.bind({}, out);
    return {std::move(scenario), std::make_unique<LinesOfDraft>(std::move(draft))};
}

}  // namespace

Loaded load(const std::filesystem::path& path, Diagnostics& out) {
    return loaded_from(Draft::open(path, out), out);
}

Loaded load(const ScenarioTexts& texts, Diagnostics& out) {
    return loaded_from(Draft::open(texts, out), out);
}

std::string hash(const Scenario& scenario) { return hash(scenario.meaning); }

std::string hash_of_texts(const Scenario& scenario) {
    Sha256 digest;
    for (const SourceFile& source : scenario.sources) {
        if (source.is_for_papers) continue;
        // Lengths keep one file's end and the next one's begin apart.
        digest.add(fmt::format("{}\n{}\n", source.path, source.text.size()));
        digest.add(source.text);
    }
    return digest.finish();
}

}  // namespace kammerspiel::scenario
