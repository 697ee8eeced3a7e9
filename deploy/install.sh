# Sourced by the scripts of the checkout: installs what is missing from Debian's own packages.

give_up() { echo "$1" >&2; exit 2; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null && [ -t 0 ]; then sudo "$@"
  elif command -v sudo >/dev/null; then sudo -n "$@"
  else return 1
  fi
}

# install <what for> <package>...: only what Debian's own packages bring, and only when it is absent.
install() {
  local purpose=$1 log=${TMPDIR:-/tmp}/grid-install.$$.log; shift
  echo "Installing $* ($purpose) ..."
  command -v apt-get >/dev/null || give_up "The grid needs $purpose; install it ($*) and start again."
  { as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >"$log" 2>&1 ||
    { cat "$log" >&2; give_up "The grid needs $purpose; installing $* failed (it needs root, or sudo)."; }
}
