#include "kammerspiel/ensemble/merge_shards.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kammerspiel/base/atomic_file.hpp"
#include "kammerspiel/base/ensure.hpp"
#include "kammerspiel/base/text.hpp"
#include "kammerspiel/ensemble/runner.hpp"
#include "kammerspiel/ensemble/store.hpp"
#include "sim/ensemble/file_lock.hpp"

namespace kammerspiel::ensemble {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(Message message) {
    throw StoreError(StoreError::Fault::input, std::move(message));
}

[[noreturn]] void damaged(const fs::path& file, const char* what) {
    refuse({"store.damaged", {{"file", file.string()}, {"cause", what}}});
}

/// What all shards of a study have in common, as one of them says it.
struct Common {
    fs::path file;
    About about;
    std::vector<Site> sites;
    Shard shard;
};

/// What is known of a shard after a look into its file. No file stays open: there may be more of
/// them than a process may open.
struct Part {
    fs::path file;
    std::uint64_t worlds = 0;  ///< those below it are done
};

/// All parts of a study by their place, those that were not named empty.
struct Parts {
    Common common;
    std::vector<Part> all;

    [[nodiscard]] Shard shard(std::size_t place) const {
        return {.number = place + 1, .of = common.shard.of, .worlds = common.shard.worlds};
    }
    [[nodiscard]] bool is_done(std::size_t place) const {
        return !all[place].file.empty() && all[place].worlds == shard(place).end();
    }
};

void check_definition(const Store& store, const Common& first) {
    const auto difference = mismatch(first.about.definition, store.about().definition);
    if (!difference) return;
    constexpr std::size_t longest = 200;
    refuse({fmt::format("shards.other_{}", word_of(difference->what)),
            {{"file", store.path().string()},
             {"there", harmless(difference->there, longest)},
             {"first", first.file.string()},
             {"here", harmless(difference->here, longest)}}});
}

/// Files that mean the same may still give worlds other luck, by the order of what stands in them:
/// so shards are of one study only where these are the same to the letter.
void check_texts(const Store& store, const Common& first) {
    constexpr std::size_t longest = 200;
    const auto& here = first.about.sources;
    std::vector<std::string> others;
    for (const scenario::SourceFile& one : store.about().sources) {
        if (std::find(here.begin(), here.end(), one) == here.end()) {
            others.push_back(harmless(one.path, longest));
        }
    }
    if (others.empty() && here == store.about().sources) return;
    if (others.empty()) others.push_back(harmless(here.front().path, longest));
    refuse({"shards.other_texts",
            {{"file", store.path().string()},
             {"first", first.file.string()},
             {"texts", fmt::format("{}", fmt::join(others, ", "))}}});
}

void check_division(const Store& store, const Common& first) {
    const Shard& shard = *store.shard();
    if (shard.of == first.shard.of && shard.worlds == first.shard.worlds) return;
    refuse(
        {"shards.other_division",
         {{"file", store.path().string()},
          {"there", fmt::format("--worlds {} --shard {}/{}", shard.worlds, shard.number, shard.of)},
          {"first", first.file.string()},
          {"here", fmt::format("--worlds {} --shard {}/{}", first.shard.worlds, first.shard.number,
                               first.shard.of)}}});
}

/// What follows from the rest, where nobody has changed the file.
void check_rest(const Store& store, const Common& first) {
    About about = store.about();
    about.command_line = first.about.command_line;
    const auto are_alike = [](const Site& a, const Site& b) {
        return a.kind == b.kind && a.name == b.name;
    };
    const auto sites = store.sites();
    const bool is_same =
        about == first.about &&
        std::equal(sites.begin(), sites.end(), first.sites.begin(), first.sites.end(), are_alike);
    if (!is_same) damaged(store.path(), "about, site");
}

void check_is_of(const Store& store, const Common& first) {
    check_definition(store, first);
    check_texts(store, first);
    check_division(store, first);
    check_rest(store, first);
}

Parts look_at(std::span<const fs::path> files) {
    std::optional<Parts> parts;
    for (const fs::path& file : files) {
        const Store store = Store::open_shard(file);
        const Shard shard = *store.shard();
        if (!parts) {
            parts = {.common = {file, store.about(), store.sites(), shard},
                     .all = std::vector<Part>(shard.of)};
        }
        check_is_of(store, parts->common);
        Part& part = parts->all[shard.number - 1];
        if (!part.file.empty()) {
            refuse({"shards.twice",
                    {{"file", file.string()},
                     {"first", part.file.string()},
                     {"shard", fmt::format("{}/{}", shard.number, shard.of)}}});
        }
        part = {.file = file, .worlds = store.worlds()};
    }
    ensure(parts.has_value(), "{} shards are to be merged", files.size());
    return std::move(*parts);
}

/// 2, 5–7, 9 (12/75): numbers of shards, rows of missing ones shortened, with how far one is that
/// was begun.
std::string in_words(const Parts& parts, const std::vector<std::size_t>& places) {
    constexpr std::size_t most = 20;
    std::vector<std::string> words;
    const auto is_missing = [&](std::size_t place) { return parts.all[place].file.empty(); };
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (words.size() == most) {
            words.emplace_back("…");
            break;
        }
        const std::size_t begin = places[i];
        if (!is_missing(begin)) {
            const Shard shard = parts.shard(begin);
            words.push_back(fmt::format("{} ({}/{})", shard.number,
                                        parts.all[begin].worlds - shard.first(),
                                        shard.end() - shard.first()));
            continue;
        }
        while (i + 1 < places.size() && places[i + 1] == places[i] + 1 &&
               is_missing(places[i + 1])) {
            ++i;
        }
        words.push_back(places[i] == begin ? fmt::format("{}", begin + 1)
                                           : fmt::format("{}–{}", begin + 1, places[i] + 1));
    }
    return fmt::format("{}", fmt::join(words, ", "));
}

