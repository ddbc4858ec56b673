#pragma once

#include <memory>

#include "analysis/report/document/paper.hpp"
#include "kammerspiel/report/exercise_papers.hpp"

namespace kammerspiel::report::papers {

/// Pictures of a world and of a study, drawn by Apache ECharts as static SVG. Making one loads the
/// library, which takes a moment: one maker serves all papers.
class ChartMaker {
   public:
    explicit ChartMaker(const Text& text);
    ~ChartMaker();
    ChartMaker(ChartMaker&&) noexcept;
    ChartMaker& operator=(ChartMaker&&) noexcept;

    // One world.

    /// Share of people who have their services, over time, with the moves and decisions marked.
    [[nodiscard]] Picture services_up(const ExerciseMaterial& material) const;
    /// Hours that people lost, by service, stacked by root cause.
    [[nodiscard]] Picture loss_by_cause(const ExerciseMaterial& material) const;
    /// When services were out, and when plays were decided.
    [[nodiscard]] Picture outages_and_decisions(const ExerciseMaterial& material) const;
    /// Germany with the organisations: size by members, colour by hours without service. Empty
    /// (no svg) where no organisation has coordinates in Germany.
    [[nodiscard]] Picture map(const ExerciseMaterial& material) const;
    /// From the first event to the outage that cost most: what led to what.
    [[nodiscard]] Picture causal_chain(const ExerciseMaterial& material) const;

    // A study. Precondition: there is one.

    /// Share of people who have their services, over time, by strategy: median and 80 % band.
    [[nodiscard]] Picture restoration(const ExerciseMaterial& material) const;
    /// Where the leading metric lies in most worlds, by strategy.
    [[nodiscard]] Picture distributions(const ExerciseMaterial& material) const;
    /// What each strategy loses more than the best one, in the same worlds.
    [[nodiscard]] Picture differences(const ExerciseMaterial& material) const;

   private:
    struct Engine;
    std::unique_ptr<Engine> engine_;
};

}  // namespace kammerspiel::report::papers
