# shellcheck shell=bash
# Packages of any Debian release, without changing the system. For sourcing.

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }
die() { say "$@"; exit 1; }

# Network access is tried three times.
retry() {
  local pause
  for pause in 2 8 -; do
    "$@" && return
    [ "$pause" = - ] || sleep "$pause"
  done
  return 1
}

# The Debian mirror of this machine; empty if it is not Debian.
debian_mirror() {
  # shellcheck disable=SC2016 # apt fills these in
  apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' 2>/dev/null |
    awk -v own="$(. /etc/os-release && echo "${VERSION_CODENAME:-}")" -v id="$(. /etc/os-release && echo "$ID")" '
      id == "debian" && $3 == "main" && $2 ~ "^(" own "|stable|testing|unstable|sid)$" { sub("/$", "", $1); print $1; exit }'
}

# private_apt FOLDER "RELEASE…" COMMAND…: apt-get for these releases, with its lists, cache and
# state in FOLDER. What counts as installed is in FOLDER/status: nothing, by default.
private_apt() {
  local folder=$1 release mirror keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  mirror=$(debian_mirror)
  [ -n "$mirror" ] || die "apt is not configured for a Debian mirror"
  mkdir -p "$folder/lists/partial" "$folder/archives/partial"
  touch "$folder/status"
  for release in $2; do echo "deb [signed-by=$keyring] $mirror $release main"; done >"$folder/sources.list"
  retry apt-get -qq \
    -o Dir::Etc::SourceList="$folder/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o Dir::Etc::Preferences=/dev/null -o Dir::Etc::PreferencesParts=/dev/null \
    -o Dir::State="$folder" -o Dir::State::Lists="$folder/lists" -o Dir::State::status="$folder/status" \
    -o Dir::Cache="$folder" -o Debug::NoLocking=true -o APT::Sandbox::User=root -o Acquire::Languages=none \
    -o Acquire::http::Timeout=30 -o Acquire::Retries=3 -o Acquire::Retries::Delay=false \
    -o Acquire::EnableSrvRecords=false \
    "${@:3}" >&2 </dev/null
}

# unpack_program HOME NAME [PACKAGE…]: unpacks a program of this Debian release with its dependencies into
# HOME/root, and writes HOME/NAME, which runs it. HOME/variables has its environment.
unpack_program() {
  local home=$1 name=$2 own new=$1/new libraries= library package
  shift
  [ ! -x "$home/$name" ] || return 0
  own=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
  say "unpacking $name from Debian $own into $home"
  rm -rf "$new" "$home/root"
  mkdir -p "$new"
  cp /var/lib/dpkg/status "$new/status"
  private_apt "$new" "$own" update
  private_apt "$new" "$own" install --yes --no-install-recommends --download-only "$@"
  for package in "$new"/archives/*.deb; do dpkg -x "$package" "$home/root"; done
  rm -rf "$new"
  for library in "$home"/root/{,usr/}lib/*-linux-gnu; do libraries+=$library:; done
  touch "$home/variables"
  cat >"$home/$name.new" <<END
#!/bin/sh
export LD_LIBRARY_PATH=$libraries $(tr '\n' ' ' <"$home/variables")
exec $home/root/usr/bin/$name "\$@"
END
  chmod +x "$home/$name.new"
  mv "$home/$name.new" "$home/$name"
}
