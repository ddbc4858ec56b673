#include "kammerspiel/cli/program.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <new>

#include "cli/command_line.hpp"
#include "kammerspiel/ensemble/store.hpp"
#include "kammerspiel/ensemble/uncertain.hpp"
#include "kammerspiel/model/endless_instant.hpp"

namespace kammerspiel::cli {
namespace {

Status carried_out(int argc, char** argv, const Executable& executable) {
    const auto common = std::make_shared<Common>(language_of(argc, argv));
    common->executable = executable;
    common->command_line = fmt::format("{} {}", executable.name,
                                       fmt::join(argv + std::min(argc, 1), argv + argc, " "));
    const Text& text = common->text;
    try {
        return carry_out(argc, argv, common);
    } catch (const ensemble::StoreError& error) {
        complain("kammerspiel: " + text(error.message()) + "\n");
        if (error.fault() == ensemble::StoreError::Fault::input) return Status::input_at_fault;
    } catch (const ensemble::ImpossibleValues& error) {
        complain("kammerspiel: " + text("cli.impossible_values", {{"values", error.values()}}) +
                 "\n");
        return Status::input_at_fault;
    } catch (const model::EndlessInstant& error) {
        complain(
            "kammerspiel: " +
            text(error.organisation().empty() ? "cli.endless_instant" : "cli.endless_instant_of",
                 {{"after", text.span(error.at().since_start())},
                  {"organisation", error.organisation()}}) +
            "\n");
        return Status::input_at_fault;
    } catch (const FileError& error) {
        complain(sentence_of(error, text) + "\n");
    } catch (const std::bad_alloc&) {
        complain(text("cli.no_memory") + "\n");
    } catch (const BrokenModel& error) {
        complain(text("cli.broken", {{"what", error.what()}}) + "\n");
    } catch (const std::exception& error) {
        complain(text("cli.unexpected", {{"what", error.what()}}) + "\n");
    }
    return Status::machine_failed;
}

}  // namespace

int run_program(int argc, char** argv, const Executable& executable) {
    // A reader that goes away (| head) and a file that grows too large are told to the writer, who
    // then ends in good order, instead of ending the program by a signal.
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
    return static_cast<int>(carried_out(argc, argv, executable));
}

}  // namespace kammerspiel::cli
