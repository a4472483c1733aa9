/*
 * A disk that fails, for tests: preloaded into a process (LD_PRELOAD), it stands between the process
 * and the C library for the files below one folder.
 *
 * It remembers what has been fsynced. On a "power cut" it leaves of each file what was synced, plus a
 * random, perhaps torn or garbled part of what was not; it takes back creations, renames, links and
 * deletions whose folder was not fsynced (a random number of the newest ones, since a journaling file
 * system keeps their order); then it kills the process. It can also delay fsync, fail fsync or write
 * (EIO), and run out of space (ENOSPC). After a failed fsync the data is taken as lost for good even
 * if a later fsync succeeds, as Linux does it: the pages are marked clean.
 *
 * It relies on files being appended to, as RocksDB's are; what is overwritten in place counts as
 * synced.
 *
 * FAULT_FOLDER   the folder (absolute, without links)
 * FAULT_BACKUP   a folder on the same file system, outside the first, for what deletions remove
 * FAULT_CONTROL  a file of at least 64 bytes, mapped; the test writes into it while the process runs:
 *                  0 int32  errno that fsync fails with, 0 for none
 *                  4 int32  errno that write fails with, 0 for none
 *                  8 int64  bytes that may still be written before ENOSPC, -1 for no limit
 *                 16 int32  microseconds that each fsync takes longer
 *                 20 int32  1: cut the power at the next operation
 *                 24 int64  operations until the power is cut, -1 for never
 *                 32 int64  seed
 *                 40 int64  operations so far (written by this)
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

struct control {
  volatile int32_t fsync_errno;
  volatile int32_t write_errno;
  volatile int64_t budget;
  volatile int32_t fsync_delay_us;
  volatile int32_t cut_now;
  volatile int64_t cut_after;
  volatile int64_t seed;
  volatile int64_t operations;
};

#define MAX_FDS 65536
#define MAX_INODES 65536
#define MAX_CHANGES 65536

/* What is known of a file, by inode: a rename or a second link does not change it. */
struct inode {
  ino_t ino;
  off_t synced;
  int lost; /* an fsync failed: nothing more becomes durable */
};

enum change_kind { CREATED, RENAMED, LINKED, UNLINKED };

/* A change of a folder that has not been fsynced. */
struct change {
  enum change_kind kind;
  char folder[PATH_MAX];
  char from[PATH_MAX];
  char to[PATH_MAX];
  char backup[PATH_MAX]; /* what a rename or a deletion removed; empty if nothing */
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static char folder[PATH_MAX];
static size_t folder_length;
static char backups[PATH_MAX];
static struct control *control;
static signed char tracked[MAX_FDS]; /* 1 file, 2 directory */
static struct inode inodes[MAX_INODES];
static int inode_count;
static struct change *changes;
static int change_count;
static long backup_count;
static uint64_t random_state;

static int (*real_open)(const char *, int, ...);
static int (*real_openat)(int, const char *, int, ...);
static int (*real_close)(int);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_writev)(int, const struct iovec *, int);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_ftruncate)(int, off_t);
static int (*real_rename)(const char *, const char *);
static int (*real_link)(const char *, const char *);
static int (*real_unlink)(const char *);
static int (*real_statvfs)(const char *, struct statvfs *);

static void begin(void) {
  real_open = dlsym(RTLD_NEXT, "open");
  real_openat = dlsym(RTLD_NEXT, "openat");
  real_close = dlsym(RTLD_NEXT, "close");
  real_write = dlsym(RTLD_NEXT, "write");
  real_pwrite = dlsym(RTLD_NEXT, "pwrite");
  real_writev = dlsym(RTLD_NEXT, "writev");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate");
  real_rename = dlsym(RTLD_NEXT, "rename");
  real_link = dlsym(RTLD_NEXT, "link");
  real_unlink = dlsym(RTLD_NEXT, "unlink");
  real_statvfs = dlsym(RTLD_NEXT, "statvfs");
  const char *path = getenv("FAULT_FOLDER");
  const char *kept = getenv("FAULT_BACKUP");
  const char *file = getenv("FAULT_CONTROL");
  if (path == NULL || kept == NULL || file == NULL) {
    return;
  }
  int fd = real_open(file, O_RDWR);
  if (fd < 0) {
    return;
  }
  control = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  real_close(fd);
  if (control == MAP_FAILED) {
    control = NULL;
    return;
  }
  changes = malloc(sizeof(struct change) * 256);
  random_state = (uint64_t)control->seed * 0x9E3779B97F4A7C15u + 1;
  snprintf(backups, sizeof backups, "%s", kept);
  snprintf(folder, sizeof folder, "%s", path);
  folder_length = strlen(folder);
}

