#include <libical/ical.h>

#include <cstdlib>
#include <memory>

#include "analysis/exercise/msel_cells.hpp"
#include "kammerspiel/sheet/cells.hpp"

namespace kammerspiel::exercise {
namespace {

/// Moments of the room in UTC, so that no calendar has to know its zone.
class Utc {
   public:
    explicit Utc(const Calendar& room)
        : room_(room), utc_(*Calendar::make("1970-01-01T00:00", "Etc/UTC").calendar) {}

    [[nodiscard]] icaltimetype at(Duration since_begin) const {
        // 2026-12-03T09:05:00+01:00: what the clock shows, and how far it is from UTC.
        const std::string iso = room_.iso(SimTime::at(since_begin));
        constexpr std::size_t sign = 19;
        const auto digits = [&](std::size_t from) {
            return (iso[from] - '0') * 10 + (iso[from + 1] - '0');
        };
        const Duration offset = hours(digits(sign + 1)) + minutes(digits(sign + 4));
        const SimTime shown = utc_.at(*Calendar::parse(iso.substr(0, sign)));
        const LocalTime l = utc_.local(iso[sign] == '-' ? shown + offset : shown - offset);
        icaltimetype time = icaltime_null_time();
        time.year = l.year;
        time.month = static_cast<int>(l.month);
        time.day = static_cast<int>(l.day);
        time.hour = static_cast<int>(l.hour);
        time.minute = static_cast<int>(l.minute);
        time.second = static_cast<int>(l.second);
        time.zone = icaltimezone_get_utc_timezone();
        return time;
    }

   private:
    const Calendar& room_;
    Calendar utc_;
};

class CalendarWriter {
   public:
    CalendarWriter(const scenario::Exercise& exercise, const Schedule& schedule,
                   const std::string& marking, const Text& text)
        : exercise_(exercise),
          schedule_(schedule),
          marking_(sheet::as_cell(marking)),
          cells_(exercise, schedule, text.language()),
          utc_(schedule.room) {}

    MselCalendar write() {
        MselCalendar result;
        const std::unique_ptr<icalcomponent, decltype(&icalcomponent_free)> calendar(
            icalcomponent_new(ICAL_VCALENDAR_COMPONENT), &icalcomponent_free);
        add(calendar.get(), icalproperty_new_version("2.0"));
        add(calendar.get(), icalproperty_new_prodid("-//Kammerspiel//MSEL//EN"));
        add(calendar.get(), icalproperty_new_method(ICAL_METHOD_PUBLISH));
        icalproperty* name = icalproperty_new_x(marking_.c_str());
        icalproperty_set_x_name(name, "X-WR-CALNAME");
        add(calendar.get(), name);
        for (const scenario::Move& move : exercise_.moves) {
            icalcomponent_add_component(calendar.get(), event(move));
        }
        for (const ScheduledInject& scheduled : schedule_.injects) {
            if (scheduled.real) {
                icalcomponent_add_component(calendar.get(), event(scheduled));
            } else {
                ++result.left_out;
            }
        }
        const std::unique_ptr<char, decltype(&std::free)> bytes(
            icalcomponent_as_ical_string_r(calendar.get()), &std::free);
        result.bytes = bytes.get();
        return result;
    }

   private:
    const scenario::Exercise& exercise_;
    const Schedule& schedule_;
    std::string marking_;
    MselCells cells_;
    Utc utc_;

    static void add(icalcomponent* to, icalproperty* property) {
        icalcomponent_add_property(to, property);
    }

    [[nodiscard]] std::string cell(MselColumn column, const ScheduledInject& scheduled) const {
        return sheet::as_cell(cells_.cell(column, scheduled));
    }

    /// In a calendar the title alone is seen: it must say what is given only if something is
    /// missing.
    [[nodiscard]] std::string summary(const ScheduledInject& scheduled) const {
        const std::string title = cell(MselColumn::title, scheduled);
        if (scheduled.inject.type != scenario::Inject::Type::contingency) return title;
        return cells_.text()("msel.calendar.contingency", {{"title", title}});
    }

    [[nodiscard]] std::string description(const ScheduledInject& scheduled) const {
        std::string words = marking_;
        for (const MselColumn column :
             {MselColumn::scenario_time, MselColumn::mode, MselColumn::from, MselColumn::to,
              MselColumn::message, MselColumn::expected_action, MselColumn::controller,
              MselColumn::notes}) {
            const std::string value = cell(column, scheduled);
            if (value.empty()) continue;
            words += "\n" + cells_.text()("msel.calendar.line",
                                          {{"heading", cells_.text()(heading_key(column))},
                                           {"value", value}});
        }
        return words;
    }

    /// With its identifier, which is the same whenever the exercise is exported.
    icalcomponent* blank_event(const std::string& name) const {
        icalcomponent* event = icalcomponent_new(ICAL_VEVENT_COMPONENT);
        const std::string uid =
            sheet::as_cell(exercise_.begins.local + "-" + name + "@msel.kammerspiel");
        add(event, icalproperty_new_uid(uid.c_str()));
        // The moment of writing would make two calendars of the same exercise differ.
        add(event, icalproperty_new_dtstamp(utc_.at(Duration::zero())));
        if (const std::string& place = cells_.text()(exercise_.place); !place.empty()) {
            add(event, icalproperty_new_location(sheet::as_cell(place).c_str()));
        }
        return event;
    }

    /// So that beginnings, ends and breaks are seen, too.
    icalcomponent* event(const scenario::Move& move) const {
        icalcomponent* event = blank_event("move-" + move.name.text);
        add(event, icalproperty_new_dtstart(utc_.at(move.begins)));
        add(event, icalproperty_new_dtend(utc_.at(move.begins + move.takes)));
        add(event, icalproperty_new_summary(sheet::as_cell(cells_.text()(move.title)).c_str()));
        add(event, icalproperty_new_description(marking_.c_str()));
        return event;
    }

    icalcomponent* event(const ScheduledInject& scheduled) const {
        icalcomponent* event = blank_event(scheduled.inject.name.text);
        add(event, icalproperty_new_dtstart(utc_.at(*scheduled.real)));
        add(event, icalproperty_new_summary(summary(scheduled).c_str()));
        add(event, icalproperty_new_description(description(scheduled).c_str()));
        add(event, icalproperty_new_categories(cell(MselColumn::move, scheduled).c_str()));
        add(event, icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));
        return event;
    }
};

}  // namespace

MselCalendar msel_icalendar(const scenario::Exercise& exercise, const Schedule& schedule,
                            const std::string& marking, const Text& text) {
    return CalendarWriter(exercise, schedule, marking, text).write();
}

}  // namespace kammerspiel::exercise
