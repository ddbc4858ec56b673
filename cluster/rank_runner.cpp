#include "cluster/rank_runner.hpp"

#include <algorithm>
#include <deque>
#include <future>
#include <optional>
#include <thread>

#include "kammerspiel/base/ensure.hpp"

namespace kammerspiel::cluster {
namespace {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;
using ensemble::Block;
using ensemble::Round;

/// A block takes at least so long, so that messages do not count, and no longer than people wait.
constexpr Seconds shortest_block{1.0};
constexpr Seconds longest_block{60.0};
/// Worlds of a block for each thread, if these fit into the longest one: the threads that are done
/// first wait for the last. Fewer would make the block look slow, and the next one smaller still.
constexpr double worlds_by_thread = 16;
/// Of rank 0's time, taking what the others send.
constexpr double most_share_of_taking = 0.1;
/// Blocks that wait for one before them: of each rank, and in bytes.
constexpr std::size_t most_waiting_by_rank = 4;
constexpr std::size_t most_waiting_bytes = 512U << 20U;

}  // namespace

RankRunner::RankRunner(Session& session, const ensemble::About& about, unsigned threads)
    : session_(session),
      driver_(threads == 0 ? session.processors() : threads),
      world_takes_(static_cast<std::size_t>(session.ranks())) {
    const std::string order =
        bytes_of(StudyOrder{.program_version = about.definition.program_version,
                            .definition = about.definition,
                            .scenario = about.scenario,
                            .sources = about.sources,
                            .threads = threads});
    for (int rank = 1; rank < session.ranks(); ++rank) session.send(rank, Tag::study, order);
}

/// One round's worlds on their way out and back.
class RankRunner::Handout {
   public:
    Handout(RankRunner& runner, const ensemble::StudyRuns& runs, const Round& round,
            const ensemble::RunLimits& limits, const ensemble::TakeBlock& take)
        : runner_(runner),
          runs_(runs),
          round_(round),
          limits_(limits),
          take_(take),
          next_(round.first),
          is_busy_(runner.world_takes_.size(), false) {}
    /// What is under way here is of no use to anybody after a failure.
    ~Handout() { stop_here_.request_stop(); }
    Handout(const Handout&) = delete;
    Handout& operator=(const Handout&) = delete;

    void run() {
        while (true) {
            if (limits_.are_reached()) close();
            hand_out();
            if (given_.empty()) return;
            if (!collect()) std::this_thread::sleep_for(between_looks);
            take_in_order();
        }
    }

   private:
    /// A block that was handed out and not yet taken.
    struct Given {
        std::uint64_t number = 0;
        std::size_t rank = 0;
        Round round;
        Clock::time_point since;
        std::optional<std::string> answer;
    };

    RankRunner& runner_;
    const ensemble::StudyRuns& runs_;
    const Round& round_;
    const ensemble::RunLimits& limits_;
    const ensemble::TakeBlock& take_;
    std::uint64_t next_;  ///< the first world that was not handed out
    bool is_closed_ = false;
    /// A block came back with fewer worlds than it should have: those behind it are of no use.
    bool is_cut_ = false;
    std::vector<bool> is_busy_;  ///< by rank
    std::deque<Given> given_;    ///< in the order of worlds
    std::size_t waiting_bytes_ = 0;
    std::stop_source stop_here_;
    std::future<std::string> here_;  ///< the block of this rank

    /// Hands out nothing more. After a request to stop the ranks break off, too; what has come in
    /// until now is taken first, since whoever asked may not wait for them.
    void close() {
        if (!is_closed_) {
            is_closed_ = true;
            take_(Block{.first = 0, .worlds = 0, .rows = {}, .sums = {}});
        }
        if (!limits_.stop.stop_requested() || stop_here_.stop_requested()) return;
        stop_here_.request_stop();
        for (std::size_t rank = 1; rank < is_busy_.size(); ++rank) {
            if (is_busy_[rank]) runner_.session_.send(static_cast<int>(rank), Tag::stop, {});
        }
    }

    void hand_out() {
        for (std::size_t rank = is_busy_.size(); rank-- > 0 && may_hand_out();) {
            if (!is_busy_[rank]) give(rank);
        }
    }
    [[nodiscard]] bool may_hand_out() const {
        return !is_closed_ && next_ < round_.end && waiting_bytes_ < most_waiting_bytes &&
               given_.size() < most_waiting_by_rank * is_busy_.size();
    }

