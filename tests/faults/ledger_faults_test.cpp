// SPDX-License-Identifier: Apache-2.0
// What becomes of a ledger when its writer is killed, the disk is full, another program holds it, or the file is not what
// it should be: a clear error, and the ledger as it was.
#include <gtest/gtest.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include "base/files.h"
#include "base/sha256.h"
#include "ledger/ledger.h"
#include "linked.h"
#include "model/jsonl.h"
#include "older_ledgers.h"

namespace chancery::ledger {
namespace {

namespace fs = std::filesystem;

constexpr int kReadWrite = 2, kCreate = 4;  // of sqlite3_open_v2

class LedgerFaults : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) / (std::string("chancery-faults-") + std::to_string(getpid()) + "-" +
                                              testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    path_ = (folder_ / "l.ledger").string();
  }
  void TearDown() override { fs::remove_all(folder_); }

  static base::Result<Ledger> open(const std::string& path, Access access) {
    return Ledger::open(path, access, kinds(), {.wait_milliseconds = 0, .now = 1000});
  }
  base::Result<Ledger> open(Access access) const { return open(path_, access); }

  fs::path folder_;
  std::string path_;
};

SourceDocument document(int number) {
  const std::string name = "document " + std::to_string(number);
  return {name, base::sha256_hex(name), "text", name, "2009", std::string(20000, 'x')};
}

std::vector<model::Statement> statements(int number, int count) {
  std::vector<model::Statement> out;
  const SourceDocument of = document(number);
  for (int i = 0; i < count; ++i) {
    model::Statement s =
        model::read_statement(R"({"kind":"diplomatic-relations","roles":{"a":"LVA","b":"KAZ"},"time":{"on":"1992"}})").value();
    s.roles[1].value = "S" + std::to_string(i);
    s.source = {of.path, of.hash, static_cast<std::uint64_t>(i) * 10, static_cast<std::uint64_t>(i) * 10 + 5, "words"};
    out.push_back(std::move(s));
  }
  return out;
}

// Whole documents, a sound file, the pin that its rows give.
void expect_sound(const std::string& path, std::size_t of_each) {
  auto ledger = Ledger::open(path, Access::read, kinds(), {.wait_milliseconds = 0});
  ASSERT_TRUE(ledger) << ledger.error().message;
  const std::vector<Source> sources = ledger->sources().value();
  for (const Source& source : sources) EXPECT_EQ(source.statements, of_each) << source.path;
  EXPECT_EQ(ledger->entries({}).value().size(), sources.size() * of_each);
  EXPECT_EQ(ledger->pin().value(), ledger->recomputed_pin().value());
  Database database = Database::open(path, kReadWrite, 0).value();
  Query check = database.prepare("PRAGMA integrity_check").value();
  ASSERT_TRUE(check.step().value());
  EXPECT_EQ(check.text(0), "ok");
}

// Runs `work` in a process of its own; its exit code, or minus the signal that ended it.
template <class Work>
int in_child(Work work) {
  pid_t child = fork();
  if (child == 0) _exit(work());
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

TEST_F(LedgerFaults, KilledInMidWriteLeavesWholeDocuments) {
  constexpr int kStatements = 400;
  { ASSERT_TRUE(open(Access::create).value().record(document(0), statements(0, kStatements))); }
  for (int round = 0; round < 5; ++round) {
    pid_t child = fork();
    if (child == 0) {
      auto ledger = open(Access::write);
      for (int i = 1 + round * 1000; ledger; ++i)
        if (!ledger->record(document(i), statements(i, kStatements))) break;
      _exit(1);
    }
    // A journal is there from the first page written to the commit: what is killed then is killed in mid-write.
    const std::string journal = path_ + "-journal";
    int seen = 0;
    for (bool was = false; seen <= round;) {
      const bool is = access(journal.c_str(), F_OK) == 0;
      if (is && !was) ++seen;
      was = is;
      int status = 0;
      ASSERT_EQ(waitpid(child, &status, WNOHANG), 0) << "the writer ended by itself";
    }
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status));
    expect_sound(path_, kStatements);
  }
  // And it can be written to again.
  EXPECT_EQ(open(Access::write).value().record(document(9999), statements(9999, kStatements)).value().added, std::size_t{kStatements});
  expect_sound(path_, kStatements);
}

