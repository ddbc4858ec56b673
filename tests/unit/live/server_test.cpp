#include "live/server/server.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "played.hpp"
#include "tests/catch.hpp"

namespace kammerspiel::live {
namespace {

using test::Played;

/// A server on the loopback that serves while it lives.
class Running {
   public:
    explicit Running(std::optional<Certificate> certificate = {})
        : server_(Listening{{"127.0.0.1"}, 0, std::move(certificate)}),
          room_(played_.room(server_.background())),
          site_(*room_, {.hosts = {fmt::format("127.0.0.1:{}", server_.port())}, .tls = false}, 1),
          began_(std::chrono::steady_clock::now()),
          thread_([this](std::stop_token stop) {
              server_.run(
                  site_, [this] { return now(); }, std::move(stop));
          }) {}

    [[nodiscard]] std::uint16_t port() const { return server_.port(); }
    [[nodiscard]] std::string host() const { return fmt::format("127.0.0.1:{}", port()); }
    void stop() {
        thread_.request_stop();
        thread_.join();
    }

   private:
    Played played_;
    Server server_;
    std::unique_ptr<Room> room_;
    Site site_;
    std::chrono::steady_clock::time_point began_;
    std::jthread thread_;

    Instant now() const {
        return played_.now() +
               Duration::micros(std::chrono::duration_cast<std::chrono::microseconds>(
                                    std::chrono::steady_clock::now() - began_)
                                    .count());
    }
};

/// A client as plain as can be.
class Client {
   public:
    explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        const timeval patience{15, 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        REQUIRE(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    }
    ~Client() { ::close(socket_); }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    void send(const std::string& bytes) const {
        (void)::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    }
    /// Up to where `end` is there, or the connection's.
    std::string receive(const std::string& end) {
        std::array<char, 4096> bytes{};
        while (end.empty() || received_.find(end) == std::string::npos) {
            const ssize_t more = ::recv(socket_, bytes.data(), bytes.size(), 0);
            if (more <= 0) break;
            received_.append(bytes.data(), static_cast<std::size_t>(more));
        }
        return received_;
    }
    [[nodiscard]] int socket() const { return socket_; }

   private:
    int socket_;
    std::string received_;
};

std::string get(const Running& running, const std::string& path, const std::string& more = {}) {
    Client client(running.port());
    client.send(fmt::format("GET {} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{}\r\n", path,
                            running.host(), more));
    return client.receive({});
}

std::string post(const Running& running, const std::string& path, const std::string& body,
                 const std::string& cookie = {}) {
    Client client(running.port());
    client.send(
        fmt::format("POST {} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n"
                    "Origin: http://{}\r\nContent-Type: application/json\r\n"
                    "X-Kammerspiel: 1\r\nCookie: {}\r\nContent-Length: {}\r\n\r\n{}",
                    path, running.host(), running.host(), cookie, body.size(), body));
    return client.receive({});
}

std::string cookie_in(const std::string& answer) {
    const std::size_t at = answer.find("Set-Cookie: ");
    if (at == std::string::npos) return {};
    return answer.substr(at + 12, answer.find(';', at) - at - 12);
}

std::string control_of(const Running& running) {
    return cookie_in(
        post(running, "/api/control", fmt::format(R"({{"secret":"{}"}})", Played::control_secret)));
}

TEST_CASE("the page and its parts are served with the rules of security", "[live][server]") {
    const Running running;
    const std::string page = get(running, "/");
    CHECK_THAT(page, StartsWith("HTTP/1.1 200"));
    CHECK_THAT(page, ContainsSubstring("Content-Security-Policy: default-src 'none'"));
    CHECK_THAT(page, ContainsSubstring("X-Content-Type-Options: nosniff"));
    CHECK_THAT(page, ContainsSubstring("/live.js"));
    CHECK_THAT(get(running, "/live.js"), ContainsSubstring("Content-Type: text/javascript"));
    CHECK_THAT(get(running, "/live.css"), ContainsSubstring("Content-Type: text/css"));
    CHECK_THAT(get(running, "/api/view"), StartsWith("HTTP/1.1 401"));
}

TEST_CASE("a command that is sent is seen on the stream", "[live][server]") {
    const Running running;
    const std::string cookie = control_of(running);
    REQUIRE_FALSE(cookie.empty());
    Client stream(running.port());
    stream.send(fmt::format("GET /api/stream HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\n\r\n",
                            running.host(), cookie));
    CHECK_THAT(stream.receive("event: view"), ContainsSubstring("text/event-stream"));
    const std::string body = R"({"id":"1","type":"note","args":{"text":"seen by all"}})";
    CHECK_THAT(post(running, "/api/commands", body, cookie), StartsWith("HTTP/1.1 200"));
    CHECK_THAT(stream.receive("seen by all"), ContainsSubstring("seen by all"));
}

TEST_CASE("requests that are too large or too slow end", "[live][server]") {
    const Running running;
    CHECK_THAT(post(running, "/api/join", std::string(70'000, 'x')), StartsWith("HTTP/1.1 413"));
    CHECK_THAT(get(running, "/", "X-Long: " + std::string(9000, 'x') + "\r\n"),
               StartsWith("HTTP/1.1 431"));
    Client slow(running.port());
    slow.send("GET / HTTP/1.1\r\nHo");
    const auto begin = std::chrono::steady_clock::now();
    CHECK(slow.receive({}).empty());
    const auto took = std::chrono::steady_clock::now() - begin;
    CHECK(took < std::chrono::seconds(9));
    // Others are served meanwhile and afterwards.
    CHECK_THAT(get(running, "/"), StartsWith("HTTP/1.1 200"));
}

TEST_CASE("a seat has four streams, the fifth is told to wait", "[live][server]") {
    const Running running;
    const std::string cookie = control_of(running);
    const auto open = [&](Client& client) {
        client.send(fmt::format("GET /api/stream HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\n\r\n",
                                running.host(), cookie));
    };
    std::vector<std::unique_ptr<Client>> streams;
    for (int i = 0; i < 4; ++i) {
        streams.push_back(std::make_unique<Client>(running.port()));
        open(*streams.back());
        CHECK_THAT(streams.back()->receive("event: view"), ContainsSubstring("HTTP/1.1 200"));
    }
    Client fifth(running.port());
    open(fifth);
    CHECK_THAT(fifth.receive("\r\n\r\n"), ContainsSubstring("HTTP/1.1 503"));
}

TEST_CASE("who does not read holds up nobody, and comes back to the present view",
          "[live][server]") {
    const Running running;
    const std::string cookie = control_of(running);
    const auto open = [&](Client& client) {
        client.send(fmt::format("GET /api/stream HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\n\r\n",
                                running.host(), cookie));
    };
    Client sleeper(running.port());
    const int small = 4096;
    ::setsockopt(sleeper.socket(), SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    open(sleeper);
    Client reader(running.port());
    open(reader);
    CHECK_THAT(reader.receive("event: view"), ContainsSubstring("HTTP/1.1 200"));
    // Each view tells all notes so far: far more than what a connection holds.
    for (int i = 0; i < 12; ++i) {
        const std::string mark = fmt::format("note number {}", i);
        const std::string body =
            fmt::format(R"({{"id":"n{}","type":"note","args":{{"text":"{} {}"}}}})", i, mark,
                        std::string(3900, 'x'));
        const auto begin = std::chrono::steady_clock::now();
        CHECK_THAT(post(running, "/api/commands", body, cookie), StartsWith("HTTP/1.1 200"));
        CHECK_THAT(reader.receive(mark), ContainsSubstring(mark));
        CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(3));
        std::this_thread::sleep_for(std::chrono::milliseconds(110));
    }
    // Awake again, it has the last view without having been sent all of them.
    const std::string all = sleeper.receive("note number 11");
    CHECK_THAT(all, ContainsSubstring("note number 11"));
}

TEST_CASE("a stop says good-bye and does not take long", "[live][server]") {
    Running running;
    const std::string cookie = control_of(running);
    Client stream(running.port());
    stream.send(fmt::format("GET /api/stream HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\n\r\n",
                            running.host(), cookie));
    (void)stream.receive("event: view");
    const auto begin = std::chrono::steady_clock::now();
    running.stop();
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(2));
    CHECK_THAT(stream.receive({}), ContainsSubstring("event: bye"));
}

TEST_CASE("with a certificate everything is encrypted", "[live][server]") {
    const Running running(make_certificate({"localhost"}, {"127.0.0.1"}));
    SSL_CTX* context = SSL_CTX_new(TLS_client_method());
    SSL* connection = SSL_new(context);
    Client client(running.port());
    SSL_set_fd(connection, client.socket());
    REQUIRE(SSL_connect(connection) == 1);
    CHECK(SSL_version(connection) >= TLS1_2_VERSION);
    const std::string request =
        fmt::format("GET / HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", running.host());
    CHECK(SSL_write(connection, request.data(), static_cast<int>(request.size())) > 0);
    std::array<char, 4096> bytes{};
    const int read = SSL_read(connection, bytes.data(), bytes.size());
    CHECK_THAT(std::string(bytes.data(), static_cast<std::size_t>(std::max(read, 0))),
               StartsWith("HTTP/1.1 200"));
    SSL_free(connection);
    SSL_CTX_free(context);
    // Plain requests are no requests there.
    CHECK(get(running, "/").find("200 OK") == std::string::npos);
}

}  // namespace
}  // namespace kammerspiel::live
