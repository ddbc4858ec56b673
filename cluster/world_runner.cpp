#include "cluster/world_runner.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

#include "cluster/partition.hpp"
#include "cluster/rank_exchange.hpp"
#include "cluster/rank_failed.hpp"
#include "cluster/world_messages.hpp"
#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/base/version.hpp"
#include "kammerspiel/model/endless_instant.hpp"

namespace kammerspiel::cluster {
namespace {

using model::TraceRecord;

Message next_message(Session& session) {
    while (true) {
        if (auto message = session.receive()) return std::move(*message);
        std::this_thread::sleep_for(between_looks);
    }
}

/// The trace of all ranks as one. Of each other rank two pieces are under way at most, so that rank
/// 0 waits for none and holds no more than what it returns.
class GatheredTrace {
   public:
    GatheredTrace(Session& session, model::WorldPart& own) : session_(session), own_(own) {
        sources_.resize(static_cast<std::size_t>(session.ranks()));
        for (int rank = 1; rank < session.ranks(); ++rank) ask(rank);
    }

    [[nodiscard]] std::vector<TraceRecord> all() {
        for (std::size_t rank = 0; rank < sources_.size(); ++rank) fill(rank);
        std::vector<TraceRecord> trace;
        while (true) {
            const std::size_t first = first_of_all(sources_.size());
            if (sources_[first].is_over()) return trace;
            const std::size_t second = first_of_all(first);
            take(trace, first, second);
        }
    }

   private:
    struct Source {
        std::vector<TraceRecord> here;
        std::size_t next = 0;
        std::optional<std::vector<TraceRecord>> coming;  ///< has come, and is not begun
        bool has_ended = false;
        [[nodiscard]] bool is_over() const { return next == here.size(); }
        [[nodiscard]] const kernel::EventKey& key() const { return here[next].key; }
    };
    Session& session_;
    model::WorldPart& own_;
    std::vector<Source> sources_;  ///< by rank

    void ask(int rank) { session_.send(rank, Tag::more, {}); }

    /// The rank whose next record is the first, `but` left out.
    [[nodiscard]] std::size_t first_of_all(std::size_t but) const {
        std::size_t first = but == 0 && sources_.size() > 1 ? 1 : 0;
        for (std::size_t rank = 0; rank < sources_.size(); ++rank) {
            if (rank == but || sources_[rank].is_over()) continue;
            if (sources_[first].is_over() || sources_[rank].key() < sources_[first].key()) {
                first = rank;
            }
        }
        return first;
    }

    /// What `first` has before the next record of `second`. An event's records are all of one rank.
    void take(std::vector<TraceRecord>& trace, std::size_t first, std::size_t second) {
        Source& source = sources_[first];
        const bool is_last = second == first || sources_[second].is_over();
        const auto begin = source.here.begin() + static_cast<std::ptrdiff_t>(source.next);
        const auto end =
            is_last ? source.here.end()
                    : std::find_if(begin, source.here.end(), [&](const TraceRecord& record) {
                          return sources_[second].key() < record.key;
                      });
        trace.insert(trace.end(), begin, end);
        source.next = static_cast<std::size_t>(end - source.here.begin());
        fill(first);
    }

    void fill(std::size_t rank) {
        Source& source = sources_[rank];
        if (!source.is_over() || source.has_ended) return;
        source.next = 0;
        if (rank == 0) {
            source.here = own_.next_records(records_at_once);
        } else {
            while (!source.coming) hear();
            source.here = std::move(*source.coming);
            source.coming.reset();
            if (!source.here.empty()) ask(static_cast<int>(rank));
        }
        source.has_ended = source.here.empty();
    }

    void hear() {
        const Message message = next_message(session_);
        ensure(message.tag == Tag::records, "rank {} sends {} instead of its trace", message.from,
               static_cast<int>(message.tag));
        sources_[static_cast<std::size_t>(message.from)].coming = records_in(message.bytes);
    }
};

/// The other ranks' parts; throws what the first of those says that have failed.
std::vector<model::PartFigures> other_parts(Session& session) {
    std::vector<PartAnswer> answers(static_cast<std::size_t>(session.ranks()));
    for (int heard = 1; heard < session.ranks(); ++heard) {
        const Message message = next_message(session);
        ensure(message.tag == Tag::part, "rank {} sends {} instead of its part", message.from,
               static_cast<int>(message.tag));
        answers[static_cast<std::size_t>(message.from)] = part_answer(message.bytes);
    }
    std::vector<model::PartFigures> parts;
    for (std::size_t rank = 1; rank < answers.size(); ++rank) {
        PartAnswer& answer = answers[rank];
        if (answer.figures) {
            parts.push_back(std::move(*answer.figures));
        } else if (const auto& endless = answer.failure.endless) {
            throw model::EndlessInstant(endless->at, endless->organisation);
        } else if (!answer.failure.is_anothers) {
            throw RankFailed(static_cast<int>(rank), answer.failure.failure);
        }
    }
    return parts;
}

WorldOrder order_of(const model::Plan& plan, const model::RunOptions& options,
                    const model::Cut& cut) {
    const scenario::Scenario& scenario = plan.scenario();
    return {.program_version = std::string(program_version),
            .scenario = scenario.id,
            .scenario_hash = scenario::hash(scenario.meaning, false),
            .sources = scenario.sources,
            .strategy = options.strategy,
            .attacker = options.attacker,
            .world = options.world,
            .redrawn = cut.redrawn,
            .threads = options.threads,
            .keeps_trace = options.keep_trace,
            .counts_events = options.count_events,
            .rank_of = cut.part_of,
            .shared = cut.shared};
}

/// Runs this rank's part. Whatever goes wrong before the run, others hear of it, who wait.
std::unique_ptr<model::WorldPart> own_part(RankExchange& exchange, const model::Plan& plan,
                                           const model::RunOptions& options,
                                           const model::Cut& cut) {
    std::unique_ptr<model::WorldPart> part;
    try {
        part = std::make_unique<model::WorldPart>(plan, options, cut, exchange);
    } catch (...) {
        static_cast<void>(exchange.agree({.has_failed = true}));
        throw;
    }
    part->run();
    return part;
}

}  // namespace

model::RunResult run_on_ranks(Session& session, const model::Plan& plan,
                              const model::RunOptions& options) {
    const auto ranks = static_cast<std::size_t>(session.ranks());
    const model::Cut cut{.part_of = partition(plan.federation(), ranks),
                         // Rank 0 has the most to hold already.
                         .shared = static_cast<std::uint16_t>(ranks - 1),
                         .redrawn = model::worlds_redrawn(plan, options)};
    const std::string order = bytes_of(order_of(plan, options, cut));
    for (int rank = 1; rank < session.ranks(); ++rank) session.send(rank, Tag::world, order);
    model::RunOptions own = options;
    if (own.threads == 0) own.threads = session.processors();
    RankExchange exchange(session);
    std::unique_ptr<model::WorldPart> part;
    try {
        part = own_part(exchange, plan, own, cut);
    } catch (const kernel::OtherPartFailed&) {
        static_cast<void>(other_parts(session));
        throw;
    } catch (...) {
        // What happened here is told, whatever others have to say.
        for (int rank = 1; rank < session.ranks(); ++rank) {
            static_cast<void>(next_message(session));
        }
        throw;
    }
    std::vector<model::PartFigures> parts = other_parts(session);
    parts.push_back(part->close());
    model::RunResult result =
        model::joined(plan, parts, part->end(), cut.redrawn, part->is_complete());
    result.trace = GatheredTrace(session, *part).all();
    return result;
}

}  // namespace kammerspiel::cluster
