# shellcheck shell=bash disable=SC2034,SC2154  # the pieces share their variables
# A need is a pair of functions. look_NAME answers within milliseconds: it is there (and says so in `found`), or not (`wanted`
# says what will be fetched, how long that takes and where it goes). fetch_NAME fetches it. What the package manager has to
# bring is only put into `packages` by look_NAME, so that all of it comes in one go.

found='' wanted='' packages=() missing=()

# see_to NEED...: looks for each and fetches what is missing
see_to() {
  look_for "$@"
  [ ${#missing[@]} -eq 0 ] || take_turns fetch_missing
}

look_for() {
  local need
  packages=() missing=()
  [ -z "${chatty:-}" ] || say "what it needs (all that is fetched goes into $MAYDAY_CACHE unless said otherwise)"
  for need; do
    if "look_$need"; then
      [ -z "${chatty:-}" ] || row "$need" "$found"
    else
      missing+=("$need")
      row "$need" "missing: $wanted"
    fi
  done
}

fetch_missing() {
  local need absent=("${missing[@]}")
  [ ${#packages[@]} -eq 0 ] || install_packages "${packages[@]}"
  for need in "${absent[@]}"; do
    ! "look_$need" || continue
    "fetch_$need"
    "look_$need" || stop "$need is still missing" "read the lines above; ./mayday provision tries again"
  done
}

# take_turns FUNCTION: two launchers at once must not install, unpack or build over each other. What the function starts does
# not inherit the lock, or a service that apt-get starts would keep it.
take_turns() {
  { mkdir -p -- "$MAYDAY_CACHE" && exec 9>"$MAYDAY_CACHE/turn"; } ||
    stop "$MAYDAY_CACHE cannot be written" "name another folder in MAYDAY_CACHE, or mend who owns this one"
  flock --nonblock 9 || {
    say "another mayday is fetching or building: waiting for it"
    flock 9
  }
  "$1" 9>&-
  exec 9>&-
}
