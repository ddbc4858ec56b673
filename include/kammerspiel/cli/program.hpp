#pragma once

#include <functional>
#include <memory>
#include <string>

namespace kammerspiel::ensemble {
class Runner;
struct About;
}  // namespace kammerspiel::ensemble

namespace kammerspiel::model {
class Plan;
struct RunOptions;
struct RunResult;
}  // namespace kammerspiel::model

// The program, for an executable to be made of.

namespace kammerspiel::cli {

/// What differs between the executables.
struct Executable {
    std::string name = "kammerspiel";
    /// What runs the worlds of `compare` for a study, on so many threads of each process; 0: as
    /// many as there are. Empty: the threads of this process.
    using RunnerFor = std::function<std::unique_ptr<ensemble::Runner>(const ensemble::About& about,
                                                                      unsigned threads)>;
    RunnerFor runner_for = {};
    /// What runs the world of `run`. Empty: this process.
    using RunWorld =
        std::function<model::RunResult(const model::Plan& plan, const model::RunOptions& options)>;
    RunWorld run_world = {};
    /// That share the work.
    int processes = 1;
};

/// Does what the command line asks for, and says what went wrong. Returns the exit status.
[[nodiscard]] int run_program(int argc, char** argv, const Executable& executable = {});

}  // namespace kammerspiel::cli
