// Asio 1.74 uses std::exchange without including it.
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <deque>
#include <list>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "kammerspiel/live/play.hpp"
#include "live/server/server.hpp"

namespace kammerspiel::live {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using Tcp = asio::ip::tcp;
using boost::system::error_code;

constexpr std::uint64_t most_body = 64 * 1024;
constexpr std::uint32_t most_header = 8 * 1024;
constexpr std::size_t most_connections = 800;
constexpr auto header_patience = std::chrono::seconds(5);
constexpr auto idle_patience = std::chrono::seconds(60);
constexpr auto write_patience = std::chrono::seconds(20);
constexpr auto heartbeat = std::chrono::seconds(10);
constexpr auto tick_every = std::chrono::milliseconds(100);

auto into(error_code& error) { return asio::redirect_error(asio::use_awaitable, error); }

/// One thread that does long work in the order in which it comes.
class Worker : public Background {
   public:
    explicit Worker(asio::io_context& context)
        : context_(context), thread_([this](std::stop_token stop) { work(std::move(stop)); }) {}
    ~Worker() override {
        thread_.request_stop();
        has_work_.notify_all();
    }
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void run(std::function<void()> work, std::function<void()> then) override {
        {
            const std::scoped_lock lock(mutex_);
            jobs_.push_back({std::move(work), std::move(then)});
        }
        has_work_.notify_one();
    }

   private:
    struct Job {
        std::function<void()> work, then;
    };
    asio::io_context& context_;
    std::mutex mutex_;
    std::condition_variable_any has_work_;
    std::deque<Job> jobs_;
    std::jthread thread_;  // the last one: it uses all others

    void work(std::stop_token stop) {
        while (true) {
            Job job;
            {
                std::unique_lock lock(mutex_);
                if (!has_work_.wait(lock, stop, [this] { return !jobs_.empty(); })) return;
                job = std::move(jobs_.front());
                jobs_.pop_front();
            }
            job.work();
            asio::post(context_, std::move(job.then));
        }
    }
};

/// A stream that is open, to be woken when something has changed.
struct OpenStream {
    StreamState state;
    asio::steady_timer wake;
    bool is_woken = false;
};

}  // namespace

std::string own_address() {
    asio::io_context context;
    asio::ip::udp::socket socket(context);
    error_code error;
    socket.open(asio::ip::udp::v4(), error);
    // An address of documentation (RFC 5737): only the route to it is looked up.
    if (!error) socket.connect({asio::ip::make_address("192.0.2.1"), 9}, error);
    if (error) return {};
    const auto address = socket.local_endpoint(error).address();
    return error || address.is_loopback() ? std::string() : address.to_string();
}

struct Server::State {
    asio::io_context context{1};
    std::optional<asio::ssl::context> tls;
    std::list<Tcp::acceptor> acceptors;
    std::uint16_t port = 0;
    Worker worker{context};
    std::list<OpenStream> streams;
    std::size_t connections = 0;
    Site* site = nullptr;
    std::function<Instant()> now;
    bool is_ending = false;
    std::exception_ptr fault;  ///< in what keeps time: the exercise cannot go on

    void wake_all() {
        for (OpenStream& one : streams) {
            one.is_woken = true;
            one.wake.cancel();
        }
    }

    template <class Stream>
    asio::awaitable<void> serve(Stream stream);
    template <class Stream>
    asio::awaitable<void> follow(Stream& stream, std::uint64_t seat);
    template <class Stream>
    asio::awaitable<bool> answer(Stream& stream, const http::request<http::string_body>& request);
    template <class Stream>
    asio::awaitable<void> send(Stream& stream, const Response& response, unsigned version,
                               bool keeps_alive, error_code& error);
    asio::awaitable<void> accept(Tcp::acceptor& acceptor);
    asio::awaitable<void> begin(Tcp::socket socket);
    asio::awaitable<void> keep_time(std::stop_token stop);
};

namespace {

Response in_words(int status, const char* words) {
    Response response;
    response.status = status;
    response.type = "text/plain; charset=utf-8";
    response.body = words;
    return response;
}

Request request_of(const http::request<http::string_body>& from, Request request) {
    request.method = std::string(from.method_string());
    for (const auto& field : from) {
        std::string name(field.name_string());
        for (char& c : name) {
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        }
        request.headers[name] = std::string(field.value());
    }
    request.body = from.body();
    return request;
}

}  // namespace

template <class Stream>
asio::awaitable<void> Server::State::send(Stream& stream, const Response& response,
                                          unsigned version, bool keeps_alive, error_code& error) {
    http::response<http::string_body> message;
    message.version(version);
    message.result(static_cast<unsigned>(response.status));
    message.set(http::field::content_type, response.type);
    for (const auto& [name, value] : security_headers()) message.set(name, value);
    for (const auto& [name, value] : response.headers) message.insert(name, value);
    message.keep_alive(keeps_alive);
    message.body() = response.body;
    message.prepare_payload();
    beast::get_lowest_layer(stream).expires_after(write_patience);
    co_await http::async_write(stream, message, into(error));
}

