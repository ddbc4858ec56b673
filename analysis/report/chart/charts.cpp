#include "analysis/report/chart/charts.hpp"

#include "analysis/report/chart/drawing.hpp"

namespace kammerspiel::report::charts {

Picture finished(Drawing drawing) {
    Picture picture = std::move(drawing.picture);
    constexpr std::size_t longest_title = 300;
    constexpr std::size_t longest = 2000;
    picture.title = fitting(picture.title, longest_title);
    picture.note = fitting(picture.note, longest);
    picture.alternative = fitting(picture.alternative, longest);
    picture.kind = std::move(drawing.kind);
    picture.drawing = drawing.data.dump();
    return picture;
}

WorldView view_of(const ExerciseMaterial& material) {
    return {material.report, material.plan.calendar(), material.exercise.moves};
}

StudyView view_of(const StudyMaterial& study) { return {study.comparison, study.context}; }

}  // namespace kammerspiel::report::charts
