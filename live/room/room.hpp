#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <variant>

#include "live/room/background.hpp"
#include "live/room/scene.hpp"
#include "live/session/session.hpp"
#include "live/views/view.hpp"

namespace kammerspiel::live {

/// A view as its audience has it: the same bytes for all of them, with a number that grows when
/// they change and belongs to this audience alone.
struct View {
    std::uint64_t number = 0;
    std::shared_ptr<const std::string> json;
};

/// Who looks: what a view is made for.
struct Audience {
    enum class Kind { lobby, player, evaluator, wall, controller, control } kind = Kind::lobby;
    std::string group;  ///< of players
    auto operator<=>(const Audience&) const = default;
};

/// Somebody who has taken a seat.
struct Joined {
    std::uint64_t seat = 0;
    std::string token;  ///< known to their browser alone
};

/// An exercise while it is played: its session, the world as it goes on, and what each audience
/// sees of both. Knows neither network nor clock: moments are handed in, requests are calls. For
/// one thread.
class Room {
   public:
    Room(Session session, std::shared_ptr<const Stage> stage, Background& background);
    ~Room();
    Room(const Room&) = delete;
    Room& operator=(const Room&) = delete;

    [[nodiscard]] const SessionState& state() const { return session_.state(); }
    [[nodiscard]] const Session& session() const { return session_; }

    /// Moves on: gives what is due, notices a gap, keeps views up to date. To be called several
    /// times a second.
    void tick(Instant now);

    /// Asks for a seat in the lobby. The join code opens that and nothing else.
    [[nodiscard]] std::variant<Joined, Refusal> join(const Json& written, Instant now);
    /// Takes a seat of control with the secret of its link.
    [[nodiscard]] std::variant<Joined, Refusal> join_control(const Json& written, Instant now);
    /// Whose token this is; seats that were revoked have none.
    [[nodiscard]] std::optional<std::uint64_t> seat_of(const std::string& token) const;

    [[nodiscard]] std::variant<Accepted, Refusal> command(std::uint64_t seat, const Json& written,
                                                          Instant now);
    /// Compares up to three choices at the present moment; the result appears in control's view.
    /// Gives its number.
    [[nodiscard]] std::variant<std::uint64_t, Refusal> preview(std::uint64_t seat,
                                                               const Json& written);

    [[nodiscard]] Audience audience_of(std::uint64_t seat) const;
    [[nodiscard]] View view(const Audience& audience);
    /// Where the houses lie, as SVG and with their ids by number; nothing that anybody must not
    /// know.
    [[nodiscard]] std::string ground() const;
    /// What only the one at this seat is told: who they are.
    [[nodiscard]] std::string own_part(std::uint64_t seat) const;
    /// Called after something may have changed, for whoever waits.
    void on_change(std::function<void()> told) { told_ = std::move(told); }

    /// A stream of the seat has begun or ended.
    void connected(std::uint64_t seat, bool is_there, Instant now);

    /// Why a service is not there now, in words of this language; for control.
    [[nodiscard]] std::variant<std::string, Refusal> why(std::uint64_t seat,
                                                         const std::string& service,
                                                         Language language) const;
    /// Which one of a message, both from 1, or of a planned inject.
    struct WhichAttachment {
        std::int64_t message = 0;  ///< its number as this seat's view tells it
        std::string inject;        ///< or, for control: the name of the inject
        std::size_t number = 0;
    };
    /// What was handed out with a message that the seat has; absent: nothing that it may see.
    [[nodiscard]] const scenario::Attachment* attachment(std::uint64_t seat,
                                                         const WhichAttachment& which) const;
    /// log.csv or log.jsonl of what the seat may see.
    [[nodiscard]] std::variant<std::string, Refusal> log(std::uint64_t seat,
                                                         const std::string& name,
                                                         Language language) const;

    /// Ends the session's part in this process: the clock stands, what is open is written.
    void close(Instant now);

    /// The text of a refusal.
    [[nodiscard]] const Text& text(Language language) const {
        return language == Language::de ? german_ : english_;
    }

   private:
    Session session_;
    std::shared_ptr<const Stage> stage_;
    Background& background_;
    Text english_{Language::en}, german_{Language::de};
    std::function<void()> told_;
    std::shared_ptr<bool> is_alive_ = std::make_shared<bool>(true);

    // The world.
    WorldChoice choice_;
    std::shared_ptr<const Scene> scene_;
    std::string scene_of_;    ///< which orders it is made with
    std::string being_made_;  ///< likewise of the one that is being made

    // Views.
    struct Kept {
        View view;
        std::uint64_t made_of = 0;  ///< version_ when it was made
    };
    std::map<Audience, Kept> views_;
    std::uint64_t version_ = 1;
    SimTime shown_;  ///< scenario time of the views

    // Presence and limits.
    struct Presence {
        unsigned streams = 0;
        Instant last;
        double tokens = 0;  ///< commands that may be given at once
        Instant refilled;
    };
    std::map<std::uint64_t, Presence> presence_;
    double join_failures_ = 0;  ///< wrong codes, forgotten at one a second
    Instant join_failed_;

    // What has been given by the clock.
    struct Swept {
        std::size_t move = 0;
        SimTime scenario;
        Duration played;
        std::uint64_t clock_entry = 0;
    };
    std::optional<Swept> swept_;
    std::optional<Instant> last_tick_;
    bool is_resumed_ = false;  ///< the clock ran when the process before this one ended

    // What-if.
    struct PreviewJob {
        std::uint64_t number = 0;
        Json json;
        std::stop_source stop;
    };
    std::deque<std::shared_ptr<PreviewJob>> previews_;
    std::uint64_t next_preview_ = 1;
    std::shared_ptr<ensemble::Driver> driver_;

    [[nodiscard]] std::vector<Order> orders_now() const;
    void make_world_again();
    void changed();
    void give_what_is_due(Instant now);
    /// The clock stands, as it stood at a moment that is over.
    void suspend(Instant stood, Instant now, const char* reason);
    [[nodiscard]] std::vector<QueuedInject> queue() const;
    [[nodiscard]] std::optional<SimTime> due_of(const scenario::Inject& inject) const;
    [[nodiscard]] Message obstacle_of(const scenario::Inject& inject) const;
    [[nodiscard]] std::optional<Refusal> complete(std::uint64_t seat, Command& command) const;
    [[nodiscard]] std::optional<Refusal> orderable(const std::string& play,
                                                   const std::string& actions) const;
    [[nodiscard]] bool may_send(std::uint64_t seat, Instant now);
    [[nodiscard]] std::string made(const Audience& audience) const;
    [[nodiscard]] std::string control_json(bool is_main) const;
    [[nodiscard]] std::string hot_wash_json() const;
    [[nodiscard]] Known known_to(const std::string& group) const;
    void run_many(const std::shared_ptr<PreviewJob>& job,
                  const std::vector<std::vector<Order>>& choices, std::uint64_t worlds);
};

}  // namespace kammerspiel::live
