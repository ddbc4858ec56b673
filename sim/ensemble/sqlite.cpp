#include "sim/ensemble/sqlite.hpp"

#include <fmt/format.h>

#include <cmath>
#include <map>
#include <optional>

#include "kammerspiel/ensemble/store.hpp"

namespace kammerspiel::ensemble {
namespace {

/// SQLite takes a whole path of 512 bytes, with what it adds to the name (`-journal`).
bool is_too_long(const std::filesystem::path& path) {
    constexpr std::size_t most = 500;
    std::error_code error;
    return std::filesystem::absolute(path, error).native().size() > most;
}

Message message_of(int code, const std::filesystem::path& path, const char* words) {
    const std::vector<Argument> arguments{{"file", path.string()}, {"cause", words}};
    // A process was killed while it wrote, and who only reads cannot take that back.
    if (code == SQLITE_READONLY_ROLLBACK) return {"store.broken_off", arguments};
    switch (code & 0xFF) {
        case SQLITE_FULL: return {"store.full", arguments};
        case SQLITE_READONLY:
        case SQLITE_PERM: return {"store.read_only", arguments};
        case SQLITE_CANTOPEN:
            return {is_too_long(path) ? "store.path_too_long" : "store.cannot_open", arguments};
        case SQLITE_BUSY:
        case SQLITE_LOCKED: return {"store.busy", arguments};
        case SQLITE_NOTADB: return {"store.no_study", arguments};
        case SQLITE_CORRUPT: return {"store.damaged", arguments};
        default: return {"store.failed", arguments};
    }
}

StoreError::Fault fault_of(int code) {
    const int primary = code & 0xFF;
    const bool is_input = primary == SQLITE_BUSY || primary == SQLITE_LOCKED ||
                          primary == SQLITE_NOTADB || code == SQLITE_READONLY_ROLLBACK;
    return is_input ? StoreError::Fault::input : StoreError::Fault::machine;
}

/// Tables, indices, views and triggers by name, each as it was declared. What `ANALYZE` of a tool
/// that looks into studies leaves is no harm: plain tables that no query of ours names.
std::map<std::string, std::string> objects_of(const Database& database) {
    std::map<std::string, std::string> objects;
    Statement row(database, "SELECT type, name, tbl_name, sql FROM sqlite_master");
    while (row.step()) {
        if (row.text(0) == "table" && row.text(1).starts_with("sqlite_stat")) continue;
        objects[row.text(1)] = fmt::format("{} {} {}", row.text(0), row.text(2), row.exact(3));
    }
    return objects;
}

/// What one of both has and the other has not, or otherwise.
std::optional<std::string> first_difference(const std::map<std::string, std::string>& theirs,
                                            const std::map<std::string, std::string>& ours) {
    for (const auto& [name, declared] : theirs) {
        const auto found = ours.find(name);
        if (found == ours.end() || found->second != declared) return name;
    }
    for (const auto& [name, declared] : ours) {
        if (!theirs.contains(name)) return name;
    }
    return std::nullopt;
}

void check_pages(const Database& database) {
    Statement pages(database, "PRAGMA quick_check(1)");
    const std::string word = pages.step() ? pages.text(0) : std::string();
    if (word == "ok") return;
    throw StoreError(StoreError::Fault::machine,
                     {"store.damaged", {{"file", database.path().string()}, {"cause", word}}});
}

}  // namespace

Database::Database(const std::filesystem::path& path, Access access) : path_(path) {
    const int flags = access == Access::create  ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                      : access == Access::write ? SQLITE_OPEN_READWRITE
                                                : SQLITE_OPEN_READONLY;
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
    handle_.reset(handle);
    if (code != SQLITE_OK) fail(code);
    // A reader may hold the file for a moment while it looks something up.
    constexpr int patience_ms = 5000;
    sqlite3_busy_timeout(handle, patience_ms);
    sqlite3_extended_result_codes(handle, 1);
    // A file from somebody else runs no functions of its own choice and does not write into itself:
    // https://www.sqlite.org/security.html, section 1.2.
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
    execute("PRAGMA cell_size_check = ON");
}

void Database::fail(int code) const {
    const char* words = handle_ ? sqlite3_errmsg(handle_.get()) : sqlite3_errstr(code);
    throw StoreError(fault_of(code), message_of(code, path_, words));
}

void Database::execute(const std::string& sql) const {
    const int code = sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) fail(code);
}

