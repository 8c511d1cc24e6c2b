// The page's one draw scheduler, on the frames and timers of the browser, and what it has to tell about itself.

import type { DrawingFigures } from '../../domain/drawing'
import { DrawScheduler, type FrameClock } from './draw-scheduler'
import { FrameLoad } from './frame-load'
import { givesWayUntil } from './input-first'
import { PaintLatency } from './paint-latency'

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
  givesWayUntil,
  onVisibility: (callback) => {
    document.addEventListener('visibilitychange', callback)
    return () => {
      document.removeEventListener('visibilitychange', callback)
    }
  },
}

const latency = new PaintLatency({
  now: () => performance.timeOrigin + performance.now(),
  // A task that is posted in an animation frame has its turn after the page was painted.
  afterPaint: (callback) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      callback()
    }
    port2.postMessage(null)
  },
})

export const drawScheduler = new DrawScheduler(browserFrames, 8, new FrameLoad(), (receivedAt) => {
  latency.drawn(receivedAt)
})

export const drawingFigures: DrawingFigures = {
  get level() {
    return drawScheduler.level
  },
  get charts() {
    return drawScheduler.size
  },
  get draws() {
    return drawScheduler.draws
  },
  get samples() {
    return drawScheduler.samples
  },
  latency: () => latency.summary(),
  receiving: (receivedAt) => {
    drawScheduler.receiving(receivedAt)
  },
}
