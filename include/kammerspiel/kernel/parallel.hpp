#pragma once

#include <cstdint>
#include <utility>

#include "kammerspiel/kernel/model.hpp"
#include "kammerspiel/kernel/shards.hpp"
#include "kammerspiel/kernel/snapshot.hpp"
#include "kammerspiel/kernel/stop.hpp"
#include "kammerspiel/kernel/windows.hpp"

// Several threads, the same run.

namespace kammerspiel::kernel {

/// Conservative: shards of processes run side by side within a window. A value, like Sequential,
/// and the same run.
template <class Model>
class Parallel {
    static_assert(is_complete_model<Model>());

   public:
    using Event = typename Model::Event;

    Parallel(Model model, Duration lookahead, ParallelOptions options = {})
        : model_(std::move(model)),
          lookahead_(lookahead),
          shards_(model_.processes(), lookahead, options) {
        check_run(model_.processes(), lookahead);
    }
    explicit Parallel(const Snapshot<Model>& from, ParallelOptions options = {})
        : Parallel(from.model, from.lookahead, options) {
        windows_ = from.windows;
        for (const auto& [key, event] : from.pending) shards_.owner(key.target()).push(key, event);
        for (std::size_t p = 0; p < from.sequences.size(); ++p) {
            shards_.owner(ProcessId{p}).restore(ProcessId{p}, from.sequences[p], from.timers[p]);
        }
    }

    /// As Sequential::schedule.
    void schedule(ProcessId target, SimTime at, Priority priority, const Event& event) {
        check_seed(windows_, model_.processes(), target, at);
        Shard<Event>& shard = shards_.owner(target);
        shard.push(EventKey{at, priority, target, target, shard.sequence(target)++}, event);
        shards_.look_anew();
    }

    /// As Sequential::run, with the same result.
    Stopped run(const StopConditions<Model>& stop = {}) {
        shards_.look_anew();
        return run_windows(
            windows_, lookahead_, model_, stop, [this] { return shards_.earliest(); },
            [this](SimTime end) { return shards_.advance(model_, end); });
    }

    [[nodiscard]] const Model& model() const { return model_; }
    [[nodiscard]] Model& model() { return model_; }
    [[nodiscard]] const Progress& progress() const { return windows_.progress; }
    [[nodiscard]] unsigned threads() const { return shards_.threads(); }
    [[nodiscard]] std::size_t queue_bytes() const { return shards_.bytes(); }

    [[nodiscard]] Snapshot<Model> snapshot() const {
        Snapshot<Model> all{model_, lookahead_, windows_, {}, {}, {}};
        for (const auto& shard : shards_.all()) all.add(shard);
        all.sort();
        return all;
    }

   private:
    Model model_;
    Duration lookahead_;
    Shards<Event> shards_;
    Windows windows_;
};

}  // namespace kammerspiel::kernel
