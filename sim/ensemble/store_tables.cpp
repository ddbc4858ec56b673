#include "sim/ensemble/store_tables.hpp"

#include <fmt/format.h>

#include <charconv>

#include "kammerspiel/base/text.hpp"
#include "kammerspiel/stats/selection.hpp"

namespace kammerspiel::ensemble {

namespace fs = std::filesystem;
using model::Int128;

void damaged(const fs::path& path, std::string_view what) {
    throw StoreError(StoreError::Fault::input,
                     {"store.damaged", {{"file", path.string()}, {"cause", what}}});
}

namespace {

Int128 parsed(const std::string& text, const fs::path& path) {
    constexpr std::size_t most_digits = 38;
    const bool is_negative = text.starts_with('-');
    const std::string_view digits = std::string_view(text).substr(is_negative ? 1 : 0);
    if (digits.empty() || digits.size() > most_digits) damaged(path, text);
    Int128 value = 0;
    for (const char digit : digits) {
        if (digit < '0' || digit > '9') damaged(path, text);
        value = value * 10 + (digit - '0');
    }
    return is_negative ? -value : value;
}

Wide parsed_wide(const std::string& text, const fs::path& path) {
    const auto number = Wide::parsed(text);
    if (!number) damaged(path, text);
    return *number;
}

}  // namespace

std::uint64_t parsed_number(const std::string& text, const fs::path& path) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) damaged(path, text);
    return value;
}

void set_about(const Database& database, std::string_view key, std::string_view value) {
    Statement(database, "INSERT OR REPLACE INTO about VALUES (?, ?)")
        .bind(1, key)
        .bind(2, value)
        .run();
}

std::optional<std::string> about_if_any(const Database& database, std::string_view key) {
    Statement select(database, "SELECT value FROM about WHERE key = ?");
    select.bind(1, key);
    return select.step() ? std::optional(select.text(0)) : std::nullopt;
}

std::string about_value(const Database& database, std::string_view key) {
    const auto value = about_if_any(database, key);
    if (!value) damaged(database.path(), key);
    return *value;
}

std::uint64_t number_about(const Database& database, std::string_view key) {
    return parsed_number(about_value(database, key), database.path());
}

std::optional<double> real_if_any(const Database& database, std::string_view key) {
    const auto written = about_if_any(database, key);
    if (!written) return std::nullopt;
    double value = 0;
    const auto [end, error] =
        std::from_chars(written->data(), written->data() + written->size(), value);
    if (error != std::errc{} || end != written->data() + written->size()) {
        damaged(database.path(), key);
    }
    return value;
}

void write_about(const Database& database, const About& of) {
    set_about(database, "program_version", of.definition.program_version);
    set_about(database, "scenario", of.scenario);
    set_about(database, "scenario_sha256", of.definition.scenario_hash);
    set_about(database, "title_en", of.title.en);
    set_about(database, "title_de", of.title.de);
    set_about(database, "seed", fmt::format("{}", of.definition.seed));
    set_about(database, "uncertain", of.definition.uncertain ? "1" : "0");
    set_about(database, "horizon_us", fmt::format("{}", of.horizon.count()));
    if (of.member_hour) {
        set_about(database, "currency", of.currency);
        set_about(database, "member_hour_price", fmt::format("{}", *of.member_hour));
    }
    set_about(database, "command_line", of.command_line);
    if (!of.meaning.empty()) set_about(database, "meaning", of.meaning);
    if (of.migrated_from) {
        set_about(database, "migrated_from", fmt::format("{}", *of.migrated_from));
    }
    set_about(database, "places", of.definition.places ? "1" : "0");
    set_about(database, "worlds", "0");
    Statement file(database, "INSERT INTO source_file VALUES (?, ?, ?)");
    std::int64_t number = 0;
    for (const scenario::SourceFile& source : of.sources) {
        file.bind(1, number++).bind(2, source.path).bind(3, source.text).run();
    }
    Statement parameter(database, "INSERT INTO parameter VALUES (?, ?)");
    for (std::size_t p = 0; p < of.parameters.size(); ++p) {
        parameter.bind(1, static_cast<std::int64_t>(p)).bind(2, of.parameters[p]).run();
    }
    Statement strategy(database, "INSERT INTO strategy VALUES (?, ?, ?, ?)");
    for (std::size_t s = 0; s < of.definition.strategies.size(); ++s) {
        strategy.bind(1, static_cast<std::int64_t>(s))
            .bind(2, of.definition.strategies[s])
            .bind(3, of.strategy_titles[s].en)
            .bind(4, of.strategy_titles[s].de)
            .run();
    }
    write_organisations(database, of.organisations);
    Statement attacker(database, "INSERT INTO attacker VALUES (?, ?, ?, ?, ?)");
    for (std::size_t a = 0; a < of.attackers.size(); ++a) {
        attacker.bind(1, static_cast<std::int64_t>(a))
            .bind(2, of.attackers[a])
            .bind(3, of.attacker_titles[a].en)
            .bind(4, of.attacker_titles[a].de)
            .bind(5, of.weights[a])
            .run();
    }
}

