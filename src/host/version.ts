/** Put in by the bundler from package.json. */
declare const STAGEGATE_VERSION: string | undefined;

/** stagegate's own version; that of a source tree is 0.0.0. */
export const VERSION: string = typeof STAGEGATE_VERSION === "undefined" ? "0.0.0" : STAGEGATE_VERSION;
