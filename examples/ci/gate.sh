#!/bin/sh
# Gates the images of this folder in any CI. Exit code: 0 they pass, 1 one fails, 2 one could not be judged.
#   BASE          branch, tag or commit to compare with; empty for what the CI says, else the default branch
#   PULL_REQUEST  page of the pull request to comment on; empty for none. The token is in GITHUB_TOKEN, GITEA_TOKEN or
#                 GITLAB_TOKEN
set -u
rm -rf reports
code=0
npx --yes stagegate --base "${BASE:-}" --output-dir reports || code=$?
if [ -n "${PULL_REQUEST:-}" ]; then
  npx --yes stagegate comment reports/report.json --pull-request "$PULL_REQUEST" || echo "There is no comment."
fi
exit "$code"
