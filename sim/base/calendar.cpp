#include "kammerspiel/base/calendar.hpp"

#include <date/date.h>
#include <date/tz.h>
#include <fmt/format.h>

#include <charconv>
#include <sstream>

namespace kammerspiel {
namespace {

using Micros = std::chrono::microseconds;
using SysMicros = date::sys_time<Micros>;
using LocalMicros = date::local_time<Micros>;

bool read_number(std::string_view& text, std::size_t digits, unsigned& value) {
    if (text.size() < digits) return false;
    const auto [end, error] = std::from_chars(text.data(), text.data() + digits, value);
    if (error != std::errc{} || end != text.data() + digits) return false;
    text.remove_prefix(digits);
    return true;
}

bool read_sign(std::string_view& text, char sign) {
    if (text.empty() || text.front() != sign) return false;
    text.remove_prefix(1);
    return true;
}

LocalMicros as_local(const LocalTime& l) {
    const auto day = date::year{l.year} / date::month{l.month} / date::day{l.day};
    return date::local_days{day} + std::chrono::hours{l.hour} + std::chrono::minutes{l.minute} +
           std::chrono::seconds{l.second};
}

SysMicros first_of(const date::time_zone& zone, LocalMicros local) {
    return zone.to_sys(local, date::choose::earliest);
}

}  // namespace

std::optional<LocalTime> Calendar::parse(std::string_view text) {
    LocalTime local;
    unsigned year = 0;
    const bool date_read = read_number(text, 4, year) && read_sign(text, '-') &&
                           read_number(text, 2, local.month) && read_sign(text, '-') &&
                           read_number(text, 2, local.day) && read_sign(text, 'T') &&
                           read_number(text, 2, local.hour) && read_sign(text, ':') &&
                           read_number(text, 2, local.minute);
    if (!date_read) return std::nullopt;
    if (!text.empty() && !(read_sign(text, ':') && read_number(text, 2, local.second))) {
        return std::nullopt;
    }
    local.year = static_cast<int>(year);
    const auto day = date::year{local.year} / date::month{local.month} / date::day{local.day};
    if (!text.empty() || !day.ok() || local.hour > 23 || local.minute > 59 || local.second > 59) {
        return std::nullopt;
    }
    local.weekday = date::weekday{date::sys_days{day}}.iso_encoding();
    return local;
}

Calendar::Made Calendar::make(std::string_view local, std::string_view zone) {
    const auto moment = parse(local);
    if (!moment) {
        return {std::nullopt, Message{"base.calendar.moment", {{"text", local}}}, false};
    }
    Calendar calendar;
    try {
        calendar.zone_ = date::locate_zone(std::string(zone));
    } catch (const std::runtime_error&) {
        return {std::nullopt, Message{"base.calendar.zone", {{"zone", zone}}}, true};
    }
    if (calendar.skips(*moment)) {
        return {std::nullopt, Message{"base.calendar.skipped", {{"text", local}, {"zone", zone}}},
                false};
    }
    calendar.start_micros_ =
        first_of(*calendar.zone_, as_local(*moment)).time_since_epoch().count();
    return {calendar, {}, false};
}

LocalTime Calendar::local(SimTime at) const {
    const SysMicros sys{Micros{start_micros_ + at.since_start().count()}};
    const LocalMicros local = zone_->to_local(sys);
    const auto day = date::floor<date::days>(local);
    const date::year_month_day ymd{day};
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(local - day).count();
    return {.year = static_cast<int>(ymd.year()),
            .month = static_cast<unsigned>(ymd.month()),
            .day = static_cast<unsigned>(ymd.day()),
            .weekday = date::weekday{day}.iso_encoding(),
            .hour = static_cast<unsigned>(seconds / 3600),
            .minute = static_cast<unsigned>(seconds / 60 % 60),
            .second = static_cast<unsigned>(seconds % 60)};
}

SimTime Calendar::at(const LocalTime& local) const {
    const SysMicros sys = first_of(*zone_, as_local(local));
    return SimTime::at(Duration::micros(sys.time_since_epoch().count() - start_micros_));
}

bool Calendar::skips(const LocalTime& local) const {
    return zone_->get_info(as_local(local)).result == date::local_info::nonexistent;
}

SimTime Calendar::next_midnight(const LocalTime& day) const {
    const auto next =
        date::local_days{date::year{day.year} / date::month{day.month} / date::day{day.day}} +
        date::days{1};
    const SysMicros sys = first_of(*zone_, LocalMicros{next});
    return SimTime::at(Duration::micros(sys.time_since_epoch().count() - start_micros_));
}

std::string Calendar::iso(SimTime at) const {
    const LocalTime l = local(at);
    const SysMicros sys{Micros{start_micros_ + at.since_start().count()}};
    const auto offset = zone_->get_info(sys).offset.count();
    const auto minutes_off = (offset < 0 ? -offset : offset) / 60;
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}{:02}:{:02}", l.year, l.month, l.day,
                       l.hour, l.minute, l.second, offset < 0 ? '-' : '+', minutes_off / 60,
                       minutes_off % 60);
}

}  // namespace kammerspiel
