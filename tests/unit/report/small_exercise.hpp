#pragma once

#include <functional>
#include <memory>
#include <string>

#include "analysis/report/papers/paper_words.hpp"
#include "tests/support/small_world.hpp"

namespace kammerspiel::test {

/// A small exercise: two objectives of which the first has two tasks, three injects, one decision
/// point with two options; two houses with a desk and an archive each.
struct SmallExercise {
    Language language = Language::en;
    std::string hostile = {};   ///< where not empty: every text that a person may write freely
    std::string scenario = {};  ///< further keys
    exercise::WhatWasSeen seen = {};
    /// Instead of running the world: what its figures are.
    std::function<void(model::RunResult&)> figures = {};
};

/// What papers are made from, with what it refers to.
class Played {
   public:
    explicit Played(const SmallExercise& small);
    [[nodiscard]] const report::papers::PaperWords& words() const { return *words_; }
    [[nodiscard]] const report::ExerciseMaterial& material() const { return *material_; }
    [[nodiscard]] const scenario::Exercise& exercise() const { return material_->exercise; }

   private:
    std::unique_ptr<model::Plan> plan_;
    std::unique_ptr<Text> text_;
    std::unique_ptr<report::ExerciseMaterial> material_;
    std::unique_ptr<report::papers::PaperWords> words_;
};

/// Each service of the federation is up throughout 100 hours; the test then says what was out.
void never_out(const model::Plan& plan, model::RunResult& result);
/// Out for good where `to` is the end.
void out(model::RunResult& result, std::size_t service, Duration from, Duration to);

}  // namespace kammerspiel::test
