#include "kammerspiel/kernel/workers.hpp"

#include <algorithm>
#include <thread>
#include <utility>

#ifdef KAMMERSPIEL_PLAIN_THREADS
#include <atomic>
#include <barrier>
#include <exception>
#include <mutex>
#include <vector>
#else
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>
#endif

namespace kammerspiel::kernel {

#ifdef KAMMERSPIEL_PLAIN_THREADS

/// The caller is one of the threads; all meet before and after each batch of tasks.
struct Workers::Pool {
    explicit Pool(unsigned threads) : meeting(threads) {
        for (unsigned i = 1; i < threads; ++i) {
            crew.emplace_back([this] { serve(); });
        }
    }
    ~Pool() {
        closing = true;
        meeting.arrive_and_wait();
    }
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;

    void serve() {
        for (;;) {
            meeting.arrive_and_wait();
            if (closing) return;
            take_tasks();
            meeting.arrive_and_wait();
        }
    }
    void take_tasks() {
        try {
            for (std::size_t i = next++; i < count; i = next++) (*task)(i);
        } catch (...) {
            const std::scoped_lock lock(failing);
            if (!failure) failure = std::current_exception();
        }
    }
    void run(std::size_t tasks, TaskRef todo) {
        count = tasks;
        task = &todo;
        next = 0;
        meeting.arrive_and_wait();
        take_tasks();
        meeting.arrive_and_wait();
        if (failure) std::rethrow_exception(std::exchange(failure, nullptr));
    }

    std::barrier<> meeting;
    std::size_t count = 0;
    const TaskRef* task = nullptr;
    std::atomic<std::size_t> next = 0;
    bool closing = false;
    std::mutex failing;
    std::exception_ptr failure;
    std::vector<std::jthread> crew;  // last: joined before what it uses goes
};

#else

struct Workers::Pool {
    // A limit above the number of cores lets tests use more threads than there are.
    explicit Pool(unsigned threads)
        : limit(oneapi::tbb::global_control::max_allowed_parallelism, threads),
          arena(static_cast<int>(threads)) {}

    void run(std::size_t tasks, TaskRef todo) {
        arena.execute([&] {
            oneapi::tbb::parallel_for(
                oneapi::tbb::blocked_range<std::size_t>(0, tasks, 1),
                [&](const auto& range) {
                    for (std::size_t i = range.begin(); i != range.end(); ++i) todo(i);
                },
                oneapi::tbb::simple_partitioner{});
        });
    }

    oneapi::tbb::global_control limit;
    oneapi::tbb::task_arena arena;
};

#endif

namespace {

unsigned or_all(unsigned threads) {
    return threads != 0 ? threads : std::max(1U, std::thread::hardware_concurrency());
}

}  // namespace

Workers::Workers(unsigned threads) : threads_(or_all(threads)) {}
Workers::Workers(const Workers& other) : threads_(other.threads_) {}
Workers& Workers::operator=(const Workers& other) {
    if (threads_ != other.threads_) pool_.reset();
    threads_ = other.threads_;
    return *this;
}
Workers::Workers(Workers&&) noexcept = default;
Workers& Workers::operator=(Workers&&) noexcept = default;
Workers::~Workers() = default;

void Workers::run(std::size_t count, TaskRef task) {
    if (threads_ == 1 || count <= 1) {
        for (std::size_t i = 0; i < count; ++i) task(i);
        return;
    }
    if (!pool_) pool_ = std::make_unique<Pool>(threads_);
    pool_->run(count, task);
}

}  // namespace kammerspiel::kernel
