#!/bin/sh
# Gates the images of this folder in any CI. Exit code: 0 they pass, 1 one fails, 2 one could not be judged.
#   BASE          branch, tag or commit to compare with
#   PULL_REQUEST  page of the pull request to comment on, for which GITHUB_TOKEN, GITEA_TOKEN or GITLAB_TOKEN is set
# Each may be empty if the CI is one that stagegate knows.
set -u
code=0
npx --yes stagegate --base "${BASE:-}" --output-dir reports || code=$?
if [ -n "${PULL_REQUEST:-}" ]; then
  npx --yes stagegate comment reports/report.json --pull-request "$PULL_REQUEST" || echo "There is no comment."
fi
exit "$code"
