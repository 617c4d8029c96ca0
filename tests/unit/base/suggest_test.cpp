// SPDX-License-Identifier: Apache-2.0
#include "base/suggest.h"

#include <gtest/gtest.h>

#include <vector>

namespace chancery::base {
namespace {

TEST(Suggest, Distance) {
  EXPECT_EQ(edit_distance("", "abc"), 3u);
  EXPECT_EQ(edit_distance("brief", "breif"), 1u);  // two letters swapped
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3u);
}

TEST(Suggest, OnlyWhatIsNear) {
  const std::vector<std::string> words{"read", "facts", "brief"};
  EXPECT_EQ(nearest("raed", words), "read");
  EXPECT_EQ(nearest("fact", words), "facts");
  EXPECT_EQ(nearest("export", words), "");
}

}  // namespace
}  // namespace chancery::base
