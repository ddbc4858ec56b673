#include <fmt/format.h>

#include <cstdio>
#include <exception>

#include "cluster/rank_runner.hpp"
#include "cluster/session.hpp"
#include "cluster/worker.hpp"
#include "cluster/world_runner.hpp"
#include "kammerspiel/cli/program.hpp"

// kammerspiel-mpi: the program as rank 0 of an MPI job, whose other ranks run worlds, or parts of
// one, for it.

namespace kammerspiel::cluster {
namespace {

int run_as_rank_0(int argc, char** argv, Session& session) {
    const cli::Executable executable{
        .name = "kammerspiel-mpi",
        .runner_for =
            [&session](const ensemble::About& about, unsigned threads) {
                return std::make_unique<RankRunner>(session, about, threads);
            },
        .run_world =
            [&session](const model::Plan& plan, const model::RunOptions& options) {
                return run_on_ranks(session, plan, options);
            },
        .processes = session.ranks()};
    const int status = cli::run_program(argc, argv, executable);
    dismiss(session);
    return status;
}

}  // namespace
}  // namespace kammerspiel::cluster

int main(int argc, char** argv) {
    using namespace kammerspiel::cluster;
    constexpr int machine_failed = 3;
    Session session(argc, argv);
    try {
        if (session.rank() == 0) return run_as_rank_0(argc, argv, session);
        work_for_others(session);
        return 0;
    } catch (const std::exception& error) {
        // The others wait for this one: without it there is nothing that they could do.
        fmt::print(stderr, "kammerspiel-mpi: rank {}: {}\n", session.rank(), error.what());
        session.abort(machine_failed);
    }
}
