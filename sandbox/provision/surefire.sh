# shellcheck shell=bash disable=SC2034,SC2154  # the pieces share their variables
# Every test, by Maven, and one plain line at the end.

# Of what goes well only the tests and Maven's own summary are worth a line; warnings and errors of every plugin stay.
level=-Dorg.slf4j.simpleLogger
surefire_speaks="$level.defaultLogLevel=warn $level.log.org.apache.maven.plugin.surefire=info $level.log.org.apache.maven.cli.event=info"

# known_to_maven WORDS...: a slip in a word of one's own must not begin minutes of tests that are not what was meant
known_to_maven() {
  local word known=''
  for word; do
    [[ $word == --?* && $word != --long ]] || continue
    : "${known:=$(mvn --help)}"
    [[ $known =~ [\ ,]"${word%%=*}"([^a-z-]|$) ]] ||
      wrong_use "neither the tests nor Maven know ${word%%=*}" "./mayday test --long is the long form; mvn --help lists what Maven knows"
  done
}

# run_tests [--long] [MAVEN ARGUMENTS...]: exits with Maven's own code
run_tests() {
  local begun code=0 word words=()
  for word; do
    case $word in --long) words+=(-Dmayday.long=true) ;; *) words+=("$word") ;; esac
  done
  begun=$(mktemp)
  cd -- "$MAYDAY_HOME" || exit
  export MAVEN_OPTS="${MAVEN_OPTS:-} $surefire_speaks"
  in_own_group mvn --batch-mode --no-transfer-progress -Dstyle.color=never verify "${words[@]}" || code=$?
  left_out "$begun"
  summary "$begun"
  rm -f -- "$begun"
  exit "$code"
}

# Runs a command with its children as one process group and hands it whatever ends the launcher, so that a test that is
# interrupted by Ctrl-C or by a signal to the launcher alone gets to end what it started.
in_own_group() {
  local child code=0
  set -m
  "$@" </dev/null &
  child=$!
  set +m
  trap 'kill -INT -- "-$child" 2>/dev/null' INT TERM HUP
  while :; do
    code=0
    wait "$child" || code=$?
    kill -0 "$child" 2>/dev/null || break
  done
  # Maven goes before the processes that run the tests, and those still end what the tests have started.
  for _ in {1..300}; do
    kill -0 -- "-$child" 2>/dev/null || break
    sleep 0.2
  done
  trap - INT TERM HUP
  return "$code"
}

# left_out STAMP: why tests were left out, and how many for each reason; of a reason its first line
left_out() {
  find . -path '*/target/*-reports/TEST-*.xml' -newer "$1" -exec cat {} + | { grep --only-matching '<skipped message="[^"]*' || :; } |
    sed 's/^[^"]*"//; s/&#10;.*//; s/^Assumption failed: //; s/&quot;/"/g; s/&apos;/'"'"'/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g' |
    sort | uniq --count | sed 's/^ *\([0-9]*\) /left out: \1 x /'
}

# summary STAMP: adds up the reports that are newer than the stamp, by the first element of each; a message may hold anything
summary() {
  find . -path '*/target/*-reports/TEST-*.xml' -newer "$1" -exec grep --no-filename --max-count 1 '<testsuite ' {} + |
    awk '
      function count(name) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3) + 0 : 0 }
      { failed += count("errors") + count("failures"); skipped += count("skipped"); tests += count("tests") }
      END { printf "%d passed, %d failed, %d skipped\n", tests - failed - skipped, failed, skipped }'
}
