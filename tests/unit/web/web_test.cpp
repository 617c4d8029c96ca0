// SPDX-License-Identifier: Apache-2.0
#include "web/web.h"

#include <gtest/gtest.h>

#include "web/bundle.h"

namespace chancery::web {
namespace {

TEST(Web, LinkedBundleHasAFirstPage) {
  auto page = file("/");
  ASSERT_TRUE(page);
  EXPECT_EQ(page->type, "text/html; charset=utf-8");
  EXPECT_FALSE(page->immutable);
  EXPECT_EQ(page->etag.front(), '"');
  EXPECT_EQ(page->etag.back(), '"');
  EXPECT_FALSE(page->bytes.empty());
  EXPECT_FALSE(file("/no/such"));
  EXPECT_FALSE(file(""));
}

TEST(Web, BundleIsTakenApart) {
  auto files = files_of("/\ttext/html\t\"a\"\t-\t-\t0\t2\n/x.js\ttext/javascript\t\"b\"\tgzip\timmutable\t2\t3\n\nhixyz");
  ASSERT_TRUE(files);
  ASSERT_EQ(files->size(), 2u);
  EXPECT_EQ((*files)[0].bytes, "hi");
  EXPECT_EQ((*files)[0].encoding, "");
  EXPECT_EQ((*files)[1].bytes, "xyz");
  EXPECT_EQ((*files)[1].encoding, "gzip");
  EXPECT_TRUE((*files)[1].immutable);
}

TEST(Web, BrokenBundlesAreRefused) {
  for (std::string_view bundle : {"", "\n", "/\ta\tb\t-\t-\t0\t9\n\nhi", "/\ta\tb\t-\t-\t0\n\nhi", "/\ta\tb\t-\t-\tx\t1\n\nhi",
                                  "/\ta\tb\t-\t-\t0\t1\tmore\n\nhi", "/b\ta\tb\t-\t-\t0\t1\n/a\ta\tb\t-\t-\t0\t1\n\nhi"})
    EXPECT_FALSE(files_of(bundle)) << bundle;
}

}  // namespace
}  // namespace chancery::web
