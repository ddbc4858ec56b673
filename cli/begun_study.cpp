#include "cli/begun_study.hpp"
#include "cli/say.hpp"

#include <fmt/format.h>

#include "cli/study_scenario.hpp"
#include "kammerspiel/base/version.hpp"
#include "kammerspiel/scenario/load.hpp"

namespace kammerspiel::cli {
namespace {

namespace fs = std::filesystem;
using ensemble::Mismatch;
using ensemble::Store;

/// Where a study that is another one goes, so that nothing is lost. Shards that are computed side
/// by side have names of their own.
fs::path kept_aside(const fs::path& study, const ensemble::Definition& found) {
    constexpr std::size_t enough = 8;
    const std::string stem = fmt::format("{}-{}-seed{}", study.stem().string(),
                                         found.scenario_hash.substr(0, enough), found.seed);
    fs::path aside = study.parent_path() / fmt::format("{}.sqlite", stem);
    for (int i = 2; fs::exists(aside); ++i) {
        aside = study.parent_path() / fmt::format("{}-{}.sqlite", stem, i);
    }
    return aside;
}

void move_study(const fs::path& from, const fs::path& to) {
    for (const char* part : {"", "-wal", "-shm", "-journal"}) {
        const fs::path old(from.string() + part);
        std::error_code error;
        if (!fs::exists(old, error)) continue;
        fs::rename(old, fs::path(to.string() + part), error);
        if (error) throw FileError(old, "rename", error.value());
    }
}

/// What makes the study that is there another one than asked for.
std::string difference_in_words(const Mismatch& difference, const ensemble::About& found,
                                const model::Plan& plan, const fs::path& path, const Text& text) {
    const bool is_scenario = difference.what == Mismatch::What::scenario;
    return text(fmt::format("cli.compare.other_{}", word_of(difference.what)),
                {{"file", path.string()},
                 {"here", difference.here},
                 {"there", difference.there},
                 {"changes",
                  is_scenario ? in_words(changes_since(found, plan.scenario(), text), text) : ""}});
}

/// Why a study that left out runs cannot go on as asked; absent where it can.
std::optional<Mismatch> other_rounds(const AskedStudy& asked, const Store& store) {
    if (store.rounds().is_full() || asked.as_it_is) return std::nullopt;
    const ensemble::RoundPlanning& there = *store.planned_by();
    const bool is_planned_alike = asked.in_rounds && there.metric == asked.metric &&
                                  there.most_loss.has_value() == asked.strict;
    if (is_planned_alike) return std::nullopt;
    const auto named = [](ensemble::Metric by, bool strict) {
        return std::string(ensemble::info(by).name) + (strict ? " --strict" : "");
    };
    return Mismatch{Mismatch::What::rounds, named(asked.metric, asked.strict),
                    named(there.metric, there.most_loss.has_value())};
}

/// Why a shard is another part than asked for; absent where it is not.
std::optional<Mismatch> other_shard(const AskedStudy& asked, const Store& store) {
    if (store.shard() == asked.shard) return std::nullopt;
    const auto named = [](const ensemble::Shard& one) {
        return fmt::format("--worlds {} --shard {}/{}", one.worlds, one.number, one.of);
    };
    return Mismatch{Mismatch::What::shard, named(*asked.shard), named(*store.shard())};
}

std::optional<Mismatch> difference_to(const AskedStudy& asked, const ensemble::About& about,
                                      const model::Plan& plan, const Store& store) {
    ensemble::Definition wanted = about.definition;
    // Studies of earlier versions tell scenarios apart by their texts.
    if (store.about().definition.scenario_hash == scenario::hash_of_texts(plan.scenario())) {
        wanted.scenario_hash = store.about().definition.scenario_hash;
    }
    // What is kept beside does no harm to who has not asked for it.
    if (!wanted.places) wanted.places = store.about().definition.places;
    if (auto difference = ensemble::mismatch(wanted, store.about().definition)) return difference;
    return asked.shard ? other_shard(asked, store) : other_rounds(asked, store);
}

Store create(const AskedStudy& asked, const ensemble::About& about, const model::Plan& plan) {
    const auto sites = ensemble::sites(plan.federation());
    return asked.shard ? Store::create_shard(asked.path, about, sites, *asked.shard)
                       : Store::create(asked.path, about, sites);
}

Store resume(const AskedStudy& asked) {
    return asked.shard ? Store::resume_shard(asked.path) : Store::resume(asked.path);
}

void tell_of_worlds(const AskedStudy& asked, const Store& store, const Common& common) {
    const Text& text = common.text;
    const auto count = static_cast<std::int64_t>(store.worlds() - store.first_world());
    if (asked.worlds && store.worlds() > *asked.worlds) {
        complain(text("cli.compare.more_than_asked",
                      {{"asked", text.whole(static_cast<std::int64_t>(*asked.worlds))},
                       {"count", count}}) +
                 "\n");
    } else if (count > 0) {
        say(common, text("cli.compare.goes_on", {{"count", count}}));
    }
}

}  // namespace

void go_on_as_begun(const AskedStudy& asked, Opened& opened, const Common& common) {
    std::error_code error;
    if (asked.fresh || !fs::exists(asked.path, error)) return;
    // A shard that was killed is set right before it can be read.
    const Store study = asked.shard ? Store::resume_shard(asked.path) : Store::open(asked.path);
    const ensemble::About& about = study.about();
    if (about.definition.uncertain != asked.uncertain ||
        about.definition.program_version != program_version) {
        return;
    }
    const auto changes = changes_since(about, opened.scenario, common.text);
    if (!changes || !changes->empty()) return;
    auto draft = draft_of(about, common.text);
    Diagnostics seen_before;
    auto scenario = draft ? draft->bind({}, seen_before) : std::nullopt;
    if (scenario) opened = {std::move(*draft), std::move(*scenario)};
}

std::optional<Store> store_for(const AskedStudy& asked, const ensemble::About& about,
                               const model::Plan& plan, const Common& common) {
    const Text& text = common.text;
    std::error_code error;
    if (!fs::exists(asked.path, error)) {
        if (asked.resume) {
            complain("kammerspiel: " +
                     text("cli.compare.nothing_to_resume", {{"file", asked.path.string()}}) + "\n");
            return std::nullopt;
        }
        return create(asked, about, plan);
    }
    std::optional<Mismatch> difference;
    std::optional<ensemble::About> found;
    {
        Store store = resume(asked);
        difference = difference_to(asked, about, plan, store);
        if (!difference && !asked.fresh) {
            tell_of_worlds(asked, store, common);
            return store;
        }
        found = store.about();
    }
    if (asked.resume) {
        complain("kammerspiel: " +
                 difference_in_words(*difference, *found, plan, asked.path, text) + "\n");
        return std::nullopt;
    }
    const fs::path aside = kept_aside(asked.path, found->definition);
    if (difference && difference->what == Mismatch::What::scenario) {
        say(common,
            text("cli.compare.another_scenario",
                 {{"changes", in_words(changes_since(*found, plan.scenario(), text), text)}}));
    }
    move_study(asked.path, aside);
    say(common, text("cli.compare.kept_aside", {{"file", aside.string()}}));
    return create(asked, about, plan);
}

}  // namespace kammerspiel::cli
