#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <exception>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <utility>
#include <vector>

#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/kernel/exchange.hpp"
#include "kammerspiel/kernel/model.hpp"
#include "kammerspiel/kernel/shards.hpp"
#include "kammerspiel/kernel/stop.hpp"
#include "kammerspiel/kernel/windows.hpp"

// Several address spaces, the same run.

namespace kammerspiel::kernel {

/// By process: the part of the run that has it.
using Ownership = std::vector<std::uint16_t>;

/// One part of a run whose processes are spread over address spaces, in any way. All parts go
/// through the same windows, as these begin at the earliest event of all: before each they agree
/// upon it, and hand over what they have for each other. Within a part, threads share the window as
/// in Parallel. The model needs the state of this part's processes only.
template <class Model>
class Distributed {
    static_assert(is_complete_model<Model>());

   public:
    using Event = typename Model::Event;

    /// `exchange` outlives this. All parts are given the same ownership.
    Distributed(Model model, Duration lookahead, std::shared_ptr<const Ownership> ownership,
                Exchange& exchange, ParallelOptions options = {})
        : model_(std::move(model)),
          lookahead_(lookahead),
          ownership_(std::move(ownership)),
          exchange_(exchange),
          shards_(model_.processes(), lookahead, options, elsewhere(*ownership_, exchange)),
          to_(exchange.parts()) {
        check_run(model_.processes(), lookahead);
        ensure(ownership_->size() == model_.processes(), "{} processes have an owner, of {}",
               ownership_->size(), model_.processes());
        ensure(std::all_of(ownership_->begin(), ownership_->end(),
                           [&](auto part) { return part < exchange.parts(); }),
               "a process belongs to a part that there is not, of {}", exchange.parts());
    }

    /// As Sequential::schedule. All parts schedule everything; each keeps what is its own.
    void schedule(ProcessId target, SimTime at, Priority priority, const Event& event) {
        check_seed(windows_, model_.processes(), target, at);
        if (!is_here(target)) return;
        Shard<Event>& shard = shards_.owner(target);
        shard.push(EventKey{at, priority, target, target, shard.sequence(target)++}, event);
        shards_.look_anew();
    }

    /// As Sequential::run, at all parts at once, with the same result at each. A request to stop at
    /// any part stops all; it may take one window longer than elsewhere. Where a handler throws,
    /// its part throws the same, all others OtherPartFailed. A predicate would see one part's state
    /// only, and so there is none.
    Stopped run(const StopConditions<Model>& stop = {}) {
        ensure(!stop.predicate, "a run of {} parts stops at no predicate", exchange_.parts());
        interrupt_ = stop.interrupt;
        StopConditions<Model> agreed{
            .horizon = stop.horizon, .predicate = {}, .interrupt = all_interrupted_.get_token()};
        shards_.look_anew();
        return run_windows(
            windows_, lookahead_, model_, agreed, [this] { return earliest(); },
            [this](SimTime end) { return advance_or_fail(end); });
    }

    [[nodiscard]] bool is_here(ProcessId process) const {
        return (*ownership_)[process.index()] == exchange_.part();
    }
    [[nodiscard]] const Model& model() const { return model_; }
    [[nodiscard]] Model& model() { return model_; }
    /// Windows are those of the run, events those of this part.
    [[nodiscard]] const Progress& progress() const { return windows_.progress; }
    [[nodiscard]] std::uint64_t letters_sent() const { return letters_sent_; }
    [[nodiscard]] std::size_t queue_bytes() const { return shards_.bytes(); }

   private:
    static_assert(std::is_trivially_copyable_v<Entry<Event>>);

    static Elsewhere elsewhere(const Ownership& ownership, const Exchange& exchange) {
        if (exchange.parts() == 1) return nullptr;
        std::vector<bool> away(ownership.size());
        for (std::size_t p = 0; p < away.size(); ++p) away[p] = ownership[p] != exchange.part();
        return std::make_shared<const std::vector<bool>>(std::move(away));
    }

    std::uint64_t advance_or_fail(SimTime end) {
        try {
            return shards_.advance(model_, end);
        } catch (...) {
            failure_ = std::current_exception();
            return 0;
        }
    }

    /// What all parts come to; afterwards everything that was on its way is where it belongs.
    std::optional<SimTime> earliest() {
        Vote mine;
        if (!failure_) mine = vote();
        mine.has_failed = failure_ != nullptr;
        mine.is_interrupted = interrupt_.stop_requested();
        const Vote all = exchange_.agree(mine);
        if (all.has_failed) {
            if (failure_) std::rethrow_exception(failure_);
            throw OtherPartFailed();
        }
        if (all.is_interrupted) all_interrupted_.request_stop();
        if (all.has_letters) hand_over();
        return all.earliest;
    }

    Vote vote() {
        Vote mine{.earliest = shards_.earliest()};
        for (Shard<Event>& shard : shards_.all()) {
            for (const Entry<Event>& letter : shard.abroad()) {
                mine = mine.with({.earliest = letter.key.at(), .has_letters = true});
                Exchange::Letters& to = to_[(*ownership_)[letter.key.target().index()]];
                const auto* bytes = reinterpret_cast<const std::byte*>(&letter);
                to.insert(to.end(), bytes, bytes + sizeof(letter));
                ++letters_sent_;
            }
            shard.abroad().clear();
        }
        return mine;
    }

    void hand_over() {
        from_.clear();
        exchange_.swap(to_, from_);
        Entry<Event> letter;
        for (std::size_t at = 0; at < from_.size(); at += sizeof(letter)) {
            std::memcpy(&letter, from_.data() + at, sizeof(letter));
            shards_.owner(letter.key.target()).push(letter.key, letter.event);
        }
        if (from_.empty()) return;
        shards_.look_anew();
        (void)shards_.earliest();  // shards with nothing but letters take part in the next window
    }

    Model model_;
    Duration lookahead_;
    std::shared_ptr<const Ownership> ownership_;
    Exchange& exchange_;
    Shards<Event> shards_;
    Windows windows_;
    std::vector<Exchange::Letters> to_;  ///< by part
    Exchange::Letters from_;
    std::stop_token interrupt_;         ///< what somebody asks of this part
    std::stop_source all_interrupted_;  ///< what all have heard of
    std::exception_ptr failure_;
    std::uint64_t letters_sent_ = 0;
};

}  // namespace kammerspiel::kernel