About read_about(const Database& database) {
    About of;
    of.definition.program_version = about_value(database, "program_version");
    of.definition.scenario_hash = about_value(database, "scenario_sha256");
    of.definition.seed = parsed_number(about_value(database, "seed"), database.path());
    of.definition.uncertain = about_value(database, "uncertain") == "1";
    of.definition.places = about_value(database, "places") == "1";
    of.scenario = about_value(database, "scenario");
    of.title = {about_value(database, "title_en"), about_value(database, "title_de")};
    of.horizon = Duration::micros(static_cast<std::int64_t>(
        parsed_number(about_value(database, "horizon_us"), database.path())));
    if (const auto price = real_if_any(database, "member_hour_price")) {
        of.member_hour = *price;
        of.currency = about_value(database, "currency");
    }
    of.command_line = about_value(database, "command_line");
    of.meaning = about_if_any(database, "meaning").value_or("");
    if (const auto format = about_if_any(database, "migrated_from")) {
        of.migrated_from = static_cast<int>(parsed_number(*format, database.path()));
    }
    of.organisations = read_organisations(database);
    Statement file(database, "SELECT path, text FROM source_file ORDER BY number");
    while (file.step()) of.sources.push_back({file.text(0), file.text(1)});
    Statement parameter(database, "SELECT name FROM parameter ORDER BY number");
    while (parameter.step()) of.parameters.push_back(parameter.text(0));
    Statement strategy(database, "SELECT name, title_en, title_de FROM strategy ORDER BY number");
    while (strategy.step()) {
        of.definition.strategies.push_back(strategy.text(0));
        of.strategy_titles.push_back({strategy.text(1), strategy.text(2)});
    }
    Statement attacker(
        database, "SELECT name, title_en, title_de, attacker_weight FROM attacker ORDER BY number");
    while (attacker.step()) {
        of.attackers.push_back(attacker.text(0));
        of.attacker_titles.push_back({attacker.text(1), attacker.text(2)});
        of.weights.push_back(attacker.real(3));
    }
    if (of.definition.strategies.empty() || of.attackers.empty() || of.sources.empty()) {
        damaged(database.path(), "strategy, attacker, source_file");
    }
    for (const auto* names : {&of.definition.strategies, &of.attackers}) {
        for (const std::string& name : *names) {
            if (!is_harmless(name) || find_invalid_utf8(name)) damaged(database.path(), "name");
        }
    }
    return of;
}

void write_shard(const Database& database, const Shard& shard) {
    set_about(database, "shard", fmt::format("{}", shard.number));
    set_about(database, "shards", fmt::format("{}", shard.of));
    set_about(database, "worlds_of_all_shards", fmt::format("{}", shard.worlds));
    set_about(database, "worlds", fmt::format("{}", shard.first()));
}

