#include "live/server/certificate.hpp"

#include <fmt/format.h>
#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <array>
#include <memory>
#include <stdexcept>

namespace kammerspiel::live {
namespace {

template <auto release>
struct Release {
    template <class Handle>
    void operator()(Handle* handle) const {
        release(handle);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY_free>>;
using X509Handle = std::unique_ptr<X509, Release<X509_free>>;
using Bio = std::unique_ptr<BIO, Release<BIO_free_all>>;

void need(bool is_right) {
    if (!is_right) throw std::runtime_error("OpenSSL could not make a certificate");
}

std::string text_of(BIO* bio) {
    char* bytes = nullptr;
    const long size = BIO_get_mem_data(bio, &bytes);
    return {bytes, static_cast<std::size_t>(size)};
}

void add_extension(X509* certificate, int kind, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str());
    need(extension != nullptr);
    const int added = X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
    need(added == 1);
}

}  // namespace

Certificate make_certificate(const std::vector<std::string>& names,
                             const std::vector<std::string>& addresses) {
    const Key key(EVP_EC_gen("P-256"));
    need(key != nullptr);
    const X509Handle made(X509_new());
    need(made != nullptr && X509_set_version(made.get(), 2) == 1);
    std::uint64_t serial = 0;
    need(RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial) == 1);
    need(ASN1_INTEGER_set_uint64(X509_get_serialNumber(made.get()), serial >> 1) == 1);
    constexpr long day = 24L * 60 * 60;
    need(X509_gmtime_adj(X509_getm_notBefore(made.get()), -day) != nullptr);
    need(X509_gmtime_adj(X509_getm_notAfter(made.get()), 30 * day) != nullptr);
    need(X509_set_pubkey(made.get(), key.get()) == 1);
    X509_NAME* name = X509_get_subject_name(made.get());
    const std::array<unsigned char, 12> who{"Kammerspiel"};
    need(X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, who.data(), -1, -1, 0) == 1);
    need(X509_set_issuer_name(made.get(), name) == 1);
    std::string alternatives;
    const auto add = [&](const char* kind, const std::string& what) {
        alternatives += fmt::format("{}{}:{}", alternatives.empty() ? "" : ",", kind, what);
    };
    for (const std::string& one : names) add("DNS", one);
    for (const std::string& one : addresses) add("IP", one);
    add_extension(made.get(), NID_basic_constraints, "critical,CA:FALSE");
    add_extension(made.get(), NID_key_usage, "critical,digitalSignature");
    add_extension(made.get(), NID_ext_key_usage, "serverAuth");
    add_extension(made.get(), NID_subject_alt_name, alternatives);
    need(X509_sign(made.get(), key.get(), EVP_sha256()) > 0);

    Certificate written;
    const Bio certificate(BIO_new(BIO_s_mem()));
    need(certificate && PEM_write_bio_X509(certificate.get(), made.get()) == 1);
    written.certificate = text_of(certificate.get());
    const Bio secret(BIO_new(BIO_s_mem()));
    need(secret && PEM_write_bio_PrivateKey(secret.get(), key.get(), nullptr, nullptr, 0, nullptr,
                                            nullptr) == 1);
    written.key = text_of(secret.get());
    return written;
}

std::string fingerprint(const std::string& certificate) {
    const Bio bytes(BIO_new_mem_buf(certificate.data(), static_cast<int>(certificate.size())));
    if (bytes == nullptr) return {};
    const X509Handle read(PEM_read_bio_X509(bytes.get(), nullptr, nullptr, nullptr));
    if (read == nullptr) return {};
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    if (X509_digest(read.get(), EVP_sha256(), digest.data(), &size) != 1) return {};
    std::string text;
    for (unsigned i = 0; i < size; ++i)
        text += fmt::format("{}{:02X}", i == 0 ? "" : ":", digest[i]);
    return text;
}

}  // namespace kammerspiel::live
