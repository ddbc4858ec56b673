#include "cluster/world_messages.hpp"

#include <cstring>
#include <type_traits>

#include "cluster/bytes.hpp"
#include "kammerspiel/base/ensure.hpp"

namespace kammerspiel::cluster {
namespace {

using model::Int128;
using model::PartFigures;
using model::ServiceFigures;
using model::Transition;

// Spans of time and instants are whole numbers of either sign.
void write(ByteWriter& out, Duration span) { out.wide(Int128{span.count()}); }
Duration span_in(ByteReader& in) { return Duration::micros(static_cast<std::int64_t>(in.wide())); }
void write(ByteWriter& out, SimTime at) { write(out, at.since_start()); }
SimTime instant_in(ByteReader& in) { return SimTime::start() + span_in(in); }

template <class Items, class Each>
void write_all(ByteWriter& out, const Items& items, Each each) {
    out.whole(items.size());
    for (const auto& item : items) each(item);
}
template <class Item, class Each>
void read_all(ByteReader& in, std::vector<Item>& items, Each each) {
    items.resize(in.index());
    for (Item& item : items) each(item);
}

void write(ByteWriter& out, const std::vector<Transition>& transitions) {
    write_all(out, transitions, [&](const Transition& one) {
        write(out, one.at);
        out.whole(one.up ? 1 : 0);
    });
}
void read(ByteReader& in, std::vector<Transition>& transitions) {
    read_all(in, transitions, [&](Transition& one) {
        one.at = instant_in(in);
        one.up = in.whole() != 0;
    });
}

void write(ByteWriter& out, const ServiceFigures& figures) {
    for (const Int128 lost : figures.books.weighted) out.wide(lost);
    for (const Int128 lost : figures.books.plain) out.wide(lost);
    out.wide(figures.books.also_without_attack);
    write(out, figures.down);
    write(out, figures.longest);
    out.whole(figures.interruptions);
    write(out, figures.interrupted);
    for (const Int128 sum :
         {figures.requests_delayed, figures.requests_lost, figures.requests_waiting,
          figures.served_elsewhere, figures.served_others}) {
        out.wide(sum);
    }
    write(out, figures.transitions);
    write(out, figures.interim);
    for (const Duration waited : figures.waited) write(out, waited);
}
void read(ByteReader& in, ServiceFigures& figures) {
    for (Int128& lost : figures.books.weighted) lost = in.wide();
    for (Int128& lost : figures.books.plain) lost = in.wide();
    figures.books.also_without_attack = in.wide();
    figures.down = span_in(in);
    figures.longest = span_in(in);
    figures.interruptions = in.index();
    figures.interrupted = span_in(in);
    for (Int128* sum :
         {&figures.requests_delayed, &figures.requests_lost, &figures.requests_waiting,
          &figures.served_elsewhere, &figures.served_others}) {
        *sum = in.wide();
    }
    read(in, figures.transitions);
    read(in, figures.interim);
    for (Duration& waited : figures.waited) waited = span_in(in);
}

void write(ByteWriter& out, const model::HostFigures& hosts) {
    for (const std::uint64_t count :
         {hosts.compromised, hosts.destroyed, hosts.destroyed_before_start, hosts.switched_off,
          hosts.times_switched_off, hosts.rebuilt, hosts.inspected_clean, hosts.from_scratch,
          hosts.persisted, hosts.false_alarms, hosts.missed, hosts.exfiltrated.count(),
          hosts.alerts_before_start}) {
        out.whole(count);
    }
    write(out, hosts.crew_time);
}
void read(ByteReader& in, model::HostFigures& hosts) {
    for (std::uint64_t* count :
         {&hosts.compromised, &hosts.destroyed, &hosts.destroyed_before_start, &hosts.switched_off,
          &hosts.times_switched_off, &hosts.rebuilt, &hosts.inspected_clean, &hosts.from_scratch,
          &hosts.persisted, &hosts.false_alarms, &hosts.missed}) {
        *count = in.whole();
    }
    hosts.exfiltrated = Bytes(in.whole());
    hosts.alerts_before_start = in.whole();
    hosts.crew_time = span_in(in);
}

void write(ByteWriter& out, const PartFigures::Organisation& organisation) {
    out.whole(organisation.id.value);
    out.whole(organisation.work.destroyed);
    write(out, organisation.work.crew_time);
    write_all(out, organisation.services, [&](const auto& service) { write(out, service); });
    write_all(out, organisation.data, [&](const model::DataLoss& loss) {
        write(out, loss.age);
        out.whole(loss.everything ? 1 : 0);
    });
}
void read(ByteReader& in, PartFigures::Organisation& organisation) {
    organisation.id = federation::OrganisationId{in.index()};
    organisation.work.destroyed = in.whole();
    organisation.work.crew_time = span_in(in);
    read_all(in, organisation.services, [&](auto& service) { read(in, service); });
    read_all(in, organisation.data, [&](model::DataLoss& loss) {
        loss.age = span_in(in);
        loss.everything = in.whole() != 0;
    });
}

void write(ByteWriter& out, const PartFigures& part) {
    write(out, part.hosts);
    write_all(out, part.obligations, [&](const model::ObligationFigures& one) {
        for (const auto count : {one.met, one.missed, one.not_sent, one.running}) out.whole(count);
    });
    out.whole(part.first_alert ? 1 : 0);
    if (part.first_alert) write(out, *part.first_alert);
    write_all(out, part.organisations, [&](const auto& one) { write(out, one); });
    write_all(out, part.had_elsewhere, [&](const auto& one) {
        out.whole(one.service.value);
        out.wide(one.served);
    });
    out.whole(part.is_any_down ? 1 : 0);
    write_all(out, part.below_full, [&](const auto& one) {
        out.whole(one.node.value);
        out.whole(static_cast<std::uint64_t>(one.level));
    });
    out.whole(part.events);
    write_all(out, part.events_of_kind, [&](std::uint64_t count) { out.whole(count); });
}
void read(ByteReader& in, PartFigures& part) {
    read(in, part.hosts);
    read_all(in, part.obligations, [&](model::ObligationFigures& one) {
        for (auto* count : {&one.met, &one.missed, &one.not_sent, &one.running}) {
            *count = in.index();
        }
    });
    if (in.whole() != 0) part.first_alert = instant_in(in);
    read_all(in, part.organisations, [&](auto& one) { read(in, one); });
    read_all(in, part.had_elsewhere, [&](auto& one) {
        one.service = federation::ServiceId{in.index()};
        one.served = in.wide();
    });
    part.is_any_down = in.whole() != 0;
    read_all(in, part.below_full, [&](auto& one) {
        one.node = federation::NeedNodeId{in.index()};
        one.level = static_cast<std::int32_t>(in.index());
    });
    part.events = in.whole();
    read_all(in, part.events_of_kind, [&](std::uint64_t& count) { count = in.whole(); });
}

void write(ByteWriter& out, const PartFailure& failure) {
    out.text(failure.failure.machine);
    out.text(failure.failure.why);
    out.whole(failure.endless ? 1 : 0);
    if (failure.endless) {
        write(out, failure.endless->at);
        out.text(failure.endless->organisation);
    }
    out.whole(failure.is_anothers ? 1 : 0);
}
void read(ByteReader& in, PartFailure& failure) {
    failure.failure.machine = in.text();
    failure.failure.why = in.text();
    if (in.whole() != 0) {
        failure.endless.emplace();
        failure.endless->at = instant_in(in);
        failure.endless->organisation = in.text();
    }
    failure.is_anothers = in.whole() != 0;
}

void ensure_all_read(const ByteReader& in) {
    ensure(in.is_at_end(), "a message of the ranks is longer than what it says");
}

}  // namespace

std::string bytes_of(const WorldOrder& order) {
    ByteWriter out;
    out.text(order.program_version);
    out.text(order.scenario);
    out.text(order.scenario_hash);
    write_all(out, order.sources, [&](const scenario::SourceFile& source) {
        out.text(source.path);
        out.text(source.text);
    });
    for (const std::uint64_t number :
         {std::uint64_t{order.strategy}, std::uint64_t{order.attacker}, order.world.seed,
          order.world.replication, std::uint64_t{order.redrawn}, std::uint64_t{order.threads},
          std::uint64_t{order.keeps_trace}, std::uint64_t{order.counts_events},
          std::uint64_t{order.shared}}) {
        out.whole(number);
    }
    write_all(out, order.rank_of, [&](std::uint16_t rank) { out.whole(rank); });
    return out.take();
}

WorldOrder world_order(std::string_view bytes) {
    ByteReader in(bytes);
    WorldOrder order;
    order.program_version = in.text();
    order.scenario = in.text();
    order.scenario_hash = in.text();
    read_all(in, order.sources, [&](scenario::SourceFile& source) {
        source.path = in.text();
        source.text = in.text();
    });
    order.strategy = in.index();
    order.attacker = in.index();
    order.world.seed = in.whole();
    order.world.replication = in.whole();
    order.redrawn = in.index();
    order.threads = in.index();
    order.keeps_trace = in.whole() != 0;
    order.counts_events = in.whole() != 0;
    order.shared = static_cast<std::uint16_t>(in.index());
    read_all(in, order.rank_of,
             [&](std::uint16_t& rank) { rank = static_cast<std::uint16_t>(in.index()); });
    ensure_all_read(in);
    return order;
}

std::string bytes_of(const PartAnswer& answer) {
    ByteWriter out;
    out.whole(answer.figures ? 1 : 0);
    if (answer.figures) {
        write(out, *answer.figures);
    } else {
        write(out, answer.failure);
    }
    return out.take();
}

PartAnswer part_answer(std::string_view bytes) {
    ByteReader in(bytes);
    PartAnswer answer;
    if (in.whole() != 0) {
        read(in, answer.figures.emplace());
    } else {
        read(in, answer.failure);
    }
    ensure_all_read(in);
    return answer;
}

static_assert(std::is_trivially_copyable_v<model::TraceRecord>);

std::string bytes_of(const std::vector<model::TraceRecord>& records) {
    return {reinterpret_cast<const char*>(records.data()),
            records.size() * sizeof(model::TraceRecord)};
}

std::vector<model::TraceRecord> records_in(std::string_view bytes) {
    ensure(bytes.size() % sizeof(model::TraceRecord) == 0,
           "a piece of the trace ends within a record");
    std::vector<model::TraceRecord> records(bytes.size() / sizeof(model::TraceRecord));
    if (!records.empty()) std::memcpy(records.data(), bytes.data(), bytes.size());
    return records;
}

}  // namespace kammerspiel::cluster
