#include "kammerspiel/ensemble/store.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "kammerspiel/base/sha256.hpp"
#include "kammerspiel/base/text.hpp"
#include "kammerspiel/stats/selection.hpp"
#include "sim/ensemble/file_lock.hpp"
#include "sim/ensemble/sqlite.hpp"
#include "sim/ensemble/store_schema.hpp"

namespace kammerspiel::ensemble {
namespace {

namespace fs = std::filesystem;
using model::Int128;

[[noreturn]] void damaged(const fs::path& path, std::string_view what) {
    throw StoreError(StoreError::Fault::input,
                     {"store.damaged", {{"file", path.string()}, {"cause", what}}});
}

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

std::string about(const Database& database, std::string_view key) {
    const auto value = about_if_any(database, key);
    if (!value) damaged(database.path(), key);
    return *value;
}

std::uint64_t number_about(const Database& database, std::string_view key) {
    return parsed_number(about(database, key), database.path());
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
    of.definition.program_version = about(database, "program_version");
    of.definition.scenario_hash = about(database, "scenario_sha256");
    of.definition.seed = parsed_number(about(database, "seed"), database.path());
    of.definition.uncertain = about(database, "uncertain") == "1";
    of.scenario = about(database, "scenario");
    of.title = {about(database, "title_en"), about(database, "title_de")};
    of.horizon = Duration::micros(
        static_cast<std::int64_t>(parsed_number(about(database, "horizon_us"), database.path())));
    if (const auto price = real_if_any(database, "member_hour_price")) {
        of.member_hour = *price;
        of.currency = about(database, "currency");
    }
    of.command_line = about(database, "command_line");
    of.meaning = about_if_any(database, "meaning").value_or("");
    Statement file(database, "SELECT path, text FROM source_file ORDER BY number");
    while (file.step()) of.sources.push_back({file.text(0), file.text(1)});
    Statement parameter(database, "SELECT path FROM parameter ORDER BY number");
    while (parameter.step()) of.parameters.push_back(parameter.text(0));
    Statement strategy(database, "SELECT name, title_en, title_de FROM strategy ORDER BY number");
    while (strategy.step()) {
        of.definition.strategies.push_back(strategy.text(0));
        of.strategy_titles.push_back({strategy.text(1), strategy.text(2)});
    }
    Statement attacker(database,
                       "SELECT name, title_en, title_de, weight FROM attacker ORDER BY number");
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

enum class Kind { study, shard };

void check_header(const Database& database, Kind wanted) {
    const auto refuse = [&](const char* key) {
        throw StoreError(StoreError::Fault::input, {key, {{"file", database.path().string()}}});
    };
    Statement id(database, "PRAGMA application_id");
    const std::int64_t kind = id.step() ? id.integer(0) : 0;
    if (kind != application_id && kind != shard_application_id) refuse("store.no_study");
    Statement format(database, "PRAGMA user_version");
    if (!format.step() || format.integer(0) != store_format) refuse("store.other_format");
    const bool is_shard = kind == shard_application_id;
    if (is_shard && wanted == Kind::study) refuse("store.is_shard");
    if (!is_shard && wanted == Kind::shard) refuse("store.no_shard");
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

/// From here on the file is written to.
void begin_writing(const Database& database, Reading reading) {
    database.execute(reading == Reading::meanwhile
                         ? "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL"
                         : "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL");
}

void check_there(const fs::path& path) {
    std::error_code error;
    if (fs::is_regular_file(path, error)) return;
    throw StoreError(StoreError::Fault::input, {"store.missing", {{"file", path.string()}}});
}

Rounds read_rounds(const Database& database, std::size_t strategies, std::size_t attackers) {
    Rounds rounds(strategies, attackers);
    Statement round(database, "SELECT number, first_world, end_world FROM round ORDER BY number");
    Statement run(database,
                  "SELECT strategy, attacker, of_batch FROM round_run WHERE round = ? "
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

/// A study may come from anywhere: before its numbers are believed, they must fit its rows.
/// `worlds`: how many there are.
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
                   "INSERT OR REPLACE INTO site_sum VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
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

/// What NULL means depends on the metric: not reached, or not asked for.
double figure(const Statement& row, int column, const MetricInfo& metric, const fs::path& path) {
    if (row.is_real(column)) return row.real(column);
    if (!row.is_null(column)) damaged(path, metric.name);
    if (metric.is_time) return not_reached;
    if (metric.metric != Metric::cost) damaged(path, metric.name);
    return std::nan("");
}

}  // namespace

StoreError::StoreError(Fault fault, Message message)
    : std::runtime_error(message.key), fault_(fault), message_(std::move(message)) {}

std::optional<Mismatch> mismatch(const Definition& wanted, const Definition& found) {
    if (wanted.program_version != found.program_version) {
        return Mismatch{Mismatch::What::version, wanted.program_version, found.program_version};
    }
    if (wanted.scenario_hash != found.scenario_hash) {
        constexpr std::size_t enough = 12;
        return Mismatch{Mismatch::What::scenario, wanted.scenario_hash.substr(0, enough),
                        found.scenario_hash.substr(0, enough)};
    }
    if (wanted.seed != found.seed) {
        return Mismatch{Mismatch::What::seed, fmt::format("{}", wanted.seed),
                        fmt::format("{}", found.seed)};
    }
    if (wanted.strategies != found.strategies) {
        return Mismatch{Mismatch::What::strategies,
                        fmt::format("{}", fmt::join(wanted.strategies, ", ")),
                        fmt::format("{}", fmt::join(found.strategies, ", "))};
    }
    if (wanted.uncertain != found.uncertain) {
        return Mismatch{Mismatch::What::uncertain, wanted.uncertain ? "1" : "0",
                        found.uncertain ? "1" : "0"};
    }
    return std::nullopt;
}

struct Store::State {
    std::optional<FileLock> lock;
    Database database;
    About about;
    std::optional<Shard> shard;
    std::uint64_t worlds = 0;
    Rounds rounds;
    std::optional<RoundPlanning> planned_by = {};

    [[nodiscard]] std::size_t cells() const {
        return about.definition.strategies.size() * about.attackers.size();
    }
    [[nodiscard]] std::uint64_t first_world() const { return shard ? shard->first() : 0; }

    static std::unique_ptr<State> make(const fs::path& path, const About& about,
                                       const std::vector<Site>& sites, Reading reading,
                                       const std::optional<Shard>& shard);
    /// One look at the file, whatever is written to it meanwhile; it stays open.
    static std::unique_ptr<State> read(const fs::path& path, Database::Access access, Kind kind);
};

Store::Store(std::unique_ptr<State> state) : state_(std::move(state)) {}
Store::~Store() = default;
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;

std::unique_ptr<Store::State> Store::State::make(const fs::path& path, const About& about,
                                                 const std::vector<Site>& sites, Reading reading,
                                                 const std::optional<Shard>& shard) {
    FileLock lock(path);
    // Built under another name, so that a study is never there without its provenance.
    fs::path part = path;
    part += ".part";
    std::error_code ignored;
    fs::remove(part, ignored);
    {
        const Database database(part, Database::Access::create);
        database.execute("PRAGMA journal_mode = MEMORY");
        database.execute(store_schema());
        if (shard) {
            database.execute(fmt::format("PRAGMA application_id = {}", shard_application_id));
        }
        Transaction transaction(database);
        write_about(database, about);
        if (shard) write_shard(database, *shard);
        Statement site(database, "INSERT INTO site VALUES (?, ?, ?)");
        for (std::size_t i = 0; i < sites.size(); ++i) {
            site.bind(1, static_cast<std::int64_t>(i))
                .bind(2, word_of(sites[i].kind))
                .bind(3, sites[i].name)
                .run();
        }
        Statement point(database, "INSERT INTO curve_point VALUES (?, ?)");
        for (std::size_t p = 0; p < CurveCounts::points; ++p) {
            point.bind(1, static_cast<std::int64_t>(p))
                .bind(2, CurveCounts::hours(p, about.horizon))
                .run();
        }
        transaction.commit();
    }
    for (const char* rest : {"-wal", "-shm", "-journal"}) {
        fs::path old = path;
        old += rest;
        fs::remove(old, ignored);
    }
    std::error_code error;
    fs::rename(part, path, error);
    if (error) {
        throw StoreError(
            StoreError::Fault::machine,
            {"store.cannot_open", {{"file", path.string()}, {"cause", error.message()}}});
    }
    Database database(path, Database::Access::write);
    begin_writing(database, reading);
    const Rounds none(about.definition.strategies.size(), about.attackers.size());
    return std::make_unique<State>(State{std::move(lock), std::move(database), about, shard,
                                         shard ? shard->first() : 0, none});
}

Store Store::create(const fs::path& path, const About& about, const std::vector<Site>& sites,
                    Reading reading) {
    return Store(State::make(path, about, sites, reading, std::nullopt));
}

Store Store::create_shard(const fs::path& path, const About& about, const std::vector<Site>& sites,
                          const Shard& shard) {
    ensure(shard.is_possible(), "there is no shard {} of {}", shard.number, shard.of);
    return Store(State::make(path, about, sites, Reading::when_done, shard));
}

Store Store::resume(const fs::path& path) {
    check_there(path);
    FileLock lock(path);
    Store store = open(path);
    // Its look at the file would keep the log from being turned on.
    store.state_->database.execute("COMMIT");
    Database database(path, Database::Access::write);
    begin_writing(database, Reading::meanwhile);
    store.state_->lock.emplace(std::move(lock));
    store.state_->database = std::move(database);
    return store;
}

Store Store::resume_shard(const fs::path& path) {
    check_there(path);
    FileLock lock(path);
    // Open to be written to from the first look on: what a process that was killed was about is
    // taken back by it.
    auto state = State::read(path, Database::Access::write, Kind::shard);
    state->database.execute("COMMIT");
    begin_writing(state->database, Reading::when_done);
    state->lock.emplace(std::move(lock));
    return Store(std::move(state));
}

Store Store::open(const fs::path& path) {
    return Store(State::read(path, Database::Access::read, Kind::study));
}

Store Store::open_shard(const fs::path& path) {
    return Store(State::read(path, Database::Access::read, Kind::shard));
}

std::unique_ptr<Store::State> Store::State::read(const fs::path& path, Database::Access access,
                                                 Kind kind) {
    check_there(path);
    Database database(path, access);
    check_header(database, kind);
    database.check_is_ours(store_schema());
    database.execute("BEGIN");
    About about = read_about(database);
    std::optional<Shard> shard;
    if (kind == Kind::shard) shard = read_shard(database);
    if (!shard && about_if_any(database, "shard")) damaged(path, "shard");
    const std::uint64_t worlds = number_about(database, "worlds");
    Rounds rounds =
        read_rounds(database, about.definition.strategies.size(), about.attackers.size());
    if (shard && (worlds < shard->first() || worlds > shard->end() || !rounds.all().empty())) {
        damaged(path, "shard");
    }
    check_rows(database, shard ? worlds - shard->first() : worlds, rounds);
    std::optional<RoundPlanning> planned_by;
    if (!rounds.all().empty()) {
        const auto metric = find_metric(ensemble::about(database, "planned_by"));
        if (!metric) damaged(path, "planned_by");
        planned_by = {.metric = *metric, .most_loss = real_if_any(database, "most_loss")};
    }
    return std::make_unique<State>(State{std::nullopt, std::move(database), std::move(about), shard,
                                         worlds, std::move(rounds), planned_by});
}

const fs::path& Store::path() const { return state_->database.path(); }

const About& Store::about() const { return state_->about; }

std::uint64_t Store::worlds() const { return state_->worlds; }

std::uint64_t Store::first_world() const { return state_->first_world(); }

const std::optional<Shard>& Store::shard() const { return state_->shard; }

std::vector<CellSums> Store::sums() const {
    const State& state = *state_;
    std::vector<CellSums> all(state.cells());
    Statement count(state.database, "SELECT count(*) FROM site");
    const std::size_t sites = count.step() ? static_cast<std::size_t>(count.integer(0)) : 0;
    for (CellSums& cell : all) cell.sites.resize(sites);
    const auto cell_of = [&](const Statement& row) -> CellSums& {
        const auto cell = static_cast<std::size_t>(row.integer(0)) * state.about.attackers.size() +
                          static_cast<std::size_t>(row.integer(1));
        if (cell >= all.size()) damaged(state.database.path(), "strategy, attacker");
        return all[cell];
    };
    Statement row(state.database, "SELECT * FROM site_sum ORDER BY strategy, attacker, site");
    while (row.step()) {
        CellSums& cell = cell_of(row);
        const auto site = static_cast<std::size_t>(row.integer(2));
        if (site >= sites) damaged(state.database.path(), "site_sum");
        const fs::path& path = state.database.path();
        cell.sites[site] = {.lost = parsed(row.text(3), path),
                            .lost_squared = parsed_wide(row.text(4), path),
                            .outage = parsed(row.text(5), path),
                            .outage_squared = parsed(row.text(6), path),
                            .longest = row.integer(7),
                            .worlds_hit = static_cast<std::uint64_t>(row.integer(8)),
                            .worlds_down = static_cast<std::uint64_t>(row.integer(9))};
    }
    Statement whole(state.database, "SELECT * FROM cell_sum");
    while (whole.step()) {
        CellSums& cell = cell_of(whole);
        cell.worlds_redrawn = static_cast<std::uint64_t>(whole.integer(2));
        cell.worlds = static_cast<std::uint64_t>(whole.integer(3));
        cell.events = static_cast<std::uint64_t>(whole.integer(4));
    }
    Statement curve(state.database, "SELECT * FROM curve_count");
    while (curve.step()) {
        CellSums& cell = cell_of(curve);
        const auto point = static_cast<std::size_t>(curve.integer(2));
        const auto bin = static_cast<std::size_t>(curve.integer(3));
        if (point >= CurveCounts::points || bin >= CurveCounts::bins) {
            damaged(state.database.path(), "curve_count");
        }
        cell.curve.set(point, bin, static_cast<std::uint64_t>(curve.integer(4)));
    }
    return all;
}

std::vector<Site> Store::sites() const {
    std::vector<Site> all;
    Statement row(state_->database, "SELECT kind, name FROM site ORDER BY number");
    while (row.step()) {
        Site site;
        if (const auto kind = value_of<Site::Kind>(row.text(0))) site.kind = *kind;
        site.name = row.text(1);
        all.push_back(std::move(site));
    }
    return all;
}

const Rounds& Store::rounds() const { return state_->rounds; }

const std::optional<RoundPlanning>& Store::planned_by() const { return state_->planned_by; }

void Store::begin_round(const Round& round, const RoundPlanning& planned_by) {
    State& state = *state_;
    const auto before = state.rounds.all();
    ensure(!state.shard, "a shard has a round from world {} on", round.first);
    ensure(before.empty() ? round.end >= state.worlds : before.back().end == state.worlds,
           "a round begins with world {} after {} worlds", round.first, state.worlds);
    Rounds rounds = state.rounds;
    rounds.add(round);
    ensure(!before.empty() || rounds.is_full(), "a first round of {} worlds leaves out runs",
           round.end);
    Transaction transaction(state.database);
    write_round(state.database, before.size(), round);
    set_about(state.database, "planned_by", info(planned_by.metric).name);
    if (planned_by.most_loss) {
        set_about(state.database, "most_loss", fmt::format("{}", *planned_by.most_loss));
    }
    transaction.commit();
    state.rounds = std::move(rounds);
    state.planned_by = planned_by;
}

void Store::end_rounds() {
    State& state = *state_;
    ensure(state.rounds.is_full(), "{} rounds leave out runs", state.rounds.all().size());
    if (state.rounds.all().empty()) return;
    Transaction transaction(state.database);
    state.database.execute(
        "DELETE FROM round_run; DELETE FROM round; DELETE FROM about "
        "WHERE key IN ('planned_by', 'most_loss')");
    transaction.commit();
    state.rounds = Rounds(state.about.definition.strategies.size(), state.about.attackers.size());
    state.planned_by.reset();
}

void Store::append(const Addition& addition) {
    State& state = *state_;
    ensure(addition.rows.size() ==
               state.rounds.runs_below(addition.worlds) - state.rounds.runs_below(state.worlds),
           "a study was given rows of other worlds than {}", addition.worlds);
    ensure(
        addition.drawn.size() == (addition.worlds - state.worlds) * state.about.parameters.size(),
        "a study was given values of other worlds than {}", addition.worlds);
    Transaction transaction(state.database);
    std::string places = "?, ?, ?";
    for (std::size_t m = 0; m < metric_count; ++m) places += ", ?";
    Statement insert(state.database, fmt::format("INSERT INTO run VALUES ({})", places));
    for (const Row& row : addition.rows) {
        insert.bind(1, static_cast<std::int64_t>(row.world))
            .bind(2, static_cast<std::int64_t>(row.strategy))
            .bind(3, static_cast<std::int64_t>(row.attacker));
        for (std::size_t m = 0; m < metric_count; ++m) {
            insert.bind(static_cast<int>(m + 4), row.figures.values[m]);
        }
        insert.run();
    }
    Statement value(state.database, "INSERT INTO drawn VALUES (?, ?, ?, ?)");
    for (const DrawnValue& drawn : addition.drawn) {
        value.bind(1, static_cast<std::int64_t>(drawn.world))
            .bind(2, static_cast<std::int64_t>(drawn.parameter))
            .bind(3, drawn.position)
            .bind(4, drawn.value)
            .run();
    }
    write_sums(state.database, state.about, addition.sums);
    set_about(state.database, "worlds", fmt::format("{}", addition.worlds));
    transaction.commit();
    state.worlds = addition.worlds;
}

void Store::finish() {
    state_->database.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    // Fails while somebody reads; then the log stays beside the file, which is right all the same.
    sqlite3_exec(state_->database.handle(), "PRAGMA journal_mode = DELETE", nullptr, nullptr,
                 nullptr);
}

std::vector<std::vector<double>> Store::columns(std::span<const Metric> metrics,
                                                std::uint64_t worlds) const {
    const State& state = *state_;
    std::string names;
    for (const Metric metric : metrics) names += fmt::format(", {}", info(metric).name);
    Statement row(state.database,
                  fmt::format("SELECT world, strategy, attacker{} FROM run WHERE world < ? "
                              "ORDER BY world, strategy, attacker",
                              names));
    row.bind(1, static_cast<std::int64_t>(worlds));
    const std::size_t attackers = state.about.attackers.size();
    std::vector<std::vector<double>> all(metrics.size(),
                                         std::vector<double>(state.cells() * worlds, 0.0));
    std::uint64_t number = 0;
    for (; row.step(); ++number) {
        const auto world = static_cast<std::size_t>(row.integer(0));
        const auto strategy = static_cast<std::size_t>(row.integer(1));
        const auto attacker = static_cast<std::size_t>(row.integer(2));
        const bool is_one = row.integer(0) >= 0 && world < worlds &&
                            strategy < state.about.definition.strategies.size() &&
                            attacker < attackers && state.rounds.runs(world, strategy, attacker);
        if (!is_one) damaged(state.database.path(), "run");
        for (std::size_t m = 0; m < metrics.size(); ++m) {
            all[m][(strategy * worlds + world) * attackers + attacker] =
                figure(row, static_cast<int>(m + 3), info(metrics[m]), state.database.path());
        }
    }
    // Keys are unique: so many runs of the study are all of them.
    if (number != state.rounds.runs_below(worlds)) damaged(state.database.path(), "run");
    return all;
}

stats::Ran Store::ran(std::uint64_t worlds) const {
    const State& state = *state_;
    if (state.rounds.is_full()) return {};
    const std::size_t attackers = state.about.attackers.size();
    stats::Ran marks;
    marks.reserve(state.cells() * worlds);
    for (std::size_t s = 0; s < state.about.definition.strategies.size(); ++s) {
        for (std::uint64_t w = 0; w < worlds; ++w) {
            for (std::size_t a = 0; a < attackers; ++a) {
                marks.push_back(state.rounds.runs(w, s, a) ? 1 : 0);
            }
        }
    }
    return marks;
}

void Store::for_each_run(const Visit& visit) const {
    Statement row(state_->database, fmt::format("SELECT world, strategy, attacker, {} FROM run "
                                                "ORDER BY world, strategy, attacker",
                                                metric_columns()));
    while (row.step()) {
        Headline figures;
        for (std::size_t m = 0; m < metric_count; ++m) {
            figures.values[m] =
                figure(row, static_cast<int>(m + 3), metrics()[m], state_->database.path());
        }
        const auto strategy = static_cast<std::size_t>(row.integer(1));
        const auto attacker = static_cast<std::size_t>(row.integer(2));
        if (strategy >= state_->about.definition.strategies.size() ||
            attacker >= state_->about.attackers.size()) {
            damaged(state_->database.path(), "run");
        }
        visit(static_cast<std::uint64_t>(row.integer(0)), strategy, attacker, figures);
    }
}

void Store::for_each_drawn(const VisitDrawn& visit) const {
    Statement row(state_->database,
                  "SELECT world, parameter, position, value FROM drawn ORDER BY world, parameter");
    while (row.step()) {
        const bool is_one =
            row.integer(0) >= 0 && row.integer(1) >= 0 &&
            static_cast<std::uint64_t>(row.integer(1)) < state_->about.parameters.size();
        if (!is_one) damaged(state_->database.path(), "drawn");
        visit({.world = static_cast<std::uint64_t>(row.integer(0)),
               .parameter = static_cast<std::uint32_t>(row.integer(1)),
               .position = row.real(2),
               .value = row.text(3)});
    }
}

std::string Store::digest() const {
    Sha256 digest;
    constexpr std::string_view tables[] = {
        "SELECT * FROM about WHERE key <> 'command_line' ORDER BY key",
        "SELECT * FROM source_file ORDER BY number",
        "SELECT * FROM strategy ORDER BY number",
        "SELECT * FROM attacker ORDER BY number",
        "SELECT * FROM parameter ORDER BY number",
        "SELECT * FROM drawn ORDER BY world, parameter",
        "SELECT * FROM round ORDER BY number",
        "SELECT * FROM round_run ORDER BY round, strategy, attacker",
        "SELECT * FROM site ORDER BY number",
        "SELECT * FROM run ORDER BY world, strategy, attacker",
        "SELECT * FROM site_sum ORDER BY strategy, attacker, site",
        "SELECT * FROM cell_sum ORDER BY strategy, attacker",
        "SELECT * FROM curve_point ORDER BY number",
        "SELECT * FROM curve_count ORDER BY strategy, attacker, point, bin"};
    for (const std::string_view sql : tables) {
        digest.add(sql);
        Statement row(state_->database, std::string(sql));
        while (row.step()) {
            for (int c = 0; c < row.columns(); ++c) {
                // Lengths keep one value's end and the next one's begin apart.
                const std::string value = row.exact(c);
                digest.add(fmt::format("{}:", value.size()));
                digest.add(value);
            }
        }
    }
    return digest.finish();
}

}  // namespace kammerspiel::ensemble
