// SPDX-License-Identifier: Apache-2.0
// SHA-256 (FIPS 180-4) of bytes at hand, for naming documents and statements by what they hold. Not for passwords or
// signatures. Thread-safe: a Sha256 is a plain value.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace chancery::base {

class Sha256 {
 public:
  // `portable` leaves the processor's own instructions for SHA aside: for tests.
  explicit Sha256(bool portable = false);
  void update(std::string_view bytes);
  std::array<std::uint8_t, 32> finish();  // the object is used up afterwards
  std::string finish_hex();               // the same as 64 hexadecimal digits in lower case

 private:
  void blocks(const std::uint8_t* bytes, std::size_t count);
  bool portable_;
  std::array<std::uint32_t, 8> state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<std::uint8_t, 64> buffer_{};
  std::size_t buffered_ = 0;
  std::uint64_t size_ = 0;
};

// 64 hexadecimal digits in lower case.
std::string sha256_hex(std::string_view bytes);

}  // namespace chancery::base
