# example_change FOLDER: makes FOLDER a repository of examples/fastapi-echo, with a change that adds a heavy
# dependency and a stray file on a branch of its own. Called from the repository's root.
example_change() {
  local folder=$1
  git() { command git -C "$folder" -c user.name=demo -c user.email=demo@localhost "$@"; }
  cp -R examples/fastapi-echo/. "$folder"
  git init --quiet --initial-branch=main
  git add --all
  git commit --quiet --message='The app'
  git checkout --quiet -b change
  echo 'numpy==2.4.6' >>"$folder/requirements.txt"
  head -c 1800000 /dev/urandom >"$folder/app/demo.mp4"
  git add --all
  git commit --quiet --message='More'
}
