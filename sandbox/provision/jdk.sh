# shellcheck shell=bash disable=SC2034,SC2154  # the pieces share their variables
# A JDK 17 or later, and JAVA_HOME for Maven and for the launcher. The version is read from the JDK's own file: starting
# Java only to ask it would cost a third of a second each time.

feature_of() { sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"; }

is_jdk() { [ -x "$1/bin/javac" ] && [ -r "$1/release" ] && [ "$(feature_of "$1")" -ge 17 ]; }

home_on_path() {
  local javac
  javac=$(command -v javac) && dirname -- "$(dirname -- "$(readlink -f -- "$javac")")"
}

look_jdk() {
  local home
  for home in "${JAVA_HOME:-}" "$(home_on_path)" /usr/lib/jvm/*; do
    if is_jdk "$home"; then
      export JAVA_HOME=$home
      found="Java $(feature_of "$home") in $home"
      return
    fi
  done
  by_package jdk "JDK 17 or the distribution's default, about a minute, 300 MB in /usr"
}
