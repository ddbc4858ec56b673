#include "kammerspiel/ensemble/journal.hpp"

#include <array>
#include <optional>

#include "sim/ensemble/file_lock.hpp"
#include "sim/ensemble/sqlite.hpp"

namespace kammerspiel::ensemble {
namespace {

/// "KSlj" and the version of the journal_tables, by which a file is known as a journal.
constexpr std::int64_t application = 0x4B536C6A;
constexpr std::int64_t format = 1;

constexpr const char* journal_tables = R"sql(
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE journal (number INTEGER PRIMARY KEY, entry TEXT NOT NULL) STRICT;
CREATE TRIGGER journal_is_not_changed BEFORE UPDATE ON journal
    BEGIN SELECT RAISE(ABORT, 'entries of a journal are not changed'); END;
CREATE TRIGGER journal_is_not_shortened BEFORE DELETE ON journal
    BEGIN SELECT RAISE(ABORT, 'entries of a journal are not removed'); END;
)sql";

/// What a store says of a study, said of a journal.
Message of_a_journal(const Message& message) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 8> words{
        {{"store.full", "journal.full"},
         {"store.read_only", "journal.read_only"},
         {"store.cannot_open", "journal.cannot_open"},
         {"store.busy", "journal.busy"},
         {"store.no_study", "journal.none"},
         {"store.damaged", "journal.damaged"},
         {"store.foreign_schema", "journal.foreign_schema"},
         {"store.failed", "journal.failed"}}};
    for (const auto& [study, journal] : words) {
        if (message.key == study) return {std::string(journal), message.arguments};
    }
    return message;
}

/// Does it, and says what goes wrong in a journal's words.
template <class Do>
auto carefully(const Do& doing) {
    try {
        return doing();
    } catch (const StoreError& error) {
        throw StoreError(error.fault(), of_a_journal(error.message()));
    }
}

std::int64_t pragma(const Database& database, const std::string& name) {
    Statement statement(database, "PRAGMA " + name);
    return statement.step() ? statement.integer(0) : 0;
}

StoreError at_fault(std::string key, const std::filesystem::path& path) {
    return {StoreError::Fault::input, {std::move(key), {{"file", path.string()}}}};
}

}  // namespace

struct Journal::State {
    std::filesystem::path path;
    std::optional<FileLock> lock;  ///< of the one that writes
    Database database;
    About about;
    std::uint64_t size = 0;
    bool is_broken = false;

    State(std::filesystem::path where, Database::Access access)
        : path(std::move(where)), database(path, access) {}

    void write_durably() const {
        database.execute("PRAGMA journal_mode=WAL");
        database.execute("PRAGMA synchronous=FULL");
    }
    void read() {
        if (pragma(database, "application_id") != application) {
            throw at_fault("journal.none", path);
        }
        if (pragma(database, "user_version") != format) {
            throw at_fault("journal.other_format", path);
        }
        database.check_is_ours(journal_tables);
        Statement rows(database, "SELECT key, value FROM about");
        while (rows.step()) about.emplace(rows.text(0), rows.text(1));
        Statement last(database, "SELECT coalesce(max(number), 0) FROM journal");
        if (last.step()) size = static_cast<std::uint64_t>(last.integer(0));
    }
};

Journal::Journal(std::unique_ptr<State> state) : state_(std::move(state)) {}
Journal::~Journal() = default;
Journal::Journal(Journal&&) noexcept = default;
Journal& Journal::operator=(Journal&&) noexcept = default;

Journal Journal::create(const std::filesystem::path& path, const About& about) {
    return carefully([&] {
        std::error_code error;
        if (std::filesystem::exists(path, error)) throw at_fault("journal.exists", path);
        FileLock lock(path);
        auto state = std::make_unique<State>(path, Database::Access::create);
        state->lock.emplace(std::move(lock));
        state->write_durably();
        Transaction transaction(state->database);
        state->database.execute("PRAGMA application_id=" + std::to_string(application));
        state->database.execute("PRAGMA user_version=" + std::to_string(format));
        state->database.execute(journal_tables);
        Statement insert(state->database, "INSERT INTO about VALUES (?1, ?2)");
        for (const auto& [key, value] : about) insert.bind(1, key).bind(2, value).run();
        transaction.commit();
        state->about = about;
        return Journal(std::move(state));
    });
}

Journal Journal::resume(const std::filesystem::path& path) {
    return carefully([&] {
        std::error_code error;
        if (!std::filesystem::exists(path, error)) throw at_fault("journal.missing", path);
        FileLock lock(path);
        auto state = std::make_unique<State>(path, Database::Access::write);
        state->lock.emplace(std::move(lock));
        state->read();
        state->write_durably();
        return Journal(std::move(state));
    });
}

Journal Journal::open(const std::filesystem::path& path) {
    return carefully([&] {
        std::error_code error;
        if (!std::filesystem::exists(path, error)) throw at_fault("journal.missing", path);
        auto state = std::make_unique<State>(path, Database::Access::read);
        state->read();
        return Journal(std::move(state));
    });
}

bool Journal::is_one(const std::filesystem::path& path) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) return false;
    try {
        const Database database(path, Database::Access::read);
        return pragma(database, "application_id") == application;
    } catch (const StoreError&) {
        return false;
    }
}

const std::filesystem::path& Journal::path() const { return state_->path; }
const Journal::About& Journal::about() const { return state_->about; }
std::uint64_t Journal::size() const { return state_->size; }
bool Journal::is_broken() const { return state_->is_broken; }

void Journal::append(std::span<const std::string> entries) {
    if (state_->is_broken) {
        throw StoreError(StoreError::Fault::machine,
                         {"journal.broken", {{"file", state_->path.string()}}});
    }
    try {
        carefully([&] {
            Transaction transaction(state_->database);
            Statement insert(state_->database, "INSERT INTO journal VALUES (?1, ?2)");
            auto number = static_cast<std::int64_t>(state_->size);
            for (const std::string& entry : entries) insert.bind(1, ++number).bind(2, entry).run();
            transaction.commit();
            state_->size = static_cast<std::uint64_t>(number);
        });
    } catch (...) {
        state_->is_broken = true;
        throw;
    }
}

void Journal::for_each(const Visit& visit, std::uint64_t after) const {
    carefully([&] {
        Statement rows(state_->database,
                       "SELECT number, entry FROM journal WHERE number > ?1 ORDER BY number");
        rows.bind(1, static_cast<std::int64_t>(after));
        while (rows.step()) visit(static_cast<std::uint64_t>(rows.integer(0)), rows.text(1));
    });
}

void Journal::finish() {
    carefully([&] { state_->database.execute("PRAGMA wal_checkpoint(TRUNCATE)"); });
}

}  // namespace kammerspiel::ensemble
