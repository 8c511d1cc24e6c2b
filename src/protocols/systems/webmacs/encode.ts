// Everything that Watchdeck sends on a WebMACS stream. Anything but a JSON object makes the server go
// mute without closing (field note), so there is one frame, and this is it.

export function encodePing(): string {
  return JSON.stringify({ type: 'ping' })
}
