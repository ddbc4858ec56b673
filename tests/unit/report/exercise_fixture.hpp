#pragma once

#include <functional>
#include <memory>
#include <string>

#include "kammerspiel/report/exercise_papers.hpp"

namespace kammerspiel::test {

/// A small federation of two houses with an exercise of two moves, in which every text that a
/// person may write is `text_of(what)`, in both languages.
class ExerciseFixture {
   public:
    using TextOf = std::function<std::string(const std::string& what)>;
    explicit ExerciseFixture(const TextOf& text_of, Language language = Language::en);

    [[nodiscard]] const report::ExerciseMaterial& material() const { return *material_; }
    [[nodiscard]] report::ExerciseMaterial& material() { return *material_; }
    [[nodiscard]] const Text& text() const { return text_; }
    [[nodiscard]] const model::Plan& plan() const { return plan_; }

    /// The words themselves: TELL-message-1 …
    static std::string marked(const std::string& what) { return "TELL-" + what; }

   private:
    Text text_;
    model::Plan plan_;
    std::unique_ptr<report::ExerciseMaterial> material_;
};

}  // namespace kammerspiel::test
