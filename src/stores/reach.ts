// Finds out why a page cannot read a backend at another address. What a browser tells is little: whether anything
// answers at all, and whether the page's own policy forbade to ask. Sends no credentials.

/** `cors`: it answers, and does not let this page read it. `silent`: nothing answers, or the browser did not ask. */
export type Obstacle = 'cors' | 'policy' | 'silent'

const DEADLINE_MS = 10_000
/** A browser tells what its policy forbade by an event of its own, a moment after it refused to ask. */
const TOLD_WITHIN_MS = 500

export async function findObstacle(address: string): Promise<Obstacle> {
  let forbid: () => void = () => undefined
  const forbidden = new Promise<Obstacle>((resolve) => {
    forbid = () => resolve('policy')
  })
  const note = ({ effectiveDirective }: SecurityPolicyViolationEvent): void => {
    if (effectiveDirective === 'connect-src') forbid()
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
    return await Promise.race([forbidden, silence()])
  } finally {
    document.removeEventListener('securitypolicyviolation', note)
  }
}

function silence(): Promise<Obstacle> {
  return new Promise((resolve) => {
    setTimeout(() => resolve('silent'), TOLD_WITHIN_MS)
  })
}
