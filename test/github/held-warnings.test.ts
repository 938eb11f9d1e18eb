import { groupedView } from "../../src/build/view.ts";
import { holdWarnings } from "../../src/github/held-warnings.ts";

test("a warning during the build comes after the build output, others at once", () => {
  const written: string[] = [];
  const { view, warn } = holdWarnings(
    groupedView((text) => written.push(text.trimEnd()), "token"),
    (message) => written.push(message),
  );
  warn("before");
  view.begin([]);
  warn("during");
  warn("still during");
  view.end();
  warn("after");
  expect(written).toEqual([
    "before",
    "::group::Build\n::stop-commands::token",
    "::token::\n::endgroup::",
    "during",
    "still during",
    "after",
  ]);
});
