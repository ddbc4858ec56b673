/* A layer under a program's files, put in with LD_PRELOAD: of the calls that change files below one
 * folder it counts each, and lets the wanted one fail as a disk does. Read by faults_test.py.
 *
 *   FAULT_UNDER   only files below this folder count
 *   FAULT_AT      the number of the call that fails, from 1; 0 or absent: none
 *   FAULT_HOW     eio (this call alone fails), enospc (this and all later ones that need room),
 *                 short (half of it is written, then the disk is full),
 *                 kill (the process ends before it, as by SIGKILL)
 *   FAULT_COUNT   a file that is told, at the end, how many calls there were
 *
 * In C, and with nothing that allocates: it runs inside the calls of others. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_long calls;
static atomic_int is_full;

static const char* setting(const char* name) {
    const char* value = getenv(name);
    return value == NULL ? "" : value;
}

static int is_below(const char* path) {
    const char* under = setting("FAULT_UNDER");
    const size_t length = strlen(under);
    return length > 0 && strncmp(path, under, length) == 0;
}

static int is_path_of_interest(int folder, const char* path) {
    char full[PATH_MAX * 2];
    char here[PATH_MAX] = "";
    if (path[0] == '/') return is_below(path);
    if (folder == AT_FDCWD) {
        if (getcwd(here, sizeof here) == NULL) return 0;
    } else {
        char link[64];
        snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
        const ssize_t length = readlink(link, here, sizeof here - 1);
        if (length < 0) return 0;
        here[length] = '\0';
    }
    snprintf(full, sizeof full, "%s/%s", here, path);
    return is_below(full);
}

static int is_file_of_interest(int file) {
    char link[64];
    char path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    const ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = '\0';
    return is_below(path);
}

enum Verdict { goes_on, fails, is_short };

/* needs_room: a full disk refuses it; what renames, truncates or removes still works there. */
static enum Verdict judge(int needs_room) {
    const int saved = errno;
    const long number = atomic_fetch_add(&calls, 1) + 1;
    const long at = atol(setting("FAULT_AT"));
    const char* how = setting("FAULT_HOW");
    errno = saved;
    if (atomic_load(&is_full)) {
        if (needs_room) {
            errno = ENOSPC;
            return fails;
        }
        return goes_on;
    }
    if (at == 0 || number != at) return goes_on;
    if (strcmp(how, "kill") == 0) kill(getpid(), SIGKILL);
    if (strcmp(how, "eio") == 0) {
        errno = EIO;
        return fails;
    }
    atomic_store(&is_full, 1);
    if (!needs_room) return goes_on;
    if (strcmp(how, "short") == 0) return is_short;
    errno = ENOSPC;
    return fails;
}

__attribute__((destructor)) static void tell(void) {
    const char* path = setting("FAULT_COUNT");
    if (path[0] == '\0') return;
    FILE* file = fopen(path, "w");
    if (file == NULL) return;
    fprintf(file, "%ld\n", atomic_load(&calls));
    fclose(file);
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int file, const void* bytes, size_t count) {
    if (is_file_of_interest(file)) {
        switch (judge(1)) {
            case fails: return -1;
            case is_short: count = count > 1 ? count / 2 : count; break;
            case goes_on: break;
        }
    }
    return NEXT(write)(file, bytes, count);
}

ssize_t writev(int file, const struct iovec* parts, int count) {
    if (is_file_of_interest(file)) {
        switch (judge(1)) {
            case fails: return -1;
            case is_short: count = count > 1 ? count / 2 : count; break;
            case goes_on: break;
        }
    }
    return NEXT(writev)(file, parts, count);
}

ssize_t pwrite(int file, const void* bytes, size_t count, off_t at) {
    if (is_file_of_interest(file)) {
        switch (judge(1)) {
            case fails: return -1;
            case is_short: count = count > 1 ? count / 2 : count; break;
            case goes_on: break;
        }
    }
    return NEXT(pwrite)(file, bytes, count, at);
}

