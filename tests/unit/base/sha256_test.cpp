#include "kammerspiel/base/sha256.hpp"

#include "tests/catch.hpp"

namespace kammerspiel {
namespace {

// The examples of FIPS 180-2, appendix B.
TEST_CASE("SHA-256 gives the standard's examples, in one piece or several", "[sha256]") {
    Sha256 one;
    one.add("abc");
    CHECK(one.finish() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    Sha256 two;
    two.add("abcdbcdecdefdefgefghfghighij");
    two.add("hijkijkljklmklmnlmnomnopnopq");
    CHECK(two.finish() == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK(Sha256{}.finish() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

}  // namespace
}  // namespace kammerspiel
