// SPDX-License-Identifier: Apache-2.0
#include "model/times.h"

#include "time/edtf.h"

namespace chancery::model {

base::Result<> check_time(TimeKey key, std::string_view value) {
  auto edtf = time::parse_edtf(value);
  if (!edtf) return tl::unexpected(edtf.error());
  if (edtf->form == time::Edtf::Form::unsaid && key != time_until)
    return base::fail(base::ErrorKind::invalid, "\"..\" alone says that it ended", {}, "only \"until\" takes it");
  return {};
}

}  // namespace chancery::model
