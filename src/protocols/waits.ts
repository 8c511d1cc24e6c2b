// Waits before attempt n (from 0) as documents describe them, in milliseconds and without jitter (rule C1).

/** 1, 2, 4 … seconds and the like: `first` doubled each time, `longest` at most. */
export function doubling(firstMs: number, longestMs: number): (attempt: number) => number {
  return (attempt) => Math.min(firstMs * 2 ** Math.min(attempt, 30), longestMs)
}
