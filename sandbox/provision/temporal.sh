# shellcheck shell=bash disable=SC2034,SC2154  # the pieces share their variables
# The Temporal CLI, which holds a whole server and its Web UI: ours if it is there, else the one on PATH if it is new enough,
# else the official archive, else built from Go modules that go.sum pins.

temporal_module="$MAYDAY_HOME/sandbox/temporal-cli"
temporal_version=$(sed -n 's|.*temporalio/cli v\([0-9.]*\).*|\1|p' "$temporal_module/go.mod" | head -n 1)
temporal_folder="$MAYDAY_CACHE/temporal-$temporal_version"

look_temporal() {
  local binary version
  if [ -x "$temporal_folder/temporal" ]; then
    binary=$temporal_folder/temporal version=$temporal_version
  else
    wanted="Temporal CLI $temporal_version: the official archive, about 50 MB, a minute; where that cannot be reached, built by
              Go in 5 to 10 minutes, 140 MB, and 3.5 GB more in Go's own caches. It goes into $temporal_folder"
    command -v curl wget >/dev/null || packages+=(curl)
    binary=$(command -v temporal) && version=$(version_of_temporal "$binary") && new_enough "$version" || return 1
  fi
  export MAYDAY_TEMPORAL=$binary
  found="Temporal CLI $version in $binary"
}

version_of_temporal() { timeout 10 "$1" --version 2>/dev/null | sed -n 's/^temporal version \([0-9][0-9.]*\).*/\1/p'; }

# Within a major version Temporal keeps its wire format and its flags; another one has not been tried.
new_enough() {
  [ -n "$1" ] && [ "${1%%.*}" = "${temporal_version%%.*}" ] &&
    printf '%s\n' "$temporal_version" "$1" | sort --version-sort --check=quiet
}

fetch_temporal() {
  mkdir -p -- "$temporal_folder"
  fetch_archive || build_temporal
}

platform() {
  case $(uname -s)-$(uname -m) in
    Linux-x86_64) echo linux_amd64 ;;
    Linux-aarch64) echo linux_arm64 ;;
    *) return 1 ;;
  esac
}

# download URL FILE SECONDS
download() {
  if command -v curl >/dev/null; then
    curl --fail --silent --show-error --location --connect-timeout 5 --speed-limit 20000 --speed-time 10 --max-time "$3" --output "$2" "$1" >&2
  else
    timeout "$3" wget --quiet --tries=1 --connect-timeout=5 --dns-timeout=5 --read-timeout=10 --output-document="$2" "$1" >&2
  fi
}

# Answers no when there is no archive to be had.
fetch_archive() {
  local from=${MAYDAY_TEMPORAL_RELEASES:-https://github.com/temporalio/cli/releases/download}/v$temporal_version
  local archive sums=$temporal_folder/checksums.txt expected
  archive=temporal_cli_${temporal_version}_$(platform).tar.gz || return 1
  say "fetching $from/$archive"
  if download "$from/checksums.txt" "$sums" 10 && expected=$(published_sum "$archive" "$sums") &&
    download "$from/$archive" "$temporal_folder/$archive" 300; then
    unpack_checked "$temporal_folder/$archive" "$expected"
  else
    say "the archive cannot be had from there"
    return 1
  fi
}

published_sum() { awk -v name="$1" '$2 == name && length($1) == 64 { print $1; seen = 1 } END { exit !seen }' "$2"; }

# An archive that differs from what was published is no reason to go another way: somebody has to look.
unpack_checked() {
  sha256sum --check --status <<<"$2  $1" || {
    rm -f -- "$1"
    stop "${1##*/} is not what the release's checksums say, and was deleted" "a broken download or a proxy that tampers: try again, then ask who runs the network"
  }
  rm -rf -- "$temporal_folder/part"
  mkdir -- "$temporal_folder/part" && tar --extract --gzip --no-same-owner --file "$1" --directory "$temporal_folder/part" temporal &&
    mv -- "$temporal_folder/part/temporal" "$temporal_folder/temporal" && rm -rf -- "$1" "$temporal_folder/part"
}

build_temporal() {
  local go log=$temporal_folder/build.log
  look_go || install_packages go
  look_go || stop "go is still missing" "install it by hand, or put temporal $temporal_version or later on PATH"
  say "building the Temporal CLI $temporal_version with $found: about 5 minutes on two cores (what Go says is in $log)"
  {
    go=$(go_that_builds) &&
      (cd -- "$temporal_module" && clean_go GOTOOLCHAIN=auto "$go" build \
        -ldflags "-s -w -X github.com/temporalio/cli/internal/temporalcli.Version=$temporal_version" \
        -o "$temporal_folder/temporal.part" github.com/temporalio/cli/cmd/temporal)
  } 2>"$log" || {
    tail -n 15 -- "$log" >&2
    stop "the Temporal CLI could not be built" "most often Go's module proxy cannot be reached, or the disk is full (it takes 3 GB)"
  }
  mv -- "$temporal_folder/temporal.part" "$temporal_folder/temporal"
}
