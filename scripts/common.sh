# SPDX-License-Identifier: Apache-2.0
# What ./run, ./test, bench/run and fuzz/run share: packages and building. Sourced by bash, from the root of the clone.
# All talk goes to stderr; nothing here asks a question (sudo may ask its password).

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# Prints which packages of the lists named are missing.
missing_packages() {
  local package command list missing=()
  local -A installed=()
  if ! command -v dpkg-query >/dev/null; then
    say "warning: this is no Debian; the packages of $* are taken to be there"
    return 0
  fi
  while read -r package; do installed[$package]=1; done < <(dpkg-query -W -f '${db:Status-Status} ${Package}\n' | sed -n 's/^installed //p')
  for list in "$@"; do
    while read -r package command; do
      case $package in '' | '#'*) continue ;; esac
      [[ -n ${installed[$package]:-} ]] && continue
      [[ -n $command ]] && command -v "$command" >/dev/null && continue
      missing+=("$package")
    done <"$list"
  done
  [[ ${#missing[@]} -eq 0 ]] || printf '%s\n' "${missing[@]}"
}

# need_packages LIST…: installs what is missing of the lists, as root or with sudo; with neither, says what to type and ends.
need_packages() {
  local missing as=()
  mapfile -t missing < <(missing_packages "$@")
  [[ ${#missing[@]} -eq 0 ]] && return 0
  local line="apt-get install --no-install-recommends ${missing[*]}"
  if [[ $(id -u) -ne 0 ]]; then
    command -v sudo >/dev/null || die "Packages are missing, and there is neither root nor sudo here. Have root type: $line"
    as=(sudo)
    [[ -t 0 ]] || as=(sudo -n)  # without a terminal nobody can type a password
    "${as[@]}" true || die "Packages are missing, and sudo refused. Have root type: $line"
  fi
  say "Installing ${missing[*]}"
  local apt=("${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300)
  "${apt[@]}" update </dev/null >&2 || say "warning: apt-get update failed; going on with the package lists at hand"
  "${apt[@]}" install -y --no-install-recommends "${missing[@]}" </dev/null >&2 || die "Installing failed. The line was: $line"
}

# fetch_npm FOLDER…: the npm packages that the lock file of each folder names, once. Without them goes on, saying what is left out.
fetch_npm() {
  local folder
  for folder in "$@"; do
    [[ -e $folder/node_modules/.package-lock.json && ! $folder/package-lock.json -nt $folder/node_modules/.package-lock.json ]] && continue
    say "Fetching the npm packages of $folder"
    (cd "$folder" && npm ci --no-audit --no-fund --loglevel=error >&2 && touch node_modules/.package-lock.json) ||
      say "warning: npm could not fetch them; what rests on $folder is left out"
  done
}

# build PRESET TARGET…: configures where that is not done and builds. $CHANCERY_WERROR set to ON makes warnings errors.
build() {
  local preset=$1 options=()
  shift
  [[ -n ${CHANCERY_WERROR:-} ]] && options+=("-DCHANCERY_WERROR=$CHANCERY_WERROR")
  if [[ ! -f build/$preset/build.ninja || ${#options[@]} -gt 0 ]]; then
    cmake --preset "$preset" "${options[@]}" >&2 || die "cmake could not configure build/$preset"
  fi
  ninja -C "build/$preset" "$@" >&2 || die "the build of build/$preset failed"
}