void Database::check_is_ours(const std::string& schema) const {
    const Database ours(":memory:", Access::create);
    ours.execute(schema);
    if (const auto name = first_difference(objects_of(*this), objects_of(ours))) {
        throw StoreError(StoreError::Fault::input,
                         {"store.foreign_schema", {{"file", path_.string()}, {"name", *name}}});
    }
    check_pages(*this);
}

void Database::check_has_tables(const std::string& schema) const {
    const Database ours(":memory:", Access::create);
    ours.execute(schema);
    auto theirs = objects_of(*this);
    std::erase_if(theirs, [](const auto& one) { return one.second.starts_with("view "); });
    if (const auto name = first_difference(theirs, objects_of(ours))) {
        throw StoreError(StoreError::Fault::input,
                         {"store.foreign_schema", {{"file", path_.string()}, {"name", *name}}});
    }
    check_pages(*this);
}

Statement::Statement(const Database& database, const std::string& sql) : database_(&database) {
    sqlite3_stmt* handle = nullptr;
    check(sqlite3_prepare_v2(database.handle(), sql.c_str(), static_cast<int>(sql.size()), &handle,
                             nullptr));
    handle_.reset(handle);
}

void Statement::check(int code) const {
    if (code != SQLITE_OK) database_->fail(code);
}

Statement& Statement::bind(int place, std::int64_t value) {
    check(sqlite3_bind_int64(handle_.get(), place, value));
    return *this;
}

Statement& Statement::bind(int place, double value) {
    check(std::isfinite(value) ? sqlite3_bind_double(handle_.get(), place, value)
                               : sqlite3_bind_null(handle_.get(), place));
    return *this;
}

Statement& Statement::bind(int place, std::string_view value) {
    check(sqlite3_bind_text64(handle_.get(), place, value.data(), value.size(), SQLITE_TRANSIENT,
                              SQLITE_UTF8));
    return *this;
}

Statement& Statement::bind_null(int place) {
    check(sqlite3_bind_null(handle_.get(), place));
    return *this;
}

bool Statement::step() {
    const int code = sqlite3_step(handle_.get());
    if (code != SQLITE_ROW && code != SQLITE_DONE) database_->fail(code);
    return code == SQLITE_ROW;
}

void Statement::run() {
    while (step()) {
    }
    reset();
}

void Statement::reset() { check(sqlite3_reset(handle_.get())); }

bool Statement::is_null(int column) const {
    return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL;
}

bool Statement::is_real(int column) const {
    return sqlite3_column_type(handle_.get(), column) == SQLITE_FLOAT;
}

bool Statement::is_integer(int column) const {
    return sqlite3_column_type(handle_.get(), column) == SQLITE_INTEGER;
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(handle_.get(), column);
}

double Statement::real(int column) const { return sqlite3_column_double(handle_.get(), column); }

std::string Statement::text(int column) const {
    const auto* bytes =
        static_cast<const char*>(sqlite3_column_blob(handle_.get(), column));  // text, as it is
    const int size = sqlite3_column_bytes(handle_.get(), column);
    return bytes == nullptr ? std::string{} : std::string(bytes, static_cast<std::size_t>(size));
}

std::string Statement::exact(int column) const {
    switch (sqlite3_column_type(handle_.get(), column)) {
        case SQLITE_NULL: return "null";
        case SQLITE_INTEGER: return fmt::format("i{}", integer(column));
        case SQLITE_FLOAT: return fmt::format("r{:a}", real(column));
        default: return fmt::format("t{}", text(column));
    }
}

Transaction::Transaction(const Database& database) : database_(database) {
    database_.execute("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
    // After a failure SQLite may have rolled back already; then this does nothing.
    if (is_open_) sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
    database_.execute("COMMIT");
    is_open_ = false;
}

}  // namespace kammerspiel::ensemble
