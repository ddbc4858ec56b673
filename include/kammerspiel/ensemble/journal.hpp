#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "kammerspiel/ensemble/store.hpp"

// A file to which entries are only ever added: what has happened, in the order in which it did.

namespace kammerspiel::ensemble {

/// One process writes. What `append` has returned from is on the disk and outlives a power failure
/// (write-ahead log, every commit flushed); what it was about is there as a whole or not at all. No
/// entry is changed or removed: the file itself refuses it. After a write that failed nothing more
/// is written, since what a disk has lost may not show before the next failure.
class Journal {
   public:
    /// What the entries are about, set once when the file is made.
    using About = std::map<std::string, std::string>;

    /// A new file. Throws StoreError, also where there is one already.
    [[nodiscard]] static Journal create(const std::filesystem::path& path, const About& about);
    /// Goes on with one. Throws StoreError.
    [[nodiscard]] static Journal resume(const std::filesystem::path& path);
    /// To read only, also while another process writes. Throws StoreError.
    [[nodiscard]] static Journal open(const std::filesystem::path& path);
    /// Whether the file is a journal; false where there is none or it cannot be read.
    [[nodiscard]] static bool is_one(const std::filesystem::path& path);
    ~Journal();
    Journal(Journal&&) noexcept;
    Journal& operator=(Journal&&) noexcept;

    [[nodiscard]] const std::filesystem::path& path() const;
    [[nodiscard]] const About& about() const;
    /// Entries are numbered from 1; so many there are.
    [[nodiscard]] std::uint64_t size() const;

    /// All of them or none. Throws StoreError; from then on always.
    void append(std::span<const std::string> entries);
    /// A write has failed.
    [[nodiscard]] bool is_broken() const;

    using Visit = std::function<void(std::uint64_t number, const std::string& entry)>;
    /// Those behind number `after`, in their order.
    void for_each(const Visit& visit, std::uint64_t after = 0) const;

    /// Folds the log into the file, so that it is one file that can be copied.
    void finish();

   private:
    struct State;
    std::unique_ptr<State> state_;
    explicit Journal(std::unique_ptr<State> state);
};

}  // namespace kammerspiel::ensemble