static int is_ours(const char *path) {
  pthread_once(&once, begin);
  return control != NULL && path != NULL && strncmp(path, folder, folder_length) == 0 &&
         (path[folder_length] == '/' || path[folder_length] == 0);
}

static int is_tracked(int fd) { return fd >= 0 && fd < MAX_FDS && tracked[fd]; }

static uint64_t next_random(void) {
  random_state ^= random_state << 13;
  random_state ^= random_state >> 7;
  random_state ^= random_state << 17;
  return random_state;
}

static uint64_t random_below(uint64_t bound) { return bound == 0 ? 0 : next_random() % bound; }

static struct inode *inode_of(int fd) {
  struct stat status;
  if (fstat(fd, &status) != 0) {
    return NULL;
  }
  for (int i = inode_count - 1; i >= 0; i--) {
    if (inodes[i].ino == status.st_ino) {
      return &inodes[i];
    }
  }
  if (inode_count == MAX_INODES) {
    abort();
  }
  struct inode *inode = &inodes[inode_count++];
  inode->ino = status.st_ino;
  inode->synced = status.st_size;
  inode->lost = 0;
  return inode;
}

/* The inode number may be used again for another file; it begins unsynced. */
static void forget_inode(ino_t ino) {
  for (int i = 0; i < inode_count; i++) {
    if (inodes[i].ino == ino) {
      inodes[i] = inodes[--inode_count];
      return;
    }
  }
}

static void parent_of(const char *path, char *parent) {
  snprintf(parent, PATH_MAX, "%s", path);
  char *slash = strrchr(parent, '/');
  if (slash != NULL) {
    *slash = 0;
  }
}

static struct change *add_change(enum change_kind kind, const char *from, const char *to) {
  if (change_count == MAX_CHANGES) {
    abort();
  }
  if (change_count >= 256 && (change_count & (change_count - 1)) == 0) {
    changes = realloc(changes, sizeof(struct change) * change_count * 2);
  }
  struct change *change = &changes[change_count++];
  change->kind = kind;
  snprintf(change->from, PATH_MAX, "%s", from);
  snprintf(change->to, PATH_MAX, "%s", to);
  change->backup[0] = 0;
  parent_of(kind == UNLINKED || kind == CREATED ? from : to, change->folder);
  return change;
}

/* Keeps what is about to be removed under another name. */
static void back_up(struct change *change, const char *path) {
  struct stat status;
  if (lstat(path, &status) != 0) {
    return;
  }
  if (snprintf(change->backup, PATH_MAX, "%s/%ld", backups, backup_count++) >= PATH_MAX) {
    abort();
  }
  real_link(path, change->backup);
}

static void folder_synced(const char *path) {
  int kept = 0;
  for (int i = 0; i < change_count; i++) {
    if (strcmp(changes[i].folder, path) == 0) {
      if (changes[i].backup[0]) {
        struct stat status;
        if (lstat(changes[i].backup, &status) == 0 && status.st_nlink == 1) {
          forget_inode(status.st_ino);
        }
        real_unlink(changes[i].backup);
      }
    } else {
      if (kept != i) {
        changes[kept] = changes[i];
      }
      kept++;
    }
  }
  change_count = kept;
}

static void take_back(struct change *change) {
  switch (change->kind) {
    case CREATED:
      real_unlink(change->from);
      break;
    case LINKED:
      real_unlink(change->to);
      break;
    case RENAMED:
      real_rename(change->to, change->from);
      if (change->backup[0]) {
        real_link(change->backup, change->to);
      }
      break;
    case UNLINKED:
      if (change->backup[0]) {
        real_link(change->backup, change->from);
      }
      break;
  }
}

/* Leaves of a file what was synced and a random part of the rest. */
static void tear(const char *path) {
  int fd = real_open(path, O_RDWR);
  struct stat status;
  if (fd < 0 || fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
    return;
  }
  struct inode *inode = inode_of(fd);
  off_t unsynced = status.st_size - inode->synced;
  if (unsynced > 0) {
    off_t kept = random_below(4) == 0 ? 0 : (off_t)random_below((uint64_t)unsynced + 1);
    real_ftruncate(fd, inode->synced + kept);
    if (kept > 0 && random_below(2) == 0) {
      unsigned char garbage[512];
      off_t length = (off_t)random_below(kept < 512 ? kept : 512) + 1;
      int zero = random_below(2) == 0;
      for (off_t i = 0; i < length; i++) {
        garbage[i] = zero ? 0 : (unsigned char)next_random();
      }
      real_pwrite(fd, garbage, length, inode->synced + kept - length);
    }
  }
  real_close(fd);
}

