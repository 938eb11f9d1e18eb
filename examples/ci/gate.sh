#!/bin/sh
# Gates the images of this folder in any CI. Exit code: 0 if all pass, 1 if one fails, 2 if one could not be judged.
#   BASE          branch, tag or commit to compare with; default: the base that the CI names, else the default branch
#   PULL_REQUEST  URL of the pull request to comment on; default: no comment. Set the token in GITHUB_TOKEN,
#                 GITEA_TOKEN or GITLAB_TOKEN
set -u
rm -rf reports
code=0
npx --yes stagegate --base "${BASE:-}" --output-dir reports || code=$?
if [ -n "${PULL_REQUEST:-}" ]; then
  npx --yes stagegate comment reports/report.json --pull-request "$PULL_REQUEST" || echo "The comment was not written."
fi
exit "$code"