    /// So that rank 0 can keep up with all ranks, and none is left with much when the others have
    /// nothing more to do.
    [[nodiscard]] std::uint64_t worlds_for(std::size_t rank) const {
        const auto ranks = static_cast<double>(is_busy_.size());
        std::uint64_t wanted = runner_.driver_.threads();
        if (const Seconds world = runner_.world_takes_[rank]; world.count() > 0) {
            Seconds block = runner_.taking_takes_ * ranks / most_share_of_taking;
            block = std::clamp(block, shortest_block, longest_block);
            const double threads = runner_.driver_.threads();
            const double by_thread = longest_block / (world * threads);
            const double for_threads = threads * std::clamp(by_thread, 1.0, worlds_by_thread);
            const double in_time = Seconds(limits_.until - Clock::now()) / world;
            const double worlds = std::min(std::max(block / world, for_threads), in_time);
            wanted = static_cast<std::uint64_t>(std::clamp(worlds, 1.0, 1e6));
        }
        const std::uint64_t left = round_.end - next_;
        const std::uint64_t share = left / (2 * is_busy_.size());
        const std::uint64_t room = runs_.most_worlds_of_block();
        return std::min(left, std::max<std::uint64_t>(1, std::min({wanted, share, room})));
    }

    void give(std::size_t rank) {
        Round block = round_;
        block.first = next_;
        block.end = next_ + worlds_for(rank);
        next_ = block.end;
        is_busy_[rank] = true;
        const std::uint64_t number = ++runner_.blocks_;
        if (rank == 0) {
            here_ = std::async(std::launch::async, [this, block, number] {
                Block done = runs_.run(block, runner_.driver_, stop_here_.get_token());
                return bytes_of(BlockAnswer{.number = number, .outcome = std::move(done)});
            });
        } else {
            runner_.session_.send(
                static_cast<int>(rank), Tag::block,
                bytes_of(
                    BlockOrder{.number = number, .round = block, .patience = runs_.patience()}));
        }
        given_.push_back({number, rank, std::move(block), Clock::now(), std::nullopt});
    }

    /// Whether anything came in.
    bool collect() {
        bool has_come = false;
        if (here_.valid() && here_.wait_for(std::chrono::seconds(0)) == std::future_status::ready) {
            keep(0, here_.get());
            has_come = true;
        }
        while (auto message = runner_.session_.receive()) {
            ensure(message->tag == Tag::answer, "rank {} answers with {}", message->from,
                   static_cast<int>(message->tag));
            keep(static_cast<std::size_t>(message->from), std::move(message->bytes));
            has_come = true;
        }
        return has_come;
    }

    void keep(std::size_t rank, std::string answer) {
        const auto of = std::find_if(given_.begin(), given_.end(), [&](const Given& one) {
            return one.rank == rank && !one.answer;
        });
        ensure(of != given_.end(), "rank {} answers though it was not asked", rank);
        is_busy_[rank] = false;
        waiting_bytes_ += answer.size();
        of->answer = std::move(answer);
        const auto worlds = static_cast<double>(of->round.end - of->round.first);
        runner_.world_takes_[rank] = Seconds(Clock::now() - of->since) / worlds;
    }

    void take_in_order() {
        while (!given_.empty() && given_.front().answer) {
            const auto began = Clock::now();
            const Given given = std::move(given_.front());
            given_.pop_front();
            waiting_bytes_ -= given.answer->size();
            if (!is_cut_) take_one(given);
            runner_.taking_takes_ = Clock::now() - began;
        }
    }

    void take_one(const Given& given) {
        BlockAnswer answer = block_answer(*given.answer);
        ensure(answer.number == given.number, "rank {} answers block {} with block {}", given.rank,
               given.number, answer.number);
        if (const auto* failure = std::get_if<Failure>(&answer.outcome)) {
            // Worlds are the same everywhere: what is wrong with them shows here, too, and in the
            // words for it. What does not is that machine's.
            stop_here_.request_stop();
            if (here_.valid()) here_.wait();
            static_cast<void>(runs_.run(given.round, runner_.driver_, limits_.stop));
            throw RankFailed(static_cast<int>(given.rank), *failure);
        }
        Block& block = std::get<Block>(answer.outcome);
        is_cut_ = block.worlds < given.round.end - given.round.first;
        ensure(!is_cut_ || limits_.stop.stop_requested(), "rank {} ran {} worlds of a block of {}",
               given.rank, block.worlds, given.round.end - given.round.first);
        take_(std::move(block));
    }
};

void RankRunner::run(const ensemble::StudyRuns& runs, const Round& round,
                     const ensemble::RunLimits& limits, const ensemble::TakeBlock& take) {
    Handout(*this, runs, round, limits, take).run();
}

void dismiss(Session& session) {
    for (int rank = 1; rank < session.ranks(); ++rank) session.send(rank, Tag::end, {});
    for (int here = 1; here < session.ranks();) {
        const auto message = session.receive();
        if (!message) {
            std::this_thread::sleep_for(between_looks);
        } else if (message->tag == Tag::ended) {
            ++here;
        }
    }
}

}  // namespace kammerspiel::cluster
