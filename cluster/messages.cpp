#include "cluster/messages.hpp"

#include "cluster/bytes.hpp"
#include "kammerspiel/base/ensure.hpp"

namespace kammerspiel::cluster {
namespace {

using ensemble::Block;
using ensemble::CellSums;
using ensemble::CurveCounts;
using ensemble::PlaceFigures;
using ensemble::Row;
using ensemble::SiteSum;

void write(ByteWriter& out, const ensemble::Definition& definition) {
    out.text(definition.program_version);
    out.text(definition.scenario_hash);
    out.whole(definition.seed);
    out.whole(definition.strategies.size());
    for (const std::string& strategy : definition.strategies) out.text(strategy);
    out.whole(definition.uncertain ? 1 : 0);
    out.whole(definition.places ? 1 : 0);
}

ensemble::Definition definition_in(ByteReader& in) {
    ensemble::Definition definition;
    definition.program_version = in.text();
    definition.scenario_hash = in.text();
    definition.seed = in.whole();
    definition.strategies.resize(in.index());
    for (std::string& strategy : definition.strategies) strategy = in.text();
    definition.uncertain = in.whole() != 0;
    definition.places = in.whole() != 0;
    return definition;
}

void write(ByteWriter& out, const std::vector<std::uint32_t>& places) {
    out.whole(places.size());
    for (const std::uint32_t place : places) out.whole(place);
}

std::vector<std::uint32_t> places_in(ByteReader& in) {
    std::vector<std::uint32_t> places(in.index());
    for (std::uint32_t& place : places) place = in.index();
    return places;
}

void write(ByteWriter& out, const SiteSum& sum) {
    out.wide(sum.lost);
    out.wide(sum.lost_squared);
    out.wide(sum.outage);
    out.wide(sum.outage_squared);
    out.whole(static_cast<std::uint64_t>(sum.longest));
    out.whole(sum.worlds_hit);
    out.whole(sum.worlds_down);
}

SiteSum site_sum_in(ByteReader& in) {
    SiteSum sum;
    sum.lost = in.wide();
    sum.lost_squared = in.very_wide();
    sum.outage = in.wide();
    sum.outage_squared = in.wide();
    sum.longest = static_cast<std::int64_t>(in.whole());
    sum.worlds_hit = in.whole();
    sum.worlds_down = in.whole();
    return sum;
}

void write(ByteWriter& out, const CellSums& sums) {
    out.whole(sums.worlds);
    // Of a strategy or attacker that was left out there is nothing more to say.
    if (sums.worlds == 0) return;
    out.whole(sums.worlds_redrawn);
    out.whole(sums.events);
    out.whole(sums.sites.size());
    for (const SiteSum& site : sums.sites) write(out, site);
    for (std::size_t point = 0; point < CurveCounts::points; ++point) {
        for (std::size_t bin = 0; bin < CurveCounts::bins; ++bin) {
            out.whole(sums.curve.count(point, bin));
        }
    }
}

CellSums cell_sums_in(ByteReader& in) {
    CellSums sums;
    sums.worlds = in.whole();
    if (sums.worlds == 0) return sums;
    sums.worlds_redrawn = in.whole();
    sums.events = in.whole();
    sums.sites.resize(in.index());
    for (SiteSum& site : sums.sites) site = site_sum_in(in);
    for (std::size_t point = 0; point < CurveCounts::points; ++point) {
        for (std::size_t bin = 0; bin < CurveCounts::bins; ++bin) {
            sums.curve.set(point, bin, in.whole());
        }
    }
    return sums;
}

void write(ByteWriter& out, const std::vector<PlaceFigures>& places) {
    out.whole(places.size());
    for (const PlaceFigures& place : places) {
        out.whole(static_cast<std::uint64_t>(place.lost));
        out.whole(static_cast<std::uint64_t>(place.outage));
        out.whole(static_cast<std::uint64_t>(place.longest));
        out.whole(place.back ? 1 : 0);
        if (place.back) out.whole(static_cast<std::uint64_t>(*place.back));
    }
}

std::vector<PlaceFigures> place_figures_in(ByteReader& in) {
    std::vector<PlaceFigures> places(in.index());
    for (PlaceFigures& place : places) {
        place.lost = static_cast<std::int64_t>(in.whole());
        place.outage = static_cast<std::int64_t>(in.whole());
        place.longest = static_cast<std::int64_t>(in.whole());
        place.back.reset();
        if (in.whole() != 0) place.back = static_cast<std::int64_t>(in.whole());
    }
    return places;
}

void write(ByteWriter& out, const Block& block) {
    out.whole(block.first);
    out.whole(block.worlds);
    out.whole(block.rows.size());
    for (const Row& row : block.rows) {
        out.whole(row.world - block.first);
        out.whole(row.strategy);
        out.whole(row.attacker);
        for (const double figure : row.figures.values) out.real(figure);
        write(out, row.places);
    }
    out.whole(block.sums.size());
    for (const CellSums& sums : block.sums) write(out, sums);
}

Block block_in(ByteReader& in) {
    Block block;
    block.first = in.whole();
    block.worlds = in.whole();
    block.rows.resize(in.index());
    for (Row& row : block.rows) {
        row.world = block.first + in.whole();
        row.strategy = in.index();
        row.attacker = in.index();
        for (double& figure : row.figures.values) figure = in.real();
        row.places = place_figures_in(in);
    }
    block.sums.resize(in.index());
    for (CellSums& sums : block.sums) sums = cell_sums_in(in);
    return block;
}

void ensure_all_read(const ByteReader& in) {
    ensure(in.is_at_end(), "a message of the ranks is longer than what it says");
}

}  // namespace

std::string bytes_of(const StudyOrder& order) {
    ByteWriter out;
    out.text(order.program_version);
    write(out, order.definition);
    out.text(order.scenario);
    out.whole(order.sources.size());
    for (const scenario::SourceFile& source : order.sources) {
        out.text(source.path);
        out.text(source.text);
    }
    out.whole(order.threads);
    return out.take();
}

StudyOrder study_order(std::string_view bytes) {
    ByteReader in(bytes);
    StudyOrder order;
    order.program_version = in.text();
    order.definition = definition_in(in);
    order.scenario = in.text();
    order.sources.resize(in.index());
    for (scenario::SourceFile& source : order.sources) {
        source.path = in.text();
        source.text = in.text();
    }
    order.threads = in.index();
    ensure_all_read(in);
    return order;
}

std::string bytes_of(const BlockOrder& order) {
    ByteWriter out;
    out.whole(order.number);
    out.whole(order.round.first);
    out.whole(order.round.end);
    write(out, order.round.strategies);
    write(out, order.round.of_batch);
    out.whole(static_cast<std::uint64_t>(order.patience.count()));
    return out.take();
}

BlockOrder block_order(std::string_view bytes) {
    ByteReader in(bytes);
    BlockOrder order;
    order.number = in.whole();
    order.round.first = in.whole();
    order.round.end = in.whole();
    order.round.strategies = places_in(in);
    order.round.of_batch = places_in(in);
    order.patience = std::chrono::milliseconds(in.whole());
    ensure_all_read(in);
    return order;
}

std::string bytes_of(const BlockAnswer& answer) {
    ByteWriter out;
    out.whole(answer.number);
    const auto* block = std::get_if<Block>(&answer.outcome);
    out.whole(block != nullptr ? 1 : 0);
    if (block != nullptr) {
        write(out, *block);
    } else {
        const auto& failure = std::get<Failure>(answer.outcome);
        out.text(failure.machine);
        out.text(failure.why);
    }
    return out.take();
}

BlockAnswer block_answer(std::string_view bytes) {
    ByteReader in(bytes);
    BlockAnswer answer;
    answer.number = in.whole();
    if (in.whole() != 0) {
        answer.outcome = block_in(in);
    } else {
        Failure failure;
        failure.machine = in.text();
        failure.why = in.text();
        answer.outcome = std::move(failure);
    }
    ensure_all_read(in);
    return answer;
}

}  // namespace kammerspiel::cluster
