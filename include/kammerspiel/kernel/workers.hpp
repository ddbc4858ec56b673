#pragma once

#include <cstddef>
#include <memory>
#include <type_traits>

// The seam between the parallel executive and whatever runs tasks.

namespace kammerspiel::kernel {

/// Something to be called with the number of a task. Refers to the callable, does not keep it.
class TaskRef {
   public:
    template <class Callable>
    requires(!std::is_same_v<std::remove_cvref_t<Callable>, TaskRef>)
        TaskRef(Callable& callable)  // NOLINT: converts, as std::function_ref will
        : object_(&callable),
          call_([](void* object, std::size_t task) { (*static_cast<Callable*>(object))(task); }) {}
    void operator()(std::size_t task) const { call_(object_, task); }

   private:
    void* object_;
    void (*call_)(void*, std::size_t);
};

/// Runs tasks on a number of threads and returns when all are done. On oneTBB; a build for
/// ThreadSanitizer uses std::jthread and std::barrier instead, because Debian's oneTBB is not
/// instrumented and drowns true reports in false ones.
class Workers {
   public:
    /// 0: as many as the machine has.
    explicit Workers(unsigned threads);
    /// The copy has the same number of threads, and none in common.
    Workers(const Workers& other);
    Workers& operator=(const Workers& other);
    Workers(Workers&&) noexcept;
    Workers& operator=(Workers&&) noexcept;
    ~Workers();

    [[nodiscard]] unsigned threads() const { return threads_; }

    /// Calls task(0) … task(count - 1), each once, in any order, on any thread; who is done takes
    /// the next one. The first exception comes out once all threads have stopped.
    void run(std::size_t count, TaskRef task);

   private:
    struct Pool;
    unsigned threads_;
    std::unique_ptr<Pool> pool_;  ///< made at the first call that needs more than one thread
};

}  // namespace kammerspiel::kernel
