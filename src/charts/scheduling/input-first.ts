// What can wait gives way to whoever clicks or presses a key: the frame that follows is the answer's.

/** The answer is drawn in the next frame, or the one after it. */
const ANSWER_MS = 33
/** Whoever keeps a key pressed sees what is new at least so often. */
const AT_MOST_MS = 100

let inputAt = -Infinity

for (const kind of ['keydown', 'pointerdown'] as const) {
  window.addEventListener(kind, () => (inputAt = performance.now()), { capture: true, passive: true })
}

/** Until when something waits that was last done then; moments of `performance.now`. */
export function givesWayUntil(doneAt: number): number {
  return Math.min(inputAt + ANSWER_MS, doneAt + AT_MOST_MS)
}
