#include "kammerspiel/ensemble/store.hpp"

#include <fmt/format.h>

#include <cmath>

#include "kammerspiel/base/sha256.hpp"
#include "sim/ensemble/file_lock.hpp"
#include "sim/ensemble/sqlite.hpp"
#include "sim/ensemble/store_schema.hpp"
#include "sim/ensemble/store_tables.hpp"

namespace kammerspiel::ensemble {
namespace {

namespace fs = std::filesystem;

enum class Kind { study, shard };

void check_header(const Database& database, Kind wanted) {
    const auto refuse = [&](const char* key) {
        throw StoreError(StoreError::Fault::input, {key, {{"file", database.path().string()}}});
    };
    Statement id(database, "PRAGMA application_id");
    const std::int64_t kind = id.step() ? id.integer(0) : 0;
    if (kind != application_id && kind != shard_application_id) refuse("store.no_study");
    Statement format(database, "PRAGMA user_version");
    const std::int64_t number = format.step() ? format.integer(0) : 0;
    const bool is_shard = kind == shard_application_id;
    if (number >= earliest_format && number < store_format && !is_shard) {
        refuse("store.earlier_format");
    }
    if (number != store_format) refuse("store.other_format");
    if (is_shard && wanted == Kind::study) refuse("store.is_shard");
    if (!is_shard && wanted == Kind::shard) refuse("store.no_shard");
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

/// What NULL means depends on the metric: not reached, or not asked for.
double figure(const Statement& row, int column, const MetricInfo& metric, const fs::path& path) {
    if (metric.is_whole && row.is_integer(column)) return row.real(column);
    if (!metric.is_whole && row.is_real(column)) return row.real(column);
    if (!row.is_null(column)) damaged(path, metric.name);
    if (metric.is_time) return not_reached;
    if (metric.metric != Metric::money_lost) damaged(path, metric.name);
    return std::nan("");
}

std::uint64_t first_of(const std::optional<Shard>& shard) { return shard ? shard->first() : 0; }

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
    if (wanted.places != found.places) {
        return Mismatch{Mismatch::What::places, wanted.places ? "1" : "0",
                        found.places ? "1" : "0"};
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
    [[nodiscard]] std::uint64_t first_world() const { return first_of(shard); }

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
        write_places(database, sites);
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
    // What its worlds were run by is no longer known.
    if (store.about().migrated_from) {
        throw StoreError(StoreError::Fault::input, {"store.migrated", {{"file", path.string()}}});
    }
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
    const std::uint64_t rows = rounds.runs_below(worlds) - rounds.runs_below(first_of(shard));
    check_place_runs(database, rows,
                     about.definition.places ? kept_places(read_places(database)) : 0);
    std::optional<RoundPlanning> planned_by;
    if (!rounds.all().empty()) {
        const auto metric = find_metric(about_value(database, "planned_by"));
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

std::vector<CellSums> Store::sums() const { return read_sums(state_->database, state_->about); }

std::vector<Site> Store::sites() const { return read_places(state_->database); }

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
    if (state.about.definition.places) write_place_runs(state.database, addition.rows);
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

std::vector<PlaceFigures> Store::places_of(std::uint64_t world, std::size_t strategy,
                                           std::size_t attacker) const {
    std::vector<PlaceFigures> places;
    if (!state_->about.definition.places) return places;
    Statement row(state_->database,
                  "SELECT place, lost_milli, outage_seconds, longest_seconds, back_seconds "
                  "FROM place_run WHERE world = ? AND strategy = ? AND attacker = ? "
                  "ORDER BY place");
    row.bind(1, static_cast<std::int64_t>(world))
        .bind(2, static_cast<std::int64_t>(strategy))
        .bind(3, static_cast<std::int64_t>(attacker));
    while (row.step()) {
        if (row.integer(0) != static_cast<std::int64_t>(places.size())) {
            damaged(state_->database.path(), "place_run");
        }
        const auto back = row.is_null(4) ? std::nullopt : std::optional(row.integer(4));
        places.push_back({.lost = row.integer(1),
                          .outage = row.integer(2),
                          .longest = row.integer(3),
                          .back = back});
    }
    return places;
}

void Store::for_each_drawn(const VisitDrawn& visit) const {
    Statement row(
        state_->database,
        "SELECT world, parameter, position, drawn_value FROM drawn ORDER BY world, parameter");
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
        "SELECT * FROM organisation ORDER BY number",
        "SELECT * FROM place ORDER BY number",
        "SELECT * FROM run ORDER BY world, strategy, attacker",
        "SELECT * FROM place_run ORDER BY world, strategy, attacker, place",
        "SELECT * FROM place_sum ORDER BY strategy, attacker, place",
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
