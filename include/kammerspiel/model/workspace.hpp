#pragma once

#include <memory>

#include "kammerspiel/model/run.hpp"

namespace kammerspiel::model {

/// The memory of one run, kept for the next one: an ensemble has one for each thread. Whatever ran
/// in it before, of this plan or of another, leaves no trace in a result; with the same plan again,
/// putting everything back costs what the last run touched. Grows to what the largest of its runs
/// needed, and no further. Not to be used by two threads at once.
class Workspace {
   public:
    Workspace();
    ~Workspace();
    Workspace(Workspace&&) noexcept;
    Workspace& operator=(Workspace&&) noexcept;

    struct Memory;

   private:
    std::unique_ptr<Memory> memory_;  ///< made by the first run
    friend RunResult run(const Plan& plan, const RunOptions& options, Workspace& workspace);
};

/// The same result, bit for bit, as a run in fresh memory. Always with the sequential executive,
/// whatever the options say: `Executive::parallel` is a BrokenModel.
[[nodiscard]] RunResult run(const Plan& plan, const RunOptions& options, Workspace& workspace);

}  // namespace kammerspiel::model
