// SPDX-License-Identifier: Apache-2.0
#include "base/files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

namespace chancery::base {
namespace {

class Files : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "chancery-files-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  void put(const std::string& name, const std::string& bytes) const { std::ofstream(path(name), std::ios::binary) << bytes; }
  std::filesystem::path folder_;
};

TEST_F(Files, ReadsAllBytes) {
  put("a", std::string("one\0two\r\n", 9));
  auto bytes = read_file(path("a"));
  ASSERT_TRUE(bytes);
  EXPECT_EQ(*bytes, std::string("one\0two\r\n", 9));
  put("empty", "");
  EXPECT_EQ(*read_file(path("empty")), "");
}

TEST_F(Files, NamesWhatIsWrong) {
  auto missing = read_file(path("missing"));
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::not_found);
  EXPECT_EQ(missing.error().place, path("missing"));
  auto folder = read_file(folder_.string());
  ASSERT_FALSE(folder);
  EXPECT_EQ(folder.error().kind, ErrorKind::unreadable);
  EXPECT_NE(folder.error().message.find("folder"), std::string::npos);
}

TEST_F(Files, RefusesWhatIsTooLarge) {
  put("large", std::string(101, 'x'));
  auto large = read_file(path("large"), 100);
  ASSERT_FALSE(large);
  EXPECT_EQ(large.error().kind, ErrorKind::unreadable);
  EXPECT_NE(large.error().hint.find("--max-size"), std::string::npos);
  EXPECT_TRUE(read_file(path("large"), 101));
}

// A gigabyte is refused by its size, without reading it.
TEST_F(Files, RefusesAGigabyteUnread) {
  put("giant", "");
  ASSERT_EQ(::truncate(path("giant").c_str(), off_t{1} << 30), 0);
  EXPECT_FALSE(read_file(path("giant")));
}

TEST_F(Files, ReadsAPipeUpToTheLimit) {
  ASSERT_EQ(::mkfifo(path("pipe").c_str(), 0600), 0);
  // Both ends in one thread: what is written fits the pipe's buffer, and more than the limit is refused before its end.
  FILE* both = std::fopen(path("pipe").c_str(), "r+");
  ASSERT_NE(both, nullptr);
  const std::string bytes(5000, 'x');
  std::fwrite(bytes.data(), 1, bytes.size(), both);
  std::fflush(both);
  auto refused = read_file(path("pipe"), 4999);
  std::fclose(both);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::unreadable);
}

// "Riga\n" as gzip has it.
const std::string kRiga("\x1f\x8b\x08\0\0\0\0\0\0\x03\x0b\xca\x4c\x4f\xe4\x02\0\x62\xbd\x74\x13\x05\0\0\0", 25);

TEST_F(Files, UnpacksWhatIsCompressed) {
  put("packed", kRiga);
  EXPECT_EQ(read_file(path("packed")).value_or("?"), "Riga\n");
  EXPECT_FALSE(read_file(path("packed"), 4));
  auto stream = ByteStream::open(path("packed"));
  ASSERT_TRUE(stream);
  EXPECT_TRUE(stream->packed());
  EXPECT_EQ(stream->head().value_or("?"), "Riga\n");
  EXPECT_EQ(read_all(*stream, "packed").value_or("?"), "Riga\n");
  EXPECT_EQ(stream->size(), kRiga.size());
  EXPECT_EQ(stream->taken(), kRiga.size());
  // Two after each other are one file.
  put("twice", kRiga + kRiga);
  EXPECT_EQ(read_file(path("twice")).value_or("?"), "Riga\nRiga\n");
}

TEST_F(Files, WhatIsCutShortIsAnError) {
  for (std::size_t size = 4; size < kRiga.size(); ++size) {
    put("cut", kRiga.substr(0, size));
    auto cut = read_file(path("cut"));
    ASSERT_FALSE(cut) << size;
    EXPECT_EQ(cut.error().kind, ErrorKind::unreadable);
    EXPECT_EQ(cut.error().place, path("cut"));
  }
}

TEST_F(Files, WritesAllOrNothing) {
  ASSERT_TRUE(write_file(path("out"), "first"));
  ASSERT_TRUE(write_file(path("out"), "second"));
  EXPECT_EQ(*read_file(path("out")), "second");
  auto nowhere = write_file(path("no/such/folder/out"), "x");
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.error().kind, ErrorKind::not_found);
  EXPECT_FALSE(write_file(folder_.string(), "x"));
  // Nothing is left behind.
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_), std::filesystem::directory_iterator()), 1);
}

TEST_F(Files, KeepsTheModeOfWhatItReplaces) {
  put("script", "old");
  ASSERT_EQ(::chmod(path("script").c_str(), 0741), 0);
  ASSERT_TRUE(write_file(path("script"), "new"));
  struct stat now {};
  ASSERT_EQ(::stat(path("script").c_str(), &now), 0);
  EXPECT_EQ(now.st_mode & 0777, 0741u);
}

TEST_F(Files, WhatCannotBeWrittenLeavesTheOld) {
  put("kept", "old");
  if (::geteuid() == 0) GTEST_SKIP() << "root writes everywhere";
  ASSERT_EQ(::chmod(folder_.c_str(), 0500), 0);
  auto refused = write_file(path("kept"), "new");
  ::chmod(folder_.c_str(), 0700);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::system);
  EXPECT_EQ(*read_file(path("kept")), "old");
}

}  // namespace
}  // namespace chancery::base
