#include "kammerspiel/base/atomic_file.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "tests/catch.hpp"

using namespace kammerspiel;
namespace fs = std::filesystem;

namespace {

/// A folder that is gone after the test.
class Folder {
   public:
    Folder() {
        std::string pattern = (fs::temp_directory_path() / "kammerspiel-XXXXXX").string();
        path_ = ::mkdtemp(pattern.data());
    }
    ~Folder() { fs::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] fs::path operator/(const char* name) const { return path_ / name; }
    [[nodiscard]] std::ptrdiff_t files() const {
        return std::distance(fs::directory_iterator(path_), fs::directory_iterator());
    }

   private:
    fs::path path_;
};

std::string content(const fs::path& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// Makes files larger than `bytes` fail, as a full disk does, for as long as it lives.
class SmallDisk {
   public:
    explicit SmallDisk(rlim_t bytes) {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        handler_ = std::signal(SIGXFSZ, SIG_IGN);
        const rlimit small{bytes, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &small);
    }
    ~SmallDisk() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

   private:
    rlimit before_{};
    void (*handler_)(int) = nullptr;
};

}  // namespace

TEST_CASE("a committed file is there as a whole, and nothing beside it", "[base][file]") {
    const Folder folder;
    AtomicFile file(folder / "metrics.csv");
    file.write("a,b\n");
    file.write("1,2\n");
    CHECK_FALSE(fs::exists(folder / "metrics.csv"));
    file.commit();
    CHECK(content(folder / "metrics.csv") == "a,b\n1,2\n");
    CHECK(folder.files() == 1);
}

TEST_CASE("what was not committed leaves nothing behind and the old file as it was",
          "[base][file]") {
    const Folder folder;
    write_file(folder / "run.json", "old");
    {
        AtomicFile file(folder / "run.json");
        file.write(std::string(1'000'000, 'x'));
    }
    CHECK(content(folder / "run.json") == "old");
    CHECK(folder.files() == 1);
}

TEST_CASE("large files arrive byte for byte", "[base][file]") {
    const Folder folder;
    std::string text;
    for (int i = 0; i < 300'000; ++i) text += std::to_string(i) + '\n';
    write_file(folder / "trace.jsonl", text);
    CHECK(content(folder / "trace.jsonl") == text);
}

TEST_CASE("a disk that fills up is told, and nothing half-written stays", "[base][file]") {
    const Folder folder;
    write_file(folder / "trace.jsonl", "old");
    const SmallDisk disk(100'000);
    AtomicFile file(folder / "trace.jsonl");
    const auto fill = [&] {
        for (int i = 0; i < 100; ++i) file.write(std::string(10'000, 'x'));
        file.commit();
    };
    CHECK_THROWS_AS(fill(), FileError);
    CHECK(content(folder / "trace.jsonl") == "old");
}

TEST_CASE("an error names the file, the reason and what would mend it", "[base][file]") {
    const Folder folder;
    try {
        write_file(folder / "no/such/folder.csv", "x");
        FAIL("a file was written into a folder that does not exist");
    } catch (const FileError& error) {
        CHECK(error.error_number() == ENOENT);
        CHECK(error.path() == folder / "no/such/folder.csv");
        CHECK_THAT(error.what(), ContainsSubstring("folder.csv") &&
                                     ContainsSubstring("No such file") &&
                                     ContainsSubstring("create it first"));
    }
    const FileError full("results/metrics.csv", "write", ENOSPC);
    CHECK_THAT(full.what(), ContainsSubstring("results/metrics.csv: cannot write") &&
                                ContainsSubstring("free some space"));
    CHECK_THAT(FileError("x", "write", EROFS).what(), ContainsSubstring("read-only"));
}

TEST_CASE("a folder in the place of the file is told when the file is to take it", "[base][file]") {
    const Folder folder;
    make_folder(folder / "out/deep");
    CHECK(fs::is_directory(folder / "out/deep"));
    make_folder(folder / "out/deep");
    CHECK_THROWS_AS(write_file(folder / "out", "x"), FileError);
    CHECK(folder.files() == 1);
    write_file(folder / "file", "x");
    CHECK_THROWS_AS(make_folder(folder / "file/below"), FileError);
}
