# example_change APP FOLDER: makes FOLDER a repository of APP, which is examples/fastapi-echo or a copy of it, with a
# change that adds a heavy dependency and a stray file on a branch of its own.
example_change() {
  local app=$1 folder=$2
  git() { command git -C "$folder" -c user.name=demo -c user.email=demo@localhost "$@"; }
  cp -R "$app/." "$folder"
  git init --quiet --initial-branch=main
  git add --all
  git commit --quiet --message='The app'
  git checkout --quiet -b change
  echo 'numpy==2.4.6' >>"$folder/requirements.txt"
  head -c 1800000 /dev/urandom >"$folder/app/demo.mp4"
  git add --all
  git commit --quiet --message='More'
}
