# shellcheck shell=bash disable=SC2034,SC2154  # the pieces share their variables
# Go, only where the Temporal CLI has to be built. go.mod names the version that builds it; Go 1.21 and later fetch that by
# themselves, an older one gets it as the module that it is, checked against Go's checksum database.

look_go() {
  local go
  for go in "$(command -v go)" /usr/local/go/bin/go /usr/lib/go/bin/go; do
    if [ -x "$go" ]; then
      go_on_hand=$go
      found="Go $(go_version "$go") in $go"
      return
    fi
  done
  return 1
}

# clean_go [NAME=VALUE...] PROGRAM ARGUMENTS...: free of the person's settings for other builds; no repository is read for a stamp
clean_go() { env -u GOOS -u GOARCH -u GOROOT GOWORK=off GOFLAGS='-mod=readonly -buildvcs=false' CGO_ENABLED=0 "$@"; }

# Asked from the root folder, where no go.mod sends Go for another toolchain.
go_version() { (cd / && GOTOOLCHAIN=local "$1" version | sed 's/^go version go\([0-9.]*\).*/\1/'); }

# The program that can build the module, on stdout.
go_that_builds() {
  local version
  version=$(go_version "$go_on_hand")
  if printf '1.21\n%s\n' "$version" | sort --version-sort --check=quiet; then
    echo "$go_on_hand"
  else
    toolchain_as_module
  fi
}

toolchain_as_module() {
  local wanted_go version folder
  wanted_go=$(sed -n 's/^go \([0-9.]*\)$/\1/p' "$temporal_module/go.mod")
  version=v0.0.1-go$wanted_go.$(cd / && "$go_on_hand" env GOHOSTOS)-$(cd / && "$go_on_hand" env GOHOSTARCH)
  (cd / && env -u GOFLAGS "$go_on_hand" mod download "golang.org/toolchain@$version") || return 1
  folder=$(cd / && "$go_on_hand" env GOMODCACHE)/golang.org/toolchain@$version
  # A module's files are unpacked without the right to run them.
  chmod -R u+x -- "$folder/bin" "$folder/pkg/tool" && echo "$folder/bin/go"
}
