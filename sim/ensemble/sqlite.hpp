#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

// SQLite's handles as values, its error codes as StoreError.

namespace kammerspiel::ensemble {

class Database {
   public:
    enum class Access { create, write, read };
    Database(const std::filesystem::path& path, Access access);

    void execute(const std::string& sql) const;
    /// Holds a file that may come from anybody against what we would have made: the same tables,
    /// views and triggers, word by word, and sound pages. Before that nothing in it is read, since
    /// a view or a trigger of somebody else's would run with the next query. Throws StoreError.
    void check_is_ours(const std::string& schema) const;
    /// Of a file of an earlier format: the tables of `schema` are in it, word by word, and beside
    /// them only views, which run when they are asked. Throws StoreError.
    void check_has_tables(const std::string& schema) const;
    [[nodiscard]] sqlite3* handle() const { return handle_.get(); }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    /// Throws StoreError for what SQLite reports.
    [[noreturn]] void fail(int code) const;

   private:
    struct Close {
        void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
    };
    std::filesystem::path path_;
    std::unique_ptr<sqlite3, Close> handle_;
};

/// A prepared statement. Columns and places are numbered as SQLite does: places from 1, columns
/// from 0.
class Statement {
   public:
    Statement(const Database& database, const std::string& sql);

    Statement& bind(int place, std::int64_t value);
    Statement& bind(int place, double value);  ///< infinite or not a number: NULL
    Statement& bind(int place, std::string_view value);
    Statement& bind_null(int place);
    /// The next row; false: there is none.
    [[nodiscard]] bool step();
    /// For what gives no rows; ready to be bound anew afterwards.
    void run();
    void reset();

    [[nodiscard]] int columns() const { return sqlite3_column_count(handle_.get()); }
    [[nodiscard]] bool is_null(int column) const;
    [[nodiscard]] bool is_real(int column) const;
    [[nodiscard]] bool is_integer(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] std::string text(int column) const;
    /// Whatever it is, without loss: its type and its value.
    [[nodiscard]] std::string exact(int column) const;

   private:
    struct Finalize {
        void operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }
    };
    const Database* database_;
    std::unique_ptr<sqlite3_stmt, Finalize> handle_;
    void check(int code) const;
};

/// Until `commit`, nothing of it is there.
class Transaction {
   public:
    explicit Transaction(const Database& database);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

   private:
    const Database& database_;
    bool is_open_ = true;
};

}  // namespace kammerspiel::ensemble