static int tear_entry(const char *path, const struct stat *status, int type, struct FTW *where) {
  (void)status;
  (void)where;
  if (type == FTW_F) {
    tear(path);
  }
  return 0;
}

static void cut_power(void) {
  int undone = (int)random_below((uint64_t)change_count + 1);
  for (int i = 0; i < undone; i++) {
    take_back(&changes[change_count - 1 - i]);
  }
  nftw(folder, tear_entry, 16, FTW_PHYS);
  kill(getpid(), SIGKILL);
  for (;;) {
    pause();
  }
}

/* Counts an operation, with the lock held; the power may fail before it happens. */
static void operation(void) {
  control->operations++;
  if (control->cut_now || (control->cut_after >= 0 && control->cut_after-- == 0)) {
    cut_power();
  }
}

static int opened(int fd, const char *path, int flags, int existed) {
  if (fd < 0 || fd >= MAX_FDS) {
    return fd;
  }
  struct stat status;
  fstat(fd, &status);
  tracked[fd] = S_ISDIR(status.st_mode) ? 2 : S_ISREG(status.st_mode) ? 1 : 0;
  if (tracked[fd] == 1 && (flags & O_ACCMODE) != O_RDONLY) {
    struct inode *inode = inode_of(fd);
    if (!existed) {
      inode->synced = 0;
      inode->lost = 0;
      add_change(CREATED, path, path);
    } else if (flags & O_TRUNC) {
      inode->synced = 0;
    }
  }
  return fd;
}

static int open_ours(int at, const char *path, int flags, mode_t mode) {
  pthread_mutex_lock(&lock);
  struct stat status;
  int existed = lstat(path, &status) == 0;
  if (!existed && (flags & O_CREAT)) {
    operation();
  }
  int fd = opened(real_openat(at, path, flags, mode), path, flags, existed);
  int error = errno;
  pthread_mutex_unlock(&lock);
  errno = error;
  return fd;
}

#define MODE_OF(flags)              \
  mode_t mode = 0;                  \
  if ((flags) & (O_CREAT | O_TMPFILE)) { \
    va_list arguments;              \
    va_start(arguments, flags);     \
    mode = va_arg(arguments, mode_t); \
    va_end(arguments);              \
  }

int open(const char *path, int flags, ...) {
  MODE_OF(flags)
  return is_ours(path) ? open_ours(AT_FDCWD, path, flags, mode) : real_open(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  MODE_OF(flags)
  return is_ours(path) ? open_ours(AT_FDCWD, path, flags, mode)
                       : real_open(path, flags | O_LARGEFILE, mode);
}

int openat(int at, const char *path, int flags, ...) {
  MODE_OF(flags)
  return is_ours(path) ? open_ours(at, path, flags, mode) : real_openat(at, path, flags, mode);
}

int openat64(int at, const char *path, int flags, ...) {
  MODE_OF(flags)
  return is_ours(path) ? open_ours(at, path, flags, mode)
                       : real_openat(at, path, flags | O_LARGEFILE, mode);
}

int close(int fd) {
  pthread_once(&once, begin);
  if (fd >= 0 && fd < MAX_FDS) {
    tracked[fd] = 0;
  }
  return real_close(fd);
}

/* How much may be written; -1 with errno if nothing. With the lock held. */
static ssize_t admitted(size_t count) {
  operation();
  if (control->write_errno) {
    errno = control->write_errno;
    return -1;
  }
  if (control->budget < 0) {
    return (ssize_t)count;
  }
  if (control->budget == 0 && count > 0) {
    errno = ENOSPC;
    return -1;
  }
  size_t room = (size_t)control->budget < count ? (size_t)control->budget : count;
  control->budget -= (int64_t)room;
  return (ssize_t)room;
}

ssize_t write(int fd, const void *data, size_t count) {
  pthread_once(&once, begin);
  if (!is_tracked(fd)) {
    return real_write(fd, data, count);
  }
  pthread_mutex_lock(&lock);
  ssize_t room = admitted(count);
  ssize_t written = room < 0 ? room : real_write(fd, data, (size_t)room);
  int error = errno;
  pthread_mutex_unlock(&lock);
  errno = error;
  return written;
}

static ssize_t pwrite_any(int fd, const void *data, size_t count, off_t offset) {
  pthread_once(&once, begin);
  if (!is_tracked(fd)) {
    return real_pwrite(fd, data, count, offset);
  }
  pthread_mutex_lock(&lock);
  ssize_t room = admitted(count);
  ssize_t written = room < 0 ? room : real_pwrite(fd, data, (size_t)room, offset);
  int error = errno;
  pthread_mutex_unlock(&lock);
  errno = error;
  return written;
}

ssize_t pwrite(int fd, const void *data, size_t count, off_t offset) {
  return pwrite_any(fd, data, count, offset);
}

ssize_t pwrite64(int fd, const void *data, size_t count, off64_t offset) {
  return pwrite_any(fd, data, count, offset);
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
  pthread_once(&once, begin);
  if (!is_tracked(fd)) {
    return real_writev(fd, parts, count);
  }
  ssize_t total = 0;
  for (int i = 0; i < count; i++) {
    ssize_t written = write(fd, parts[i].iov_base, parts[i].iov_len);
    if (written < 0) {
      return total > 0 ? total : written;
    }
    total += written;
    if ((size_t)written < parts[i].iov_len) {
      break;
    }
  }
  return total;
}

static int sync_any(int fd, int (*real)(int)) {
  pthread_once(&once, begin);
  if (!is_tracked(fd)) {
    return real(fd);
  }
  pthread_mutex_lock(&lock);
  operation();
  int delay = control->fsync_delay_us;
  int fail = control->fsync_errno;
  struct stat status;
  fstat(fd, &status);
  struct inode *inode = inode_of(fd);
  if (fail && inode != NULL) {
    inode->lost = 1;
  }
  pthread_mutex_unlock(&lock);
  if (delay > 0) {
    usleep(delay);
  }
  if (fail) {
    errno = fail;
    return -1;
  }
  int result = real(fd);
  int error = errno;
  pthread_mutex_lock(&lock);
  if (result == 0 && S_ISDIR(status.st_mode)) {
    char link[64];
    char path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length > 0) {
      path[length] = 0;
      folder_synced(path);
    }
  } else if (result == 0) {
    inode = inode_of(fd);
    if (inode != NULL && !inode->lost && status.st_size > inode->synced) {
      inode->synced = status.st_size;
    }
  }
  operation();
  pthread_mutex_unlock(&lock);
  errno = error;
  return result;
}

