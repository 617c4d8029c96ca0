// SPDX-License-Identifier: Apache-2.0
#include "base/sha256.h"

#include <gtest/gtest.h>

namespace chancery::base {
namespace {

// Vectors of FIPS 180-4's examples.
TEST(Sha256, KnownVectors) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha256_hex(std::string(1'000'000, 'a')), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

// Padding changes its number of blocks around 56 and 64 bytes; pieces of any size give what the whole gives.
TEST(Sha256, PiecesGiveTheWhole) {
  for (std::size_t size : {0, 1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 1000}) {
    const std::string bytes(size, 'x');
    for (std::size_t step : {1, 7, 63, 64, 65}) {
      Sha256 hash;
      for (std::size_t at = 0; at < size; at += step) hash.update(std::string_view(bytes).substr(at, step));
      Sha256 whole;
      whole.update(bytes);
      EXPECT_EQ(hash.finish(), whole.finish()) << size << " bytes by " << step;
    }
  }
}

// The processor's instructions and plain arithmetic agree.
TEST(Sha256, PortableGivesTheSame) {
  std::string bytes;
  for (int i = 0; i < 3000; ++i) {
    bytes += static_cast<char>(i * 7 + i / 256);
    if (i % 37 != 0) continue;
    Sha256 fast, portable(true);
    fast.update(bytes);
    portable.update(bytes);
    EXPECT_EQ(fast.finish(), portable.finish()) << i;
  }
}

}  // namespace
}  // namespace chancery::base
