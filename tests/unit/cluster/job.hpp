#pragma once

#include <fmt/format.h>
#include <sys/wait.h>

#include <cstdlib>

#include "tests/unit/cli/study.hpp"

// kammerspiel-mpi as a job of several ranks on this machine.

namespace kammerspiel::test {

inline bool has_mpirun() {
    // NOLINTNEXTLINE(cert-env33-c,concurrency-mt-unsafe): what is tested
    const bool has_it = std::system("command -v mpirun >/dev/null") == 0;
    if (!has_it) WARN("skipped: there is no mpirun (tools/install-packages.sh mpi)");
    return has_it;
}

/// As root in a container, with more ranks than processors, without ssh.
inline constexpr const char* settings =
    "OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 "
    "OMPI_MCA_btl_vader_single_copy_mechanism=none OMPI_MCA_plm_rsh_agent=/bin/false";

/// In the shell that becomes rank r's program, before it does: what somebody will do to it.
inline std::string script(const std::string& by_rank) {
    return fmt::format("sh -c 'r=$OMPI_COMM_WORLD_RANK; {} exec \"$0\" \"$@\"'", by_rank);
}

/// The language is English. `before`: what stands before mpirun.
inline Ended job(int ranks, const std::string& arguments, const std::string& by_rank = {},
                 const std::string& before = {}) {
    const Folder told;
    const std::string command = fmt::format(
        "exec </dev/null >{} 2>{}; unset LC_ALL LC_MESSAGES NO_COLOR; export LANG=C.UTF-8 {}; {} "
        "mpirun --oversubscribe --bind-to none -n {} {} '" KAMMERSPIEL_MPI_PROGRAM "' {}",
        quoted(told / "out"), quoted(told / "err"), settings, before, ranks, script(by_rank),
        arguments);
    // NOLINTNEXTLINE(cert-env33-c,concurrency-mt-unsafe): what is tested
    const int status = std::system(command.c_str());
    REQUIRE(WIFEXITED(status));
    return {WEXITSTATUS(status), content_of(told / "out"), content_of(told / "err")};
}

/// Every rank stands still again and again, each at other moments: answers come late and in another
/// order than they were asked for.
inline constexpr const char* stutter =
    "(while sleep 0.0$((3 + r)); do kill -STOP $$ && sleep 0.$((r * 5 % 7)) && kill -CONT $$ || "
    "exit; done) &";

}  // namespace kammerspiel::test