TEST_F(LedgerFaults, KilledInMidImportLeavesNothingOfIt) {
  constexpr int kStatements = 400;
  { ASSERT_TRUE(open(Access::create).value().record(document(0), statements(0, kStatements))); }
  const std::vector<model::Statement> rows = statements(1, kStatements);
  for (int at : {0, 1, kStatements / 2, kStatements}) {
    const int ended = in_child([&] {
      SourceDocument source = document(1);
      source.coverage = {{.kinds = {"border"}}};
      auto imported = open(Access::write).value().import(source, [&](const Sink& sink) -> base::Result<> {
        for (int i = 0; i < at; ++i)
          if (auto ok = sink(rows[static_cast<std::size_t>(i)]); !ok) return ok;
        raise(SIGKILL);
        return {};
      });
      return 0;
    });
    EXPECT_EQ(ended, -SIGKILL);
    expect_sound(path_, kStatements);
    EXPECT_EQ(open(Access::read).value().sources().value().size(), 1u);
    EXPECT_TRUE(open(Access::read).value().coverages().value().empty());
  }
}

// A limit on the size of files ends the writer by a signal at a certain byte, over and over at another.
TEST_F(LedgerFaults, EndedAtAnyByteLeavesTheLedgerAsItWas) {
  { ASSERT_TRUE(open(Access::create).value().record(document(0), statements(0, 50))); }
  const std::string before = open(Access::read).value().pin().value();
  const auto size = static_cast<rlim_t>(fs::file_size(path_));
  int ended = 0;
  for (rlim_t limit = 512; limit < size + 400000; limit += limit < 5000 ? 700 : 23000) {
    const int code = in_child([&] {
      rlimit files{limit, limit};
      setrlimit(RLIMIT_FSIZE, &files);
      auto ledger = open(Access::write);
      return ledger && ledger->record(document(1), statements(1, 50)) ? 0 : 3;
    });
    if (code == 0) break;
    ASSERT_EQ(code, -SIGXFSZ);
    ++ended;
    auto ledger = open(Access::read);
    ASSERT_TRUE(ledger) << ledger.error().message;
    ASSERT_EQ(ledger->pin().value(), before) << "limit " << limit;
  }
  EXPECT_GT(ended, 5);
  expect_sound(path_, 50);
}

TEST_F(LedgerFaults, AFullDiskIsAnErrorAndTheLedgerAsItWas) {
  { ASSERT_TRUE(open(Access::create).value().record(document(0), statements(0, 50))); }
  const std::string before = base::read_file(path_).value();
  const auto size = static_cast<rlim_t>(before.size());
  // The first two stop the journal, the others the file as it grows; what is there can always be written over, as on a full disk.
  for (rlim_t limit : {rlim_t{100}, rlim_t{5000}, size, size + 4096, size + 20000}) {
    const int code = in_child([&] {
      std::signal(SIGXFSZ, SIG_IGN);
      rlimit files{limit, limit};
      setrlimit(RLIMIT_FSIZE, &files);
      auto ledger = open(Access::write);
      if (!ledger) return 1;
      auto recorded = ledger->record(document(1), statements(1, 2000));
      if (recorded) return 2;
      if (recorded.error().kind != base::ErrorKind::system || recorded.error().place != path_) return 3;
      // The same ledger still answers.
      return ledger->sources().value().size() == 1 ? 0 : 4;
    });
    EXPECT_EQ(code, 0) << "limit " << limit;
    EXPECT_EQ(base::read_file(path_).value(), before) << "limit " << limit;
  }
  expect_sound(path_, 50);
}

TEST_F(LedgerFaults, AFullFileSystemIsAnErrorAndTheLedgerAsItWas) {
  const fs::path small = folder_ / "small";
  fs::create_directories(small);
  if (mount("tmpfs", small.c_str(), "tmpfs", 0, "size=600k") != 0) GTEST_SKIP() << "mounting a small file system needs root";
  const std::string path = (small / "l.ledger").string();
  {
    auto ledger = open(path, Access::create);
    EXPECT_TRUE(ledger);
    if (ledger) {
      EXPECT_TRUE(ledger->record(document(0), statements(0, 50)));
      const std::string before = ledger->pin().value();
      auto recorded = ledger->record(document(1), statements(1, 5000));
      EXPECT_FALSE(recorded);
      EXPECT_TRUE(!recorded && recorded.error().kind == base::ErrorKind::system);
      EXPECT_EQ(ledger->pin().value(), before);
      EXPECT_TRUE(ledger->record(document(2), statements(2, 50)));
    }
  }
  expect_sound(path, 50);
  // No room for even a first ledger: nothing is left behind.
  std::ofstream(small / "filler") << std::string(600 << 10, 'x');
  EXPECT_FALSE(open((small / "second.ledger").string(), Access::create));
  EXPECT_FALSE(fs::exists(small / "second.ledger"));
  umount(small.c_str());
}

