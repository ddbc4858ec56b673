#pragma once

#include <algorithm>
#include <optional>
#include <utility>

#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/kernel/advance.hpp"
#include "kammerspiel/kernel/model.hpp"
#include "kammerspiel/kernel/shard.hpp"
#include "kammerspiel/kernel/snapshot.hpp"
#include "kammerspiel/kernel/stop.hpp"
#include "kammerspiel/kernel/windows.hpp"

// One queue, one thread.

namespace kammerspiel::kernel {

/// A run of a model, event by event. A value: a copy is a branch.
template <class Model>
class Sequential {
    static_assert(is_complete_model<Model>());

   public:
    using Event = typename Model::Event;

    /// No process may influence another sooner than `lookahead`, which is at least 1 µs.
    Sequential(Model model, Duration lookahead)
        : model_(std::move(model)),
          lookahead_(lookahead),
          shard_(Partition{.processes = model_.processes()}, 0, lookahead) {
        check_run(model_.processes(), lookahead);
    }
    explicit Sequential(const Snapshot<Model>& from) : Sequential(from.model, from.lookahead) {
        windows_ = from.windows;
        for (const auto& [key, event] : from.pending) shard_.push(key, event);
        for (std::size_t p = 0; p < from.sequences.size(); ++p) {
            shard_.restore(ProcessId{p}, from.sequences[p], from.timers[p]);
        }
    }

    /// A new run in the memory of the last one, wherever that one stood. Precondition: the model
    /// is as it is before its first event.
    void restart(Duration lookahead) {
        check_run(model_.processes(), lookahead);
        lookahead_ = lookahead;
        windows_ = {};
        shard_.restart(Partition{.processes = model_.processes()}, lookahead);
    }

    /// An event from outside: what a run begins with, or a decision made while it stands still.
    /// Not before what has already happened.
    void schedule(ProcessId target, SimTime at, Priority priority, const Event& event) {
        check_seed(windows_, model_.processes(), target, at);
        shard_.push(EventKey{at, priority, target, target, shard_.sequence(target)++}, event);
    }

    /// Goes on until something stops it; may be called again, with a later horizon.
    Stopped run(const StopConditions<Model>& stop = {}) {
        return run_windows(
            windows_, lookahead_, model_, stop, [this] { return shard_.earliest(); },
            [this](SimTime end) { return advance(model_, shard_, end); });
    }

    [[nodiscard]] const Model& model() const { return model_; }
    [[nodiscard]] Model& model() { return model_; }
    [[nodiscard]] const Progress& progress() const { return windows_.progress; }
    [[nodiscard]] std::size_t pending() const { return shard_.pending(); }
    [[nodiscard]] std::size_t void_events() const { return shard_.void_events(); }
    [[nodiscard]] std::size_t queue_bytes() const { return shard_.bytes(); }

    [[nodiscard]] Snapshot<Model> snapshot() const {
        Snapshot<Model> all{model_, lookahead_, windows_, {}, {}, {}};
        all.add(shard_);
        all.sort();
        return all;
    }

   private:
    Model model_;
    Duration lookahead_;
    Shard<Event> shard_;
    Windows windows_;
};

}  // namespace kammerspiel::kernel