int fsync(int fd) {
  pthread_once(&once, begin);
  return sync_any(fd, real_fsync);
}

int fdatasync(int fd) {
  pthread_once(&once, begin);
  return sync_any(fd, real_fdatasync);
}

static int ftruncate_any(int fd, off_t length) {
  pthread_once(&once, begin);
  if (is_tracked(fd)) {
    pthread_mutex_lock(&lock);
    struct inode *inode = inode_of(fd);
    if (inode != NULL && inode->synced > length) {
      inode->synced = length;
    }
    pthread_mutex_unlock(&lock);
  }
  return real_ftruncate(fd, length);
}

int ftruncate(int fd, off_t length) { return ftruncate_any(fd, length); }

int ftruncate64(int fd, off64_t length) { return ftruncate_any(fd, length); }

int rename(const char *from, const char *to) {
  if (!is_ours(from)) {
    return real_rename(from, to);
  }
  pthread_mutex_lock(&lock);
  operation();
  struct change *change = add_change(RENAMED, from, to);
  back_up(change, to);
  int result = real_rename(from, to);
  int error = errno;
  if (result != 0) {
    change_count--;
  }
  pthread_mutex_unlock(&lock);
  errno = error;
  return result;
}

int link(const char *from, const char *to) {
  if (!is_ours(to)) {
    return real_link(from, to);
  }
  pthread_mutex_lock(&lock);
  operation();
  int result = real_link(from, to);
  int error = errno;
  if (result == 0) {
    add_change(LINKED, from, to);
  }
  pthread_mutex_unlock(&lock);
  errno = error;
  return result;
}

int unlink(const char *path) {
  if (!is_ours(path)) {
    return real_unlink(path);
  }
  pthread_mutex_lock(&lock);
  operation();
  struct stat status;
  int known = lstat(path, &status) == 0;
  struct change *change = add_change(UNLINKED, path, path);
  back_up(change, path);
  int result = real_unlink(path);
  int error = errno;
  if (result != 0) {
    change_count--;
  } else if (known && status.st_nlink == 1 && control->budget >= 0) {
    control->budget += status.st_size;
  }
  pthread_mutex_unlock(&lock);
  errno = error;
  return result;
}

static int statvfs_any(const char *path, struct statvfs *status) {
  int ours = is_ours(path);
  int result = real_statvfs(path, status);
  if (result == 0 && ours && control->budget >= 0) {
    fsblkcnt_t room = (fsblkcnt_t)control->budget / status->f_frsize;
    if (room < status->f_bavail) {
      status->f_bavail = room;
    }
  }
  return result;
}

int statvfs(const char *path, struct statvfs *status) { return statvfs_any(path, status); }

int statvfs64(const char *path, struct statvfs64 *status) {
  return statvfs_any(path, (struct statvfs *)status);
}
