#pragma once

#include "kammerspiel/base/text.hpp"
#include "live/views/known.hpp"
#include "live/views/truth.hpp"

namespace kammerspiel::live {

/// A world with all that views take from it, made at once and away from whoever serves people.
struct Scene {
    std::shared_ptr<const LiveWorld> world;
    PublicNames names;
    std::vector<std::pair<std::string, std::vector<Fact>>> facts;  ///< by group
    std::vector<Fact> noticed;                                     ///< by everybody
    std::vector<Truth::Step> course;
    std::vector<scenario::Inject> drafts;  ///< from what staff learn in it
};

[[nodiscard]] std::shared_ptr<const Scene> make_scene(const Stage& stage, const WorldChoice& choice,
                                                      const std::vector<Order>& orders,
                                                      const Text& english, const Text& german);

}  // namespace kammerspiel::live
