// The JavaScript of charts: what is timed, their callbacks of frames, and the microtasks that either leaves. The
// browser's own ScriptDuration would not do: it leaves out the jobs of promises, in which Vue renders, but counts
// those of queueMicrotask, in which uPlot draws. No library here works in timers.
// Import it before anything that keeps `requestAnimationFrame`.

/** Microtasks left by microtasks, one after the other, that still count. */
const GENERATIONS = 12

let spentMs = 0

/** A frame that is not timed: asking for one is the dearest thing a page without charts does. */
export const requestFrame = window.requestAnimationFrame.bind(window)

window.requestAnimationFrame = (callback) =>
  requestFrame((time) => {
    timed(() => {
      callback(time)
    })
  })

/** Call it from the top of a task only, or what follows it is timed as well. */
export function timed(work: () => void): void {
  const start = performance.now()
  try {
    work()
  } finally {
    void finish(start)
  }
}

async function finish(start: number): Promise<void> {
  for (let generation = 0; generation < GENERATIONS; generation++) await null
  spentMs += performance.now() - start
}

/** Milliseconds since the page was opened. */
export function scriptMs(): number {
  return spentMs
}