ssize_t pwrite64(int file, const void* bytes, size_t count, off64_t at) {
    if (is_file_of_interest(file)) {
        switch (judge(1)) {
            case fails: return -1;
            case is_short: count = count > 1 ? count / 2 : count; break;
            case goes_on: break;
        }
    }
    return NEXT(pwrite64)(file, bytes, count, at);
}

int fsync(int file) {
    if (is_file_of_interest(file) && judge(1) == fails) return -1;
    return NEXT(fsync)(file);
}

int fdatasync(int file) {
    if (is_file_of_interest(file) && judge(1) == fails) return -1;
    return NEXT(fdatasync)(file);
}

int ftruncate(int file, off_t length) {
    if (is_file_of_interest(file) && judge(0) == fails) return -1;
    return NEXT(ftruncate)(file, length);
}

int ftruncate64(int file, off64_t length) {
    if (is_file_of_interest(file) && judge(0) == fails) return -1;
    return NEXT(ftruncate64)(file, length);
}

int posix_fallocate(int file, off_t at, off_t length) {
    if (is_file_of_interest(file) && judge(1) == fails) return errno;
    return NEXT(posix_fallocate)(file, at, length);
}

int rename(const char* from, const char* to) {
    if (is_path_of_interest(AT_FDCWD, to) && judge(0) == fails) return -1;
    return NEXT(rename)(from, to);
}

int renameat(int from_folder, const char* from, int to_folder, const char* to) {
    if (is_path_of_interest(to_folder, to) && judge(0) == fails) return -1;
    return NEXT(renameat)(from_folder, from, to_folder, to);
}

int unlink(const char* path) {
    if (is_path_of_interest(AT_FDCWD, path) && judge(0) == fails) return -1;
    return NEXT(unlink)(path);
}

int unlinkat(int folder, const char* path, int flags) {
    if (is_path_of_interest(folder, path) && judge(0) == fails) return -1;
    return NEXT(unlinkat)(folder, path, flags);
}

int mkdir(const char* path, mode_t mode) {
    if (is_path_of_interest(AT_FDCWD, path) && judge(1) == fails) return -1;
    return NEXT(mkdir)(path, mode);
}

static mode_t mode_of(int flags, va_list rest) {
    return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(rest, mode_t) : 0;
}

#define DEFINE_OPEN(name)                                                               \
    int name(const char* path, int flags, ...) {                                        \
        va_list rest;                                                                   \
        va_start(rest, flags);                                                          \
        const mode_t mode = mode_of(flags, rest);                                       \
        va_end(rest);                                                                   \
        const int creates = (flags & O_CREAT) != 0;                                     \
        if (creates && is_path_of_interest(AT_FDCWD, path) && judge(1) == fails) return -1; \
        return NEXT(name)(path, flags, mode);                                           \
    }
DEFINE_OPEN(open)
DEFINE_OPEN(open64)

#define DEFINE_OPENAT(name)                                                             \
    int name(int folder, const char* path, int flags, ...) {                            \
        va_list rest;                                                                   \
        va_start(rest, flags);                                                          \
        const mode_t mode = mode_of(flags, rest);                                       \
        va_end(rest);                                                                   \
        const int creates = (flags & O_CREAT) != 0;                                     \
        if (creates && is_path_of_interest(folder, path) && judge(1) == fails) return -1; \
        return NEXT(name)(folder, path, flags, mode);                                   \
    }
DEFINE_OPENAT(openat)
DEFINE_OPENAT(openat64)

/* The C library's own streams write by calls of their own, which no layer sees: of them the opening
 * is counted. */
FILE* fopen64(const char* path, const char* mode) {
    if (mode[0] != 'r' && is_path_of_interest(AT_FDCWD, path) && judge(1) == fails) return NULL;
    return NEXT(fopen64)(path, mode);
}
