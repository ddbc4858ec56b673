#include "analysis/report/chart/charts.hpp"

#include "analysis/report/chart/chart_engine.hpp"
#include "analysis/report/chart/drawing.hpp"

namespace kammerspiel::report::papers {

struct ChartMaker::Engine {
    const Text& text;
    ChartEngine script;

    Picture drawn(Drawing drawing) {
        Picture picture = std::move(drawing.picture);
        constexpr std::size_t longest_title = 300;
        constexpr std::size_t longest = 2000;
        picture.title = fitting(picture.title, longest_title);
        picture.note = fitting(picture.note, longest);
        picture.alternative = fitting(picture.alternative, longest);
        if (drawing.kind.empty()) return picture;
        drawing.data["alternative"] = picture.alternative;
        picture.svg = script.draw(drawing.kind, std::move(drawing.data));
        return picture;
    }
};

ChartMaker::ChartMaker(const Text& text) : engine_(new Engine{text, {}}) {}
ChartMaker::~ChartMaker() = default;
ChartMaker::ChartMaker(ChartMaker&&) noexcept = default;
ChartMaker& ChartMaker::operator=(ChartMaker&&) noexcept = default;

Picture ChartMaker::services_up(const ExerciseMaterial& material) const {
    return engine_->drawn(draw_services_up(material, engine_->text));
}

Picture ChartMaker::loss_by_cause(const ExerciseMaterial& material) const {
    return engine_->drawn(draw_loss_by_cause(material, engine_->text));
}

Picture ChartMaker::outages_and_decisions(const ExerciseMaterial& material) const {
    return engine_->drawn(draw_outages(material, engine_->text));
}

Picture ChartMaker::map(const ExerciseMaterial& material) const {
    return engine_->drawn(draw_map(material, engine_->text));
}

Picture ChartMaker::causal_chain(const ExerciseMaterial& material) const {
    return engine_->drawn(draw_causal_chain(material, engine_->text));
}

Picture ChartMaker::restoration(const ExerciseMaterial& material) const {
    return engine_->drawn(draw_restoration(*material.study, engine_->text));
}

Picture ChartMaker::distributions(const ExerciseMaterial& material) const {
    return engine_->drawn(draw_distributions(*material.study, engine_->text));
}

Picture ChartMaker::differences(const ExerciseMaterial& material) const {
    return engine_->drawn(draw_differences(*material.study, engine_->text));
}

}  // namespace kammerspiel::report::papers
