import { complaint } from "../../../src/checks/smoke/complaint.ts";

test.each([
  [
    'Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "nope": executable file not found in $PATH: unknown\nError: failed to start containers: app\n',
    'exec: "nope": executable file not found in $PATH',
  ],
  // As the client 29.8.1 prints it.
  [
    "Error response from daemon: unable to find user ghost: no matching entries in passwd file\nfailed to start containers: app\n",
    "unable to find user ghost: no matching entries in passwd file",
  ],
  ["Error response from daemon: no command specified\n", "no command specified"],
  [
    "docker: Error response from daemon: No such image: app:1\n\nRun 'docker run --help' for more information\n",
    "No such image: app:1",
  ],
  [
    "docker: 'frobnicate' is not a docker command.\nSee 'docker --help'\n",
    "'frobnicate' is not a docker command.",
  ],
  ["", "docker failed with no output"],
])("the complaint %j is shortened to its cause", (stderr, expected) => {
  expect(complaint(stderr)).toBe(expected);
});