Shard read_shard(const Database& database) {
    const Shard shard{.number = number_about(database, "shard"),
                      .of = number_about(database, "shards"),
                      .worlds = number_about(database, "worlds_of_all_shards")};
    if (!shard.is_possible()) damaged(database.path(), "shard");
    return shard;
}

Rounds read_rounds(const Database& database, std::size_t strategies, std::size_t attackers) {
    Rounds rounds(strategies, attackers);
    Statement round(database, "SELECT number, first_world, end_world FROM round ORDER BY number");
    Statement run(database,
                  "SELECT strategy, attacker, of_20_worlds FROM round_run WHERE round = ? "
                  "ORDER BY strategy, attacker");
    std::uint64_t begins = 0;
    while (round.step()) {
        Round one{.first = static_cast<std::uint64_t>(round.integer(1)),
                  .end = static_cast<std::uint64_t>(round.integer(2)),
                  .strategies = {},
                  .of_batch = std::vector<std::uint32_t>(attackers, 0)};
        run.bind(1, round.integer(0));
        while (run.step()) {
            const std::int64_t strategy = run.integer(0);
            const std::int64_t attacker = run.integer(1);
            const std::int64_t of_batch = run.integer(2);
            const bool fits = strategy >= 0 && attacker >= 0 && of_batch > 0 &&
                              static_cast<std::size_t>(strategy) < strategies &&
                              static_cast<std::size_t>(attacker) < attackers &&
                              of_batch <= static_cast<std::int64_t>(stats::batch_size);
            if (!fits) damaged(database.path(), "round_run");
            const auto s = static_cast<std::uint32_t>(strategy);
            if (one.strategies.empty() || one.strategies.back() != s) one.strategies.push_back(s);
            one.of_batch[static_cast<std::size_t>(attacker)] = static_cast<std::uint32_t>(of_batch);
        }
        run.reset();
        if (one.first != begins || one.end <= one.first || one.strategies.empty()) {
            damaged(database.path(), "round");
        }
        begins = one.end;
        rounds.add(std::move(one));
    }
    return rounds;
}

void write_round(const Database& database, std::size_t number, const Round& round) {
    Statement(database, "INSERT INTO round VALUES (?, ?, ?)")
        .bind(1, static_cast<std::int64_t>(number))
        .bind(2, static_cast<std::int64_t>(round.first))
        .bind(3, static_cast<std::int64_t>(round.end))
        .run();
    Statement run(database, "INSERT INTO round_run VALUES (?, ?, ?, ?)");
    for (const std::uint32_t s : round.strategies) {
        for (std::size_t a = 0; a < round.of_batch.size(); ++a) {
            if (round.of_batch[a] == 0) continue;
            run.bind(1, static_cast<std::int64_t>(number))
                .bind(2, static_cast<std::int64_t>(s))
                .bind(3, static_cast<std::int64_t>(a))
                .bind(4, static_cast<std::int64_t>(round.of_batch[a]))
                .run();
        }
    }
}

void check_rows(const Database& database, std::uint64_t worlds, const Rounds& rounds) {
    Statement count(database, "SELECT count(*) FROM run");
    const auto rows = count.step() ? static_cast<std::uint64_t>(count.integer(0)) : 0;
    // A world has a run at least, so that larger numbers are wrong, and their products may be.
    const bool may_be = worlds <= rows;
    const bool within = rounds.all().empty() || worlds <= rounds.all().back().end;
    if (!may_be || !within || rounds.runs_below(worlds) != rows) damaged(database.path(), "run");
}

