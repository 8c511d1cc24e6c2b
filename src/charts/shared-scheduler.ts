// The page's one draw scheduler, on the frames and timers of the browser.

import { DrawScheduler, type FrameClock } from './draw-scheduler'

const browserFrames: FrameClock = {
  now: () => performance.now(),
  requestFrame: (callback) => requestAnimationFrame(callback),
  cancelFrame: (id) => {
    cancelAnimationFrame(id)
  },
  // A long window slides rarely; timers take 32 bits.
  setTimer: (callback, delayMs) => window.setTimeout(callback, Math.min(delayMs, 60_000)),
  clearTimer: (id) => {
    window.clearTimeout(id)
  },
  hidden: () => document.hidden,
  onVisibility: (callback) => {
    document.addEventListener('visibilitychange', callback)
    return () => {
      document.removeEventListener('visibilitychange', callback)
    }
  },
}

export const drawScheduler = new DrawScheduler(browserFrames)
