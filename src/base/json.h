// SPDX-License-Identifier: Apache-2.0
// Writes JSON as a stream: values go to the end of a string in the order of the calls, no tree is built. Not for reading
// (simdjson does that where it is needed). A writer refers to its string; not to be shared between threads.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::base {

// Appends `text` in quotes. What is no UTF-8 comes out as U+FFFD, one for each byte that starts nothing valid.
void append_json_string(std::string& out, std::string_view text);

class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }
  JsonWriter& key(std::string_view name);  // in an object, before each value

  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(bool truth);
  JsonWriter& value(double number);  // whole numbers without a point; what JSON has no number for is null
  JsonWriter& value(std::integral auto number) { return raw(std::to_string(number)); }
  JsonWriter& null() { return raw("null"); }
  JsonWriter& raw(std::string_view json);  // a value that is JSON already

  template <class T>
  JsonWriter& field(std::string_view name, const T& of) {
    return key(name).value(of);
  }

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  void before_value();

  std::string& out_;
  std::vector<char> has_values_;  // for each open bracket, whether something stands in it
  bool after_key_ = false;
};

}  // namespace chancery::base
