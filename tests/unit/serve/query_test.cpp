// SPDX-License-Identifier: Apache-2.0
#include "serve/query.h"

#include <gtest/gtest.h>

#include "serve/cache.h"
#include "serve/http_message.h"

namespace chancery::serve {
namespace {

TEST(Query, IsTakenApart) {
  auto query = parse_query("a=KAZ&b=T%C3%BCrkiye+x&&flag&empty=&a=2%2B2%3D4");
  ASSERT_TRUE(query);
  EXPECT_EQ(*query, (Query{{"a", "KAZ"}, {"b", "Türkiye x"}, {"flag", ""}, {"empty", ""}, {"a", "2+2=4"}}));
}

TEST(Query, WhatIsNoPercentEncodedUtf8IsRefused) {
  for (const char* text : {"a=%", "a=%4", "a=%zz", "a=%00", "a=%FF", "%C3=1", "a=\xC3"}) EXPECT_FALSE(parse_query(text)) << text;
}

TEST(Query, CanonicalLooksAwayFromOrderOfNames) {
  EXPECT_EQ(canonical(*parse_query("b=2&a=1")), canonical(*parse_query("a=1&b=2")));
  EXPECT_NE(canonical(*parse_query("a=1&a=2")), canonical(*parse_query("a=2&a=1")));
  EXPECT_NE(canonical(*parse_query("a=1%26b%3D2")), canonical(*parse_query("a=1&b=2")));
}

TEST(Cursor, ComesBack) {
  const Cursor cursor{50, "0123456789abcdef0123", "89abcdef"};
  auto back = parse_cursor(print(cursor));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->offset, 50u);
  EXPECT_EQ(back->pin, "0123456789abcdef");
  EXPECT_EQ(back->asked, "89abcdef");
}

TEST(Cursor, NothingElseIsOne) {
  for (const char* text : {"", ".", "..", "5", "5.0123456789abcdef", "-5.0123456789abcdef.89abcdef", "05.0123456789abcdef.89abcdef",
                           "5.0123456789ABCDEF.89abcdef", "5.0123456789abcdef.89abcdef.", "99999999999999999999999.0123456789abcdef.89abcdef"})
    EXPECT_FALSE(parse_cursor(text)) << text;
}

TEST(Encoding, IsTakenAsTheClientSays) {
  EXPECT_TRUE(accepts_encoding("br, gzip;q=0.5", "gzip"));
  EXPECT_TRUE(accepts_encoding("*", "gzip"));
  EXPECT_FALSE(accepts_encoding("gzip;q=0", "gzip"));
  EXPECT_FALSE(accepts_encoding("br, *;q=0", "gzip"));
  EXPECT_FALSE(accepts_encoding("", "gzip"));
  EXPECT_FALSE(accepts_encoding("xgzip", "gzip"));
}

TEST(Cache, LetsTheLeastAskedForGo) {
  Cache cache(8192);
  for (int i = 0; i < 20; ++i) {
    Response response;
    response.body = std::string(400, 'x');
    cache.keep(std::to_string(i), std::make_shared<Response>(response));
    cache.find("0");
  }
  EXPECT_NE(cache.find("0"), nullptr);
  EXPECT_EQ(cache.find("1"), nullptr);
  EXPECT_NE(cache.find("19"), nullptr);
}

}  // namespace
}  // namespace chancery::serve
