#include <type_traits>

#include "sim/scenario/bind.hpp"

namespace kammerspiel::scenario {
namespace {

Scope scope_of(const Fields& fields) {
    const Node* node = fields.node("scope");
    return node == nullptr ? Scope{} : read_scope(*node, fields.out());
}

/// Which action is to be read.
template <class One>
using Tag = std::type_identity<One>;

Shutdown read(Tag<Shutdown>, const Fields& action, const Node& options) {
    const Fields fields(options, shutdown_section(), action.out());
    Shutdown shutdown;
    shutdown.scope = scope_of(fields);
    fields.read("isolate", shutdown.isolate);
    fields.read("takes", shutdown.takes);
    fields.read("people", shutdown.people);
    return shutdown;
}

ResetCredentials read(Tag<ResetCredentials>, const Fields& action, const Node& options) {
    const Fields fields(options, reset_credentials_section(), action.out());
    ResetCredentials reset;
    reset.scope = scope_of(fields);
    fields.read("takes", reset.takes);
    fields.read("people", reset.people);
    return reset;
}

Hunt read(Tag<Hunt>, const Fields& action, const Node& options) {
    const Fields fields(options, hunt_section(), action.out());
    Hunt hunt;
    hunt.scope = scope_of(fields);
    fields.read("thoroughness", hunt.thoroughness);
    fields.read("takes", hunt.takes);
    fields.read("people", hunt.people);
    return hunt;
}

CallIn read(Tag<CallIn>, const Fields& action, const Node& options) {
    const Fields fields(options, call_in_section(), action.out());
    CallIn call;
    call.scope = scope_of(fields);
    fields.read("crew", call.crew);
    fields.read("people", call.people);
    return call;
}

ActivateFallback read(Tag<ActivateFallback>, const Fields& action, const Node& options) {
    const Fields fields(options, activate_fallback_section(), action.out());
    ActivateFallback activate;
    activate.scope = scope_of(fields);
    fields.read("service", activate.service);
    return activate;
}

CloseLink read(Tag<CloseLink>, const Fields& action, const Node& options,
               const Calendar* calendar) {
    const Fields fields(options, close_link_section(), action.out());
    CloseLink close;
    close.scope = scope_of(fields);
    fields.read("link", close.link);
    if (const Node* until = fields.node("until")) {
        close.until = read_condition(*until, calendar, action.out());
    }
    return close;
}

OpenLink read(Tag<OpenLink>, const Fields& action, const Node& options) {
    const Fields fields(options, open_link_section(), action.out());
    OpenLink open;
    open.scope = scope_of(fields);
    fields.read("link", open.link);
    return open;
}

BlockTechnique read(Tag<BlockTechnique>, const Fields& action, const Node& options) {
    const Fields fields(options, block_technique_section(), action.out());
    return {.technique = fields.text("technique"), .scope = scope_of(fields)};
}

void read_repair(const Fields& fields, Restore& restore) {
    restore.order = fields.names("order");
    fields.read("gate", restore.gate);
    fields.read("rebuild", restore.rebuild);
    restore.into_clean_zone = fields.word("into") == "clean_zone";
    fields.read("thoroughness", restore.thoroughness);
    fields.read("begins_after", restore.begins_after);
}

Restore read(Tag<Restore>, const Fields& action, const Node& options) {
    const Fields fields(options, restore_section(), action.out());
    Restore restore;
    restore.scope = scope_of(fields);
    read_repair(fields, restore);
    return restore;
}

Inform read(Tag<Inform>, const Fields& action, const Node&) {
    return {.whom = action.names(Inform::word)};
}

/// By the word that stands before it: every action must have a `read` to compile.
template <class... Actions>
std::optional<Action> read_one_of(Tag<std::variant<Actions...>>, std::string_view word,
                                  const Fields& action, const Node& options,
                                  const Calendar* calendar) {
    std::optional<Action> read_one;
    const auto read_if_meant = [&]<class One>(Tag<One> tag) {
        if (word != One::word) return;
        if constexpr (requires { read(tag, action, options, calendar); }) {
            read_one = read(tag, action, options, calendar);
        } else {
            read_one = read(tag, action, options);
        }
    };
    (read_if_meant(Tag<Actions>{}), ...);
    return read_one;
}

std::optional<Action> read_action(const Node& node, const Calendar* calendar, Diagnostics& out) {
    const Fields fields(node, actions_section(), out);
    if (!node.is_map() || node.keys.size() != 1) {
        if (node.is_map()) {
            out.error(node.place, {"scenario.action.one"});
        }
        return std::nullopt;
    }
    // None for an unknown key, which `fields` has reported.
    return read_one_of(Tag<Action>{}, node.keys.front().text, fields, node.items.front(), calendar);
}

bool is_wider(Condition::Within within, Decider by) {
    switch (within) {
        case Condition::Within::federation: return by != Decider::federation;
        case Condition::Within::region: return by == Decider::organisation;
        case Condition::Within::organisation: return false;
    }
    unreachable();
}

/// Whoever decides for less than the federation hears of no more than that.
// NOLINTNEXTLINE(misc-no-recursion): the depth is limited when the file is read
void warn_of_wider_counts(const Node& when, Decider by, Diagnostics& out) {
    if (!when.is_map()) return;
    for (std::size_t i = 0; i < when.keys.size(); ++i) {
        const Node& behind = when.items[i];
        for (const Node& child : behind.items) warn_of_wider_counts(child, by, out);
        if (when.keys[i].text != "within") continue;
        const auto within = value_of<Condition::Within>(behind.text);
        if (!within || !is_wider(*within, by)) continue;
        out.warning(behind.place, {"scenario.condition.wider",
                                   {{"by", word_of(by)}, {"within", word_of(*within)}}});
    }
}

Play read_play(const Node& node, const Calendar* calendar, Diagnostics& out) {
    const Fields fields(node, play_section(), out);
    Play play;
    fields.read("name", play.name);
    fields.read("key", play.key);
    fields.read("by", play.by);
    if (const Node* when = fields.node("when")) {
        play.when = read_condition(*when, calendar, out);
        warn_of_wider_counts(*when, play.by, out);
    }
    fields.read("after", play.after);
    play.uses = fields.names("uses");
    if (const Node* again = fields.node("again")) {
        const Fields more(*again, again_section(), out);
        play.again.emplace();
        more.read("after", play.again->after);
        more.read("at_most", play.again->at_most);
    }
    for (const Node* action : fields.list("do")) {
        if (auto read = read_action(*action, calendar, out))
            play.actions.push_back(std::move(*read));
    }
    return play;
}

}  // namespace

void bind_default_repair(const Node& tree, Restore& repair, Diagnostics& out) {
    read_repair(Fields(tree, default_repair_section(), out), repair);
}

Strategy bind_strategy(const Name& name, const Node& tree, const Calendar* calendar,
                       Diagnostics& out) {
    const Fields fields(tree, strategy_section(), out);
    Strategy strategy;
    strategy.name = name;
    strategy.title = fields.localised("title");
    if (strategy.title == Localised{}) strategy.title = {name.text, name.text};
    fields.read("repair", strategy.repair);
    for (const Node* play : fields.list("plays")) {
        strategy.plays.push_back(read_play(*play, calendar, out));
    }
    return strategy;
}

}  // namespace kammerspiel::scenario
