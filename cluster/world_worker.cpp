
#include <memory>
#include <thread>

#include "cluster/rank_exchange.hpp"
#include "cluster/rank_failed.hpp"
#include "cluster/sent_scenario.hpp"
#include "cluster/world_messages.hpp"
#include "cluster/world_runner.hpp"
#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/base/version.hpp"
#include "kammerspiel/model/endless_instant.hpp"

namespace kammerspiel::cluster {
namespace {

/// Texts and their tree are gone when it returns: a large federation's would stay to the end.
scenario::Scenario read(const WorldOrder& order) {
    ensure(order.program_version == program_version, "rank 0 is version {}, this one {}",
           order.program_version, program_version);
    Diagnostics diagnostics;
    const scenario::Draft draft = draft_of(order.scenario, order.sources, diagnostics);
    return scenario_of(draft, order.scenario_hash, false, diagnostics);
}

std::unique_ptr<model::WorldPart> part_of(Session& session, WorldOrder order,
                                          RankExchange& exchange) {
    scenario::Scenario scenario = read(order);
    order.sources.clear();
    const model::RunOptions options{
        .strategy = order.strategy,
        .attacker = order.attacker,
        .world = order.world,
        .threads = order.threads == 0 ? session.processors() : order.threads,
        .keep_trace = order.keeps_trace,
        .count_events = order.counts_events,
        .stop = {}};
    const model::Cut cut{
        .part_of = std::move(order.rank_of), .shared = order.shared, .redrawn = order.redrawn};
    return std::make_unique<model::WorldPart>(std::move(scenario), options, cut, exchange);
}

std::unique_ptr<model::WorldPart> run_part(Session& session, const std::string& order) {
    RankExchange exchange(session);
    std::unique_ptr<model::WorldPart> part;
    try {
        part = part_of(session, world_order(order), exchange);
    } catch (...) {
        static_cast<void>(exchange.agree({.has_failed = true}));
        throw;
    }
    part->run();
    return part;
}

/// False if rank 0 ends it all instead of asking: another rank has failed since.
bool send_trace(Session& session, model::WorldPart& part) {
    while (true) {
        const auto message = session.receive();
        if (!message) {
            std::this_thread::sleep_for(between_looks);
            continue;
        }
        if (message->tag == Tag::end) return false;
        ensure(message->tag == Tag::more, "rank 0 sends {} instead of asking for the trace",
               static_cast<int>(message->tag));
        const auto records = part.next_records(records_at_once);
        session.send(0, Tag::records, bytes_of(records));
        if (records.empty()) return true;
    }
}

}  // namespace

bool take_part(Session& session, const std::string& order) {
    PartAnswer answer;
    std::unique_ptr<model::WorldPart> part;
    try {
        part = run_part(session, order);
        answer.figures = part->close();
    } catch (const kernel::OtherPartFailed&) {
        answer.failure.is_anothers = true;
    } catch (const model::EndlessInstant& error) {
        answer.failure.endless = {error.at(), error.organisation()};
    } catch (...) {
        answer.failure.failure = {session.machine(), words_of_failure()};
    }
    const bool has_part = answer.figures.has_value();
    session.send(0, Tag::part, bytes_of(answer));
    answer = {};
    return !has_part || send_trace(session, *part);
}

}  // namespace kammerspiel::cluster
