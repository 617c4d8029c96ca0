// SPDX-License-Identifier: Apache-2.0
// The tables that the program has linked in, opened once, for tests.
#pragma once

#include "gazetteer/codes.h"
#include "gazetteer/gazetteer.h"
#include "model/kinds.h"
#include "tables.h"

namespace chancery {

inline const model::Kinds& kinds() {
  static const model::Kinds kinds = model::Kinds::open(tables::model()).value();
  return kinds;
}
inline const gazetteer::Gazetteer& names() {
  static const gazetteer::Gazetteer gazetteer = gazetteer::Gazetteer::open(tables::gazetteer()).value();
  return gazetteer;
}
inline const gazetteer::Codes& codes() {
  static const gazetteer::Codes codes(names());
  return codes;
}

}  // namespace chancery