void check_is_whole(const Parts& parts) {
    std::vector<std::size_t> lacking;
    for (std::size_t place = 0; place < parts.all.size(); ++place) {
        if (!parts.is_done(place)) lacking.push_back(place);
    }
    if (lacking.empty()) return;
    const Shard next = parts.shard(lacking.front());
    refuse({"shards.incomplete",
            {{"count", lacking.size()},
             {"of", fmt::format("{}", next.of)},
             {"numbers", in_words(parts, lacking)},
             {"worlds", fmt::format("{}", next.worlds)},
             {"next", fmt::format("{}", next.number)}}});
}

/// Sums that fit a shard's worlds.
std::vector<CellSums> sums_of(const Store& store) {
    const std::uint64_t worlds = store.shard()->end() - store.shard()->first();
    std::vector<CellSums> sums = store.sums();
    for (const CellSums& cell : sums) {
        if (cell.worlds != worlds) damaged(store.path(), "cell_sum");
        for (std::size_t point = 0; point < CurveCounts::points; ++point) {
            std::uint64_t counted = 0;
            for (std::size_t bin = 0; bin < CurveCounts::bins; ++bin) {
                counted += cell.curve.count(point, bin);
            }
            if (counted != worlds) damaged(store.path(), "curve_count");
        }
    }
    return sums;
}

/// What was drawn for a shard's worlds, one after the other as it must come.
std::vector<DrawnValue> drawn_in(const Store& from) {
    const std::size_t parameters = from.about().parameters.size();
    const std::uint64_t first = from.shard()->first();
    std::vector<DrawnValue> all;
    from.for_each_drawn([&](const DrawnValue& one) {
        const std::size_t place = all.size();
        const bool is_next =
            one.world == first + place / parameters && one.parameter == place % parameters;
        if (!is_next) damaged(from.path(), "drawn");
        all.push_back(one);
    });
    if (all.size() != parameters * (from.shard()->end() - first)) damaged(from.path(), "drawn");
    return all;
}

