// A backend that takes but so many connections of one user: the pages of this browser share them, one lock for each
// (Web Locks). A page that gets none is told so before it asks the backend.

/**
 * Takes one of `count` slots. Answers how to give it back, or `null` where all are taken.
 * @param locks `undefined` where the browser has none (an insecure origin): then nobody counts, and the backend does
 */
export async function takeSlot(
  locks: LockManager | undefined,
  name: string,
  count: number,
): Promise<(() => void) | null> {
  if (!locks) return () => undefined
  for (let slot = 1; slot <= count; slot++) {
    const release = await takeLock(locks, `${name} ${slot}`)
    if (release) return release
  }
  return null
}

/** A lock is held for as long as the promise that its holder gave is pending. */
function takeLock(locks: LockManager, name: string): Promise<(() => void) | null> {
  return new Promise((resolve) => {
    const held = locks.request(name, { ifAvailable: true }, (lock) => {
      if (!lock) {
        resolve(null)
        return undefined
      }
      return new Promise<void>((release) => resolve(() => release()))
    })
    // A page that is being left cannot take one.
    held.catch(() => resolve(null))
  })
}
