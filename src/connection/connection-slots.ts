// A backend that takes but so many connections of one user: the pages of this browser share them, one lock for each
// (Web Locks). A page that gets none is told so before it asks the backend.
import type { Credentials, LinkDescription } from '../protocols/protocol'

/** Who wants a connection of which backend. */
export interface WantedConnection {
  baseUrl: string
  link: LinkDescription
  credentials: Credentials | null
}

/** Answers how to give it back, or `null` where the pages of this browser have as many as the backend takes of one user. */
export function takeConnection(
  locks: LockManager | undefined,
  { baseUrl, link: { id, policy }, credentials }: WantedConnection,
): Promise<(() => void) | null> {
  const { connectionsPerUser } = policy
  if (connectionsPerUser === undefined) return Promise.resolve(() => undefined)
  const user = JSON.stringify([baseUrl, id, credentials?.name ?? ''])
  return takeSlot(locks, `watchdeck:connection ${user}`, connectionsPerUser)
}

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
