export { init } from "./cli/init.ts";
