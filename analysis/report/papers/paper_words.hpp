#pragma once

#include <string>
#include <vector>

#include "analysis/report/document/paper.hpp"
#include "kammerspiel/report/exercise_papers.hpp"

namespace kammerspiel::report::papers {

/// Words, names and moments that all papers of an exercise share, in one language.
class PaperWords {
   public:
    PaperWords(const ExerciseMaterial& material, const Text& text)
        : material_(material), text_(text) {}

    [[nodiscard]] const Text& text() const { return text_; }
    [[nodiscard]] const ExerciseMaterial& material() const { return material_; }
    [[nodiscard]] const scenario::Exercise& exercise() const { return material_.exercise; }
    [[nodiscard]] std::string operator()(std::string_view key,
                                         const std::vector<Argument>& arguments = {}) const {
        return text_(key, arguments);
    }
    [[nodiscard]] const std::string& operator()(const Localised& text) const { return text_(text); }

    // Words of the format, as the language has them.
    [[nodiscard]] std::string type(scenario::ExerciseType type) const;
    [[nodiscard]] std::string role(scenario::Participant::Role role) const;
    [[nodiscard]] std::string mode(scenario::InjectMode mode) const;
    [[nodiscard]] std::string inject_type(scenario::Inject::Type type) const;
    [[nodiscard]] std::string status(scenario::Inject::Status status) const;
    [[nodiscard]] static std::string tlp(scenario::Tlp tlp);  ///< TLP:AMBER

    // Titles behind names; the name itself where nothing is called so.
    [[nodiscard]] std::string group(const scenario::Name& name) const;
    /// Those that get something; all players where none is named.
    [[nodiscard]] std::string groups(const std::vector<scenario::Name>& names) const;
    [[nodiscard]] std::string objective(const scenario::Name& name) const;
    [[nodiscard]] std::string move(const scenario::Name& name) const;
    /// “Move 2” or “Move 2: The evening”
    [[nodiscard]] std::string move_number(std::size_t move) const;
    [[nodiscard]] std::string move_title(std::size_t move) const;
    [[nodiscard]] std::string strategy(const scenario::Name& name) const;
    [[nodiscard]] std::string option(const scenario::DecisionPoint::Option& option) const;

    // Clocks.
    [[nodiscard]] std::string room_time(
        Duration since_begin) const;  ///< 09:45; with its date on a later day
    [[nodiscard]] std::string room_moment(Duration since_begin) const;  ///< with its date
    [[nodiscard]] std::string scenario_moment(SimTime at) const;        ///< short, with its date

    /// A paper with its marking, still empty.
    [[nodiscard]] Paper paper(std::string name, std::string title, Audience audience) const;

   private:
    const ExerciseMaterial& material_;
    const Text& text_;
};

}  // namespace kammerspiel::report::papers
