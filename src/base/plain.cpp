// SPDX-License-Identifier: Apache-2.0
#include "base/plain.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace chancery::base {

std::string plain_letters(std::string_view text) {
  icu::UnicodeString letters = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  UErrorCode status = U_ZERO_ERROR;
  if (const icu::Normalizer2* apart = icu::Normalizer2::getNFKDInstance(status); U_SUCCESS(status))
    letters = apart->normalize(letters, status);
  letters.foldCase();
  icu::UnicodeString plain;
  for (int32_t i = 0; i < letters.length(); i = letters.moveIndex32(i, 1)) {
    const UChar32 letter = letters.char32At(i);
    if (u_charType(letter) == U_NON_SPACING_MARK || letter == '\'' || letter == 0x2019) continue;
    if (u_isalnum(letter))
      plain.append(letter);
    else if (!plain.isEmpty() && plain.charAt(plain.length() - 1) != ' ')
      plain.append(static_cast<UChar>(' '));
  }
  if (!plain.isEmpty() && plain.charAt(plain.length() - 1) == ' ') plain.truncate(plain.length() - 1);
  std::string out;
  plain.toUTF8String(out);
  return out;
}

}  // namespace chancery::base
