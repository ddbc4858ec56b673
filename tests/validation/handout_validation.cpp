#include <cmath>

#include "examples/handout.hpp"
#include "tests/catch.hpp"

// How a cluster shares worlds, against what arithmetic says of it.

namespace handout {
namespace {

/// Worlds of 0.1 to 2 s, 0.5 s in the mean.
Job some_job(unsigned ranks, unsigned threads) {
    return {.worlds = 40'000,
            .ranks = ranks,
            .threads = threads,
            .world_times = {0.1, 0.1, 0.2, 0.3, 0.3, 2.0},
            .reads = 2,
            .take_world = 1e-4,
            .take_block = 1e-3,
            .latency = 1e-3,
            .bytes_of_world = 2'000,
            .bytes_of_block = 50'000,
            .bytes_per_second = 1e9};
}

TEST_CASE("one core takes as long as its worlds add up to", "[validation][handout]") {
    Job job = some_job(1, 1);
    job.worlds = 3'000;
    job.world_times = {0.5};  // no luck in it
    const Outcome outcome = simulate(job);
    CHECK(outcome.computing == Approx(1500));
    // Beside them: messages to and fro and the taking of each block, while it waits.
    const double between = static_cast<double>(outcome.blocks) * (2 * job.latency + job.take_block);
    CHECK(outcome.takes ==
          Approx(job.reads + 1500 + between + 3'000 * job.take_world).epsilon(1e-3));
    CHECK(outcome.bytes ==
          Approx(3'000 * job.bytes_of_world + double(outcome.blocks) * job.bytes_of_block));
}

TEST_CASE("as long as rank 0 keeps up, a cluster takes what the formula says",
          "[validation][handout]") {
    for (const auto& [ranks, threads] :
         {std::pair{2U, 1U}, {4U, 1U}, {8U, 4U}, {63U, 1U}, {10U, 16U}}) {
        const Job job = some_job(ranks, threads);
        REQUIRE(job.cores() < 0.1 * most_cores(job));
        const Outcome outcome = simulate(job);
        INFO(ranks << " ranks of " << threads << ": " << outcome.takes << " s, " << formula(job)
                   << " s");
        // Less than the formula by luck alone, of which the mean of 40,000 worlds has 0.7 %.
        CHECK(outcome.takes > 0.98 * formula(job));
        // More by the wait of a block's threads for its last world, which is 2 s at most: of
        // sixteen worlds for each thread, 8 s. And by the end, when ranks run out of worlds one
        // after the other, at most a block each.
        const double waits = threads == 1 ? 0 : 2.0 / (16 * job.mean_world());
        const double block = 16 * job.mean_world() + 2;
        CHECK(outcome.takes < 1.02 * (1 + waits) * formula(job) + 2 * block);
        CHECK(outcome.computing == Approx(40'000 * job.mean_world()).epsilon(0.02));
    }
}

TEST_CASE("beyond the cores that rank 0 keeps up with, a cluster takes as long as rank 0",
          "[validation][handout]") {
    for (const unsigned threads : {16U, 32U, 64U}) {
        Job job = some_job(200, threads);
        job.worlds = 400'000;
        job.take_world = 2e-3;
        REQUIRE(job.cores() > 2 * most_cores(job));
        const Outcome outcome = simulate(job);
        INFO(threads << " threads: " << outcome.takes << " s, " << formula(job) << " s");
        // Beside the time that it takes there is the first block, before anything is there to take.
        CHECK(outcome.takes >= formula(job));
        CHECK(outcome.takes < 1.07 * formula(job));
        CHECK(outcome.taking / outcome.takes > 0.9);
        CHECK(outcome.efficiency(job) < 0.5);
    }
}

TEST_CASE("rank 0 keeps what it cannot take yet within its bound", "[validation][handout]") {
    Job job = some_job(400, 1);
    job.bytes_of_block = 20e6;  // a large federation's sums
    job.bytes_per_second = 1e10;
    const Outcome outcome = simulate(job);
    const double bound = 512.0 * (1U << 20U);
    // What was handed out before the bound was reached still comes in.
    CHECK(outcome.most_waiting_bytes < bound + 400 * (job.bytes_of_block + 1e6));
    job.bytes_of_block = 50'000;
    CHECK(simulate(job).most_waiting_bytes < bound);
}

TEST_CASE("a job is the same again, and other luck gives another one", "[validation][handout]") {
    const Job job = some_job(8, 2);
    CHECK(simulate(job, 1).takes == simulate(job, 1).takes);
    CHECK(simulate(job, 1).takes != simulate(job, 2).takes);
}

}  // namespace
}  // namespace handout