/// False: the connection is at its end.
template <class Stream>
asio::awaitable<bool> Server::State::answer(Stream& stream,
                                            const http::request<http::string_body>& from) {
    error_code error;
    auto read = request_for(std::string(from.target()));
    if (!read) {
        const Response bad = in_words(400, "bad target\n");
        co_await send(stream, bad, from.version(), false, error);
        co_return false;
    }
    const Request request = request_of(from, std::move(*read));
    Response response = site->answer(request, now());
    if (response.stream) {
        const std::uint64_t seat = *response.stream;
        const auto of_seat =
            std::count_if(streams.begin(), streams.end(),
                          [&](const OpenStream& one) { return one.state.seat == seat; });
        const bool is_full = streams.size() >= Site::most_streams ||
                             static_cast<std::size_t>(of_seat) >= Site::most_streams_a_seat;
        if (!is_full) {
            co_await follow(stream, seat);
            co_return false;
        }
        // Whoever is there stays; who comes too late tries again.
        response = in_words(503, "all streams are taken\n");
        response.headers.emplace_back("Retry-After", "5");
    }
    const bool keeps_alive = from.keep_alive() && !is_ending;
    co_await send(stream, response, from.version(), keeps_alive, error);
    co_return !error && keeps_alive;
}

/// Sends views as they change. A slow reader gets the newest one when it is ready for it, so that
/// nothing piles up.
template <class Stream>
asio::awaitable<void> Server::State::follow(Stream& stream, std::uint64_t seat) {
    error_code error;
    http::response<http::empty_body> head(http::status::ok, 11);
    head.set(http::field::content_type, "text/event-stream");
    for (const auto& [name, value] : security_headers()) head.set(name, value);
    head.set("X-Accel-Buffering", "no");
    head.keep_alive(false);
    http::response_serializer<http::empty_body> serializer(head);
    beast::get_lowest_layer(stream).expires_after(write_patience);
    co_await http::async_write_header(stream, serializer, into(error));
    if (error) co_return;
    const auto here = streams.insert(
        streams.end(), OpenStream{{seat, {}, {}}, asio::steady_timer(context), false});
    site->stream_opened(seat, now());
    while (!error && !is_ending) {
        here->is_woken = false;
        auto event = site->next(here->state);
        const std::string bytes =
            event ? std::move(event->bytes) : std::string("event: beat\ndata: {}\n\n");
        beast::get_lowest_layer(stream).expires_after(write_patience);
        co_await asio::async_write(stream, asio::buffer(bytes), into(error));
        if (error || (event && event->is_last)) break;
        beast::get_lowest_layer(stream).expires_never();
        if (here->is_woken) continue;
        here->wake.expires_after(heartbeat);
        error_code woken;
        co_await here->wake.async_wait(into(woken));
    }
    if (is_ending && !error) {
        const std::string bye = "event: bye\ndata: {\"reason\":\"closed\"}\n\n";
        co_await asio::async_write(stream, asio::buffer(bye), into(error));
    }
    streams.erase(here);
    site->stream_closed(seat, now());
}

template <class Stream>
asio::awaitable<void> Server::State::serve(Stream stream) {
    error_code error;
    beast::flat_buffer buffer;
    bool is_first = true;
    while (!is_ending) {
        http::request_parser<http::string_body> parser;
        parser.header_limit(most_header);
        parser.body_limit(most_body);
        // Between two requests a browser may rest; within one it may not.
        if (!is_first && buffer.size() == 0) {
            beast::get_lowest_layer(stream).expires_after(idle_patience);
            std::array<char, 1> byte{};
            const std::size_t got =
                co_await stream.async_read_some(asio::buffer(byte), into(error));
            if (error || got == 0) break;
            buffer.commit(asio::buffer_copy(buffer.prepare(1), asio::buffer(byte)));
        }
        is_first = false;
        beast::get_lowest_layer(stream).expires_after(header_patience);
        co_await http::async_read(stream, buffer, parser, into(error));
        if (error == http::error::body_limit || error == http::error::header_limit) {
            const Response large =
                in_words(error == http::error::body_limit ? 413 : 431, "too large\n");
            error_code ignored;
            co_await send(stream, large, 11, false, ignored);
            break;
        }
        if (error) break;
        const auto request = parser.release();
        if (!co_await answer(stream, request)) break;
    }
    error_code ignored;
    beast::get_lowest_layer(stream).socket().shutdown(Tcp::socket::shutdown_send, ignored);
}

