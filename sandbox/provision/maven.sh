# shellcheck shell=bash disable=SC2034,SC2154  # the pieces share their variables
look_maven() {
  found=$(command -v mvn) || by_package maven "about half a minute, 30 MB in /usr; its downloads go to ~/.m2"
}
