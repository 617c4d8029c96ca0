// SPDX-License-Identifier: Apache-2.0
#include "serve/line_log.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <string>

namespace chancery::serve {
namespace {

std::string read_all(int file) {
  std::string out;
  char part[4096];
  for (ssize_t size; (size = read(file, part, sizeof part)) > 0;) out.append(part, static_cast<std::size_t>(size));
  return out;
}

TEST(LineLog, WritesWholeLinesInOrder) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  {
    LineLog log(ends[1]);
    for (int i = 0; i < 100; ++i) log.add(std::to_string(i));
  }
  close(ends[1]);
  std::string expected;
  for (int i = 0; i < 100; ++i) expected += std::to_string(i) + "\n";
  EXPECT_EQ(read_all(ends[0]), expected);
  close(ends[0]);
}

TEST(LineLog, AReaderThatDoesNotReadStopsNobody) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  {
    LineLog log(ends[1], 1 << 20);
    for (int i = 0; i < 3000; ++i) log.add(std::string(1000, 'x'));  // more than waits and than the pipe takes
  }
  close(ends[1]);
  const std::string got = read_all(ends[0]);
  EXPECT_GT(got.size(), 4096u);
  EXPECT_LT(got.size(), 2u << 20);
  close(ends[0]);
}

TEST(LineLog, TellsHowManyWereLeftOut) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  {
    LineLog log(ends[1], 10);
    log.add(std::string(20, 'x'));
    log.add("short");
  }
  close(ends[1]);
  EXPECT_EQ(read_all(ends[0]), "short\n{\"lost\":1}\n");
  close(ends[0]);
}

}  // namespace
}  // namespace chancery::serve
