// What must end, ended: a page that hangs answers nobody, and a benchmark that waits for it tells nobody.

/**
 * Rejects when the work takes longer. Nothing ends the work itself: close what it works on.
 * @param what was not done in time, for the message
 */
export async function within<Found>(limitMs: number, what: string, work: Promise<Found>): Promise<Found> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`${what} did not end within ${String(Math.round(limitMs / 1_000))} s`))
    }, limitMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
