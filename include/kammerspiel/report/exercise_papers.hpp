#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "kammerspiel/base/words.hpp"
#include "kammerspiel/exercise/early_plays.hpp"
#include "kammerspiel/exercise/evaluation.hpp"
#include "kammerspiel/exercise/schedule.hpp"
#include "kammerspiel/report/comparison_report.hpp"
#include "kammerspiel/report/run_report.hpp"
#include "kammerspiel/stats/estimate.hpp"

// The papers of an exercise: what players, controllers, evaluators and decision makers are handed.

namespace kammerspiel::report {

/// A study of the scenario's strategies.
struct StudyMaterial {
    ensemble::Comparison comparison;
    StudyContext context;
};

/// What each option of a decision that was taken in live play leads to from that moment on, with
/// what had been ordered before it and nothing after, in many worlds.
struct DecisionCost {
    std::string decision;  ///< name
    std::uint64_t worlds = 0;
    struct Row {
        std::string option;  ///< name
        bool chosen = false;
        std::optional<stats::Estimate> lost;    ///< median of lost member-hours; absent: no play
        std::optional<stats::Estimate> better;  ///< share of worlds in which it loses less than
                                                ///< what was chosen
    };
    std::vector<Row> rows;
};

/// What an option of a decision leads to in the world that is played, from the moment on at which
/// players are asked: with what was decided before, and nothing after it.
struct DecisionBranch {
    std::string decision;  ///< name
    SimTime from;
    struct Row {
        std::string option;      ///< name
        bool is_played = false;  ///< as in the world behind the table
        /// Absent: the option has no strategy.
        struct Outcome {
            std::array<double, 3> people_with_services{};  ///< shares, 4 hours, a day, a week later
            double member_hours_lost = 0;                  ///< in the whole run
            std::optional<SimTime> most_back;  ///< 90 % of people for good; absent: not by the end
            SimTime end;
        };
        std::optional<Outcome> outcome;
    };
    std::vector<Row> rows;
};

/// How far an exercise has come, as its folder shows at a glance.
enum class PapersState {
    planned,  ///< nothing has been filled in yet
    filled,   ///< evaluations or the log say what was seen
    final,    ///< whoever is responsible has closed it
};
constexpr auto vocabulary(PapersState) {
    using enum PapersState;
    return std::array{Word{planned, "planned"}, Word{filled, "filled"}, Word{final, "final"}};
}

/// What papers are made from.
struct ExerciseMaterial {
    const model::Plan& plan;
    const scenario::Exercise& exercise;
    model::RunOptions options;  ///< of the world that is played
    model::RunResult world;     ///< with its trace
    RunReport report;           ///< of that world, in the language of the papers
    exercise::Schedule schedule;
    std::optional<StudyMaterial> study;
    exercise::WhatWasSeen seen;
    bool is_final = false;  ///< as the planner says
    /// A sheet of its own for each organisation, too, so that each can be sent its own.
    bool per_organisation = false;
    bool is_live = false;                  ///< the world went on as the table decided
    std::vector<DecisionCost> costs = {};  ///< of live play
    std::vector<DecisionBranch> branches = {};
    std::vector<exercise::EarlyPlay> early = {};

    [[nodiscard]] PapersState state() const {
        if (is_final) return PapersState::final;
        return seen.is_empty() ? PapersState::planned : PapersState::filled;
    }
};

/// At the edge of every page: that it is an exercise, who may see it, and from what it was made.
struct Marking {
    std::string exercise;    ///< ÜBUNG, EXERCISE
    std::string tlp;         ///< TLP:AMBER+STRICT
    std::string audience;    ///< e.g. for controllers only
    std::string provenance;  ///< scenario, hash, seed, version
};

struct PaperFiles {
    std::vector<ResultFile> files;  ///< the last one is papers.json
    /// Those of them that are pages to print, each with what is at its edges.
    struct Page {
        std::string name;
        Marking marking;
    };
    std::vector<Page> pages;
};

/// All papers that the material is enough for, each as HTML and Markdown, in folders by those who
/// may read them; the spreadsheets and calendars; index.html and papers.json. Without moves in the
/// exercise those for players, control and evaluators are left out; without a study the comparison
/// is.
[[nodiscard]] PaperFiles exercise_papers(const ExerciseMaterial& material, const Text& text);

/// Puts the marking at the top and bottom of every page of a DOCX, and sets A4. Whether that could
/// be done; if not, the file is as it was.
[[nodiscard]] bool mark_document(const std::filesystem::path& docx, const Marking& marking);

}  // namespace kammerspiel::report