TEST_F(LedgerFaults, ALockedLedgerIsAnError) {
  { ASSERT_TRUE(open(Access::create).value().record(document(0), statements(0, 5))); }
  Ledger ledger = open(Access::write).value();
  Database other = Database::open(path_, kReadWrite, 0).value();
  ASSERT_TRUE(other.execute("BEGIN IMMEDIATE"));
  auto recorded = ledger.record(document(1), statements(1, 5));
  ASSERT_FALSE(recorded);
  EXPECT_EQ(recorded.error().kind, base::ErrorKind::conflict);
  EXPECT_EQ(recorded.error().message, "the ledger is locked by another program");
  EXPECT_EQ(recorded.error().place, path_);
  EXPECT_EQ(ledger.sources().value().size(), 1u);  // it can still be read
  ASSERT_TRUE(other.execute("ROLLBACK; BEGIN EXCLUSIVE"));
  EXPECT_EQ(open(Access::read).error().kind, base::ErrorKind::conflict);
  ASSERT_TRUE(other.execute("ROLLBACK"));
  EXPECT_TRUE(ledger.record(document(1), statements(1, 5)));
  expect_sound(path_, 5);
}

TEST_F(LedgerFaults, ALedgerCutShortIsAnErrorAndNotTouched) {
  { ASSERT_TRUE(open(Access::create).value().record(document(0), statements(0, 500))); }
  const std::string whole = base::read_file(path_).value();
  for (std::size_t size : {std::size_t{10}, std::size_t{99}, std::size_t{100}, std::size_t{1000}, std::size_t{4096}, std::size_t{8192},
                           whole.size() / 2, whole.size() - 4096, whole.size() - 1}) {
    std::ofstream(path_, std::ios::binary | std::ios::trunc) << whole.substr(0, size);
    for (Access access : {Access::read, Access::write, Access::create}) {
      auto ledger = open(access);
      ASSERT_FALSE(ledger) << size;
      EXPECT_TRUE(ledger.error().kind == base::ErrorKind::unreadable || ledger.error().kind == base::ErrorKind::conflict) << size;
      EXPECT_EQ(ledger.error().place, path_);
      EXPECT_FALSE(ledger.error().hint.empty());
    }
    EXPECT_EQ(base::read_file(path_).value(), whole.substr(0, size)) << size;
  }
}

TEST_F(LedgerFaults, AnotherProgramsFileIsAnErrorAndNotTouched) {
  auto refused = [&](const std::string& bytes, const std::string& message) {
    std::ofstream(path_, std::ios::binary | std::ios::trunc) << bytes;
    for (Access access : {Access::read, Access::write, Access::create}) {
      auto ledger = open(access);
      ASSERT_FALSE(ledger);
      EXPECT_EQ(ledger.error().kind, base::ErrorKind::conflict);
      EXPECT_EQ(ledger.error().message, message);
    }
    EXPECT_EQ(base::read_file(path_).value(), bytes);
  };
  refused("Dear Sir,\n", "this file is not a ledger");
  refused(std::string(100000, '\0'), "this file is not a ledger");
  std::string zip = "PK\x03\x04";
  for (int i = 0; i < 50000; ++i) zip += static_cast<char>(i * 7 % 251);
  refused(zip, "this file is not a ledger");

  const std::string other = (folder_ / "other.db").string();
  {
    Database database = Database::open(other, kReadWrite | kCreate, 0).value();
    ASSERT_TRUE(database.execute("CREATE TABLE statement (id TEXT); INSERT INTO statement VALUES ('mine')"));
  }
  refused(base::read_file(other).value(), "this file is another program's, not a ledger");
  {
    Database database = Database::open(other, kReadWrite, 0).value();
    ASSERT_TRUE(database.execute("PRAGMA application_id = 1130908721; PRAGMA user_version = 99"));
  }
  refused(base::read_file(other).value(), "this ledger is of version 99, and this program reads versions 1 to 4");
}

// A file system that holds a ledger and then cannot be written to: permission bits do not stop root.
class ReadOnlyLedger : public LedgerFaults {
 protected:
  // Whether there is one; `fill` puts the files in.
  template <class Fill>
  bool mounted(Fill fill) {
    place_ = folder_ / "read-only";
    fs::create_directories(place_);
    if (mount("tmpfs", place_.c_str(), "tmpfs", 0, "size=20m") != 0) return false;
    mounted_ = true;
    path_ = (place_ / "l.ledger").string();
    fill();
    return mount(nullptr, place_.c_str(), nullptr, MS_REMOUNT | MS_RDONLY, nullptr) == 0;
  }
  void TearDown() override {
    if (mounted_) umount(place_.c_str());
    LedgerFaults::TearDown();
  }

