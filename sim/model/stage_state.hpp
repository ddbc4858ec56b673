#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "kammerspiel/federation/federation.hpp"
#include "kammerspiel/model/stage.hpp"
#include "sim/model/event.hpp"

// The part of a run's state that concerns the stages of recovery.

namespace kammerspiel::model {

/// A hold, in one organisation.
struct HoldState {
    enum class Phase : std::uint8_t {
        idle,   ///< nothing of its scope was down or bad since everything was back
        holds,  ///< nobody repairs
        over,
    } phase = Phase::idle;
    std::uint32_t round = 0;  ///< of its draws
    std::uint32_t generation = 0;
};

/// Imaging for a hold, where the examiners sit: one piece of work for all who ask meanwhile.
struct ImagingState {
    std::uint32_t hold = 0;
    SimTime came;
    std::vector<std::uint32_t> organisations;  ///< who asked
    bool is_under_way = false;
    Cause cause;
};

/// Work on a service that waits for people.
struct WaitingJob {
    StageJob job;
    std::optional<std::uint32_t> crew;  ///< position of the crew it is for; absent: any
    std::uint16_t place = 0;            ///< of the service in the order of the strategy
    SimTime asked;
    Cause cause;
};

/// How far a service of the organisation is on its way back.
struct ReturnState {
    bool is_intact = false;     ///< this round: none of its servers was destroyed before
    bool is_under_way = false;  ///< it gives no more than what of it is released
    std::uint16_t round = 0;
    std::uint32_t working = 0;    ///< parts that wait for work or are in it
    std::uint32_t accepting = 0;  ///< parts in acceptance
    std::uint32_t ready = 0;      ///< accepted, not released
    std::uint32_t told = 0;       ///< of those: put before the board
    std::uint32_t released = 0;
    std::uint64_t destroyed_before = 0;  ///< hosts of its servers, up to its last return or round
    std::optional<SimTime> began;        ///< the last round
    SimTime stopped;                     ///< last
    std::uint32_t stops = 0;
    enum class Interim : std::uint8_t { none, wanted, asked, on } interim = Interim::none;
    std::uint16_t interims = 0;  ///< asked for so far
    Stage stage = Stage::none;   ///< in which it waits
    SimTime stage_since;
};

struct StockState {
    std::uint32_t pieces = 0;
    bool is_coming = false;
    std::uint32_t deliveries = 0;
};

struct ImageState {
    enum class Phase : std::uint8_t { none, being_made, ready } phase = Phase::none;
    std::uint32_t batches = 0;
};

struct AccountsState {
    std::uint64_t accounts = 0;  ///< that are to be issued; 0: nobody waits for any
    std::uint64_t issued = 0;
    std::uint16_t round = 0;
    bool is_under_way = false;  ///< somebody is at it, or it is in line
};

/// Hosts that one person rebuilds side by side.
struct ImageBatch {
    std::vector<HostRef> tracked;
    std::uint32_t untracked = 0;
    std::uint32_t group = 0;
    bool into_clean_zone = false;
};

struct StagesState {
    std::vector<HoldState> holds;
    std::vector<std::uint32_t> held;  ///< by host group: holds that hold it
    bool was_sent_back = false;       ///< by those who decide on releases
    std::vector<ImagingState> imaging;
    std::vector<std::uint32_t> images_taken;  ///< by hold: rounds of its draws
    std::vector<WaitingJob> jobs;             ///< in the order in which they are taken
    std::vector<std::uint32_t> loads;  ///< services whose data wait to be loaded, first to last
    bool is_loading = false;
    std::vector<StockState> stock;   ///< by kind of host
    std::vector<ImageState> images;  ///< likewise
    std::vector<ImageBatch> batches;
    std::vector<std::uint32_t> free_batches;
    AccountsState accounts;
    std::vector<Stage> stage_of_view;  ///< as its owner told
    std::uint32_t most_away = 0;       ///< hosts that were down or bad at a time, of this incident
};

/// Services that wait for a board, where the crisis team sits.
struct BoardState {
    struct Item {
        federation::ServiceId service;
        std::uint32_t parts = 0;
        std::uint16_t round = 0;
        SimTime asked;
        Cause cause;
    };
    std::vector<Item> items;             ///< first come first
    std::optional<SimTime> quiet_since;  ///< the last release or find
    std::vector<bool> concerned;  ///< by OrganisationId: it has put something before the board
    std::vector<bool> on_hold;    ///< by OrganisationId: it was sent back
    bool meeting_is_set = false;
};

}  // namespace kammerspiel::model