asio::awaitable<void> Server::State::begin(Tcp::socket socket) {
    // However it ends, it is one less.
    const std::shared_ptr<void> counted(&connections,
                                        [](void* count) { --*static_cast<std::size_t*>(count); });
    error_code ignored;
    socket.set_option(Tcp::no_delay(true), ignored);
    // Names for what is awaited with: GCC 12 destroys some temporaries there twice.
    if (!tls) {
        beast::tcp_stream plain(std::move(socket));
        co_await serve(std::move(plain));
        co_return;
    }
    beast::ssl_stream<beast::tcp_stream> stream(std::move(socket), *tls);
    beast::get_lowest_layer(stream).expires_after(header_patience);
    error_code error;
    co_await stream.async_handshake(asio::ssl::stream_base::server, into(error));
    if (error) co_return;
    co_await serve(std::move(stream));
}

asio::awaitable<void> Server::State::accept(Tcp::acceptor& acceptor) {
    while (!is_ending) {
        error_code error;
        Tcp::socket socket = co_await acceptor.async_accept(into(error));
        if (error == asio::error::operation_aborted) co_return;
        if (error) {
            // Out of descriptors, for example: others will end, and then it goes on.
            asio::steady_timer pause(context, std::chrono::milliseconds(200));
            co_await pause.async_wait(into(error));
            continue;
        }
        if (connections >= most_connections) continue;  // closed by going out of scope
        ++connections;
        asio::co_spawn(context, begin(std::move(socket)), asio::detached);
    }
}

asio::awaitable<void> Server::State::keep_time(std::stop_token stop) {
    asio::steady_timer timer(context);
    while (!stop.stop_requested()) {
        site->room().tick(now());
        timer.expires_after(tick_every);
        error_code ignored;
        co_await timer.async_wait(into(ignored));
    }
    site->room().close(now());
    is_ending = true;
    for (Tcp::acceptor& acceptor : acceptors) {
        error_code ignored;
        acceptor.close(ignored);
    }
    wake_all();
    // Time to say good-bye; who does not read it is left.
    timer.expires_after(std::chrono::milliseconds(300));
    error_code ignored;
    co_await timer.async_wait(into(ignored));
    context.stop();
}

namespace {

void use(const Certificate& certificate, asio::ssl::context& tls) {
    tls.set_options(asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1 |
                    asio::ssl::context::default_workarounds);
    try {
        tls.use_certificate_chain(asio::buffer(certificate.certificate));
        tls.use_private_key(asio::buffer(certificate.key), asio::ssl::context::pem);
    } catch (const boost::system::system_error& error) {
        throw CannotListen({"live.listen.certificate"}, error.what());
    }
}

void listen_at(Tcp::acceptor& acceptor, const std::string& address, std::uint16_t port) {
    try {
        const Tcp::endpoint endpoint(asio::ip::make_address(address), port);
        acceptor.open(endpoint.protocol());
        acceptor.set_option(Tcp::acceptor::reuse_address(true));
        acceptor.bind(endpoint);
        acceptor.listen();
    } catch (const boost::system::system_error& error) {
        throw CannotListen({"live.listen.address",
                            {{"address", address},
                             {"port", static_cast<std::int64_t>(port)},
                             {"cause", error.code().message()}}},
                           error.what());
    }
}

}  // namespace

Server::Server(Listening listening) : state_(std::make_unique<State>()) {
    State& state = *state_;
    if (listening.certificate) {
        state.tls.emplace(asio::ssl::context::tls_server);
        use(*listening.certificate, *state.tls);
    }
    state.port = listening.port;
    for (const std::string& address : listening.addresses) {
        Tcp::acceptor& acceptor = state.acceptors.emplace_back(state.context);
        listen_at(acceptor, address, state.port);
        // All addresses share the port that the first one was given.
        state.port = acceptor.local_endpoint().port();
    }
}

Server::~Server() = default;

std::uint16_t Server::port() const { return state_->port; }
Background& Server::background() { return state_->worker; }

void Server::run(Site& site, const std::function<Instant()>& now, std::stop_token stop) {
    State& state = *state_;
    state.site = &site;
    state.now = now;
    site.room().on_change([&state] { state.wake_all(); });
    for (Tcp::acceptor& acceptor : state.acceptors) {
        asio::co_spawn(state.context, state.accept(acceptor), asio::detached);
    }
    asio::co_spawn(state.context, state.keep_time(std::move(stop)),
                   [&state](std::exception_ptr fault) {
                       if (!fault) return;
                       state.fault = std::move(fault);
                       state.context.stop();
                   });
    state.context.run();
    site.room().on_change({});
    if (state.fault) std::rethrow_exception(state.fault);
}

}  // namespace kammerspiel::live