  fs::path place_;
  bool mounted_ = false;
};

TEST_F(ReadOnlyLedger, CanBeReadAndNotWritten) {
  if (!mounted([&] { ASSERT_TRUE(open(Access::create).value().record(document(0), statements(0, 5))); }))
    GTEST_SKIP() << "mounting a file system needs root";
  EXPECT_EQ(open(Access::read).value().sources().value().size(), 1u);
  EXPECT_TRUE(open(Access::read).value().verify().value().empty());
  auto ledger = open(Access::write);
  auto recorded = ledger ? ledger->record(document(1), statements(1, 5)) : base::Result<Recorded>(tl::unexpected(ledger.error()));
  ASSERT_FALSE(recorded);
  EXPECT_EQ(recorded.error().kind, base::ErrorKind::system);
  EXPECT_EQ(recorded.error().message, "the ledger cannot be written to");
  EXPECT_FALSE(open((place_ / "second.ledger").string(), Access::create));
}

TEST_F(ReadOnlyLedger, OfAnOlderVersionIsRefused) {
  if (!mounted([&] {
        { ASSERT_TRUE(open(Access::create).value().record(document(0), statements(0, 5))); }
        ASSERT_TRUE(make_version_2(path_));
      }))
    GTEST_SKIP() << "mounting a file system needs root";
  for (Access access : {Access::read, Access::write}) {
    auto ledger = open(access);
    ASSERT_FALSE(ledger);
    EXPECT_EQ(ledger.error().message, "this ledger is of version 2, and cannot be brought up to date where it is: it cannot be written to");
    EXPECT_EQ(ledger.error().hint, "copy it to where it can be, and name the copy");
  }
}

// What a killed writer began is undone by the next to open it, who must be able to write.
TEST_F(ReadOnlyLedger, LeftInMidWriteIsRefused) {
  { ASSERT_TRUE(open(Access::create).value().record(document(0), statements(0, 5))); }
  const std::string before = open(Access::read).value().pin().value(), left = (folder_ / "left.ledger").string();
  {
    Database writer = Database::open(path_, kReadWrite, 0).value();
    ASSERT_TRUE(writer.execute(
        "PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN; UPDATE tally SET statements = 7;"
        "CREATE TABLE filler AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100000) SELECT i FROM n"));
    fs::copy_file(path_, left);
    fs::copy_file(path_ + "-journal", left + "-journal");
  }
  if (!mounted([&] {
        for (const char* tail : {"", "-journal"}) fs::copy_file(left + tail, path_ + tail);
      }))
    GTEST_SKIP() << "mounting a file system needs root";
  auto ledger = open(Access::read);
  ASSERT_FALSE(ledger);
  EXPECT_EQ(ledger.error().kind, base::ErrorKind::system);
  // Elsewhere it is as it was before.
  EXPECT_EQ(open(left, Access::read).value().pin().value(), before);
}

// Each waits for the other, and nothing is lost.
TEST_F(LedgerFaults, TwoWritersTakeTurns) {
  { ASSERT_TRUE(open(Access::create).value().record(document(0), statements(0, 5))); }
  constexpr int kEach = 15;
  auto write = [&](int first) {
    auto ledger = Ledger::open(path_, Access::write, kinds(), {.wait_milliseconds = 60000});
    for (int i = 0; ledger && i < kEach; ++i)
      if (!ledger->record(document(first + i), statements(first + i, 5))) return 1;
    return ledger ? 0 : 2;
  };
  const pid_t child = fork();
  if (child == 0) _exit(write(1000));
  EXPECT_EQ(write(2000), 0);
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  EXPECT_EQ(open(Access::read).value().sources().value().size(), 1u + 2 * kEach);
  EXPECT_EQ(open(Access::read).value().revisions().value().size(), 1u + 2 * kEach);
  expect_sound(path_, 5);
}

TEST_F(LedgerFaults, AReadOnlyFolderCanBeReadFrom) {
  if (geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
  { ASSERT_TRUE(open(Access::create).value().record(document(0), statements(0, 5))); }
  chmod(path_.c_str(), 0444);
  chmod(folder_.c_str(), 0555);
  EXPECT_EQ(open(Access::read).value().sources().value().size(), 1u);
  auto ledger = open(Access::write);
  auto recorded = ledger ? ledger->record(document(1), statements(1, 5)) : base::Result<Recorded>(tl::unexpected(ledger.error()));
  EXPECT_FALSE(recorded);
  EXPECT_EQ(recorded.error().kind, base::ErrorKind::system);
  chmod(folder_.c_str(), 0755);
}

}  // namespace
}  // namespace chancery::ledger