/// Adds a shard's runs behind those that are there, one after the other as they must come.
void add_runs(const Store& from, Store& into) {
    const Shard& shard = *from.shard();
    const std::size_t attackers = from.about().attackers.size();
    const std::size_t cells = from.about().definition.strategies.size() * attackers;
    Addition addition{.worlds = shard.first(), .rows = {}, .drawn = {}, .sums = {}};
    std::vector<DrawnValue> drawn = drawn_in(from);
    auto next = drawn.begin();
    const auto add = [&] {
        for (; next != drawn.end() && next->world < addition.worlds; ++next) {
            addition.drawn.push_back(std::move(*next));
        }
        into.append(addition);
        addition.rows.clear();
        addition.drawn.clear();
    };
    std::size_t cell = 0;
    from.for_each_run([&](std::uint64_t world, std::size_t strategy, std::size_t attacker,
                          const Headline& figures) {
        if (world != addition.worlds || strategy * attackers + attacker != cell) {
            damaged(from.path(), "run");
        }
        addition.rows.push_back({.world = world,
                                 .strategy = static_cast<std::uint32_t>(strategy),
                                 .attacker = static_cast<std::uint32_t>(attacker),
                                 .figures = figures,
                                 .places = from.places_of(world, strategy, attacker)});
        if (++cell < cells) return;
        cell = 0;
        ++addition.worlds;
        const std::size_t weight = weight_of_row(addition.rows.back().places.size());
        if (addition.rows.size() * weight >= most_rows) add();
    });
    if (addition.worlds != shard.end() || cell != 0) damaged(from.path(), "run");
    add();
}

/// A file that is there only until it gets another name.
class Temporary {
   public:
    explicit Temporary(fs::path path) : path_(std::move(path)) {}
    ~Temporary() {
        for (const char* rest : {"", "-journal"}) {
            std::error_code ignored;
            fs::remove(fs::path(path_.string() + rest), ignored);
        }
    }
    Temporary(const Temporary&) = delete;
    Temporary& operator=(const Temporary&) = delete;
    [[nodiscard]] const fs::path& path() const { return path_; }

    void become(const fs::path& path) const {
        std::error_code error;
        // A log of what was there would be taken for one of the new file.
        for (const char* rest : {"-wal", "-shm", "-journal"}) {
            fs::remove(fs::path(path.string() + rest), error);
        }
        fs::rename(path_, path, error);
        if (!error) return;
        throw StoreError(
            StoreError::Fault::machine,
            {"store.cannot_open", {{"file", path.string()}, {"cause", error.message()}}});
    }

   private:
    fs::path path_;
};

void write(const Parts& parts, const fs::path& file, const std::string& command_line) {
    About about = parts.common.about;
    about.command_line = fmt::format("{}; {}", about.command_line, command_line);
    Store whole = Store::create(file, about, parts.common.sites, Reading::when_done);
    std::vector<CellSums> sums = whole.sums();
    for (std::size_t place = 0; place < parts.all.size(); ++place) {
        const Store part = Store::open_shard(parts.all[place].file);
        check_is_of(part, parts.common);
        if (*part.shard() != parts.shard(place)) damaged(part.path(), "shard");
        add_runs(part, whole);
        const std::vector<CellSums> more = sums_of(part);
        for (std::size_t cell = 0; cell < sums.size(); ++cell) sums[cell] += more[cell];
    }
    // Once, since a study of many places has many of them.
    whole.append(
        {.worlds = parts.common.shard.worlds, .rows = {}, .drawn = {}, .sums = std::move(sums)});
    whole.finish();
}

}  // namespace

Merged merge_shards(std::span<const fs::path> files, const fs::path& into,
                    const std::string& command_line) {
    const Parts parts = look_at(files);
    check_is_whole(parts);
    if (into.has_parent_path()) make_folder(into.parent_path());
    const FileLock lock(into);
    const Temporary file(into.string() + ".merge");
    write(parts, file.path(), command_line);
    file.become(into);
    return {.shards = parts.common.shard.of, .worlds = parts.common.shard.worlds};
}

}  // namespace kammerspiel::ensemble
