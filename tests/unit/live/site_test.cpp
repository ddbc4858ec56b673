#include "live/server/site.hpp"

#include "live/server/certificate.hpp"
#include "played.hpp"
#include "tests/catch.hpp"

namespace kammerspiel::live {
namespace {

using test::Played;
using T = CommandType;

struct Served {
    Played played;
    AtOnce at_once;
    std::unique_ptr<Room> room = played.room(at_once);
    Site site{*room, {.hosts = {"127.0.0.1:8080", "localhost:8080"}, .tls = false}, 1};
    Instant now = played.now();

    Request request(const std::string& method, const std::string& target, const Json& body = {}) {
        Request made = *request_for(target);
        made.method = method;
        made.headers = {{"host", "127.0.0.1:8080"}};
        if (method == "POST") {
            made.headers["origin"] = "http://127.0.0.1:8080";
            made.headers["content-type"] = "application/json";
            made.headers["x-kammerspiel"] = "1";
            made.body = text_of(body);
        }
        return made;
    }
    Response send(Request request) { return site.answer(request, now); }
    Response post(const std::string& path, const Json& body, const std::string& cookie = {}) {
        Request made = request("POST", path, body);
        if (!cookie.empty()) made.headers["cookie"] = cookie;
        return send(made);
    }
    Response get(const std::string& path, const std::string& cookie = {}) {
        Request made = request("GET", path);
        if (!cookie.empty()) made.headers["cookie"] = cookie;
        return send(made);
    }
    /// What the browser would send back.
    static std::string cookie_of(const Response& response) {
        for (const auto& [name, value] : response.headers) {
            if (name == "Set-Cookie") return value.substr(0, value.find(';'));
        }
        return {};
    }
    std::string control() {
        return cookie_of(post("/api/control", {{"secret", Played::control_secret}}));
    }
};

TEST_CASE("a name that is not ours is refused, whatever it asks for", "[live][site]") {
    Served served;
    for (const char* host :
         {"evil.example", "evil.example:8080", "127.0.0.1", "127.0.0.1:80", ""}) {
        Request request = served.request("GET", "/");
        request.headers["host"] = host;
        CHECK(served.send(request).status == 421);
    }
    Request nameless = served.request("GET", "/");
    nameless.headers.clear();
    CHECK(served.send(nameless).status == 421);
    CHECK(served.get("/").status == 200);
}

TEST_CASE("another page cannot send commands in a browser's name", "[live][site]") {
    Served served;
    const std::string cookie = served.control();
    const Json note{{"id", "1"}, {"type", "note"}, {"args", {{"text", "x"}}}};
    const auto with = [&](const char* header, const char* value) {
        Request request = served.request("POST", "/api/commands", note);
        request.headers["cookie"] = cookie;
        if (value == nullptr) {
            request.headers.erase(header);
        } else {
            request.headers[header] = value;
        }
        return served.send(request).status;
    };
    CHECK(with("origin", "http://evil.example") == 403);
    CHECK(with("origin", "null") == 403);
    CHECK(with("origin", nullptr) == 403);
    CHECK(with("origin", "https://127.0.0.1:8080") == 403);
    CHECK(with("content-type", "text/plain") == 415);
    CHECK(with("content-type", "application/x-www-form-urlencoded") == 415);
    CHECK(with("x-kammerspiel", nullptr) == 403);
    CHECK(served.room->state().lines.empty());
    Request put = served.request("POST", "/api/commands", note);
    put.method = "PUT";
    CHECK(served.send(put).status == 405);
    CHECK(served.post("/api/commands", note, cookie).status == 200);
    CHECK(served.room->state().lines.size() == 1);
}

TEST_CASE("without a seat there is nothing to be had", "[live][site]") {
    Served served;
    for (const char* path : {"/api/view", "/api/stream", "/api/export/log.csv", "/api/why"}) {
        CHECK(served.get(path).status == 401);
        CHECK(served.get(path, "kammerspiel-01234567=guess").status == 401);
    }
    CHECK(served.post("/api/commands", Json::object()).status == 401);
    CHECK(served.post("/api/control", {{"secret", "guess"}}).status == 403);
    CHECK(
        served.post("/api/join", {{"code", "AAAAAA"}, {"name", "x"}, {"role", "player"}}).status ==
        403);
    CHECK(served.get("/etc/passwd").status == 404);
    CHECK(served.get("/../live.css").status == 404);
    CHECK_FALSE(request_for("http://127.0.0.1/").has_value());
    CHECK_FALSE(request_for("/%zz").has_value());
}

TEST_CASE("the map is the same for everybody who has a seat, and for nobody else", "[live][site]") {
    Served served;
    CHECK(served.get("/api/map").status == 401);
    const std::string control = served.control();
    const Response before = served.get("/api/map", control);
    REQUIRE(before.status == 200);
    const Json map = Json::parse(before.body);
    for (const auto& house : map["houses"]) CHECK(house.is_string());
    served.now = served.now + hours(1);
    CHECK(served.get("/api/map", control).body == before.body);
}

TEST_CASE("what is handed out with a message is served to those who have the message",
          "[live][site]") {
    Served served;
    const std::string control = served.control();
    const auto admitted = [&](const std::string& role, const std::string& group) {
        const std::string cookie = Served::cookie_of(
            served.post("/api/join",
                        {{"code", Played::code}, {"name", "P"}, {"role", role}, {"group", group}}));
        const std::uint64_t seat = served.room->state().seats.rbegin()->first;
        REQUIRE(
            served
                .post("/api/commands",
                      {{"id", role + group}, {"type", "seat.admit"}, {"args", {{"seat", seat}}}},
                      control)
                .status == 200);
        return cookie;
    };
    const std::string ulm = admitted("player", "ulm");
    const std::string provider = admitted("player", "provider");
    const std::string evaluator = admitted("evaluator", "");
    const std::string wall = admitted("wall", "");
    const std::string picture = "/api/attachment?message=1&number=1";
    const auto command = [&](const char* type, const Json& args) {
        return served.post("/api/commands", {{"id", type}, {"type", type}, {"args", args}}, control)
            .status;
    };
    REQUIRE(command("start", Json::object()) == 200);
    CHECK(served.get(picture, ulm).status == 404);
    CHECK(served.get(picture).status == 401);
    // Control sees what is planned.
    CHECK(served.get("/api/attachment?inject=at-ten&number=1", control).type == "image/png");
    CHECK(served.get("/api/attachment?inject=at-ten&number=1", ulm).status == 404);
    REQUIRE(command("inject.send", {{"inject", "at-ten"}}) == 200);
    const Response sent = served.get(picture, ulm);
    REQUIRE(sent.status == 200);
    CHECK(sent.type == "image/png");
    CHECK(sent.body == test::exercise_files().at("clock.png"));
    const Response letter = served.get("/api/attachment?message=1&number=2", ulm);
    CHECK(letter.type == "application/pdf");
    CHECK(letter.headers.front().first == "Content-Disposition");
    CHECK(served.get(picture, evaluator).status == 200);
    for (const std::string& other : {provider, wall})
        CHECK(served.get(picture, other).status == 404);
    for (const char* wrong :
         {"message=1&number=3", "message=1&number=0", "message=2&number=1", "message=-1&number=1",
          "message=1", "number=1", "message=99999999999999999999&number=1"}) {
        INFO(wrong);
        CHECK(served.get(std::string("/api/attachment?") + wrong, ulm).status == 404);
    }
    const Json view = Json::parse(served.get("/api/view", ulm).body)["view"];
    CHECK(view["messages"][0]["attachments"] ==
          Json::array({{{"name", "clock.png"}, {"type", "png"}},
                       {{"name", "letter.pdf"}, {"type", "pdf"}}}));
    // Passed on, it is another group's message, with what belongs to it.
    REQUIRE(served
                .post("/api/commands",
                      {{"id", "p"},
                       {"type", "message.pass"},
                       {"args", {{"message", 1}, {"to", "provider"}, {"text", ""}}}},
                      ulm)
                .status == 200);
    CHECK(served.get(picture, provider).status == 200);
}

TEST_CASE("cookies are for this site alone and out of scripts' reach", "[live][site]") {
    Served served;
    const Response plain = served.post("/api/control", {{"secret", Played::control_secret}});
    const auto header = [](const Response& response) {
        for (const auto& [name, value] : response.headers) {
            if (name == "Set-Cookie") return value;
        }
        return std::string();
    };
    CHECK_THAT(header(plain), ContainsSubstring("HttpOnly"));
    CHECK_THAT(header(plain), ContainsSubstring("SameSite=Strict"));
    CHECK_THAT(header(plain), ContainsSubstring("Path=/"));
    CHECK(header(plain).find("Secure") == std::string::npos);
    Site encrypted(*served.room, {.hosts = {"127.0.0.1:8080"}, .tls = true}, 1);
    Request request = served.request("POST", "/api/control", {{"secret", Played::control_secret}});
    request.headers["origin"] = "https://127.0.0.1:8080";
    const Response secure = encrypted.answer(request, served.now);
    CHECK_THAT(header(secure), StartsWith("__Host-"));
    CHECK_THAT(header(secure), ContainsSubstring("; Secure"));
    bool has_policy = false;
    for (const auto& [name, value] : security_headers()) {
        if (name != "Content-Security-Policy") continue;
        has_policy = true;
        CHECK_THAT(value, StartsWith("default-src 'none'"));
        CHECK(value.find("unsafe") == std::string::npos);
    }
    CHECK(has_policy);
}

TEST_CASE("players do not learn from answers how much else happens", "[live][site]") {
    Served served;
    const std::string control = served.control();
    const std::string player = Served::cookie_of(
        served.post("/api/join",
                    {{"code", Played::code}, {"name", "P"}, {"role", "player"}, {"group", "ulm"}}));
    std::uint64_t seat = 0;
    for (const auto& [number, one] : served.room->state().seats) {
        if (one.role == Role::player) seat = number;
    }
    const Response admitted =
        served.post("/api/commands",
                    {{"id", "a"}, {"type", "seat.admit"}, {"args", {{"seat", seat}}}}, control);
    CHECK(Json::parse(admitted.body).contains("entry"));
    const Response noted = served.post(
        "/api/commands", {{"id", "n"}, {"type", "note"}, {"args", {{"text", "x"}}}}, player);
    CHECK(noted.status == 200);
    CHECK(noted.body == R"({"done":true})");
    CHECK(served.post("/api/previews", {{"choices", {Json::object()}}}, player).status == 403);
    CHECK(served.get("/api/why?service=ulm/mail", player).status == 403);
    CHECK(served.get("/api/why?service=ulm/mail", control).status == 200);
}

TEST_CASE("a stream sends what changed, and ends with the seat", "[live][site]") {
    Served served;
    const std::string control = served.control();
    const Response opened = served.get("/api/stream", control);
    REQUIRE(opened.stream.has_value());
    StreamState stream{*opened.stream, {}, {}};
    const auto first = served.site.next(stream);
    REQUIRE(first.has_value());
    CHECK_THAT(first->bytes, ContainsSubstring("event: me\n"));
    CHECK_THAT(first->bytes, ContainsSubstring("event: view\n"));
    CHECK_FALSE(served.site.next(stream).has_value());
    CHECK(served
              .post("/api/commands",
                    {{"id", "1"}, {"type", "note"}, {"args", {{"text", "a\nb\r\ndata: x"}}}},
                    control)
              .status == 200);
    const auto second = served.site.next(stream);
    REQUIRE(second.has_value());
    CHECK(second->bytes.find("event: me") == std::string::npos);
    // What people write cannot end a line of the stream.
    CHECK(std::count(second->bytes.begin(), second->bytes.end(), '\n') == 4);
    StreamState nobody{12345, {}, {}};
    CHECK(served.site.next(nobody)->is_last);
}

TEST_CASE("logs are for spreadsheets, without formulas, and a group's is its own", "[live][site]") {
    Served served;
    const std::string control = served.control();
    CHECK(served
              .post("/api/commands", {{"id", "1"}, {"type", "note"}, {"args", {{"text", "=1+1"}}}},
                    control)
              .status == 200);
    const Response csv = served.get("/api/export/log.csv?lang=en", control);
    CHECK(csv.status == 200);
    CHECK_THAT(csv.body, ContainsSubstring("time in the room (UTC)"));
    CHECK_THAT(csv.body, ContainsSubstring("=1+1"));
    CHECK(csv.body.find(",=1+1") == std::string::npos);
    const Response lines = served.get("/api/export/log.jsonl", control);
    std::size_t count = 0;
    std::string rest = lines.body;
    while (!rest.empty()) {
        const std::size_t end = rest.find('\n');
        const Json one = Json::parse(rest.substr(0, end));
        CHECK(one.contains("kind"));
        CHECK(one.dump().find(Played::control_secret) == std::string::npos);
        CHECK(one["text"].get<std::string>().find("token") == std::string::npos);
        rest.erase(0, end + 1);
        ++count;
    }
    CHECK(count == 2);
    CHECK(served.get("/api/export/other.csv", control).status == 400);
}

TEST_CASE("a certificate is made for names and addresses, each time another", "[live][site]") {
    const Certificate one = make_certificate({"localhost", "room.example"}, {"192.0.2.7", "::1"});
    const Certificate two = make_certificate({"localhost"}, {});
    CHECK_THAT(one.certificate, StartsWith("-----BEGIN CERTIFICATE-----"));
    CHECK_THAT(one.key, StartsWith("-----BEGIN PRIVATE KEY-----"));
    CHECK(fingerprint(one.certificate).size() == 95);
    CHECK(fingerprint(one.certificate) != fingerprint(two.certificate));
    CHECK(fingerprint("none").empty());
}

}  // namespace
}  // namespace kammerspiel::live
