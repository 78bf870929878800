# shellcheck shell=bash disable=SC2034,SC2154  # the pieces share their variables
# Alertmanager and promtool, for the tests alone. Installed, the distribution's packages would start daemons, now and at every boot;
# so they are only downloaded, and what is needed is taken out of each: that takes no root and starts nothing.

prometheus_folder="$MAYDAY_CACHE/prometheus"

look_alertmanager() { look_taken_out MAYDAY_ALERTMANAGER prometheus-alertmanager alertmanager prometheus-alertmanager; }
look_promtool() { look_taken_out MAYDAY_PROMTOOL prometheus promtool; }

# look_taken_out VARIABLE PACKAGE NAME...: on PATH under one of the names, else ours under the first
look_taken_out() {
  local variable=$1 package=$2 ours=$prometheus_folder/$3 name program
  shift 2
  wanted="taken out of the distribution's package $package, which is not installed: seconds, 10 to 20 MB of download, into $prometheus_folder"
  for name; do
    program=$(command -v "$name") || program=$ours
    [ ! -x "$program" ] || break
  done
  export "$variable=$program"
  found=$program
  [ -x "$program" ]
}

fetch_promtool() { take_out prometheus ./usr/bin/promtool && keep_taken usr/bin/promtool; }

# Debian's Alertmanager reads its templates from a folder of the system, which no flag changes. In this copy the folder's name is
# one of the same length, that of the folder which it is started in.
fetch_alertmanager() {
  local templates=usr/share/prometheus/alertmanager here=/proc/self/cwd/./././././././././.
  take_out prometheus-alertmanager ./usr/bin/prometheus-alertmanager "./$templates/default.tmpl" "./$templates/email.tmpl"
  LC_ALL=C sed --in-place "s#/$templates#$here#g" "$prometheus_folder/part/usr/bin/prometheus-alertmanager"
  # shellcheck disable=SC2016  # it is the script that expands them
  printf '#!/bin/sh\ncd -- "$(dirname -- "$(readlink -f -- "$0")")" && exec ./prometheus-alertmanager "$@"\n' >"$prometheus_folder/part/alertmanager"
  chmod +x -- "$prometheus_folder/part/alertmanager"
  keep_taken "$templates/default.tmpl" "$templates/email.tmpl" usr/bin/prometheus-alertmanager alertmanager
}

# take_out PACKAGE FILE...: into the folder part
take_out() {
  local package=$1 part=$prometheus_folder/part log=$MAYDAY_CACHE/packages.log
  shift
  command -v apt-get >/dev/null || stop "there is no apt-get here to download $package" "put alertmanager and promtool on PATH, then start again"
  say "downloading the package $package, to take out what the tests need"
  rm -rf -- "$part"
  mkdir -p -- "$part"
  { download_package "$package" "$part" || { may_install && as_root apt-get update && download_package "$package" "$part"; }; } >>"$log" 2>&1 || {
    tail -n 5 -- "$log" >&2
    stop "the package $package could not be downloaded" "run apt-get update as root, or put alertmanager and promtool on PATH, then start again"
  }
  dpkg-deb --fsys-tarfile "$part/${package}"_*.deb | tar --extract --no-same-owner --directory "$part" "$@"
}

# download_package PACKAGE FOLDER
download_package() { (cd -- "$2" && apt-get download "$1"); }

# keep_taken FILE...: the one that makes it complete comes last
keep_taken() {
  local file
  for file; do mv -- "$prometheus_folder/part/$file" "$prometheus_folder/"; done
  rm -rf -- "$prometheus_folder/part"
}
