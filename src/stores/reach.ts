// Finds out why a page cannot read a backend at another address. What a browser tells is little: whether anything
// answers at all, and whether the page's own policy forbade to ask. Sends no credentials.

/** `cors`: it answers, and does not let this page read it. `silent`: nothing answers, or the browser did not ask. */
export type Obstacle = 'cors' | 'policy' | 'silent'

const DEADLINE_MS = 10_000

export async function findObstacle(address: string): Promise<Obstacle> {
  let isForbidden = false
  const note = ({ effectiveDirective }: SecurityPolicyViolationEvent): void => {
    if (effectiveDirective === 'connect-src') isForbidden = true
  }
  document.addEventListener('securitypolicyviolation', note)
  try {
    // Without CORS: the answer cannot be read, but that there is one can be seen.
    await fetch(address, {
      mode: 'no-cors',
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(DEADLINE_MS),
    })
    return 'cors'
  } catch {
    return isForbidden ? 'policy' : 'silent'
  } finally {
    document.removeEventListener('securitypolicyviolation', note)
  }
}
