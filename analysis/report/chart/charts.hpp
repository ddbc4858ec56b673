#pragma once

#include <functional>
#include <optional>
#include <span>

#include "kammerspiel/base/calendar.hpp"
#include "kammerspiel/report/document.hpp"
#include "kammerspiel/report/exercise_papers.hpp"

// Pictures of a world and of a study, for pages and papers alike. What they show is worked out
// here; Apache ECharts draws them when a page is written (ChartEngine).

namespace kammerspiel::report::charts {

/// One world, with the moves of an exercise that is played in it.
struct WorldView {
    const RunReport& report;
    const Calendar& calendar;
    std::span<const scenario::Move> moves = {};
};
[[nodiscard]] WorldView view_of(const ExerciseMaterial& material);

/// Share of people who have their services, over time, with the moves and decisions marked.
[[nodiscard]] Picture services_up(const WorldView& world, const Text& text);
/// The same of each service, one below the other.
[[nodiscard]] Picture service_bands(const WorldView& world, const Text& text);
/// What each service waits for on its way back, over time; empty without stages of recovery.
[[nodiscard]] Picture stages(const WorldView& world, const Text& text);
/// What was asked of those whom people of others turned to, against what they could serve; empty
/// where nobody turned to others.
[[nodiscard]] Picture loads(const WorldView& world, const Text& text);
/// Hours that people lost, by service, stacked by root cause.
[[nodiscard]] Picture loss_by_cause(const RunReport& report, const Text& text);
/// When services were out, and when plays were decided.
[[nodiscard]] Picture outages(const WorldView& world, const Text& text);
/// The organisations where they lie: size by members, colour by hours without service. Empty where
/// none has coordinates.
[[nodiscard]] Picture map(const ExerciseMaterial& material, const Text& text);
/// The same, moment by moment: what each house lacks, what is so and what staff know. It shows the
/// worst moment and moves where the page's script can. Empty where no house has coordinates.
[[nodiscard]] Picture house_map(const WorldView& world, const Text& text);
/// From the first event to the outage that cost most: what led to what.
[[nodiscard]] Picture causal_chain(const ExerciseMaterial& material, const Text& text);

/// A study. Strategies come in the order of the ranking.
struct StudyView {
    const ensemble::Comparison& comparison;
    const StudyContext& context;
};
[[nodiscard]] StudyView view_of(const StudyMaterial& study);

/// Share of people who have their services, over time, by strategy: median and 80 % band. Until
/// nothing moves any more with those strategies that come back: the same span in every document.
[[nodiscard]] Picture restoration(const StudyView& study, const Text& text);
/// Where the leading metric lies in most worlds, by strategy.
[[nodiscard]] Picture distributions(const StudyView& study, const Text& text);
/// What each strategy loses more than the best one, in the same worlds.
[[nodiscard]] Picture differences(const StudyView& study, const Text& text);
/// The leading metric against the next one that has a mean: what lies to the lower left is better.
[[nodiscard]] Picture front(const StudyView& study, const Text& text);
/// The loss with whatever strategy is best, as each attacker's prior goes from 0 to 1 and the
/// others keep their proportions: at the ends stands which strategy that is.
[[nodiscard]] Picture priors(const StudyView& study, const Text& text);
/// What each strategy loses more than the right one, against each attacker.
[[nodiscard]] Picture regrets(const StudyView& study, const Text& text);

/// A bar of a picture: from one value to another, e.g. of an assumption's low end to its high one.
struct Range {
    std::string name;
    double from = 0, to = 0;
    std::string at_from, at_to;                 ///< what is written at its ends
    std::optional<double> mark = std::nullopt;  ///< a diamond in it
};

struct Ranges {
    std::string alternative;                    ///< says in words what it shows
    std::string axis;                           ///< what is measured
    std::vector<Range> rows;                    ///< from above to below
    std::optional<double> line;                 ///< dashed, through all rows
    std::function<std::string(double)> figure;  ///< as people write it
};
/// Empty without rows, and where an end of one is not finite.
[[nodiscard]] Picture ranges(const Ranges& of);

/// The numbers of a figure without the words between them: lognormal median 4h p90 12h → 4h 12h
[[nodiscard]] std::string figures_of(std::string_view value);

/// Points in two quantities, both from 0 on, each with its name.
struct Crosses {
    struct Point {
        std::string name;
        double x = 0;
        double low = 0, y = 0, high = 0;
        bool is_filled = false;  ///< else only its edge is drawn
    };
    std::string alternative;  ///< says in words what it shows
    std::string x_axis, y_axis;
    std::function<std::string(double)> x_figure, y_figure;  ///< as people write them
    std::vector<Point> points;
};
/// What lies below 0 is drawn at 0. Empty without points.
[[nodiscard]] Picture crosses(const Crosses& of);

/// Values over time, from the start on; places on the axis are square roots, so that the first
/// days, where most happens, get more room.
struct Course {
    struct Point {
        double hours = 0;
        double low = 0, middle = 0, high = 0;
    };
    struct Line {
        std::string name;
        std::vector<std::pair<double, double>> points;  ///< hours, value
    };
    std::string alternative;                              ///< says in words what it shows
    std::string axis;                                     ///< what is counted along it
    std::vector<std::pair<double, std::string>> x_marks;  ///< hours, and how they are written
    double until = 1;                                     ///< hours
    double low = 0, high = 1;                             ///< of the values
    std::vector<std::pair<double, std::string>> y_marks;
    std::vector<Point> band;
    std::string name;         ///< of the band's middle; may be empty
    std::vector<Line> lines;  ///< dashed, beside it
    std::vector<std::pair<double, double>> dots;
    bool has_zero = false;  ///< a line at zero
};
[[nodiscard]] Picture course(const Course& of);

/// Times that were forecast, with what was seen of each.
struct Forecasts {
    struct Row {
        std::string name, what;                ///< two lines
        double outer_low = 0, outer_high = 0;  ///< days; may be infinite
        double inner_low = 0, inner_high = 0;
        double middle = 0;
        double seen = 0;     ///< a diamond
        std::string beside;  ///< at the row's end
    };
    std::string title, alternative, note;
    std::string axis;            ///< what is counted along it
    double from = 1, to = 1000;  ///< days, on a logarithmic axis
    std::vector<Row> rows;
};
/// Empty without rows.
[[nodiscard]] Picture forecasts(const Forecasts& of, const Text& text);

/// Round marks between two values, as people write them.
[[nodiscard]] std::vector<std::pair<double, std::string>> marks_between(
    double low, double high, const std::function<std::string(double)>& figure);

}  // namespace kammerspiel::report::charts
