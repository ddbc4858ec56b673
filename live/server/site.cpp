#include "live/server/site.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "kammerspiel/base/ensure.hpp"
#include "live/room/secrets.hpp"
#include "live/server/files.hpp"

namespace kammerspiel::live {
namespace {

constexpr const char* json_type = "application/json";

Response plain(int status, std::string text) {
    return {status, "text/plain; charset=utf-8", std::move(text), {}, std::nullopt};
}
Response json(const Json& value) { return {200, json_type, text_of(value), {}, std::nullopt}; }

int status_of(Refusal::Why why) {
    switch (why) {
        case Refusal::Why::invalid: return 400;
        case Refusal::Why::forbidden: return 403;
        case Refusal::Why::conflict: return 409;
        case Refusal::Why::too_fast: return 429;
        case Refusal::Why::storage: return 503;
    }
    return 500;
}

std::optional<int> hex(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return std::nullopt;
}

std::optional<std::string> decoded(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            plain += text[i] == '+' ? ' ' : text[i];
            continue;
        }
        if (i + 2 >= text.size()) return std::nullopt;
        const auto high = hex(text[i + 1]);
        const auto low = hex(text[i + 2]);
        if (!high || !low) return std::nullopt;
        plain += static_cast<char>(*high * 16 + *low);
        i += 2;
    }
    return plain;
}

/// Up to the next `between`, which is taken away with it.
std::string_view next_part(std::string_view& rest, char between) {
    std::size_t end = 0;
    while (end < rest.size() && rest[end] != between) ++end;
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(end < rest.size() ? end + 1 : end);
    return part;
}

struct Page {
    std::string_view path, file, type;
};
constexpr std::array pages{
    Page{"/", "index.html", "text/html; charset=utf-8"},
    Page{"/live.js", "live-", "text/javascript; charset=utf-8"},  // its hash is in its name
    Page{"/live.css", "live.css", "text/css; charset=utf-8"},
};

}  // namespace

std::optional<Request> request_for(const std::string& target) {
    if (target.empty() || target.front() != '/') return std::nullopt;
    Request request;
    const std::size_t mark = target.find('?');
    const auto path = decoded(std::string_view(target).substr(0, mark));
    if (!path) return std::nullopt;
    request.path = *path;
    if (mark == std::string::npos) return request;
    std::string_view rest = std::string_view(target).substr(mark + 1);
    while (!rest.empty()) {
        std::string_view part = next_part(rest, '&');
        const auto name = decoded(next_part(part, '='));
        const auto value = decoded(part);
        if (!name || !value) return std::nullopt;
        request.query[*name] = *value;
    }
    return request;
}

std::vector<std::pair<std::string, std::string>> security_headers() {
    return {{"Content-Security-Policy",
             "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
             "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"},
            {"X-Content-Type-Options", "nosniff"},
            {"Referrer-Policy", "no-referrer"},
            {"Cross-Origin-Opener-Policy", "same-origin"},
            {"Cross-Origin-Resource-Policy", "same-origin"},
            {"Cache-Control", "no-store"}};
}

Site::Site(Room& room, Reach reach, double factor)
    : room_(room),
      reach_(std::move(reach)),
      factor_(factor),
      boot_(random_bits(64)),
      cookie_((reach_.tls ? "__Host-" : "") + std::string("kammerspiel-") +
              room.state().id.substr(0, 8)),
      ground_(room.ground()) {}

std::optional<std::uint64_t> Site::seat_of(const Request& request) const {
    const std::string* all = request.header("cookie");
    if (all == nullptr) return std::nullopt;
    std::string_view rest = *all;
    while (!rest.empty()) {
        std::string_view one = next_part(rest, ';');
        while (!one.empty() && one.front() == ' ') one.remove_prefix(1);
        if (next_part(one, '=') == cookie_) return room_.seat_of(std::string(one));
    }
    return std::nullopt;
}

