#include "live/room/scene.hpp"

#include <algorithm>

#include "kammerspiel/exercise/derived_injects.hpp"

namespace kammerspiel::live {
namespace {

/// Without the plays that only watch: nobody has decided them.
model::RunResult without_watches(const LiveWorld& world) {
    model::RunResult result = world.result;
    const auto& plays = world.plan->scenario().strategies.front().plays;
    std::erase_if(result.trace, [&](const model::TraceRecord& record) {
        return (record.what == model::TraceKind::play_decided ||
                record.what == model::TraceKind::play_triggered) &&
               plays[record.detail].name.text.find(':') != std::string::npos;
    });
    return result;
}

}  // namespace

std::shared_ptr<const Scene> make_scene(const Stage& stage, const WorldChoice& choice,
                                        const std::vector<Order>& orders, const Text& english,
                                        const Text& german) {
    std::vector<const Order*> given;
    for (const Order& order : orders) given.push_back(&order);
    auto scene = std::make_shared<Scene>();
    scene->world = make_world(stage, choice, given);
    const LiveWorld& world = *scene->world;
    scene->names = public_names(*world.plan);
    for (const auto& group : stage.exercise().groups) {
        const Viewer viewer = viewer_of(stage.scenario(), world.plan->federation(), group);
        scene->facts.emplace_back(group.name.text, facts_for(world, viewer));
    }
    scene->noticed = facts_for(world, {});
    scene->course = course_of(world, english, german);
    scene->drafts = exercise::derived_injects(*world.plan, world.options, without_watches(world));
    return scene;
}

}  // namespace kammerspiel::live
