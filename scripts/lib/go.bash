# shellcheck shell=bash
# Programs that Go builds with the current Docker. For sourcing, after `here` names the folder scripts/.

# build_programs FOLDER PROGRAM NAME=VALUE… <STAGES: builds the stages of a Dockerfile; the last one
# becomes FOLDER. Skipped if PROGRAM exists. NAME is a build argument. The stages are based on the stage `go`,
# whose RUN mounts a cache at /cache: the programs have many modules in common.
build_programs() {
  local folder=$1 program=$2 new=$1.$$ argument arguments=()
  [ ! -x "$folder/$program" ] || return 0
  for argument in "${@:3}"; do arguments+=(--build-arg "$argument"); done
  if ! {
    "$here/base-images" golang:1.24 </dev/null &&
      { go_stage && cat; } | docker buildx build "${arguments[@]}" --output "type=local,dest=$new" -
  } >&2; then
    rm -rf "$new"
    return 1
  fi
  rm -rf "$folder"
  mkdir -p "$(dirname "$folder")"
  mv "$new" "$folder"
}

go_stage() {
  cat <<'GO'
FROM golang:1.24 AS go
ENV CGO_ENABLED=0 GOTOOLCHAIN=auto GOBIN=/out GOCACHE=/cache/build GOMODCACHE=/cache/modules
ARG VERSION
GO
}
