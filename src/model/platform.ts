/** Whether a platform such as `windows/amd64` is a Windows platform, where users have no numbers. */
export function isWindows(platform: string): boolean {
  return /^windows[/(]/.test(platform);
}
