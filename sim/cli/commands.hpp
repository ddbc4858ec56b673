#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>

#include "sim/cli/terminal.hpp"

namespace kammerspiel::cli {

/// Exit statuses, as every command's --help says.
enum class Status : int {
    done = 0,
    input_at_fault = 1,    ///< the scenario or another input
    command_at_fault = 2,  ///< the command line
    machine_failed = 3,    ///< disk full, no permission …
};

/// What the options before the command set.
struct Common {
    std::string language = "auto";
    std::string colour = "auto";
    bool quiet = false;
    [[nodiscard]] Text text() const;
    [[nodiscard]] bool uses_colour(int descriptor) const;
};

/// What runs when the command line is right.
using Command = std::function<Status()>;

// Each adds its command to the program and puts what it does into `chosen` when it is called.
void add_check(CLI::App& program, const std::shared_ptr<Common>& common, Command& chosen);
void add_run(CLI::App& program, const std::shared_ptr<Common>& common, Command& chosen);
void add_init(CLI::App& program, const std::shared_ptr<Common>& common, Command& chosen);
void add_schema(CLI::App& program, const std::shared_ptr<Common>& common, Command& chosen);

}  // namespace kammerspiel::cli
