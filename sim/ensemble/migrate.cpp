#include "kammerspiel/ensemble/migrate.hpp"

#include <fmt/format.h>

#include <array>
#include <vector>

#include "kammerspiel/base/atomic_file.hpp"
#include "kammerspiel/ensemble/store.hpp"
#include "sim/ensemble/earlier_schemas.hpp"
#include "sim/ensemble/file_lock.hpp"
#include "sim/ensemble/sqlite.hpp"
#include "sim/ensemble/store_schema.hpp"
#include "sim/ensemble/store_tables.hpp"

namespace kammerspiel::ensemble {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const char* key, const fs::path& file) {
    throw StoreError(StoreError::Fault::input, {key, {{"file", file.string()}}});
}

std::int64_t number_of(const Database& database, const char* sql) {
    Statement row(database, sql);
    return row.step() ? row.integer(0) : 0;
}

int checked_format(const Database& database) {
    const std::int64_t kind = number_of(database, "PRAGMA application_id");
    if (kind == shard_application_id) refuse("store.is_shard", database.path());
    if (kind != application_id) refuse("store.no_study", database.path());
    const std::int64_t format = number_of(database, "PRAGMA user_version");
    if (format == store_format) refuse("store.is_current", database.path());
    if (format < earliest_format || format > store_format) {
        refuse("store.other_format", database.path());
    }
    return static_cast<int>(format);
}

/// Format 2 began without `cell_sum`, and came to it without another number.
EarlierSchema schema_of(const Database& database, int format) {
    const bool has_cells =
        number_of(database, "SELECT count(*) FROM sqlite_master WHERE name = 'cell_sum'") > 0;
    return earlier_schema(format, has_cells);
}

/// Rows of a query, whatever their types, into a table of as many columns.
void copy(const Database& from, const std::string& select, const Database& into,
          const std::string& table) {
    Statement row(from, select);
    std::string places;
    for (int c = 0; c < row.columns(); ++c) places += c == 0 ? "?" : ", ?";
    Statement insert(into, fmt::format("INSERT INTO {} VALUES ({})", table, places));
    while (row.step()) {
        for (int c = 0; c < row.columns(); ++c) {
            const int place = c + 1;
            if (row.is_integer(c)) {
                insert.bind(place, row.integer(c));
            } else if (row.is_real(c)) {
                insert.bind(place, row.real(c));
            } else if (row.is_null(c)) {
                insert.bind_null(place);
            } else {
                insert.bind(place, row.text(c));
            }
        }
        insert.run();
    }
}

void copy_all(const Database& from, const EarlierSchema& schema, const Database& into) {
    for (const char* table :
         {"about", "source_file", "strategy", "attacker", "curve_point", "curve_count"}) {
        copy(from, fmt::format("SELECT * FROM {}", table), into, table);
    }
    copy(from, fmt::format("SELECT world, strategy, attacker, {} FROM run", earlier_metrics()),
         into, "run");
    copy(from, "SELECT number, kind, name, " + schema.parent_of_site + " FROM site", into, "place");
    copy(from, "SELECT * FROM site_sum", into, "place_sum");
    copy(from, schema.cells, into, "cell_sum");
    if (schema.has_rounds) {
        copy(from, "SELECT * FROM round", into, "round");
        copy(from, "SELECT * FROM round_run", into, "round_run");
    }
    if (schema.has_drawn) {
        copy(from, "SELECT * FROM parameter", into, "parameter");
        copy(from, "SELECT * FROM drawn", into, "drawn");
    }
}

/// Decided by a metric that is called otherwise now.
void rename_metric(const Database& into) {
    const auto planned_by = about_if_any(into, "planned_by");
    if (!planned_by || find_metric(*planned_by)) return;
    const auto metric = find_metric_by_earlier_name(*planned_by);
    if (!metric) damaged(into.path(), "planned_by");
    set_about(into, "planned_by", info(*metric).name);
}

void write(const Database& from, int format, const fs::path& file) {
    const Database into(file, Database::Access::create);
    into.execute("PRAGMA journal_mode = MEMORY");
    into.execute(store_schema());
    Transaction transaction(into);
    copy_all(from, schema_of(from, format), into);
    rename_metric(into);
    set_about(into, "migrated_from", fmt::format("{}", format));
    set_about(into, "places", "0");
    transaction.commit();
}

}  // namespace

int migrate_study(const fs::path& from, const fs::path& into) {
    std::error_code error;
    if (!fs::is_regular_file(from, error)) refuse("store.missing", from);
    const Database database(from, Database::Access::read);
    const int format = checked_format(database);
    database.check_has_tables(schema_of(database, format).tables);
    database.execute("BEGIN");
    if (into.has_parent_path()) make_folder(into.parent_path());
    const FileLock lock(into);
    fs::path part = into;
    part += ".migrate";
    fs::remove(part, error);
    try {
        write(database, format, part);
        // What does not fit together does not become a study.
        static_cast<void>(Store::open(part).sums());
    } catch (...) {
        fs::remove(part, error);
        throw;
    }
    for (const char* rest : {"-wal", "-shm", "-journal"}) {
        fs::remove(fs::path(into.string() + rest), error);
    }
    fs::rename(part, into, error);
    if (!error) return format;
    throw StoreError(StoreError::Fault::machine,
                     {"store.cannot_open", {{"file", into.string()}, {"cause", error.message()}}});
}

}  // namespace kammerspiel::ensemble