void write_sums(const Database& database, const About& about, const std::vector<CellSums>& sums) {
    Statement site(database,
                   "INSERT OR REPLACE INTO place_sum VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    Statement whole(database, "INSERT OR REPLACE INTO cell_sum VALUES (?, ?, ?, ?, ?)");
    Statement curve(database, "INSERT OR REPLACE INTO curve_count VALUES (?, ?, ?, ?, ?)");
    const std::size_t attackers = about.attackers.size();
    for (std::size_t cell = 0; cell < sums.size(); ++cell) {
        const auto s = static_cast<std::int64_t>(cell / attackers);
        const auto a = static_cast<std::int64_t>(cell % attackers);
        whole.bind(1, s)
            .bind(2, a)
            .bind(3, static_cast<std::int64_t>(sums[cell].worlds_redrawn))
            .bind(4, static_cast<std::int64_t>(sums[cell].worlds))
            .bind(5, static_cast<std::int64_t>(sums[cell].events))
            .run();
        for (std::size_t i = 0; i < sums[cell].sites.size(); ++i) {
            const SiteSum& sum = sums[cell].sites[i];
            site.bind(1, s).bind(2, a).bind(3, static_cast<std::int64_t>(i));
            site.bind(4, fmt::format("{}", sum.lost)).bind(5, sum.lost_squared.in_digits());
            site.bind(6, fmt::format("{}", sum.outage))
                .bind(7, fmt::format("{}", sum.outage_squared));
            site.bind(8, sum.longest)
                .bind(9, static_cast<std::int64_t>(sum.worlds_hit))
                .bind(10, static_cast<std::int64_t>(sum.worlds_down))
                .run();
        }
        for (std::size_t p = 0; p < CurveCounts::points; ++p) {
            for (std::size_t b = 0; b < CurveCounts::bins; ++b) {
                const std::uint64_t worlds = sums[cell].curve.count(p, b);
                if (worlds == 0) continue;
                curve.bind(1, s).bind(2, a).bind(3, static_cast<std::int64_t>(p));
                curve.bind(4, static_cast<std::int64_t>(b))
                    .bind(5, static_cast<std::int64_t>(worlds))
                    .run();
            }
        }
    }
}

std::vector<CellSums> read_sums(const Database& database, const About& about) {
    std::vector<CellSums> all(about.definition.strategies.size() * about.attackers.size());
    Statement count(database, "SELECT count(*) FROM place");
    const std::size_t sites = count.step() ? static_cast<std::size_t>(count.integer(0)) : 0;
    for (CellSums& cell : all) cell.sites.resize(sites);
    const auto cell_of = [&](const Statement& row) -> CellSums& {
        const auto cell = static_cast<std::size_t>(row.integer(0)) * about.attackers.size() +
                          static_cast<std::size_t>(row.integer(1));
        if (cell >= all.size()) damaged(database.path(), "strategy, attacker");
        return all[cell];
    };
    Statement row(database, "SELECT * FROM place_sum ORDER BY strategy, attacker, place");
    while (row.step()) {
        CellSums& cell = cell_of(row);
        const auto site = static_cast<std::size_t>(row.integer(2));
        if (site >= sites) damaged(database.path(), "place_sum");
        const fs::path& path = database.path();
        cell.sites[site] = {.lost = parsed(row.text(3), path),
                            .lost_squared = parsed_wide(row.text(4), path),
                            .outage = parsed(row.text(5), path),
                            .outage_squared = parsed(row.text(6), path),
                            .longest = row.integer(7),
                            .worlds_hit = static_cast<std::uint64_t>(row.integer(8)),
                            .worlds_down = static_cast<std::uint64_t>(row.integer(9))};
    }
    Statement whole(database, "SELECT * FROM cell_sum");
    while (whole.step()) {
        CellSums& cell = cell_of(whole);
        cell.worlds_redrawn = static_cast<std::uint64_t>(whole.integer(2));
        cell.worlds = static_cast<std::uint64_t>(whole.integer(3));
        cell.events = static_cast<std::uint64_t>(whole.integer(4));
    }
    Statement curve(database, "SELECT * FROM curve_count");
    while (curve.step()) {
        CellSums& cell = cell_of(curve);
        const auto point = static_cast<std::size_t>(curve.integer(2));
        const auto bin = static_cast<std::size_t>(curve.integer(3));
        if (point >= CurveCounts::points || bin >= CurveCounts::bins) {
            damaged(database.path(), "curve_count");
        }
        cell.curve.set(point, bin, static_cast<std::uint64_t>(curve.integer(4)));
    }
    return all;
}

}  // namespace kammerspiel::ensemble