Language Site::language_of(const Request& request) const {
    const auto asked = request.query.find("lang");
    if (asked != request.query.end()) return asked->second == "de" ? Language::de : Language::en;
    const std::string* accepted = request.header("accept-language");
    return accepted != nullptr && accepted->starts_with("de") ? Language::de : Language::en;
}

Response Site::refused(const Refusal& refusal, const Request& request) const {
    Json body{{"error", room_.text(language_of(request))(refusal.message)}};
    if (refusal.why == Refusal::Why::conflict) body["current"] = refusal.current;
    Response response = json(body);
    response.status = status_of(refusal.why);
    return response;
}

/// What comes from another page than ours, or under a name that is not ours: a page elsewhere that
/// has its own name point here would otherwise read what this browser may read.
std::optional<Response> Site::foreign(const Request& request) const {
    const std::string* host = request.header("host");
    if (host == nullptr || !reach_.hosts.contains(*host)) return plain(421, "unknown host\n");
    if (request.method == "GET") return std::nullopt;
    if (request.method != "POST") return plain(405, "not allowed\n");
    const std::string* origin = request.header("origin");
    if (origin == nullptr || *origin != reach_.scheme() + "://" + *host) {
        return plain(403, "foreign origin\n");
    }
    const std::string* type = request.header("content-type");
    if (type == nullptr || !type->starts_with(json_type)) return plain(415, "JSON is needed\n");
    if (request.header("x-kammerspiel") == nullptr) return plain(403, "header is missing\n");
    return std::nullopt;
}

Response Site::seated(const std::variant<Joined, Refusal>& joined, const Request& request) const {
    if (const auto* why = std::get_if<Refusal>(&joined)) return refused(*why, request);
    Response response = json({{"joined", true}});
    response.headers.emplace_back(
        "Set-Cookie", fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict{}", cookie_,
                                  std::get<Joined>(joined).token, reach_.tls ? "; Secure" : ""));
    return response;
}

Response Site::post(const Request& request, Instant now) {
    const Json body = Json::parse(request.body, nullptr, false);
    if (body.is_discarded()) return plain(400, "this is no JSON\n");
    if (request.path == "/api/join") return seated(room_.join(body, now), request);
    if (request.path == "/api/control") return seated(room_.join_control(body, now), request);
    const auto seat = seat_of(request);
    if (!seat) return plain(401, "no seat\n");
    if (request.path == "/api/commands") {
        const auto done = room_.command(*seat, body, now);
        if (const auto* why = std::get_if<Refusal>(&done)) return refused(*why, request);
        // The number of an entry would tell players how much else happens.
        const auto audience = room_.audience_of(*seat).kind;
        const bool may_count =
            audience == Audience::Kind::control || audience == Audience::Kind::controller;
        return json(may_count ? Json{{"entry", std::get<Accepted>(done).entry}}
                              : Json{{"done", true}});
    }
    if (request.path == "/api/previews") {
        const auto made = room_.preview(*seat, body);
        if (const auto* why = std::get_if<Refusal>(&made)) return refused(*why, request);
        return json({{"preview", std::get<std::uint64_t>(made)}});
    }
    return plain(404, "not found\n");
}

Response Site::attachment(std::uint64_t seat, const Request& request) const {
    const auto text = [&](const char* name) {
        const auto found = request.query.find(name);
        return found == request.query.end() ? std::string() : found->second;
    };
    const auto number = [&](const char* name) {
        const std::string written = text(name);
        std::uint32_t read = 0;
        const auto end = written.data() + written.size();
        const auto [stop, fault] = std::from_chars(written.data(), end, read);
        return fault == std::errc() && stop == end ? read : 0U;
    };
    const scenario::Attachment* found = room_.attachment(
        seat, {.message = number("message"), .inject = text("inject"), .number = number("number")});
    if (found == nullptr) return plain(404, "not found\n");
    const auto type_of = [](scenario::Attachment::Type type) {
        using enum scenario::Attachment::Type;
        switch (type) {
            case png: return "image/png";
            case jpeg: return "image/jpeg";
            case pdf: return "application/pdf";
        }
        unreachable();
    };
    Response response{200, type_of(found->type), *found->bytes, {}, std::nullopt};
    // A document is for the program that shows documents, not for this page.
    if (found->type == scenario::Attachment::Type::pdf) {
        response.headers.emplace_back("Content-Disposition",
                                      "attachment; filename=\"document.pdf\"");
    }
    return response;
}

