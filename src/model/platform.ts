/** Whether a platform, as in `windows/amd64`, is one of Windows, where users are no numbers. */
export function isWindows(platform: string): boolean {
  return /^windows[/(]/.test(platform);
}
