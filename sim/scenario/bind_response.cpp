#include <algorithm>
#include <type_traits>

#include "sim/scenario/bind.hpp"

namespace kammerspiel::scenario {
namespace {

Scope scope_of(const Fields& fields) {
    const Node* node = fields.node("scope");
    return node == nullptr ? Scope{} : read_scope(*node, fields.out());
}

std::uint32_t people_of(const Fields& fields) {
    return static_cast<std::uint32_t>(fields.whole("people").value_or(0));
}

/// Which action is to be read.
template <class One>
using Tag = std::type_identity<One>;

Shutdown read(Tag<Shutdown>, const Fields& action, const Node& options) {
    const Fields fields(options, shutdown_section(), action.out());
    return {.scope = scope_of(fields),
            .isolate = fields.boolean("isolate"),
            .takes = fields.distribution("takes").value_or(Distribution{}),
            .people = people_of(fields)};
}

ResetCredentials read(Tag<ResetCredentials>, const Fields& action, const Node& options) {
    const Fields fields(options, reset_credentials_section(), action.out());
    return {.scope = scope_of(fields),
            .takes = fields.distribution("takes").value_or(Distribution{}),
            .people = people_of(fields)};
}

Hunt read(Tag<Hunt>, const Fields& action, const Node& options) {
    const Fields fields(options, hunt_section(), action.out());
    return {.scope = scope_of(fields),
            .thoroughness = fields.probability("thoroughness").value_or(Probability{0.5}),
            .takes = fields.distribution("takes").value_or(Distribution{}),
            .people = people_of(fields)};
}

CallIn read(Tag<CallIn>, const Fields& action, const Node& options) {
    const Fields fields(options, call_in_section(), action.out());
    return {.scope = scope_of(fields),
            .crew = fields.name("crew").value_or(Name{}),
            .people = static_cast<std::uint32_t>(fields.whole("people").value_or(1))};
}

ActivateFallback read(Tag<ActivateFallback>, const Fields& action, const Node& options) {
    const Fields fields(options, activate_fallback_section(), action.out());
    return {.scope = scope_of(fields), .service = fields.name("service").value_or(Name{})};
}

CloseLink read(Tag<CloseLink>, const Fields& action, const Node& options) {
    const Fields fields(options, close_link_section(), action.out());
    return {.scope = scope_of(fields), .link = fields.name("link").value_or(Name{})};
}

BlockTechnique read(Tag<BlockTechnique>, const Fields& action, const Node& options) {
    const Fields fields(options, block_technique_section(), action.out());
    return {.technique = fields.text("technique"), .scope = scope_of(fields)};
}

Restore read(Tag<Restore>, const Fields& action, const Node& options) {
    const Fields fields(options, restore_section(), action.out());
    Restore restore;
    restore.scope = scope_of(fields);
    restore.order = fields.names("order");
    restore.gate = static_cast<Restore::Gate>(fields.word("gate").value_or(0));
    restore.rebuild = static_cast<Restore::Rebuild>(fields.word("rebuild").value_or(0));
    restore.into_clean_zone = fields.word("into").value_or(0) == 1;
    if (const auto share = fields.probability("thoroughness")) restore.thoroughness = *share;
    restore.begins_after = fields.distribution("begins_after").value_or(Distribution{});
    return restore;
}

Inform read(Tag<Inform>, const Fields& action, const Node&) {
    return {.whom = action.names(Inform::word)};
}

/// By the word that stands before it: every action must have a `read` to compile.
template <class... Actions>
std::optional<Action> read_one_of(Tag<std::variant<Actions...>>, std::string_view word,
                                  const Fields& action, const Node& options) {
    std::optional<Action> read_one;
    const auto read_if_meant = [&]<class One>(Tag<One> tag) {
        if (word == One::word) read_one = read(tag, action, options);
    };
    (read_if_meant(Tag<Actions>{}), ...);
    return read_one;
}

std::optional<Action> read_action(const Node& node, Diagnostics& out) {
    const Fields fields(node, actions_section(), out);
    if (!node.is_map() || node.keys.size() != 1) {
        if (node.is_map()) {
            out.error(node.place, {"scenario.action.one"});
        }
        return std::nullopt;
    }
    // None for an unknown key, which `fields` has reported.
    return read_one_of(Tag<Action>{}, node.keys.front().text, fields, node.items.front());
}

/// Whoever decides for less than the federation hears of no more than that.
// NOLINTNEXTLINE(misc-no-recursion): the depth is limited when the file is read
void warn_of_wider_counts(const Node& when, Decider by, Diagnostics& out) {
    if (!when.is_map()) return;
    const auto deciders = play_section().find("by")->words;
    for (std::size_t i = 0; i < when.keys.size(); ++i) {
        const Node& behind = when.items[i];
        for (const Node& child : behind.items) warn_of_wider_counts(child, by, out);
        if (when.keys[i].text != "within") continue;
        const auto wider = deciders.first(static_cast<std::size_t>(by));
        if (std::find(wider.begin(), wider.end(), behind.text) == wider.end()) continue;
        out.warning(behind.place,
                    {"scenario.condition.wider",
                     {{"by", deciders[static_cast<std::size_t>(by)]}, {"within", behind.text}}});
    }
}

Play read_play(const Node& node, const Calendar* calendar, Diagnostics& out) {
    const Fields fields(node, play_section(), out);
    Play play;
    play.name = fields.name("name").value_or(Name{});
    play.by = static_cast<Decider>(fields.word("by").value_or(0));
    if (const Node* when = fields.node("when")) {
        play.when = read_condition(*when, calendar, out);
        warn_of_wider_counts(*when, play.by, out);
    }
    play.after = fields.distribution("after").value_or(Distribution{});
    play.uses = fields.names("uses");
    for (const Node* action : fields.list("do")) {
        if (auto read = read_action(*action, out)) play.actions.push_back(std::move(*read));
    }
    return play;
}

}  // namespace

Strategy bind_strategy(const Name& name, const Node& tree, const Calendar* calendar,
                       Diagnostics& out) {
    const Fields fields(tree, strategy_section(), out);
    Strategy strategy;
    strategy.name = name;
    strategy.title = fields.localised("title");
    if (strategy.title == Localised{}) strategy.title = {name.text, name.text};
    for (const Node* play : fields.list("plays")) {
        strategy.plays.push_back(read_play(*play, calendar, out));
    }
    return strategy;
}

}  // namespace kammerspiel::scenario
