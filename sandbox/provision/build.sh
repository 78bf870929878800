# shellcheck shell=bash disable=SC2034,SC2154  # the pieces share their variables
# Mayday itself: built by Maven when a source is newer than the last build. The stamp is taken before Maven starts, so that
# what is edited meanwhile counts as newer.

distribution="$MAYDAY_HOME/sandbox/target"
stamp="$distribution/mayday.stamp"

is_built() { [ -f "$stamp" ] && compgen -G "$distribution/lib/*.jar" >/dev/null; }

is_current() {
  is_built && [ -z "$(cd -- "$MAYDAY_HOME" && find pom.xml ./*/pom.xml ./*/src/main -newer "$stamp" -print -quit)" ]
}

class_path() { echo "$distribution/lib/*"; }

# See to it that the distribution is as new as the sources.
make_current() { is_current || take_turns build; }

build() {
  local begun log=$MAYDAY_CACHE/build.log
  ! is_current || return 0
  begun=$(mktemp)
  say "building Mayday by Maven: about a minute, the first time some more for downloads, which go to ~/.m2 (what it says is in $log)"
  # New files instead of new content: a Mayday that runs keeps reading the ones that it opened.
  rm -rf -- "${distribution:?}/lib" "$stamp"
  (cd -- "$MAYDAY_HOME" && mvn --batch-mode --no-transfer-progress -Dstyle.color=never -DskipTests -Dspotless.check.skip package) >"$log" 2>&1 || {
    grep -E '^\[(ERROR|WARNING)\]' -- "$log" | head -n 25 >&2
    stop "Mayday could not be built" "Maven's lines above say why; all of them are in $log"
  }
  mv -- "$begun" "$stamp"
}
