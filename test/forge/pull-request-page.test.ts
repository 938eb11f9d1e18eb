import { readPullRequestPage } from "../../src/forge/pull-request-page.ts";

test.each([
  ["https://github.com/octo/app/pull/7", "github", "https://api.github.com", "octo/app"],
  ["https://github.com/octo/app/pull/7/files?w=1#diff", "github", "https://api.github.com", "octo/app"],
  ["https://octo.ghe.com/octo/app/pull/7", "github", "https://api.octo.ghe.com", "octo/app"],
  ["https://git.example:8443/octo/app/pull/7", "github", "https://git.example:8443/api/v3", "octo/app"],
  ["https://codeberg.org/octo/app/pulls/7", "gitea", "https://codeberg.org/api/v1", "octo/app"],
  ["http://git.example/code/octo/app/pulls/7", "gitea", "http://git.example/code/api/v1", "octo/app"],
  ["https://gitlab.com/octo/app/-/merge_requests/7", "gitlab", "https://gitlab.com/api/v4", "octo/app"],
  [
    "https://gitlab.example/a/b/c/app/-/merge_requests/7/diffs",
    "gitlab",
    "https://gitlab.example/api/v4",
    "a/b/c/app",
  ],
])("%s is a page of %s", (url, forge, apiUrl, repository) => {
  expect(readPullRequestPage(url, {})).toMatchObject({ forge, apiUrl, repository, number: 7 });
});

test("a path after the number is ignored", () => {
  expect(readPullRequestPage("https://github.com/octo/app/pull/7/files?w=1", {}).url).toBe(
    "https://github.com/octo/app/pull/7",
  );
});

test("the API address of a job counts only for its own server", () => {
  const github = { GITHUB_SERVER_URL: "https://git.example", GITHUB_API_URL: "https://api.git.example/" };
  const gitlab = { CI_API_V4_URL: "https://git.example/gitlab/api/v4" };
  const page = (url: string, env: Record<string, string>) => readPullRequestPage(url, env).apiUrl;
  expect(page("https://git.example/octo/app/pull/7", github)).toBe("https://api.git.example");
  expect(page("https://github.com/octo/app/pull/7", github)).toBe("https://api.github.com");
  expect(page("https://git.example/octo/app/-/merge_requests/7", gitlab)).toBe(
    "https://git.example/gitlab/api/v4",
  );
  expect(page("https://gitlab.com/octo/app/-/merge_requests/7", gitlab)).toBe("https://gitlab.com/api/v4");
});

test.each([
  "7",
  "octo/app#7",
  "https://github.com/octo/app/issues/7",
  "https://github.com/octo/app",
  "https://bitbucket.org/octo/app/pull-requests/7",
  "ftp://github.com/octo/app/pull/7",
  "https://gitlab.com/app/-/merge_requests/7",
  "https://github.com/octo/app/pull/x",
])("%s is an error with a right example", (url) => {
  expect(() => readPullRequestPage(url, {})).toThrow(/is not the address of a pull request/);
});
