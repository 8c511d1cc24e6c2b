// What can be drawn, and what the scheduler gives to whoever added it. It schedules nothing.

export interface Drawable {
  /** Whether it is on the screen. */
  visible(): boolean
  draw(): void
  /** Milliseconds until it wants to be drawn even if nothing new comes, as its window slides; `Infinity`: never. */
  idleMs(): number
}

/** What the scheduler gives to whoever added something. */
export interface DrawHandle {
  /** There is something new to draw. */
  invalidate(): void
  /** It has come into view: what it has not drawn meanwhile is due. */
  appear(): void
  /** Somebody points at it or presses its keys: it is drawn in the next frame, before all others, however long frames are. */
  answer(): void
  /** What was drawn is gone, as after a change of size: draws at once, or the chart would flash. */
  restore(): void
  /** It wakes, for it will soon be in view: draws at once, or it would come as it was before it slept. */
  prepare(): void
  /** So many samples were drawn that were not before (rule T6). */
  count(samples: number): void
  remove(): void
}