Response Site::get(const Request& request, Instant now) {
    for (const Page& page : pages) {
        if (request.path != page.path) continue;
        for (const EmbeddedFile& file : embedded_page()) {
            if (file.name.starts_with(page.file)) {
                return {200, std::string(page.type), std::string(file.content), {}, std::nullopt};
            }
        }
    }
    if (request.path == "/api/clock") {
        return json({{"now", now.micros()}, {"factor", factor_}});
    }
    if (!request.path.starts_with("/api/")) return plain(404, "not found\n");
    const auto seat = seat_of(request);
    if (!seat) return plain(401, "no seat\n");
    if (request.path == "/api/stream") {
        Response response;
        response.type = "text/event-stream";
        response.stream = *seat;
        return response;
    }
    if (request.path == "/api/view") {
        const View view = room_.view(room_.audience_of(*seat));
        return {200,
                json_type,
                fmt::format(R"({{"me":{},"view":{}}})", room_.own_part(*seat), *view.json),
                {},
                std::nullopt};
    }
    if (request.path == "/api/map") return {200, json_type, ground_, {}, std::nullopt};
    if (request.path == "/api/attachment") return attachment(*seat, request);
    if (request.path == "/api/why") {
        const auto service = request.query.find("service");
        const auto told = room_.why(*seat, service == request.query.end() ? "" : service->second,
                                    language_of(request));
        if (const auto* why = std::get_if<Refusal>(&told)) return refused(*why, request);
        return plain(200, std::get<std::string>(told));
    }
    constexpr std::string_view exports = "/api/export/";
    if (request.path.starts_with(exports)) {
        const std::string name = request.path.substr(exports.size());
        const auto log = room_.log(*seat, name, language_of(request));
        if (const auto* why = std::get_if<Refusal>(&log)) return refused(*why, request);
        Response response = plain(200, std::get<std::string>(log));
        response.type = name.ends_with(".csv") ? "text/csv; charset=utf-8" : "application/jsonl";
        response.headers.emplace_back("Content-Disposition",
                                      fmt::format("attachment; filename=\"{}\"", name));
        return response;
    }
    return plain(404, "not found\n");
}

Response Site::answer(const Request& request, Instant now) {
    if (auto response = foreign(request)) return *response;
    return request.method == "POST" ? post(request, now) : get(request, now);
}

std::optional<StreamEvent> Site::next(StreamState& stream) const {
    const Seat* seat = room_.state().seat(stream.seat);
    if (seat == nullptr || seat->state == Seat::State::revoked) {
        return StreamEvent{"event: bye\ndata: {}\n\n", true};
    }
    std::string bytes;
    const std::string me = room_.own_part(stream.seat);
    if (me != stream.me) {
        bytes += "event: me\ndata: " + me + "\n\n";
        stream.me = me;
    }
    const Audience audience = room_.audience_of(stream.seat);
    const View view = room_.view(audience);
    const std::string id =
        fmt::format("{}-{}-{}", boot_, static_cast<int>(audience.kind), view.number);
    if (id != stream.last) {
        bytes += fmt::format("id: {}\nevent: view\ndata: {}\n\n", id, *view.json);
        stream.last = id;
    }
    if (bytes.empty()) return std::nullopt;
    return StreamEvent{std::move(bytes), false};
}

}  // namespace kammerspiel::live
